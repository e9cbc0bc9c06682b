import { mayNudgeAt } from '#shared/orientation/clocks.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import {
  type ActContext,
  type Acted,
  type By,
  lettersOf,
  moved,
  no,
  remindedOnce,
  save,
  told,
  withLetter,
  withoutPieces,
  words,
  wrote,
} from './act.ts'
import { cancelled, nudged } from './letters.ts'

/** Acts of the side that sent it. */

export const nudge = async (context: ActContext, one: Orientation, by: By, message: string): Promise<Acted> => {
  const open = moved(one, 'relancer', by, context.now)
  if (open === null) return no('deja-traitee')
  const at = mayNudgeAt(one)
  if (at !== null && at > context.now) return no('trop-tot')
  const texte = words(message)
  if (texte === null) return no('message')
  const counted = await remindedOnce(context, open)
  return save(
    context,
    await withLetter(context, told(counted, 'relancee', by, context.now, texte), (parts, o, secret) =>
      nudged(parts, o, secret, texte),
    ),
  )
}

export const cancel = async (context: ActContext, one: Orientation, by: By, message: string): Promise<Acted> => {
  const closed = moved(one, 'annuler', by, context.now)
  if (closed === null) return no('deja-traitee')
  const texte = words(message)
  if (texte === null) return no('message')
  const without = await withoutPieces(context, told(closed, 'annulee', by, context.now, texte))
  // What moderation held, nobody was told of.
  const letters = one.etat === 'OUVERTE' ? await cancelled(lettersOf(context), without, texte) : []
  return save(context, wrote(without, letters))
}
