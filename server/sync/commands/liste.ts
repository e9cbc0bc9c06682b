import { z } from 'zod'
import { LIGNE, LISTE, ligneId, LigneRow, ListeRow, MOST_LIGNES, MOST_LISTES } from '#shared/memory/list.ts'
import { may } from '#shared/rights.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import { safeName } from '#server/accounts/user.ts'
import { listOf, putLine, putList } from '#server/memory/lists.ts'
import { docOf } from '../rows.ts'
import {
  applied,
  type Command,
  type CommandContext,
  gone,
  invalid,
  mergeCreation,
  mergeOutcome,
  rejected,
  removalClash,
} from './command.ts'

/** Lists of a team, and their lines: whoever is a member writes, and nobody above them. */

const same = (a: unknown, b: unknown): boolean => canonicalJson((a ?? null) as never) === canonicalJson((b ?? null) as never)
const wrong = (schema: z.ZodType, doc: Doc): string | null => {
  const read = schema.safeParse(doc)
  return read.success ? null : String(read.error.issues[0]?.path[0] ?? 'doc')
}
/** What is set once; a patch that says otherwise is refused. */
const moved = (patch: Doc, theirs: Doc, fixed: readonly string[]): string | undefined =>
  fixed.find((field) => field in patch && !same(patch[field], theirs[field]))

const mayKeep = ({ actor }: CommandContext, structureId: unknown): boolean =>
  typeof structureId === 'string' && may(actor, 'liste.tenir', { structureId, departement: null })

const LIST_FIXED = ['structure_id', 'cree_le'] as const

const createList: Command = async (context, asked) => {
  const { writer, seal } = context
  if (!z.uuid().safeParse(asked.key.id).success) return rejected('forbidden.id')
  const current = await writer.entity(asked.key)
  const theirs = docOf(seal, current)
  const structureId = (theirs ?? asked.patch)['structure_id']
  if (!mayKeep(context, structureId)) return rejected('forbidden')
  const problem = wrong(ListeRow, asked.patch)
  if (problem !== null) return invalid(problem)
  if (theirs === null && (await writer.children(LISTE, String(structureId))).length >= MOST_LISTES) return rejected('listes-trop')
  // Sent again: what it is about stands.
  const merged =
    theirs === null ? null : mergeCreation({}, { nom: asked.patch['nom'], description: asked.patch['description'] }, theirs)
  const { ver } = await putList(writer, seal, asked.key.id, merged === null ? asked.patch : merged.doc)
  return merged === null ? applied(ver) : mergeOutcome(merged, ver)
}

const updateList: Command = async (context, asked) => {
  const { writer, seal } = context
  const theirs = docOf(seal, await writer.entity(asked.key))
  if (theirs === null) return gone(asked)
  if (!mayKeep(context, theirs['structure_id'])) return rejected('forbidden')
  const fixed = moved(asked.patch, theirs, LIST_FIXED)
  if (fixed !== undefined) return invalid(fixed)
  const merged = mergePatch(asked.base, asked.patch, theirs)
  const problem = wrong(ListeRow, merged.doc)
  if (problem !== null) return invalid(problem)
  const { ver } = await putList(writer, seal, asked.key.id, merged.doc)
  return mergeOutcome(merged, ver)
}

const removeList: Command = async (context, asked) => {
  const { writer, seal } = context
  const current = await writer.entity(asked.key)
  const theirs = docOf(seal, current)
  if (current === null || theirs === null) return applied(current?.ver ?? 0)
  if (!mayKeep(context, theirs['structure_id'])) return rejected('forbidden')
  const clash = removalClash(asked, current, theirs, LIST_FIXED)
  if (clash !== null) return clash
  for (const { id } of await writer.children(LIGNE, asked.key.id)) await writer.remove({ kind: LIGNE, id })
  await writer.remove(asked.key)
  return applied(current.ver + 1)
}

const LINE_FIXED = ['liste_id', 'structure_id', 'cible'] as const
/** The server’s own. */
const SIGNED = ['par', 'par_id', 'le'] as const
const unsigned = (doc: Doc): Doc => Object.fromEntries(Object.entries(doc).filter(([field]) => !SIGNED.includes(field as never)))

/** Who wrote the note or the tags, when these are not what they were. */
const signed = ({ user, now }: CommandContext, doc: Doc, before: Doc): Doc => {
  const written = ['note', 'etiquettes'].some((field) => !same(doc[field], before[field]))
  return written
    ? { ...doc, par: safeName(user).slice(0, 200), par_id: user.id, le: new Date(now).toISOString() }
    : { ...doc, par: before['par'] ?? '', par_id: before['par_id'] ?? '', le: before['le'] ?? '' }
}
const EMPTY_LINE: Doc = { note: '', etiquettes: [] }

const createLine: Command = async (context, asked) => {
  const { writer, seal } = context
  const list = await listOf(writer, seal, String(asked.patch['liste_id']))
  // Removed meanwhile: what was typed is told.
  if (list === null) return gone(asked)
  if (!mayKeep(context, list.structure_id)) return rejected('forbidden')
  const wanted: Doc = { ...EMPTY_LINE, ...unsigned(asked.patch), structure_id: list.structure_id }
  const problem = wrong(LigneRow, { ...wanted, par: '', par_id: '', le: '' })
  if (problem !== null) return invalid(problem)
  if (asked.key.id !== ligneId(String(wanted['liste_id']), wanted['cible'] as never)) return rejected('forbidden.id')
  const current = await writer.entity(asked.key)
  const theirs = docOf(seal, current)
  if (theirs === null && (await writer.children(LIGNE, String(wanted['liste_id']))).length >= MOST_LIGNES)
    return rejected('lignes-trop')
  // Two who add the same service: its name, its place and what was written first stand.
  const merged =
    theirs === null ? null : mergeCreation(EMPTY_LINE, { note: wanted['note'], etiquettes: wanted['etiquettes'] }, theirs)
  const doc = signed(context, merged === null ? wanted : merged.doc, theirs ?? EMPTY_LINE)
  const { ver } = await putLine(writer, seal, asked.key.id, doc)
  return merged === null ? applied(ver) : mergeOutcome(merged, ver)
}

const updateLine: Command = async (context, asked) => {
  const { writer, seal } = context
  const theirs = docOf(seal, await writer.entity(asked.key))
  if (theirs === null) return gone(asked)
  if (!mayKeep(context, theirs['structure_id'])) return rejected('forbidden')
  const patch = unsigned(asked.patch)
  const fixed = moved(patch, theirs, LINE_FIXED)
  if (fixed !== undefined) return invalid(fixed)
  const merged = mergePatch(asked.base, patch, theirs)
  // An emptied note is sent as null.
  const filled: Doc = { ...merged.doc, note: merged.doc['note'] ?? '', etiquettes: merged.doc['etiquettes'] ?? [] }
  const doc = signed(context, filled, theirs)
  const problem = wrong(LigneRow, doc)
  if (problem !== null) return invalid(problem)
  const { ver } = await putLine(writer, seal, asked.key.id, doc)
  return mergeOutcome(merged, ver)
}

const removeLine: Command = async (context, asked) => {
  const { writer, seal } = context
  const current = await writer.entity(asked.key)
  const theirs = docOf(seal, current)
  if (current === null || theirs === null) return applied(current?.ver ?? 0)
  if (!mayKeep(context, theirs['structure_id'])) return rejected('forbidden')
  const clash = removalClash(asked, current, theirs, [...LINE_FIXED, ...SIGNED, 'rang', 'nom'])
  if (clash !== null) return clash
  await writer.remove(asked.key)
  return applied(current.ver + 1)
}

export const LISTE_COMMANDS: Readonly<Record<string, Command>> = {
  [`${LISTE}.create`]: createList,
  [`${LISTE}.update`]: updateList,
  [`${LISTE}.remove`]: removeList,
  [`${LIGNE}.create`]: createLine,
  [`${LIGNE}.update`]: updateLine,
  [`${LIGNE}.remove`]: removeLine,
}
