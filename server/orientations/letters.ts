import { refusalLabel } from '#shared/orientation/answers.ts'
import { DELAI_REPONSES, expiresAt, waitingSince } from '#shared/orientation/clocks.ts'
import { type Courrier, numeroOf, type Orientation } from '#shared/orientation/model.ts'
import { masked } from './letters-mask.ts'
import {
  about,
  asked,
  BY_COUNSELLOR,
  BY_STRUCTURE,
  DESK,
  deskOf,
  forPerson,
  THROUGH_COUNSELLOR,
  toBoth,
  toPerson,
  toSide,
  toStructure,
} from './letters-to.ts'
import { type LetterParts, senderOf, whenReachable } from './letters-write.ts'
import { demandePath } from './link.ts'

/**
 * Letters of a request, by event (dora-backend.md §3.5), to be staged in the transaction of what they tell. `o` is the request after
 * it. Each answers the trace to keep. What the structure and those who sent it read names nobody; what people typed to them is
 * stripped of the person's name.
 */

export type { LetterParts } from './letters-write.ts'

export type Contact = {
  readonly a: 'beneficiaire' | 'prescripteur'
  readonly message: string
  readonly copies: readonly ('prescripteur' | 'referent' | 'beneficiaire')[]
}
/** `courriel`: of the colleague. */
export type Handed = { readonly courriel: string; readonly sens: 'envoi' | 'reception' }

type Written = Promise<Courrier[]>

const iso = (instant: number): string => new Date(instant).toISOString()
const pageOf = (publicUrl: string, o: Orientation, secret: string): string => publicUrl + demandePath(o.id, secret)

/** Days; null as long as too few answers tell. */
const usualDays = ({ delai_habituel }: Orientation): number | null =>
  delai_habituel === null || delai_habituel.reponses < DELAI_REPONSES ? null : delai_habituel.jours

export const created = (parts: LetterParts, o: Orientation, secret: string): Written =>
  whenReachable(parts, (publicUrl) => [
    toStructure(o, { kind: 'orientation-recue', ...asked(o), lien: pageOf(publicUrl, o, secret) }),
    toSide(o, 'prescripteur', { kind: 'orientation-transmise', ...about(o), lien: deskOf(o, publicUrl) }),
    {
      ...toSide(o, 'referent', {
        kind: 'orientation-notifiee',
        ...about(o),
        prescripteur: o.prescripteur.nom,
        organisme: o.prescripteur.structure_nom,
      }),
      de: o.source === 'EMPLOIS' ? senderOf(o, 'structure') : senderOf(o, 'prescripteur'),
      replyTo: o.prescripteur.courriel,
    },
    toPerson(o, { kind: 'orientation-personne-creee', ...forPerson(o), jours_habituels: usualDays(o) }, BY_COUNSELLOR),
  ])

export const held = (parts: LetterParts, o: Orientation): Written =>
  whenReachable(parts, (publicUrl) => {
    const { marque: _brand, ...rest } = about(o)
    const { organisme } = asked(o)
    const {
      replyTo: _nobody,
      de: _server,
      ...letter
    } = toSide(o, 'prescripteur', {
      kind: 'orientation-retenue',
      ...rest,
      organisme,
      lien: publicUrl + DESK,
    })
    // The structure knows nothing of it: nothing is written back to it.
    return [letter]
  })

/** The structure’s opens the request, where the person’s coordinates are. */
export const accepted = (parts: LetterParts, o: Orientation, secret: string, messagePersonne: string | null): Written =>
  whenReachable(parts, (publicUrl) => [
    toStructure(o, { kind: 'orientation-validee', ...asked(o), lien: pageOf(publicUrl, o, secret) }),
    ...toBoth(o, publicUrl, (rest) => ({
      kind: 'orientation-acceptee',
      ...rest,
      message: masked(o.personne, o.reponse?.message ?? ''),
      duree: o.service.duree,
    })),
    toPerson(
      o,
      {
        kind: 'orientation-personne-acceptee',
        ...forPerson(o),
        message: messagePersonne ?? '',
        // Messages say where to go: the address may have changed since it was sent.
        adresse: messagePersonne === null ? o.service.adresse : '',
      },
      BY_STRUCTURE,
    ),
  ])

export const refused = (parts: LetterParts, o: Orientation): Written =>
  whenReachable(parts, (publicUrl) => [
    toStructure(o, { kind: 'orientation-declinee', numero: numeroOf(o.id), service: o.service.nom }),
    ...toBoth(o, publicUrl, (rest) => ({
      kind: 'orientation-refusee',
      ...rest,
      message: masked(o.personne, o.reponse?.message ?? ''),
      motifs: (o.reponse?.motifs ?? []).map(refusalLabel),
    })),
    toPerson(o, { kind: 'orientation-personne-refusee', ...forPerson(o) }, THROUGH_COUNSELLOR),
  ])

export const expired = (parts: LetterParts, o: Orientation, secret: string): Written =>
  whenReachable(parts, (publicUrl) => [
    toStructure(o, { kind: 'orientation-close', ...asked(o), lien: pageOf(publicUrl, o, secret) }),
    ...toBoth(o, publicUrl, (rest) => ({ kind: 'orientation-expiree', ...rest })),
    toPerson(o, { kind: 'orientation-personne-expiree', ...forPerson(o) }, THROUGH_COUNSELLOR),
  ])

export const reminder = (parts: LetterParts, o: Orientation, secret: string): Written =>
  whenReachable(parts, (publicUrl) => {
    const close = expiresAt(o)
    if (close === null) return []
    const lien = pageOf(publicUrl, o, secret)
    const rest = { depuis: iso(waitingSince(o)), close_le: iso(close) }
    return [toStructure(o, { kind: 'orientation-rappel', ...asked(o), lien, ...rest })]
  })

export const nudged = (parts: LetterParts, o: Orientation, secret: string, message: string): Written =>
  whenReachable(parts, (publicUrl) => {
    const lien = pageOf(publicUrl, o, secret)
    return [toStructure(o, { kind: 'orientation-relance', ...asked(o), lien, message: masked(o.personne, message, 'personne') })]
  })

/** The message is the professionals': the person hears the date. */
export const postponed = (parts: LetterParts, o: Orientation, message: string): Written =>
  whenReachable(parts, (publicUrl) => {
    const { pas_avant } = o
    if (pas_avant === null) return []
    const lien = deskOf(o, publicUrl)
    const shown = masked(o.personne, message)
    return [
      toSide(o, 'prescripteur', {
        kind: 'orientation-reportee',
        ...about(o),
        a: 'prescripteur',
        lien,
        pas_avant,
        message: shown,
      }),
      toPerson(o, { kind: 'orientation-personne-reportee', ...forPerson(o), pas_avant }, BY_STRUCTURE),
    ]
  })

export const cancelled = (parts: LetterParts, o: Orientation, message: string): Written =>
  whenReachable(parts, () => [
    toStructure(o, { kind: 'orientation-retiree', ...asked(o), message: masked(o.personne, message, 'personne') }),
    toPerson(o, { kind: 'orientation-personne-retiree', ...forPerson(o) }, BY_COUNSELLOR),
  ])

/** A copy of what the structure writes to the person is as the person reads it. */
export const contact = (parts: LetterParts, o: Orientation, { a, message, copies }: Contact): Written =>
  whenReachable(parts, (publicUrl) => {
    const addresses = { prescripteur: o.prescripteur.courriel, referent: o.referent.courriel, beneficiaire: o.personne.courriel }
    // An account that is no more has no address: whoever helps the person hears of it, else the first of the copies.
    const main: keyof typeof addresses = a === 'prescripteur' && addresses.prescripteur === '' ? 'referent' : a
    const [first, ...others] = [...new Set([main, ...copies.filter((copy) => copy !== a)])]
      .map((reader) => ({ a: reader, courriel: addresses[reader] }))
      .filter(({ courriel }) => courriel !== '')
    if (first === undefined) return []
    const copie = others.length > 0
    const letter =
      a === 'beneficiaire'
        ? toPerson(o, { kind: 'orientation-personne-message', ...forPerson(o), message, copie }, BY_STRUCTURE)
        : toSide(o, 'prescripteur', {
            kind: 'orientation-message',
            ...about(o),
            lien: deskOf(o, publicUrl),
            message: masked(o.personne, message),
            copie,
          })
    return [{ ...letter, a: first.a, to: first.courriel, copies: others }]
  })

export const linkRenewed = (parts: LetterParts, o: Orientation, secret: string): Written =>
  whenReachable(parts, (publicUrl) => [
    toStructure(o, { kind: 'orientation-lien', ...asked(o), lien: pageOf(publicUrl, o, secret) }),
  ])

/** Who hands it over is the last of its story; of a request received, the letter says nothing of the person. */
export const handedOver = (parts: LetterParts, o: Orientation, { courriel, sens }: Handed): Written =>
  whenReachable(parts, (publicUrl) => {
    const { initiales, structure } = about(o)
    const template = {
      kind: 'orientation-confiee' as const,
      sens,
      ...asked(o),
      initiales: sens === 'envoi' ? initiales : '',
      structure,
      par: o.evenements.findLast(({ quoi }) => quoi === 'confiee')?.par ?? '',
      lien: publicUrl + DESK,
    }
    return [{ a: sens === 'envoi' ? 'prescripteur' : 'structure', to: courriel, template }]
  })

export const moderationRejected = (parts: LetterParts, addresses: readonly string[], motif: string): Written =>
  whenReachable(parts, () =>
    addresses.map((to) => ({ a: 'prescripteur' as const, to, template: { kind: 'moderation-rejetee' as const, motif } })),
  )
