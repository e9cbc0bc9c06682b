import { randomUUID } from 'node:crypto'
import type { PieceAnnounced, PieceState } from '#shared/orientation/wire.ts'
import { createTurns } from '../blobs/turns.ts'
import { checkAnnounced, checkContent } from './pieces-check.ts'
import type { PieceParts } from './pieces-parts.ts'
import { PieceRefusal } from './pieces-refusal.ts'
import { blobsOf, pieceOf, type PieceRow, putPiece, removePiece, unattachedOf } from './pieces-rows.ts'
import { forgetPiece } from './pieces-sweep.ts'

/**
 * A file comes in parts, to any replica, as often as it takes: each part is a blob, and the row says how many bytes are there. The
 * last part makes the whole, which is looked at, and kept or forgotten. Cut anywhere, the next request ends what was begun.
 */

/** Of one person: a day’s requests made without a network, sent at once. */
export const MOST_UNATTACHED = 50
/** Of one file: parts of 16 KB would do on the slowest line. */
const MOST_PARTS = 400
/** An announcement made again puts off the end of a file that waits, when it is that old. */
const RENEWED_AFTER_MS = 30 * 60_000

const inTurn = createTurns(4)

const stateOf = ({ id, taille, recu, etat }: PieceRow): PieceState => ({ id, taille, recu, complete: etat !== 'en-cours' })

const isTheirs = (row: PieceRow | null, userId: string): row is PieceRow =>
  row !== null && row.user_id === userId && row.etat !== 'a-supprimer'

const theirs = (row: PieceRow | null, userId: string): PieceRow => {
  if (!isTheirs(row, userId)) throw new PieceRefusal('inconnue')
  return row
}

/** Once nothing names them. What is left of them by a failure is swept. */
const removeAll = async ({ blobs }: PieceParts, names: readonly string[]): Promise<void> => {
  await Promise.allSettled(names.map((name) => blobs.remove(name)))
}

const sameParts = (a: PieceRow, b: PieceRow): boolean =>
  a.etat === 'en-cours' && a.parts.length === b.parts.length && a.parts.every(({ blob }, at) => blob === b.parts[at]?.blob)

/** Writes what `row` becomes, unless another request was first; null then. */
const change = async ({ store, seal }: PieceParts, row: PieceRow, to: Partial<PieceRow> | null): Promise<PieceRow | null> => {
  const { value } = await store.write(async (writer) => {
    const current = await pieceOf(writer, seal, row.id)
    if (current === null || current.user_id !== row.user_id || !sameParts(current, row)) return null
    if (to !== null) return putPiece(writer, seal, { ...current, ...to })
    await removePiece(writer, row.id)
    return current
  })
  return value
}

const again = async ({ store, seal }: PieceParts, row: PieceRow): Promise<PieceRow> =>
  theirs(await store.read((reader) => pieceOf(reader, seal, row.id)), row.user_id)

/** The bytes of all parts; or how many parts are there before the first that is not, which only a restored backup can bring about. */
const readParts = async (
  { blobs }: PieceParts,
  { parts }: PieceRow,
): Promise<{ readonly whole: Buffer } | { readonly there: number }> => {
  const read: Buffer[] = []
  for (const { blob, taille } of parts) {
    const bytes = await blobs.get(blob)
    if (bytes?.length !== taille) return { there: read.length }
    read.push(bytes)
  }
  return { whole: Buffer.concat(read) }
}

/** Makes one blob of a file whose parts are all there. Throws PieceRefusal `contenu`, and forgets it, when it is not what its name says. */
const assemble = async (parts: PieceParts, row: PieceRow): Promise<PieceRow> => {
  const read = await readParts(parts, row)
  if ('there' in read) {
    const kept = row.parts.slice(0, read.there)
    const recu = kept.reduce((sum, { taille }) => sum + taille, 0)
    return (await change(parts, row, { parts: kept, recu })) ?? again(parts, row)
  }
  const names = blobsOf(row)
  try {
    checkContent(row.nom, read.whole)
  } catch (error) {
    if ((await change(parts, row, null)) !== null) await removeAll(parts, names)
    throw error
  }
  const blob = randomUUID()
  await parts.blobs.put(blob, read.whole)
  const done = await change(parts, row, { parts: [], blob, etat: 'complete' })
  await removeAll(parts, done === null ? [blob] : names)
  return done ?? again(parts, row)
}

/** Ends what a request before this one may have left: all the bytes, and no whole. */
const settled = async (parts: PieceParts, row: PieceRow): Promise<PieceState> =>
  stateOf(row.etat === 'en-cours' && row.recu === row.taille ? await inTurn(() => assemble(parts, row)) : row)

const isWaiting = ({ etat }: PieceRow): boolean => etat === 'en-cours' || etat === 'complete'

/** A file is to come. Said again, it answers where it stands. Rejects with PieceRefusal. */
export const announcePiece = async (parts: PieceParts, userId: string, asked: PieceAnnounced): Promise<PieceState> => {
  const { store, seal, now } = parts
  const { id, nom, taille } = asked
  const type = checkAnnounced(asked)
  const before = await store.read((reader) => pieceOf(reader, seal, id))
  // About to go by the next sweep: it goes now, and comes again.
  if (before?.user_id === userId && before.etat === 'a-supprimer') await forgetPiece(parts, before)
  const cree_le = new Date(now()).toISOString()
  const { value } = await store.write(async (writer) => {
    const known = await pieceOf(writer, seal, id)
    if (known === null) {
      if ((await unattachedOf(writer, seal, userId)).length >= MOST_UNATTACHED) throw new PieceRefusal('nombre')
      const row = { id, user_id: userId, nom, type, taille, recu: 0, parts: [], blob: null, orientation_id: null, cree_le }
      return putPiece(writer, seal, { ...row, etat: 'en-cours' })
    }
    const row = theirs(known, userId)
    if (row.nom !== nom || row.taille !== taille) throw new PieceRefusal('autre')
    const renewed = isWaiting(row) && now() - Date.parse(row.cree_le) > RENEWED_AFTER_MS
    return renewed ? putPiece(writer, seal, { ...row, cree_le }) : row
  })
  return settled(parts, value)
}

/** Where a file stands. Rejects with PieceRefusal `inconnue` for one that is not theirs. */
export const stateOfPiece = async (parts: PieceParts, userId: string, id: string): Promise<PieceState> => {
  const row = await parts.store.read((reader) => pieceOf(reader, parts.seal, id))
  return settled(parts, theirs(row, userId))
}

export type Received = {
  readonly state: PieceState
  /** These bytes are there; false when they do not follow those that are: go on from `state.recu`. */
  readonly taken: boolean
}

/** Some bytes of a file, from the byte `from` on. The same ones again change nothing. Rejects with PieceRefusal. */
export const receivePart = async (
  parts: PieceParts,
  userId: string,
  { id, from, bytes }: { readonly id: string; readonly from: number; readonly bytes: Uint8Array },
): Promise<Received> => {
  const { store, seal, blobs } = parts
  const row = theirs(await store.read((reader) => pieceOf(reader, seal, id)), userId)
  const until = from + bytes.length
  if (bytes.length === 0 || until > row.taille) throw new PieceRefusal('morceau')
  if (row.etat !== 'en-cours' || from !== row.recu) return { state: await settled(parts, row), taken: until <= row.recu }
  if (row.parts.length >= MOST_PARTS) throw new PieceRefusal('morceau')
  const blob = randomUUID()
  await blobs.put(blob, bytes)
  const written = await change(parts, row, { recu: until, parts: [...row.parts, { blob, taille: bytes.length }] })
  if (written !== null) return { state: await settled(parts, written), taken: true }
  // Another request was first, with the same bytes or with others.
  await removeAll(parts, [blob])
  const current = await again(parts, row)
  return { state: await settled(parts, current), taken: until <= current.recu }
}

type WholeFile = { readonly nom: string; readonly bytes: Uint8Array }

/**
 * Keeps files that came whole, by an API, under a synthetic owner: all of them, or none. Answers what `attachPieces` takes for that
 * owner; what is not attached within three hours goes. Rejects with PieceRefusal, nothing being kept.
 */
export const keepWhole = async (
  parts: PieceParts,
  owner: string,
  files: readonly WholeFile[],
): Promise<{ readonly id: string; readonly nom: string; readonly pour: string; readonly taille: number }[]> => {
  const checked = files.map(({ nom, bytes }) => {
    const type = checkAnnounced({ nom, taille: bytes.length })
    checkContent(nom, bytes)
    return { id: randomUUID(), nom, type, taille: bytes.length, blob: randomUUID(), bytes }
  })
  try {
    for (const { blob, bytes } of checked) await parts.blobs.put(blob, bytes)
  } catch (error) {
    await removeAll(
      parts,
      checked.map(({ blob }) => blob),
    )
    throw error
  }
  const cree_le = new Date(parts.now()).toISOString()
  await parts.store.write(async (writer) => {
    for (const { bytes: _sealedAlready, ...file } of checked) {
      const row = { ...file, user_id: owner, recu: file.taille, parts: [], orientation_id: null, cree_le }
      await putPiece(writer, parts.seal, { ...row, etat: 'complete' })
    }
  })
  return checked.map(({ id, nom, taille }) => ({ id, nom, pour: '', taille }))
}

/** The request that these files came with was not made: they go. Those that a request has stay. */
export const undoWhole = async ({ store, seal }: PieceParts, ids: readonly string[]): Promise<void> => {
  await store.write(async (writer) => {
    for (const id of ids) {
      const row = await pieceOf(writer, seal, id)
      if (row !== null && isWaiting(row)) await putPiece(writer, seal, { ...row, etat: 'a-supprimer' })
    }
  })
}
