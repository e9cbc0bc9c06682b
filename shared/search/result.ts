import { z } from 'zod'
import { Disponibilite } from '../catalogue/record.ts'
import { FACETS } from './query.ts'

export const Reason = z.object({
  /** `mot`, `besoin`, `distance`, `fraicheur`, `complet`, `a-distance`, `zone`… */
  code: z.string(),
  /** In French, ready to show: « Correspond au besoin “Préparer un permis” ». */
  label: z.string(),
})
export type Reason = z.infer<typeof Reason>

export const Orientable = z.object({
  ok: z.boolean(),
  /** In French, ready to show; says why not when `ok` is false. */
  raison: z.string(),
})

/** One row of the list, enough to choose without opening the sheet. */
export const Card = z.object({
  id: z.string(),
  nom: z.string(),
  structure: z.object({ id: z.string(), nom: z.string() }).nullable(),
  resume: z.string(),
  type: z.string().nullable(),
  frais: z.string().nullable(),
  thematiques: z.array(z.string()),
  publics: z.array(z.string()),
  modes_accueil: z.array(z.string()),
  commune: z.string().nullable(),
  code_postal: z.string().nullable(),
  adresse: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  /** Kilometres as the crow flies from the place searched; null when not on site or without place. */
  distanceKm: z.number().nullable(),
  date_maj: z.string(),
  /** Room for one more, while it holds. */
  disponibilite: Disponibilite.nullable(),
  source: z.string(),
  orientable: Orientable,
  /** Widest zone of eligibility, in French, ready to show. */
  zone: z.string(),
  raisons: z.array(Reason),
})
export type Card = z.infer<typeof Card>

export const FacetCount = z.object({ value: z.string(), count: z.number().int() })
export type FacetCount = z.infer<typeof FacetCount>

/** A way out of an empty or short result: what changing one thing would bring. */
export const Loosening = z.object({
  kind: z.enum(['rayon', 'filtre', 'lieu', 'mots']),
  /** In French, ready to show: « 3 services en élargissant à 80 km ». */
  label: z.string(),
  total: z.number().int(),
  radiusKm: z.number().optional(),
  facet: z.enum(FACETS).optional(),
})
export type Loosening = z.infer<typeof Loosening>

export const SearchResult = z.object({
  total: z.number().int(),
  /** Split of the total: on site within the radius, and remote only. */
  surPlace: z.number().int(),
  aDistance: z.number().int(),
  /** Of those on site, how many are within reach: `PORTEE_KM` of the point searched around; all of them where none is (usage/event.ts). */
  aPortee: z.number().int(),
  hits: z.array(Card),
  /** For each facet, every value with the number of services it would leave, the other filters kept. */
  facets: z.record(z.enum(FACETS), z.array(FacetCount)),
  lecture: z.object({
    /** Thématiques the words were understood as, with the words. */
    besoins: z.array(z.object({ mots: z.string(), thematiques: z.array(z.string()) })),
    corrections: z.array(z.object({ de: z.string(), vers: z.string() })),
    /** Words found nowhere and set aside so that the rest could answer. */
    ignores: z.array(z.string()),
    /** The place as it was understood. */
    lieu: z
      .object({ label: z.string(), lat: z.number().nullable(), lon: z.number().nullable(), approximatif: z.boolean() })
      .nullable(),
  }),
  /** Why there is nothing, in French; null when there are results. */
  pourquoi: z.string().nullable(),
  assouplir: z.array(Loosening),
  /** Time spent in the worker. */
  ms: z.number(),
})
export type SearchResult = z.infer<typeof SearchResult>
