import { z } from 'zod'
import type { PlaceRef } from '../search/query.ts'

/**
 * What is told of the use of the tool, with the consent of whoever uses it (dora-backend.md §1.7, §7.1, with less: never a word
 * that was typed, an account, an instant or an address). An event names sheets and places; what a sheet is of is the server's to know.
 */

export const EVENEMENTS = ['recherche', 'service', 'structure', 'mobilisation', 'sans-solution'] as const
export type Evenement = (typeof EVENEMENTS)[number]

/** Why somebody found no answer for a person (peers.md §5 row 11). */
export const RAISONS_SANS_SOLUTION = ['aucun', 'complet', 'trop-loin', 'pas-eligible', 'horaires', 'autre'] as const
export type RaisonSansSolution = (typeof RAISONS_SANS_SOLUTION)[number]

/** What was done to reach a service. */
export const GESTES = ['telephone', 'courriel', 'lien', 'contact', 'orientation', 'partage', 'impression'] as const
export type Geste = (typeof GESTES)[number]

const sheet = z.string().min(1).max(200)
const thematiques = z.array(z.string().max(120)).max(100)
const commune = z.string().regex(/^\d[\dAB]\d{3}$/)
const departement = z.string().regex(/^(\d{2}|2[AB]|\d{3})$/)
const count = z.int().min(0).max(10_000_000)

/** Where the need is: the commune when one was given, else the département; a région or all of France says neither. */
export const Lieu = z.object({ commune: commune.nullable(), departement: departement.nullable() })
export type Lieu = z.infer<typeof Lieu>

/** What happened, as it is sent. */
export const Fait = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('recherche'),
    /** `mots`: with words; what they were understood as is in `thematiques`. */
    genre: z.enum(['besoins', 'mots', 'lieu']),
    /** Needs asked for, by ticks or by words; a category stands for itself. */
    thematiques,
    publics: thematiques,
    lieu: Lieu,
    rayon_km: z.number().min(1).max(300),
    total: count,
    /** Of these, on site within reach (`PORTEE_KM` of the place, or anywhere in the département searched), and remote. */
    a_portee: count,
    a_distance: count,
    /** The first ten, best first. */
    premiers: z.array(sheet).max(10),
  }),
  /** `recherche`: id of the event of the search that led to the sheet; null for none. */
  z.object({ type: z.literal('service'), service_id: sheet, recherche: z.uuid().nullable() }),
  z.object({ type: z.literal('structure'), structure_id: sheet, recherche: z.uuid().nullable() }),
  z.object({ type: z.literal('mobilisation'), service_id: sheet, geste: z.enum(GESTES), recherche: z.uuid().nullable() }),
  z.object({
    type: z.literal('sans-solution'),
    thematiques,
    publics: thematiques,
    lieu: Lieu,
    raison: z.enum(RAISONS_SANS_SOLUTION),
    recherche: z.uuid().nullable(),
  }),
])
export type Fait = z.infer<typeof Fait>

/** Distance within which an on-site service is said within reach of a place: half an hour or so of road in the country. */
export const PORTEE_KM = 20

/** An event as it waits on a desk and is sent: `POST /usage/v1/evenements`. */
export const EvenementUsage = z.object({
  id: z.uuid(),
  /** ISO day in Paris: no hour. */
  jour: z.iso.date(),
  /** Random, of this desk for this calendar month alone, tied to no account: what tells how many people there are. 32 hexadecimal digits. */
  poste: z.string().regex(/^[0-9a-f]{32}$/),
  /** What the person uses the tool for (shared/reference/activites.ts); null when not signed in. */
  activite: z.string().max(40).nullable(),
  fait: Fait,
})
export type EvenementUsage = z.infer<typeof EvenementUsage>

export const MAX_PER_SENDING = 200
/** Kept so long by the server, then forgotten: what the CNIL allows for measures of audience. */
export const MOIS_GARDES = 25

/** No figure tells of fewer people than this. */
export const AU_MOINS = 5

/** A postal code as communes of its département begin: Corsica has two (200 and 201, then 202 to 206). */
const asCommune = (postal: string): string => postal.replace(/^20[01]/, '2A0').replace(/^20/, '2B0')

/** What is said of where a search was made. @param departementOf of a commune */
export const lieuOf = (place: PlaceRef | null, departementOf: (commune: string) => string | null): Lieu => {
  switch (place?.kind) {
    case 'commune':
      return { commune: place.code, departement: departementOf(place.code) }
    case 'point':
      return place.commune === undefined
        ? { commune: null, departement: null }
        : { commune: place.commune, departement: departementOf(place.commune) }
    case 'code-postal':
      return { commune: null, departement: departementOf(asCommune(place.code)) }
    case 'departement':
      return { commune: null, departement: place.code }
    default:
      return { commune: null, departement: null }
  }
}
