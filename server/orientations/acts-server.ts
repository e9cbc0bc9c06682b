import type { Orientation } from '#shared/orientation/model.ts'
import {
  type ActContext,
  type Acted,
  type By,
  iso,
  isByReceiver,
  LINK_HOLDER,
  moved,
  no,
  reachable,
  readdressed,
  remindedOnce,
  ROBOT,
  save,
  told,
  withLetter,
  withoutPieces,
} from './act.ts'
import { created, expired, linkRenewed, reminder } from './letters.ts'
import { orientationOf, putOrientation } from './rows.ts'

/** Acts of moderation, of clocks, and of the server itself. */

/** Sent at last: first time, or released by moderation. */
export const transmit = async (context: ActContext, one: Orientation): Promise<Orientation> => withLetter(context, one, created)

export const approve = async (context: ActContext, one: Orientation, by: By): Promise<Acted> => {
  const open = moved(one, 'approuver', by, context.now)
  if (open === null) return no('deja-traitee')
  return save(context, await transmit(context, told(await readdressed(context, open), 'approuvee', by, context.now)))
}

/** The members hear of it from whoever decides. */
export const reject = async (context: ActContext, one: Orientation, by: By): Promise<Acted> => {
  const closed = moved(one, 'rejeter', by, context.now)
  if (closed === null) return no('deja-traitee')
  return save(context, await withoutPieces(context, told(closed, 'rejetee', by, context.now)))
}

export const remind = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const open = moved(one, 'rappeler', ROBOT, context.now)
  if (open === null) return no('deja-traitee')
  const counted = await remindedOnce(context, open)
  return save(context, await withLetter(context, told(counted, 'rappelee', ROBOT, context.now), reminder))
}

export const expire = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const closed = moved(one, 'expirer', ROBOT, context.now)
  if (closed === null) return no('deja-traitee')
  const without = await withoutPieces(context, told(closed, 'expiree', ROBOT, context.now))
  return save(context, await withLetter(context, without, expired))
}

/** The holder of a link that is good no more asks for another: it goes to the structure's own address. */
export const renewLink = async (context: ActContext, one: Orientation): Promise<Acted> => {
  const open = moved(one, 'renouveler-lien', LINK_HOLDER, context.now)
  if (open === null) return no('deja-traitee')
  const addressed = await readdressed(context, open)
  return save(context, await withLetter(context, told(addressed, 'lien-renouvele', LINK_HOLDER, context.now), linkRenewed))
}

/**
 * The letter that tells the structure of it will never arrive: who sent it is told, and looks elsewhere at once.
 * @param made_at when that letter was written, in milliseconds since 1970
 */
export const undelivered = async (
  context: ActContext,
  { suivi, made_at }: { readonly suivi: string; readonly made_at: number },
): Promise<void> => {
  const one = await orientationOf(context.writer, context.seal, suivi)
  if (one === null || one.etat !== 'OUVERTE' || one.anonyme_le !== null) return
  // Read or answered, by a desk or an earlier letter: it was heard of.
  if (one.lue_le !== null || one.evenements.some(isByReceiver)) return
  // Another letter was written since, perhaps to an address that was mended: that one’s fate counts.
  if (one.relance_le !== null && Date.parse(one.relance_le) > made_at) return
  const next = { ...one, non_remise_le: iso(context.now) }
  await putOrientation(context.writer, context.seal, told(next, 'non-remise', ROBOT, context.now))
}

/** That letter, given up, leaves once more: the one who sent the request is not told any longer that the structure knows nothing of it. */
export const leavesAgain = async ({ writer, seal }: Pick<ActContext, 'writer' | 'seal'>, suivi: string): Promise<void> => {
  const one = await orientationOf(writer, seal, suivi)
  if (one === null || one.etat !== 'OUVERTE' || one.non_remise_le === undefined) return
  await putOrientation(writer, seal, reachable(one))
}
