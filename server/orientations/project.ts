import { type Etat, isTold, wasTransmitted } from '#shared/orientation/life.ts'
import { type Envoi, NO_NEED, NOBODY, type Orientation, type Reception } from '#shared/orientation/model.ts'

/** What each side reads of a request: least data for each (dora-screens.md §4.5). Pure. */

type Whole = Orientation['evenements'][number]

/** Handed over inside one side: that is none of the other's business. Accounts are named, not told. */
const eventsFor = (side: 'prescripteur' | 'structure', events: readonly Whole[]): Envoi['evenements'] =>
  events
    .filter(({ quoi, cote }) => quoi !== 'confiee' || cote === side)
    .map(({ par_id: _account, pour_id: _other, ...event }) => (event.cote === 'moderation' ? { ...event, par: '' } : event))

const answerOf = ({ reponse }: Orientation): Envoi['reponse'] => {
  if (reponse === null) return null
  const { par_id: _account, ...rest } = reponse
  return rest
}

/** The number was given by that side, and is of no use to it any more: it stays on the desk that typed it. */
export const envoiOf = (one: Orientation): Envoi => {
  const { suivi_par: _member, destinataire: _to, liens: _links, emplois: _emplois, ...rest } = one
  return {
    ...rest,
    personne: { ...one.personne, numero_france_travail: '' },
    reponse: answerOf(one),
    evenements: eventsFor('prescripteur', one.evenements).map((event) =>
      // What the structure writes to the person is between them.
      event.quoi === 'message-beneficiaire' ? { ...event, texte: '' } : event,
    ),
  }
}

const READS_ALL: ReadonlySet<Etat> = new Set(['OUVERTE', 'VALIDÉE'])

/** Null as long as the structure is not to know of it. */
export const receptionOf = (one: Orientation): Reception | null => {
  if (!isTold(one.etat) || !wasTransmitted(one.evenements)) return null
  const { destinataire: _to, liens: _links, emplois: _emplois, courriers: _letters, remplace: _instead, ...rest } = one
  const whole = READS_ALL.has(one.etat)
  const { nom, prenom } = one.personne
  return {
    ...rest,
    personne: whole
      ? { ...one.personne, numero_france_travail: one.etat === 'VALIDÉE' ? one.personne.numero_france_travail : '' }
      : { ...NOBODY, nom, prenom },
    besoin: whole ? one.besoin : NO_NEED,
    pieces: whole ? one.pieces : [],
    contournements: whole ? one.contournements : [],
    reponse: answerOf(one),
    referent: whole ? one.referent : { ...one.referent, telephone: '', courriel: '' },
    // What was written about someone who is not received is nobody’s to keep.
    evenements: eventsFor('structure', one.evenements).map((event) =>
      whole || event.quoi === 'refusee' || event.quoi === 'annulee' ? event : { ...event, texte: '' },
    ),
  }
}
