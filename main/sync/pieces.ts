import { PIECE_PART_BYTES, type PieceState } from '#shared/orientation/wire.ts'
import { backoff } from './backoff.ts'
import { type Exchange, Interrupted, isSessionRefused, isUnreachable } from './exchange.ts'
import type { CycleParts } from './outcome.ts'
import { type FailureCode, type PieceRefusal, type PieceToSend, type SignedIn, SyncFailure } from './ports.ts'

/** A line that loses long messages, or a proxy that refuses them, may let short ones through. */
const SHORTEST_PART_BYTES = 32 * 1024
/** How often a file is begun again in one exchange: a part that did not follow, or was too long for something on the way. */
const MOST_ANNOUNCED = 6

/** The file is not taken, and will not be, however often it is sent. */
class Refused extends Error {
  readonly why: PieceRefusal

  constructor(why: PieceRefusal) {
    super(`piece: ${why}`)
    this.why = why
  }
}

/** What was sent does not follow what the server has, or it no longer knows of the file: it is asked where it stands. */
const OUT_OF_PLACE = new Set<FailureCode>(['refused', 'not_found'])

/** Sends the files that requests wait for, before them. One per desk: it remembers how often a request was put off. */
export const createPieces = ({ transport, outbox, clock, rng, onProgress, report }: CycleParts) => {
  const tries = new Map<string, number>()
  let most = PIECE_PART_BYTES

  const putOff = async (waiting: readonly PieceToSend[], { code, retryAfterMs }: SyncFailure): Promise<void> => {
    for (const mutId of new Set(waiting.map((piece) => piece.mutId))) {
      const count = tries.get(mutId) ?? 0
      tries.set(mutId, count + 1)
      await outbox.postpone([mutId], clock.now() + Math.max(backoff(rng, count), retryAfterMs ?? 0), code)
    }
  }

  /** @throws SyncFailure, Refused */
  const announce = async ({ id, nom, taille }: PieceToSend, token: string): Promise<PieceState> => {
    try {
      return await transport.announcePiece({ id, nom, taille }, token)
    } catch (error) {
      if (error instanceof SyncFailure && error.code === 'too_large') throw new Refused('taille')
      if (error instanceof SyncFailure && error.code === 'bad_request') throw new Refused('refus')
      throw error
    }
  }

  /** Sends the part that follows what the server has; null when it must be asked again where it stands. @throws SyncFailure, Refused */
  const part = async (account: SignedIn, { id }: PieceToSend, { recu }: PieceState): Promise<PieceState | null> => {
    const bytes = await outbox.piecePart(account.userId, id, recu, most)
    if (bytes === null) throw new Refused('absente')
    // Whole by this desk's count, and the server does not say so.
    if (bytes.byteLength === 0) throw new SyncFailure('malformed')
    try {
      const state = await transport.sendPiece({ id, from: recu, bytes }, account.token)
      if (!state.complete && state.recu <= recu) throw new SyncFailure('malformed')
      if (bytes.byteLength === most) most = Math.min(PIECE_PART_BYTES, most * 2)
      return state
    } catch (error) {
      if (!(error instanceof SyncFailure)) throw error
      if (OUT_OF_PLACE.has(error.code)) return null
      // Looked into once it is whole.
      if (error.code === 'bad_request') throw new Refused('type')
      if (error.code !== 'network' && error.code !== 'too_large') throw error
      const shorter = Math.max(SHORTEST_PART_BYTES, Math.floor(most / 2))
      if (error.code === 'too_large' && shorter === most) throw new Refused('taille')
      most = shorter
      if (error.code === 'too_large') return null
      throw error
    }
  }

  /** @throws SyncFailure, Refused, Interrupted */
  const upload = async (
    { goOn }: Exchange,
    account: SignedIn,
    piece: PieceToSend,
    onBytes: (received: number) => void,
  ): Promise<void> => {
    for (let announced = 1; announced <= MOST_ANNOUNCED; announced++) {
      goOn()
      let state: PieceState | null = await announce(piece, account.token)
      while (state !== null && !state.complete) {
        onBytes(state.recu)
        goOn()
        state = await part(account, piece, state)
      }
      if (state !== null) return onBytes(piece.taille)
    }
    throw new SyncFailure('malformed')
  }

  /**
   * Sends one file, the first that a request waits for, and says whether there was one. What fails puts off the request that waits
   * for it, and no other change. `count`: bytes sent so far in this exchange. @throws SyncFailure for a session that is refused,
   * Interrupted
   */
  return async (exchange: Exchange, account: SignedIn, count: { done: number }): Promise<boolean> => {
    const waiting = await outbox.pieces(account.userId, clock.now())
    const [piece] = waiting
    if (piece === undefined) {
      if (count.done > 0) onProgress(null)
      return false
    }
    const total = count.done + waiting.reduce((sum, { taille }) => sum + taille, 0)
    exchange.tally.outboxChanged = true
    let heardOf = false
    try {
      await upload(exchange, account, piece, (received) => {
        heardOf = true
        onProgress({ phase: 'pieces', fait: count.done + received, total, unite: 'octets' })
      })
      tries.delete(piece.mutId)
      count.done += piece.taille
      await outbox.pieceArrived(account.userId, piece.id)
      return true
    } catch (error) {
      onProgress(null)
      if (error instanceof Refused) {
        report({ what: 'poison', mutId: piece.mutId, code: `piece.${error.why}` })
        await outbox.pieceRefused(account.userId, piece, error.why)
        return true
      }
      if (error instanceof Interrupted || isSessionRefused(error) || !(error instanceof SyncFailure)) throw error
      // A server that does not answer at all does not for the next file; a long part that was cut says nothing of a short one.
      const all = isUnreachable(error) && !heardOf
      await putOff(all ? waiting : waiting.filter(({ mutId }) => mutId === piece.mutId), error)
      return true
    }
  }
}
