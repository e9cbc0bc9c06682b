import { RATTACHEMENT } from '#shared/accounts/compte.ts'
import { forgetHistory } from '#server/listing/history.ts'
import type { Entity, Reader, Writer } from '#server/store/types.ts'
import { contactKey } from '../commands/contact.ts'
import { DEMONSTRATION } from '../settings.ts'
import type { StagedKind } from './staged.ts'

/** What no import and no rule takes away, and how the rest goes. */

/** Job of whoever makes the public catalogue another: one at a time (SyncStore.exclusively). */
export const CATALOGUE_JOB = 'catalogue'

/** Structures that someone belongs to, asks to join or is invited to: their people keep them, and their services, from here on. */
export const withPeople = async (reader: Reader): Promise<Set<string>> => {
  const kept = new Set<string>()
  for await (const { parent } of reader.scan(RATTACHEMENT)) if (parent !== null) kept.add(parent)
  return kept
}

/** These, and those that were made or moderated here, which stay when their people have gone: moderation is to find them. */
export const keptHere = async (reader: Reader): Promise<ReadonlySet<string>> => {
  const kept = await withPeople(reader)
  // Invented ones have a status by chance.
  if ((await reader.setting(DEMONSTRATION)) === '1') return kept
  for await (const { id, doc } of reader.scan('structure')) if (doc?.includes('"moderation_status"') === true) kept.add(id)
  return kept
}

/** Its contact is elsewhere. */
export const masked = ({ doc }: Entity): boolean => doc?.includes('"contact_masque"') === true

/** Stages that sheets leave the reference, with what was kept beside them, but for those of `kept` structures. Answers how many. */
export const takeAway = async (
  writer: Writer,
  kind: StagedKind,
  ids: readonly string[],
  kept: ReadonlySet<string>,
): Promise<number> => {
  const there = await writer.entities(ids.map((id) => ({ kind, id })))
  const gone = there.filter(({ id, parent, deleted }) => !deleted && !kept.has(kind === 'structure' ? id : (parent ?? '')))
  for (const { id } of gone) await writer.remove({ kind, id })
  for (const { id } of gone.filter(masked)) await writer.remove(contactKey(id))
  for (const { id } of gone) await forgetHistory(writer, { kind, id })
  return gone.length
}
