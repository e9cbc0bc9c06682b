import type { z } from 'zod'
import { Service, Structure } from '#shared/catalogue/record.ts'
import { type Doc, type Merged, mergePatch } from '#shared/sync/merge.ts'
import type { CommandContext } from './command.ts'

/** What services and structures have in common: fields, merge, validation, date. */

const BLOCK = 'dora'
const IN_BLOCK = `${BLOCK}.`
/** Written by the server, or part of what the row is. */
const DATE = 'date_maj'

const isObject = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of the `dora` block beside the others, as `dora.<field>`: two people may each change one without a clash. */
export const flat = (doc: Doc): Doc => {
  const { [BLOCK]: block, ...rest } = doc
  if (!isObject(block)) return block === undefined || block === null ? rest : doc
  return { ...rest, ...Object.fromEntries(Object.entries(block).map(([field, value]) => [IN_BLOCK + field, value])) }
}

const deep = (doc: Doc): Doc => {
  const own: Record<string, Doc[string]> = {}
  const block: Record<string, Doc[string]> = {}
  for (const [field, value] of Object.entries(doc)) {
    // The optional fields of the block are absent, never null.
    if (!field.startsWith(IN_BLOCK)) own[field] = value
    else if (value !== null && value !== undefined) block[field.slice(IN_BLOCK.length)] = value
  }
  return Object.keys(block).length === 0 ? own : { ...own, [BLOCK]: block as never }
}

/** Merge of a record by field. `date_maj` is the server's. A patch of `dora` changes the fields it names, null removing one. */
export const mergeRecord = (base: Doc, patch: Doc, theirs: Doc): Merged => {
  const { [DATE]: _date, ...wanted } = flat(patch)
  const merged = mergePatch(flat(base), wanted, flat(theirs))
  return { ...merged, doc: deep(merged.doc) }
}

/** « Today » of the people who write the listings, whatever the machine's time zone. */
const PARIS = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' })
export const stamped = (doc: Doc, { now }: Pick<CommandContext, 'now'>): Doc => ({ ...doc, [DATE]: PARIS.format(now) })

/** First field that keeps a document from being a record, or null. Fields unknown here are kept. */
const wrongField = (shape: z.ZodType, doc: Doc): string | null => {
  const read = shape.safeParse(doc)
  if (!read.success) return read.error.issues[0]?.path.slice(0, 2).join('.') ?? 'doc'
  const { nom } = doc
  return typeof nom === 'string' && nom.trim() !== '' ? null : 'nom'
}

export const wrongService = (doc: Doc): string | null => wrongField(Service, doc)
/** Names that structures are looked up by, as text of the document (server/store/schema.ts): each is said in one place. */
const LOOKED_UP = ['siret', 'code_safir_ft', 'parent'] as const
const saidTwice = (doc: Doc): string | null => {
  const text = JSON.stringify(doc)
  return LOOKED_UP.find((name) => text.split(`"${name}":`).length > 2) ?? null
}

export const wrongStructure = (doc: Doc): string | null => wrongField(Structure, doc) ?? saidTwice(doc)

/** Field of the patch that would change what the row is, or null. */
export const changedIdentity = (patch: Doc, theirs: Doc): string | null =>
  ['id', 'source'].find((field) => patch[field] !== undefined && patch[field] !== theirs[field]) ?? null
