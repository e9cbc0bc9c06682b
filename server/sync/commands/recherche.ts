import { z } from 'zod'
import { Frequence, RECHERCHE } from '#shared/memory/search.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import { forgetFollowing } from '#server/memory/rows.ts'
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

/** A person's kept search (shared/memory/search.ts). */

/** Loose: a field that a later desk adds is kept for its like. */
const Recherche = z.looseObject({
  nom: z.string().max(200),
  query: SearchQuery,
  lieu: z.string().max(200),
  frequence: Frequence,
  cree_le: z.iso.datetime(),
})
const MAX_BYTES = 32 * 1024
/** More than a desk keeps: two that were away from each other may have kept as many each. */
const MOST = 250
/** Set once: another search is another row. */
const FIXED = ['query', 'lieu', 'cree_le'] as const

const isOwn = (id: string, userId: string): boolean =>
  id.startsWith(`${userId}/`) && z.uuid().safeParse(id.slice(userId.length + 1)).success

const wrongField = (doc: Doc): string | null => {
  const read = Recherche.safeParse(doc)
  if (!read.success) return String(read.error.issues[0]?.path[0] ?? 'doc')
  return canonicalJson(doc as never).length > MAX_BYTES ? 'doc' : null
}

const load = async ({ writer, seal, user }: CommandContext, { key }: Asked) => {
  if (!isOwn(key.id, user.id)) return null
  const current = await writer.entity(key)
  return { current, theirs: docOf(seal, current) }
}

const create: Command = async (context, asked) => {
  const { writer, seal, user } = context
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { current, theirs } = loaded
  const wrong = wrongField(asked.patch)
  if (wrong !== null) return invalid(wrong)
  if (theirs === null && (await writer.byPrefix(RECHERCHE, `${user.id}/`, 4 * MOST)).filter((one) => !one.deleted).length >= MOST)
    return rejected('recherches-trop')
  // The same search, made again after a restore or on its way from another desk: what it is about stands.
  const merged =
    theirs === null ? null : mergeCreation({}, { nom: asked.patch['nom'], frequence: asked.patch['frequence'] }, theirs)
  const doc = merged === null ? asked.patch : merged.doc
  const { ver } = await putPrivate(writer, seal, asked.key, { doc, userId: user.id, current })
  return merged === null ? applied(ver) : mergeOutcome(merged, ver)
}

const update: Command = async (context, asked) => {
  const { writer, seal, user } = context
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { current, theirs } = loaded
  if (theirs === null) return gone(asked)
  for (const field of FIXED)
    if (field in asked.patch && canonicalJson(asked.patch[field] ?? null) !== canonicalJson(theirs[field] ?? null))
      return invalid(field)
  const wrong = wrongField({ ...theirs, ...asked.patch })
  if (wrong !== null) return invalid(wrong)
  const merged = mergePatch(asked.base, asked.patch, theirs)
  const { ver } = await putPrivate(writer, seal, asked.key, { doc: merged.doc, userId: user.id, current })
  // Asked for again one day, letters tell of what changes from that day on.
  if (merged.doc['frequence'] === 'jamais') await forgetFollowing(writer, asked.key.id)
  return mergeOutcome(merged, ver)
}

const remove: Command = async (context, asked) => {
  const loaded = await load(context, asked)
  if (loaded === null) return rejected('forbidden')
  const { current, theirs } = loaded
  if (current === null || theirs === null) return applied(current?.ver ?? 0)
  const clash = removalClash(asked, current, theirs, FIXED)
  if (clash !== null) return clash
  await context.writer.remove(asked.key)
  await forgetFollowing(context.writer, asked.key.id)
  return applied(current.ver + 1)
}

export const RECHERCHE_COMMANDS: Readonly<Record<string, Command>> = {
  [`${RECHERCHE}.create`]: create,
  [`${RECHERCHE}.update`]: update,
  [`${RECHERCHE}.remove`]: remove,
}
