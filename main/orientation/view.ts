import type { OrientationView } from '#shared/contract/orientation.ts'
import { anonymisedAt, mayNudgeAt, piecesUntil } from '#shared/orientation/clocks.ts'
import { type Geste, openTo } from '#shared/orientation/life.ts'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import type { SeenRequest } from '../user/requests-types.ts'
import { type Brief, briefOfReceived, briefOfSent } from '../user/requests-brief.ts'
import { lineOf, type Replacements, type Seeing } from './lines.ts'

/** One request, whole, with what may be done of it. Pure. */

const iso = (instant: number): string => new Date(instant).toISOString()

type Doc = Envoi | Reception

const isUnsent = (seen: SeenRequest<Doc>): boolean => seen.refus?.type === 'envoi.create'

const gestesOf = (seen: SeenRequest<Doc>, { sens }: Brief): Geste[] => {
  const { etat, anonyme_le, personne } = seen.doc
  // The server knows nothing of it, or of whom it was about any more.
  if (isUnsent(seen) || anonyme_le !== null) return []
  return openTo(etat, sens === 'envoi' ? 'prescripteur' : 'structure').filter(
    (geste) => geste !== 'ecrire-beneficiaire' || personne.courriel !== '',
  )
}

/** Null for one who may be reminded now, or never again. @param now milliseconds since 1970 */
export const nudgeFrom = (doc: Envoi, now: number): string | null => {
  const at = mayNudgeAt(doc)
  return at === null || at <= now ? null : iso(at)
}

export type Seen =
  | { readonly sens: 'envoi'; readonly seen: SeenRequest<Envoi> }
  | { readonly sens: 'reception'; readonly seen: SeenRequest<Reception> }

export const briefOf = (one: Seen): Brief => (one.sens === 'envoi' ? briefOfSent(one.seen) : briefOfReceived(one.seen))

export const viewOf = (one: Seen, replacements: Replacements, seeing: Seeing): OrientationView => {
  const brief = briefOf(one)
  const { doc, refus } = one.seen
  const until = doc.pieces.length === 0 ? null : piecesUntil(doc)
  return {
    line: lineOf(brief, replacements, seeing),
    envoyee: one.sens === 'envoi' ? one.seen.doc : null,
    recue: one.sens === 'reception' ? one.seen.doc : null,
    gestes: gestesOf(one.seen, brief),
    relance_des: one.sens === 'envoi' ? nudgeFrom(one.seen.doc, seeing.now) : null,
    pieces_jusqu_au: until === null ? null : iso(until),
    anonyme_des: iso(anonymisedAt(doc)),
    refus: refus === null ? null : { mut_id: refus.mut_id, message: refus.message, creation: isUnsent(one.seen) },
  }
}
