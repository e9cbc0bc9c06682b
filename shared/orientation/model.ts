import { z } from 'zod'
import { CONTACT_PREFERENCES } from './draft.ts'
import { COTES, ETATS, ISSUES } from './life.ts'

/**
 * A request as it is kept and told. One whole row on the server, that no feed tells, and two views of it: `envoi` for the side that
 * sent it, `reception` for the structure. The identifier is a UUID made by the desk, the same for the three.
 */
export const ORIENTATION = 'orientation'
export const ENVOI = 'envoi'
export const RECEPTION = 'reception'

const day = z.iso.date()
const instant = z.iso.datetime()
const text = (max: number) => z.string().max(max)

/** What the structure asked for, when it was sent: tells what the request was about even when the service has gone. */
const ServiceDemande = z.object({
  id: text(200),
  nom: text(500),
  structure_id: text(200).nullable(),
  structure_nom: text(500),
  adresse: text(500),
  thematiques: z.array(text(200)).max(100),
  /** Hours a week and weeks, told once accepted. */
  duree: z.object({ heures: z.number().nullable(), semaines: z.number().nullable() }).nullable(),
})

export const Personne = z.object({
  nom: text(140),
  prenom: text(140),
  /** Told to the structure once it has accepted only. */
  numero_france_travail: text(11),
  disponibilite: day.nullable(),
  preferences: z.array(z.enum(CONTACT_PREFERENCES)).max(4),
  telephone: text(20),
  courriel: text(254),
  autre_contact: text(280),
})
export type Personne = z.infer<typeof Personne>

/** Nothing of a person. */
export const NOBODY: Personne = {
  nom: '',
  prenom: '',
  numero_france_travail: '',
  disponibilite: null,
  preferences: [],
  telephone: '',
  courriel: '',
  autre_contact: '',
}

export const Referent = z.object({ nom: text(140), prenom: text(140), telephone: text(20), courriel: text(254) })
export type Referent = z.infer<typeof Referent>

const choices = z.array(text(480)).max(100)
export const Besoin = z.object({ situation: choices, situation_autre: text(480), criteres: choices, motif: text(600) })
export type Besoin = z.infer<typeof Besoin>
export const NO_NEED: Besoin = { situation: [], situation_autre: '', criteres: [], motif: '' }

export const Piece = z.object({
  id: z.uuid(),
  nom: text(100),
  /** The document asked that it answers, or ''. */
  pour: text(480),
  type: text(100),
  taille: z.int().min(1),
})
export type Piece = z.infer<typeof Piece>

/** A check that did not pass, and why it was sent all the same (shared/orientation/checks.ts). */
export const Contournement = z.object({ regle: text(40), raison: text(280) })
export type Contournement = z.infer<typeof Contournement>

/** What a desk sends: the patch of `envoi.create`. */
export const NouvelleDemande = z.object({
  service_id: text(200).min(1),
  structure_id: text(200).min(1),
  personne: Personne,
  referent: Referent,
  besoin: Besoin,
  pieces: z.array(Piece.omit({ type: true })).max(20),
  contournements: z.array(Contournement).max(20),
  /** The person is told of what is kept on them: without it, nothing is sent. */
  engagement: z.literal(true),
  /** The request whose silence this one makes up for. */
  remplace: z.uuid().nullable(),
  /** Signed token of Les Emplois, when it began there (§3.8). */
  jeton_emplois: text(4_000).nullable(),
  cree_le: instant,
})
export type NouvelleDemande = z.infer<typeof NouvelleDemande>

/** Answers of the structure, and who gave it: a name, or '' by the link. */
const Reponse = z.object({ le: instant, par: text(300), message: text(1_000), motifs: z.array(text(60)).max(20) })
const Constat = z.object({ quoi: z.enum(ISSUES), le: instant, cote: z.enum(COTES) })
const Quelquun = z.object({ user_id: text(100), nom: text(300) })

export const QUOI = [
  'envoyee',
  'retenue',
  'approuvee',
  'rejetee',
  'lue',
  'accusee',
  'reportee',
  'rappelee',
  'relancee',
  'message-prescripteur',
  'message-beneficiaire',
  'acceptee',
  'refusee',
  'expiree',
  'annulee',
  'confiee',
  'lien-renouvele',
  'non-remise',
  ...ISSUES,
  'pieces-supprimees',
  'anonymisee',
] as const

/** A line of the story of a request. `texte`: what was written or chosen, for who may read it; '' when nothing was. */
export const Evenement = z.object({
  le: instant,
  quoi: z.enum(QUOI),
  cote: z.enum(COTES),
  par: text(300),
  texte: z.string().max(1_000).default(''),
})
export type Evenement = z.infer<typeof Evenement>

export const DESTINATAIRES = ['structure', 'prescripteur', 'referent', 'beneficiaire'] as const
/** That a letter was written, not what it said. */
export const Courrier = z.object({ le: instant, a: z.enum(DESTINATAIRES), objet: text(200) })
export type Courrier = z.infer<typeof Courrier>

const common = {
  id: z.uuid(),
  etat: z.enum(ETATS),
  cree_le: instant,
  traitee_le: instant.nullable(),
  service: ServiceDemande,
  prescripteur: Quelquun.extend({ structure_id: text(200), structure_nom: text(500), courriel: text(254) }),
  /** Where it was begun. */
  source: z.enum(['DORA', 'EMPLOIS']),
  referent: Referent,
  personne: Personne,
  besoin: Besoin,
  pieces: z.array(Piece).max(20),
  pieces_supprimees_le: instant.nullable(),
  lue_le: instant.nullable(),
  accusee_le: instant.nullable(),
  pas_avant: day.nullable(),
  relance_le: instant.nullable(),
  /** Letters of reminder so far, the clock's and people's. */
  relances: z.int().min(0),
  /** The structure’s mail server refused the letter for good: it has not heard of the request. */
  non_remise_le: instant.optional(),
  delai_habituel: z.object({ jours: z.number().min(0), reponses: z.int().min(0) }).nullable(),
  reponse: Reponse.nullable(),
  issue: Constat.nullable(),
  anonyme_le: instant.nullable(),
  evenements: z.array(Evenement),
}

/** Where a request stands when nothing has happened to it yet. */
export const UNTOUCHED = {
  traitee_le: null,
  pieces_supprimees_le: null,
  lue_le: null,
  accusee_le: null,
  pas_avant: null,
  relance_le: null,
  relances: 0,
  reponse: null,
  issue: null,
  anonyme_le: null,
} as const

/** What the side that sent it reads. */
export const Envoi = z.object({
  ...common,
  contournements: z.array(Contournement),
  remplace: z.uuid().nullable(),
  courriers: z.array(Courrier),
})
export type Envoi = z.infer<typeof Envoi>

/** What the structure reads: the person is all but a name once it is closed without being accepted. */
export const Reception = z.object({
  ...common,
  contournements: z.array(Contournement),
  /** The member who takes care of it. */
  suivi_par: Quelquun.nullable(),
})
export type Reception = z.infer<typeof Reception>

/** Of Les Emplois (§1.6): who asked there. */
export const DonneesEmplois = z.object({
  emplois_sync_uid: z.uuid().nullable(),
  beneficiary_id: z.uuid(),
  structure_id: z.uuid(),
  structure_name: text(140),
  structure_siret: text(14),
  prescriber_id: z.uuid().nullable(),
  prescriber_email: text(254),
  prescriber_first_name: text(140),
  prescriber_last_name: text(140),
  prescriber_phone: text(20),
})
export type DonneesEmplois = z.infer<typeof DonneesEmplois>

/** Account of who did it; '' for the holder of the link, clocks, and accounts that are no more. */
const par_id = text(100).default('')

/** The whole, which stays on the server. */
export const Orientation = Envoi.extend({
  /** `pour_id`: whom it was handed to. */
  evenements: z.array(Evenement.extend({ par_id, pour_id: text(100).optional() })),
  reponse: Reponse.extend({ par_id }).nullable(),
  suivi_par: Quelquun.nullable(),
  /** Where letters to the structure go. */
  destinataire: text(254),
  /** Secrets of the links of its letters, hashed; the newest last. */
  liens: z.array(z.object({ h: text(64), expire_le: instant })).max(20),
  emplois: DonneesEmplois.nullable(),
})
export type Orientation = z.infer<typeof Orientation>

/** Said aloud and written in subjects of letters instead of a name: « 7F3K-Q2 ». From the identifier; not a secret, not unique. */
export const numeroOf = (id: string): string => {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
  let value = Number.parseInt(id.replaceAll('-', '').slice(-11), 16)
  let code = ''
  for (let index = 0; index < 6; index += 1) {
    code += alphabet[value % alphabet.length]
    value = Math.floor(value / alphabet.length)
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
