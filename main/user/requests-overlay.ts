import { ATTACHMENT_TYPES, extensionOf } from '#shared/orientation/attachments.ts'
import {
  ENVOI_PATCHES,
  type EnvoiCommand,
  type EnvoiPatch,
  RECEPTION_PATCHES,
  type ReceptionCommand,
  type ReceptionPatch,
} from '#shared/orientation/commands.ts'
import { after, type Cote, type Geste, type Issue } from '#shared/orientation/life.ts'
import {
  type Envoi,
  type Evenement,
  NO_NEED,
  NOBODY,
  type NouvelleDemande,
  type Reception,
  UNTOUCHED,
} from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { commandOf } from './combine.ts'

/**
 * What a request looks like once an act of this desk is done, before the server says so: the same effects as the server's own
 * (server/orientations/acts-{sender,receiver,both}.ts), less what it alone knows — letters, hours of work, the France Travail number. Pure.
 */

/** What is shown of a request sent from here until the server tells its own. */
export type NewRequest = {
  readonly service: Envoi['service']
  readonly prescripteur: Envoi['prescripteur']
  /** Held by moderation, as far as this desk knows. */
  readonly retenue: boolean
}

export type Colleague = { readonly nom: string; readonly courriel: string }

/** An act that waits. */
export type Done = {
  /** `<kind>.<command>`. */
  readonly type: string
  readonly patch: Doc
  /** ISO instant, by the clock of this desk. */
  readonly le: string
  /** Name of the person signed in. */
  readonly par: string
  readonly colleague: (userId: string, structureId: string) => Colleague | null
}

type Shared = Omit<Reception, 'suivi_par'>
type By = Pick<Done, 'le' | 'par'> & { readonly cote: Cote }

/** Nothing says any more that the structure has heard nothing. */
const reachable = <T extends Shared>(doc: T): T => {
  const next = { ...doc }
  delete next.non_remise_le
  return next
}

const told = <T extends Shared>(doc: T, quoi: Evenement['quoi'], { le, par, cote }: By, texte = ''): T => ({
  ...(cote === 'structure' ? reachable(doc) : doc),
  evenements: [...doc.evenements, { le, quoi, cote, par, texte }],
})

/** Null when its state does not allow it, any more or yet: someone else was first, and the server will say so. */
const moved = <T extends Shared>(doc: T, geste: Geste, { cote, le }: By): T | null => {
  const etat = doc.anonyme_le === null ? after(doc.etat, geste, cote) : null
  if (etat === null) return null
  return etat === doc.etat ? doc : { ...doc, etat, traitee_le: le }
}

const withoutPieces = <T extends Shared>(doc: T, le: string): T =>
  doc.pieces.length === 0
    ? doc
    : told({ ...doc, pieces: [], pieces_supprimees_le: le }, 'pieces-supprimees', { le, par: '', cote: 'robot' })

const withOutcome = <T extends Shared>(doc: T, issue: Issue, by: By): T | null => {
  const kept = moved(doc, 'constater', by)
  if (kept === null || kept.issue?.quoi === issue) return kept
  return told({ ...kept, issue: { quoi: issue, le: by.le, cote: by.cote } }, issue, by)
}

type EnvoiAct = Exclude<EnvoiCommand, 'create'>
type EnvoiStep<C extends EnvoiAct> = (doc: Envoi, patch: EnvoiPatch<C>, by: By, done: Done) => Envoi | null
type ReceptionStep<C extends ReceptionCommand> = (
  doc: Reception,
  patch: ReceptionPatch<C>,
  by: By,
  done: Done,
) => Reception | null

const ENVOI_STEPS: { readonly [C in EnvoiAct]: EnvoiStep<C> } = {
  nudge: (doc, { message }, by) => {
    const kept = moved(doc, 'relancer', by)
    return kept && told({ ...reachable(kept), relance_le: by.le, relances: kept.relances + 1 }, 'relancee', by, message)
  },
  cancel: (doc, { message }, by) => {
    const closed = moved(doc, 'annuler', by)
    return closed && withoutPieces(told(closed, 'annulee', by, message), by.le)
  },
  outcome: (doc, { issue }, by) => withOutcome(doc, issue, by),
  handover: (doc, { a }, by, { colleague }) => {
    const kept = moved(doc, 'confier', by)
    if (kept === null) return null
    const { nom = '', courriel = '' } = colleague(a, doc.prescripteur.structure_id) ?? {}
    return told({ ...kept, prescripteur: { ...kept.prescripteur, user_id: a, nom, courriel } }, 'confiee', by, nom)
  },
}

const RECEPTION_STEPS: { readonly [C in ReceptionCommand]: ReceptionStep<C> } = {
  read: (doc, _, by) => {
    const kept = moved(doc, 'lire', by)
    return kept === null || kept.lue_le !== null ? kept : told({ ...kept, lue_le: by.le }, 'lue', by)
  },
  acknowledge: (doc, _, by) => {
    const kept = moved(doc, 'accuser', by)
    if (kept === null || kept.accusee_le !== null) return kept
    return told({ ...kept, lue_le: kept.lue_le ?? by.le, accusee_le: by.le }, 'accusee', by)
  },
  postpone: (doc, { pas_avant, message }, by) => {
    const kept = moved(doc, 'reporter', by)
    if (kept === null) return null
    const { lue_le, accusee_le } = kept
    return told({ ...kept, pas_avant, lue_le: lue_le ?? by.le, accusee_le: accusee_le ?? by.le }, 'reportee', by, message)
  },
  accept: (doc, { message }, by) => {
    const closed = moved(doc, 'accepter', by)
    if (closed === null) return null
    const reponse = { le: by.le, par: by.par, message, motifs: [] }
    return told({ ...closed, lue_le: closed.lue_le ?? by.le, reponse }, 'acceptee', by, message)
  },
  refuse: (doc, { motifs, message }, by) => {
    const closed = moved(doc, 'refuser', by)
    if (closed === null) return null
    const reponse = { le: by.le, par: by.par, message, motifs: [...new Set(motifs)] }
    const answered = told({ ...closed, lue_le: closed.lue_le ?? by.le, reponse }, 'refusee', by, message)
    const { nom, prenom } = closed.personne
    // As the server tells it: what is no longer needed to help is no longer shown.
    const least = {
      personne: { ...NOBODY, nom, prenom },
      besoin: NO_NEED,
      contournements: [],
      referent: { ...closed.referent, telephone: '', courriel: '' },
      evenements: answered.evenements.map((event) => (event.quoi === 'refusee' ? event : { ...event, texte: '' })),
    }
    return withoutPieces({ ...answered, ...least }, by.le)
  },
  write: (doc, { a, message }, by) => {
    const kept = moved(doc, a === 'beneficiaire' ? 'ecrire-beneficiaire' : 'ecrire-prescripteur', by)
    const quoi = a === 'beneficiaire' ? 'message-beneficiaire' : 'message-prescripteur'
    return kept && told({ ...kept, lue_le: kept.lue_le ?? by.le }, quoi, by, message)
  },
  outcome: (doc, { issue }, by) => withOutcome(doc, issue, by),
  handover: (doc, { a }, by, { colleague }) => {
    const kept = moved(doc, 'confier', by)
    if (kept === null) return null
    const nom = a === null ? '' : (colleague(a, doc.service.structure_id ?? '')?.nom ?? '')
    return told({ ...kept, suivi_par: a === null ? null : { user_id: a, nom } }, 'confiee', by, nom)
  },
}

const runEnvoi = <C extends EnvoiAct>(command: C, doc: Envoi, done: Done): Envoi => {
  const patch = ENVOI_PATCHES[command].safeParse(done.patch)
  if (!patch.success) return doc
  return ENVOI_STEPS[command](doc, patch.data as EnvoiPatch<C>, { ...done, cote: 'prescripteur' }, done) ?? doc
}

const runReception = <C extends ReceptionCommand>(command: C, doc: Reception, done: Done): Reception => {
  const patch = RECEPTION_PATCHES[command].safeParse(done.patch)
  if (!patch.success) return doc
  return RECEPTION_STEPS[command](doc, patch.data as ReceptionPatch<C>, { ...done, cote: 'structure' }, done) ?? doc
}

/** The same request when what is done of it is not known here, or is no longer possible. */
export const envoiAfter = (doc: Envoi, done: Done): Envoi => {
  const command = commandOf(done.type)
  return Object.hasOwn(ENVOI_STEPS, command) ? runEnvoi(command as EnvoiAct, doc, done) : doc
}
export const receptionAfter = (doc: Reception, done: Done): Reception => {
  const command = commandOf(done.type)
  return Object.hasOwn(RECEPTION_STEPS, command) ? runReception(command as ReceptionCommand, doc, done) : doc
}

const typeOf = (nom: string): string => {
  const extension = extensionOf(nom)
  return extension === null ? '' : ATTACHMENT_TYPES[extension]
}

/** One that the server has not told yet. */
export const created = (id: string, request: NouvelleDemande, { service, prescripteur, retenue }: NewRequest): Envoi => {
  const le = request.cree_le
  const sent: Evenement = { le, quoi: 'envoyee', cote: 'prescripteur', par: prescripteur.nom, texte: '' }
  const held: Evenement = { le, quoi: 'retenue', cote: 'moderation', par: '', texte: '' }
  return {
    id,
    etat: retenue ? 'MODÉRATION_EN_COURS' : 'OUVERTE',
    cree_le: le,
    service,
    prescripteur,
    source: 'DORA',
    referent: request.referent,
    // As the server tells it back: the number stays in the draft.
    personne: { ...request.personne, numero_france_travail: '' },
    besoin: request.besoin,
    pieces: request.pieces.map((piece) => ({ ...piece, type: typeOf(piece.nom) })),
    delai_habituel: null,
    ...UNTOUCHED,
    evenements: retenue ? [sent, held] : [sent],
    contournements: request.contournements,
    remplace: request.remplace,
    courriers: [],
  }
}
