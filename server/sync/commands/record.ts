import type { z } from 'zod'
import { Service, Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import { deep, flat } from '#shared/listing/flat.ts'
import { type Doc, type Merged, mergePatch } from '#shared/sync/merge.ts'
import type { CommandContext } from './command.ts'

/** What services and structures have in common: fields, merge, validation, date. */

/** Written by the server, or part of what the row is. */
const DATE = 'date_maj'

/** Merge of a record by field. `date_maj` is the server's. A patch of `dora` changes the fields it names, null removing one. */
export const mergeRecord = (base: Doc, patch: Doc, theirs: Doc): Merged => {
  const { [DATE]: _date, ...wanted } = flat(patch)
  const merged = mergePatch(flat(base), wanted, flat(theirs))
  return { ...merged, doc: deep(merged.doc) }
}

export const stamped = (doc: Doc, { now }: Pick<CommandContext, 'now'>): Doc => ({ ...doc, [DATE]: parisDay(now) })

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
