import { z } from 'zod'
import { RAISONS_SANS_SOLUTION } from '../usage/event.ts'

/** What is told of gaps, as it travels. */

/**
 * What tells that it is a gap: searches without answer, « pas de solution », searches without answer in a wider place where nothing is
 * here, what others of its like or beside it have.
 */
export const PREUVES = ['recherches', 'declarations', 'alentours', 'offre'] as const
export type Preuve = (typeof PREUVES)[number]

const NIVEAUX = ['zone', 'departement', 'region', 'france'] as const

const people = z.int().min(0)
const Part = z.object({ min: people, max: people })
const share = z.number().min(0).max(1)

export const Besoin = z.object({
  personnes: people,
  sans: Part,
  rien: people.nullable(),
  loin: people.nullable(),
  distance: people.nullable(),
  declare: Part,
  raisons: z.array(z.object({ raisons: z.array(z.enum(RAISONS_SANS_SOLUTION)), personnes: people })),
})
export type Besoin = z.infer<typeof Besoin>

/**
 * Shares are of the inhabitants. `mediane`, of zones that have some; `comparables`, `voisins`: share of the zones of
 * its like, and of the nearest, that have some; of zones alone. */
export const Offre = z.object({
  sur_place: people,
  complets: people,
  a_distance: people,
  pour_10000: z.number().min(0),
  mediane: z.number().min(0).nullable(),
  couverts: share,
  sur_place_couverts: share,
  comparables: share.nullable(),
  voisins: share.nullable(),
})
export type Offre = z.infer<typeof Offre>

export const Ligne = z.object({
  id: z.string(),
  niveau: z.enum(NIVEAUX),
  /** Above zones: what is told of no zone of it. */
  code: z.string(),
  nom: z.string(),
  departement: z.string().nullable(),
  region: z.string().nullable(),
  /** Its most peopled commune. */
  commune: z.string().nullable(),
  thematique: z.string(),
  population: people,
  score: z.number(),
  preuves: z.array(z.enum(PREUVES)),
  besoin: Besoin.nullable(),
  /** Where too few people looked here to be told: the wider place that they are counted in. */
  alentours: z
    .object({
      niveau: z.enum(['departement', 'region', 'france']),
      nom: z.string(),
      personnes: people,
      sans: Part,
    })
    .nullable(),
  offre: Offre,
})
export type Ligne = z.infer<typeof Ligne>

/** « 2026-T4 »: quarters never overlap, so that nothing is had by taking one from another. */
const Trimestre = z.string().regex(/^20\d\d-T[1-4]$/)

export const Registre = z.object({
  trimestre: Trimestre,
  /** Last day that is counted. */
  jusqu_au: z.iso.date(),
  /** Gaps that answer the filter, and those that are told of them, the first ones. */
  total: people,
  lignes: z.array(Ligne),
  /** Category → gaps, by the filter without its category. */
  categories: z.record(z.string(), people),
  /** Départements that this person may look at; null for all. */
  departements: z.array(z.string()).nullable(),
})
export type Registre = z.infer<typeof Registre>

export const MOST_LINES = 5_000
export const RegistreAsked = z.object({
  trimestre: Trimestre.nullable().default(null),
  departement: z.string().max(3).nullable().default(null),
  categorie: z.string().max(120).nullable().default(null),
  preuve: z.enum(PREUVES).nullable().default(null),
  /** Lines to be told, at most. */
  limite: z.coerce.number().int().min(1).max(MOST_LINES).default(200),
})
export type RegistreAsked = z.output<typeof RegistreAsked>

/** Need and supply of one theme, zone by zone. */
export const Carte = z.object({
  trimestre: Trimestre,
  thematique: z.string(),
  zones: z.array(
    z.object({
      code: z.string(),
      nom: z.string(),
      departement: z.string(),
      point: z.tuple([z.number(), z.number()]).nullable(),
      population: people,
      /** Null: fewer people than may be told; they are counted further up. */
      besoin: Besoin.nullable(),
      offre: Offre,
    }),
  ),
})
export type Carte = z.infer<typeof Carte>
export const CarteAsked = z.object({
  trimestre: Trimestre.nullable().default(null),
  departement: z.string().max(3).nullable().default(null),
  thematique: z.string().max(120),
})
export type CarteAsked = z.output<typeof CarteAsked>
