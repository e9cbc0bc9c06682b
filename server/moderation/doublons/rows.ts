import { createHash } from 'node:crypto'
import { Doublon, type DoublonKind, Fusion } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, Writer } from '#server/store/types.ts'
import { docOf, putSealed } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'

/** Pairs and merges are rows of no feed, sealed: they say who decided. */

const DOUBLON = 'doublon'
const FUSION = 'fusion'

/** The same for the same pair, whichever way round. */
export const doublonId = (kind: DoublonKind, pair: readonly [string, string]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...pair.toSorted()]))
    .digest('hex')
    .slice(0, 24)

export const doublonOf = async (reader: Reader, seal: Seal, id: string): Promise<Doublon | null> => {
  const doc = docOf(seal, await reader.entity({ kind: DOUBLON, id }))
  return doc === null ? null : Doublon.parse(doc)
}

/** How many rows could not be read, of what kind: to be written in the log by whoever has one. */
export type OnUnreadable = (kind: 'doublon' | 'fusion', count: number) => void

/** Those that can be read: one that this version, or this key, cannot keeps nothing from being done. */
const readable = async <T>(
  reader: Reader,
  seal: Seal,
  kind: 'doublon' | 'fusion',
  { parse, onUnreadable }: { readonly parse: (doc: Doc) => T; readonly onUnreadable?: OnUnreadable | undefined },
): Promise<T[]> => {
  const all: T[] = []
  let unreadable = 0
  for await (const entity of reader.scan(kind)) {
    try {
      const doc = docOf(seal, entity)
      if (doc !== null) all.push(parse(doc))
    } catch {
      unreadable += 1
    }
  }
  if (unreadable > 0) onUnreadable?.(kind, unreadable)
  return all
}

export const allDoublons = (reader: Reader, seal: Seal, onUnreadable?: OnUnreadable): Promise<Doublon[]> =>
  readable(reader, seal, DOUBLON, { parse: (doc) => Doublon.parse(doc), onUnreadable })

export const putDoublon = async (writer: Writer, seal: Seal, one: Doublon): Promise<void> => {
  const key = { kind: DOUBLON, id: one.id }
  await putSealed(writer, seal, key, { doc: one as unknown as Doc, scopes: [], current: await writer.entity(key) })
}

export const removeDoublon = (writer: Writer, id: string): Promise<boolean> => writer.remove({ kind: DOUBLON, id })

const fusionId = (kind: DoublonKind, garde: string): string => `${kind}/${garde}`

export const fusionOf = async (reader: Reader, seal: Seal, kind: DoublonKind, garde: string): Promise<Fusion | null> => {
  const doc = docOf(seal, await reader.entity({ kind: FUSION, id: fusionId(kind, garde) }))
  return doc === null ? null : Fusion.parse(doc)
}

export const allFusions = (reader: Reader, seal: Seal, onUnreadable?: OnUnreadable): Promise<Fusion[]> =>
  readable(reader, seal, FUSION, { parse: (doc) => Fusion.parse(doc), onUnreadable })

export const putFusion = async (writer: Writer, seal: Seal, one: Fusion): Promise<void> => {
  const key = { kind: FUSION, id: fusionId(one.kind, one.garde) }
  await putSealed(writer, seal, key, { doc: one as unknown as Doc, scopes: [], current: await writer.entity(key) })
}

/**
 * Stages what an import heard of the members of a merge. Merged further or taken back while it came in, a merge is what it has become.
 */
export const hearFusion = async (writer: Writer, seal: Seal, heard: Fusion): Promise<void> => {
  const now = await fusionOf(writer, seal, heard.kind, heard.garde)
  if (now === null) return
  const membres = Object.entries(now.membres).map(([id, doc]) => [id, heard.membres[id] ?? doc] as const)
  await putFusion(writer, seal, { ...now, membres: Object.fromEntries(membres) })
}

/** To call when an account goes: what it decided stays, in nobody’s name. @param nom that it is told by from here on */
export const forgetDecider = async (writer: Writer, seal: Seal, userId: string, nom: string): Promise<void> => {
  for (const one of await allDoublons(writer, seal))
    if (one.decision?.user_id === userId)
      await putDoublon(writer, seal, { ...one, decision: { ...one.decision, user_id: '', nom } })
  for (const one of await allFusions(writer, seal))
    if (one.par.user_id === userId) await putFusion(writer, seal, { ...one, par: { user_id: '', nom } })
}

export const removeFusion = (writer: Writer, { kind, garde }: Fusion): Promise<boolean> =>
  writer.remove({ kind: FUSION, id: fusionId(kind, garde) })

/** Its members are to be decided of again: said to be two, or merged otherwise. */
export const proposeAgain = async (writer: Writer, seal: Seal, { kind, membres }: Fusion): Promise<void> => {
  const ids = Object.keys(membres)
  for (const [at, a] of ids.entries()) {
    for (const b of ids.slice(at + 1)) {
      const pair = await doublonOf(writer, seal, doublonId(kind, [a, b]))
      if (pair?.etat === 'fusionne') await putDoublon(writer, seal, { ...pair, etat: 'propose', decision: null })
    }
  }
}

/** Merges whose kept sheet is no more go with it. @param isTold by a source, whether or not it is shown */
export const forgetMerges = async (
  writer: Writer,
  seal: Seal,
  isTold: (kind: DoublonKind, id: string) => boolean,
): Promise<void> => {
  for (const one of await allFusions(writer, seal)) {
    const { kind, garde } = one
    if (isTold(kind, garde) || (await writer.entity({ kind, id: garde }))?.doc != null) continue
    await removeFusion(writer, one)
    await proposeAgain(writer, seal, one)
  }
}
