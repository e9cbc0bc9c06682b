import { z } from 'zod'
import { addDays } from '../listing/days.ts'

/** The first thirty days of a territory: what is done when, by whom, and what shows that it is done. */

/** What the server sees by itself of a département. */
export const ConstatsKit = z.object({
  etat_dit: z.boolean(),
  kit_fait: z.boolean(),
  structures: z.int(),
  structures_validees: z.int(),
  structures_administrees: z.int(),
  services_publies: z.int(),
  demandes: z.int(),
  doublons_ouverts: z.int(),
})
export type ConstatsKit = z.infer<typeof ConstatsKit>

type Observed = { readonly constat: Exclude<keyof ConstatsKit, 'etat_dit' | 'kit_fait'>; readonly seuil: number }
type Step = {
  readonly id: string
  /** Days after the start. */
  readonly jour: number
  readonly titre: string
  readonly aide: string
  /** Null: ticked by hand. */
  readonly constate: 'etat_dit' | 'kit_fait' | Observed | null
}

export const ETAPES_KIT = [
  {
    id: 'correspondant',
    jour: 0,
    titre: 'Un correspondant est désigné',
    aide: 'Une personne du territoire répond aux questions, et son nom est dans le kit.',
    constate: null,
  },
  {
    id: 'etat-dit',
    jour: 0,
    titre: 'L’état du déploiement est dit',
    aide: 'Section «\u00a0Déploiement\u00a0»\u202f; l’équipe le renseigne.',
    constate: 'etat_dit',
  },
  {
    id: 'kit-fait',
    jour: 1,
    titre: 'Le kit du territoire est fait',
    aide: 'Avec le texte de bienvenue, le correspondant et le logo.',
    constate: 'kit_fait',
  },
  {
    id: 'kit-installe',
    jour: 2,
    titre: 'Le kit est installé sur un premier poste',
    aide: 'L’empreinte de la clé a été vérifiée de vive voix.',
    constate: null,
  },
  {
    id: 'presentation',
    jour: 5,
    titre: 'DORA est présentée aux partenaires',
    aide: 'La présentation du territoire s’enregistre en PDF, prête à projeter.',
    constate: null,
  },
  {
    id: 'invitations',
    jour: 7,
    titre: 'Les structures sans utilisateur sont invitées',
    aide: 'Par les lettres du kit, ou par la file de modération.',
    constate: null,
  },
  {
    id: 'premier-administrateur',
    jour: 10,
    titre: 'Une première structure a son administrateur',
    aide: 'Sa demande passe par la file de modération.',
    constate: { constat: 'structures_administrees', seuil: 1 },
  },
  {
    id: 'premier-service',
    jour: 14,
    titre: 'Un premier service est publié par une structure',
    aide: 'Saisi dans DORA, et non repris d’une autre source.',
    constate: { constat: 'services_publies', seuil: 1 },
  },
  {
    id: 'doublons',
    jour: 17,
    titre: 'Les doublons proposés sont regardés',
    aide: 'Section «\u00a0Doublons\u00a0»\u202f: plus aucune paire n’attend.',
    constate: { constat: 'doublons_ouverts', seuil: 0 },
  },
  {
    id: 'dix-structures',
    jour: 21,
    titre: 'Dix structures sont validées',
    aide: 'Depuis la file de modération.',
    constate: { constat: 'structures_validees', seuil: 10 },
  },
  {
    id: 'appels',
    jour: 21,
    titre: 'Dix fiches anciennes sont vérifiées par téléphone',
    aide: 'Section «\u00a0Appels du jour\u00a0».',
    constate: null,
  },
  {
    id: 'premiere-demande',
    jour: 25,
    titre: 'Une première demande est reçue par une structure',
    aide: 'Une orientation envoyée avec DORA dans le territoire.',
    constate: { constat: 'demandes', seuil: 1 },
  },
  {
    id: 'bilan',
    jour: 30,
    titre: 'Le bilan du premier mois est partagé',
    aide: 'Chiffres, écarts d’offre, et l’état du déploiement redit.',
    constate: null,
  },
] as const satisfies readonly Step[]

const IDS = ETAPES_KIT.map(({ id }) => id)
export const EtapeKit = z.enum(IDS as [(typeof IDS)[number], ...(typeof IDS)[number][]])
export type EtapeKit = z.infer<typeof EtapeKit>

const Geste = z.object({ le: z.string(), par: z.string(), nom: z.string() })
/** Row of a département. `depart`: ISO day; `faites`: those ticked by hand. */
export const SuiviRow = z.object({ depart: z.iso.date().nullable(), faites: z.partialRecord(EtapeKit, Geste) })
export type SuiviRow = z.infer<typeof SuiviRow>

export const SuiviGeste = z.discriminatedUnion('geste', [
  z.strictObject({ geste: z.literal('commencer'), depart: z.iso.date() }),
  z.strictObject({ geste: z.literal('cocher'), etape: EtapeKit, fait: z.boolean() }),
])
export type SuiviGeste = z.infer<typeof SuiviGeste>

export const SuiviEtape = z.object({
  etape: EtapeKit,
  /** ISO day by which it is to be done; null while there is no start. */
  pour_le: z.string().nullable(),
  faite: z.boolean(),
  /** True when nobody ticks it: the facts do. */
  constatee: z.boolean(),
  /** « 4 sur 10 », for those that are counted. */
  compte: z.object({ vu: z.int(), seuil: z.int() }).nullable(),
  par: z.object({ nom: z.string(), le: z.string() }).nullable(),
  en_retard: z.boolean(),
})
export type SuiviEtape = z.infer<typeof SuiviEtape>

export const Suivi = z.object({ departement: z.string(), depart: z.string().nullable(), etapes: z.array(SuiviEtape) })
export type Suivi = z.infer<typeof Suivi>

const reached = (constats: ConstatsKit, { constat, seuil }: Observed): boolean =>
  // What is to be emptied is done when nothing is left, once there is something to look at.
  seuil === 0 ? constats.structures > 0 && constats[constat] === 0 : constats[constat] >= seuil

/** @param today ISO day in Paris */
export const suiviOf = (departement: string, row: SuiviRow, constats: ConstatsKit, today: string): Suivi => ({
  departement,
  depart: row.depart,
  etapes: ETAPES_KIT.map(({ id, jour, constate }: Step & { readonly id: EtapeKit }): SuiviEtape => {
    const geste = row.faites[id]
    const pour_le = row.depart === null ? null : addDays(row.depart, jour)
    const faite =
      constate === null ? geste !== undefined : typeof constate === 'string' ? constats[constate] : reached(constats, constate)
    return {
      etape: id,
      pour_le,
      faite,
      constatee: constate !== null,
      compte:
        constate === null || typeof constate === 'string' ? null : { vu: constats[constate.constat], seuil: constate.seuil },
      par: constate === null && geste !== undefined ? { nom: geste.nom, le: geste.le } : null,
      en_retard: !faite && pour_le !== null && pour_le < today,
    }
  }),
})

export const isTickable = (etape: EtapeKit): boolean => ETAPES_KIT.some(({ id, constate }) => id === etape && constate === null)
