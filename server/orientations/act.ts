import { cleanText } from '#shared/listing/clean-text.ts'
import { unsafeMessage } from '#shared/orientation/answers.ts'
import { after, type Cote, type Geste } from '#shared/orientation/life.ts'
import type { Courrier, Orientation } from '#shared/orientation/model.ts'
import type { Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { currentFacts } from './facts.ts'
import type { LetterParts } from './letters.ts'
import { newLink, withLink } from './link.ts'
import { dropPieces } from './pieces-rows.ts'
import { putOrientation, type Saved } from './rows.ts'

/**
 * What acts on a request are made of. One implementation of each act (acts-*.ts), whoever does it: a desk, the holder of the link,
 * moderation, a clock. Each stages the request, its letters and what becomes of its files in the transaction of `writer`, or answers
 * why not, having staged nothing.
 */

export type ActContext = {
  readonly writer: Writer
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: number
  /** Address of this server, without a final « / »; no letter is written without it. */
  readonly publicUrl?: string | undefined
}

/** `nom`: shown in the story of the request; '' with `id` for the holder of the link and for clocks. */
export type By = { readonly cote: Cote; readonly nom: string; readonly id: string }

/** `deja-traitee`: its state does not allow it, any more or yet. */
export type Acted =
  { readonly ok: true; readonly orientation: Orientation; readonly saved: Saved } | { readonly ok: false; readonly code: string }

export const ROBOT: By = { cote: 'robot', nom: '', id: '' }
/** Whoever holds the link of a letter. */
export const LINK_HOLDER: By = { cote: 'lien', nom: '', id: '' }

export const no = (code: string): Acted => ({ ok: false, code })

export const iso = (now: number): string => new Date(now).toISOString()

export const lettersOf = ({ writer, seal, now, publicUrl }: ActContext): LetterParts => ({ writer, seal, now, publicUrl })

/** Nothing says any more that the structure has heard nothing: it did something, or another letter is on its way to it. */
export const reachable = ({ non_remise_le: _before, ...rest }: Orientation): Orientation => rest

export const isByReceiver = ({ cote }: Pick<By, 'cote'>): boolean => cote === 'structure' || cote === 'lien'

export const told = (
  one: Orientation,
  quoi: Orientation['evenements'][number]['quoi'],
  by: By,
  now: number,
  texte = '',
  more: { readonly pour_id?: string } = {},
): Orientation => ({
  ...(isByReceiver(by) ? reachable(one) : one),
  evenements: [...one.evenements, { le: iso(now), quoi, cote: by.cote, par: by.nom, par_id: by.id, texte, ...more }],
})

/** One more letter of reminder goes to the structure, at the address it gives now. */
export const remindedOnce = async (context: ActContext, one: Orientation): Promise<Orientation> => ({
  ...reachable(await readdressed(context, one)),
  relance_le: iso(context.now),
  relances: one.relances + 1,
})

export const moved = (one: Orientation, geste: Geste, by: By, now: number): Orientation | null => {
  const etat = after(one.etat, geste, by.cote)
  if (etat === null || one.anonyme_le !== null) return null
  return etat === one.etat ? one : { ...one, etat, traitee_le: iso(now) }
}

export const wrote = (one: Orientation, letters: readonly Courrier[]): Orientation => ({
  ...one,
  courriers: [...one.courriers, ...letters],
})

export const save = async ({ writer, seal }: ActContext, one: Orientation): Promise<Acted> => ({
  ok: true,
  orientation: one,
  saved: await putOrientation(writer, seal, one),
})

/** Closed without being accepted: its files are of no use to anyone. */
export const withoutPieces = async ({ writer, seal, now }: ActContext, one: Orientation): Promise<Orientation> => {
  if (one.pieces.length === 0) return one
  await dropPieces(
    writer,
    seal,
    one.pieces.map(({ id }) => id),
  )
  return told({ ...one, pieces: [], pieces_supprimees_le: iso(now) }, 'pieces-supprimees', ROBOT, now)
}

/** What people type is kept as text, and refused when it could be read as a program (§3.3). */
export const words = (text: string): string | null => {
  const clean = cleanText(text)
  return unsafeMessage(clean) ? null : clean
}

/** A letter with a link of its own. */
export const withLetter = async (
  context: ActContext,
  one: Orientation,
  letter: (parts: LetterParts, o: Orientation, secret: string) => Promise<readonly Courrier[]>,
): Promise<Orientation> => {
  const { secret, lien } = newLink(one.id, context.now)
  const linked = withLink(one, lien)
  return wrote(linked, await letter(lettersOf(context), linked, secret))
}

/** The address the structure gives now: one that was mended since the sending is the right one. */
export const readdressed = async (context: ActContext, one: Orientation): Promise<Orientation> => {
  const { courriel } = await currentFacts(context.writer, context.seal, one.service.id)
  return courriel === null ? one : { ...one, destinataire: courriel }
}
