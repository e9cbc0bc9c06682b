import { z } from 'zod'
import { CONTACT_PREFERENCES } from '../orientation/draft.ts'
import { PlaceRef } from '../search/query.ts'

/**
 * What a counsellor knows of the person they accompany, said once: it explains eligibility, fills requests and chooses the words of the
 * handout. Everything is kept as typed; what is not known stays unknown, and unknown is never shown as yes (peers.md §5 row 3).
 * On this desk only, sealed: nothing here may reach a log, an address or the server.
 */

const typed = (max: number) => z.string().max(max).default('')

/** What is known of a fact: a line that is absent is not known. */
const known = z.record(z.string().max(480), z.enum(['oui', 'non'])).default({})

/** How the person goes about. Empty: not known. */
export const MOYENS = ['pied', 'velo', 'transports', 'voiture'] as const
export const Moyen = z.enum(MOYENS)
export type Moyen = z.infer<typeof Moyen>

export const Profil = z.object({
  prenom: typed(200),
  nom: typed(200),
  numero_france_travail: typed(40),
  telephone: typed(40),
  courriel: typed(300),
  autre_contact: typed(1_000),
  preferences_contact: z.array(z.enum(CONTACT_PREFERENCES)).max(4).default([]),
  disponibilite: typed(40),
  /** Years, as typed. */
  age: typed(3),
  /** Where they live, or set out from. */
  lieu: z
    .object({ place: PlaceRef, label: z.string().max(200) })
    .nullable()
    .default(null),
  /** Publics of the référentiel (values: « jeunes », « beneficiaires-des-minimas-sociaux »…) they belong to, or do not. */
  publics: known,
  /** Conditions met or not, by their label as services write it: answered once, remembered for the next service. */
  conditions: known,
  moyens: z.array(Moyen).max(MOYENS.length).default([]),
  /** Documents they have, by their label. */
  documents: z.array(z.string().max(480)).max(100).default([]),
  /** Language of their handout (shared/handout/languages.ts); '' for French alone. */
  langue: typed(12),
  /** Large print, for who reads with difficulty. */
  grands_caracteres: z.boolean().default(false),
  note: typed(5_000),
})
export type Profil = z.infer<typeof Profil>

/** A folder in the list. */
export const DossierResume = z.object({
  id: z.uuid(),
  /** « Prénom Nom » as typed so far; '' when nothing is. */
  personne: z.string(),
  lieu: z.string(),
  cree_le: z.string(),
  modifie_le: z.string(),
  /** ISO instant at which it is erased unless it is used before. */
  expire_le: z.string(),
  plans: z.number().int(),
  brouillons: z.number().int(),
  /** False when it cannot be read back: it stays as it is, and is said. */
  lisible: z.boolean(),
})
export type DossierResume = z.infer<typeof DossierResume>

export const Dossier = DossierResume.extend({
  profil: Profil,
  /** Grows by one at each save: what a save is compared with. */
  version: z.number().int(),
})
export type Dossier = z.infer<typeof Dossier>

/**
 * Folders are sealed with a key of their own, which a code chosen by the person of this desk opens. `a-creer`: no code yet, no folder.
 * `verrouille`: the key is not in memory. `ouvert`: until nothing is done for that long.
 */
export const Verrou = z.object({
  etat: z.enum(['a-creer', 'verrouille', 'ouvert']),
  /** Minutes without a gesture after which it is locked. */
  apres_min: z.number().int(),
  /** Seconds before a code may be tried again; 0 when it may. */
  attente_s: z.number().int(),
})
export type Verrou = z.infer<typeof Verrou>

export const fullNameOf = ({ prenom, nom }: Pick<Profil, 'prenom' | 'nom'>): string => `${prenom.trim()} ${nom.trim()}`.trim()

/** « Capucine du Bois-Joli » → « C. B. J. »: the capitals that begin its words; its first letter when there is none. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[\s’'-]+/).filter((word) => word !== '')
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word))
  return (capitals.length === 0 ? words.slice(0, 1) : capitals)
    .map((word) => `${[...word][0]?.toLocaleUpperCase('fr')}.`)
    .join('\u00a0')
}
