import { z } from 'zod'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import { docOf, putPrivate } from '../rows.ts'
import {
  applied,
  type Asked,
  type Command,
  type CommandContext,
  gone,
  invalid,
  mergeCreation,
  mergeOutcome,
  rejected,
  removalClash,
} from './command.ts'

/** A person's favourite: a service or a structure kept, with a note and lists (shared/contract/user.ts). */

const Cible = z.object({ kind: z.enum(['service', 'structure']), id: z.string().min(1).max(200) })
/** Loose: a field that a later desk adds is kept for its like. */
const Favourite = z.looseObject({
  cible: Cible,
  nom: z.string().max(300),
  note: z.string().max(5000),
  listes: z.array(z.string().min(1).max(80)).max(100),
  cree_le: z.iso.datetime(),
})
const MAX_BYTES = 32 * 1024

const EMPTY: Doc = { note: '', listes: [] }
/** What the key says, and what is set once. */
const FIXED = ['cible', 'cree_le'] as const

/** The target that an identifier names, when it is one of this user's. */
const targetOf = (id: string, userId: string): z.infer<typeof Cible> | null => {
  const prefix = `${userId}/`
  const [, kind, target] = /^(service|structure):(.+)$/s.exec(id.startsWith(prefix) ? id.slice(prefix.length) : '') ?? []
  return kind === undefined || target === undefined ? null : { kind: kind as 'service' | 'structure', id: target }
}

const wrongField = (doc: Doc): string | null => {
  const read = Favourite.safeParse(doc)
  if (!read.success) return String(read.error.issues[0]?.path[0] ?? 'doc')
  return canonicalJson(doc as never).length > MAX_BYTES ? 'doc' : null
}

/** No value means the default: an emptied note is sent as null or as ''. */
const withDefaults = (doc: Doc): Doc => ({ ...doc, note: doc['note'] ?? '', listes: doc['listes'] ?? [] })

const patchWithDefaults = (patch: Doc): Doc =>
  Object.fromEntries(Object.entries(patch).map(([field, value]) => [field, value ?? EMPTY[field] ?? null]))

const load = async ({ writer, seal, user }: CommandContext, { key }: Asked) => {
  const cible = targetOf(key.id, user.id)
  if (cible === null) return null
  const current = await writer.entity(key)
  return { cible, current, theirs: docOf(seal, current) }
}

const create: Command = async (context, asked) => {
  const { writer, seal, user, now } = context
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { cible, current, theirs } = loaded
  const made = asked.patch['cree_le'] ?? new Date(now).toISOString()
  const wanted = withDefaults({ ...asked.patch, cible, cree_le: made })
  const wrong = wrongField(wanted)
  if (wrong !== null) return invalid(wrong)
  // The label and the date of the one already there stand: nobody typed them.
  const { cree_le: _made, nom: _nom, ...typed } = wanted
  const merged = theirs === null ? null : mergeCreation({ ...EMPTY, cible }, typed, theirs)
  const doc = merged === null ? wanted : merged.doc
  const { ver } = await putPrivate(writer, seal, asked.key, { doc, userId: user.id, current })
  return merged === null ? applied(ver) : mergeOutcome(merged, ver)
}

const update: Command = async (context, asked) => {
  const { writer, seal, user } = context
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { current, theirs } = loaded
  if (theirs === null) return gone(asked)
  for (const field of FIXED) {
    if (field in asked.patch && canonicalJson(asked.patch[field] ?? null) !== canonicalJson(theirs[field] ?? null))
      return invalid(field)
  }
  const patch = patchWithDefaults(asked.patch)
  const wrong = wrongField({ ...theirs, ...patch })
  if (wrong !== null) return invalid(wrong)
  const merged = mergePatch(withDefaults(asked.base), patch, theirs)
  const { ver } = await putPrivate(writer, seal, asked.key, { doc: withDefaults(merged.doc), userId: user.id, current })
  return mergeOutcome(merged, ver)
}

const remove: Command = async (context, asked) => {
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { current, theirs } = loaded
  if (current === null || theirs === null) return applied(current?.ver ?? 0)
  const clash = removalClash({ ...asked, base: withDefaults(asked.base) }, current, theirs, ['nom', ...FIXED])
  if (clash !== null) return clash
  await context.writer.remove(asked.key)
  return applied(current.ver + 1)
}

export const FAVOURITE_COMMANDS: Readonly<Record<string, Command>> = {
  'favourite.create': create,
  'favourite.update': update,
  'favourite.remove': remove,
}
