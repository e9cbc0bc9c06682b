import { z } from 'zod'
import { StructureDroits } from '../accounts/wire.ts'
import { Service, Structure } from '../catalogue/record.ts'
import { procedure } from '../rpc.ts'
import { SearchQuery } from '../search/query.ts'
import { Card, Orientable, SearchResult } from '../search/result.ts'

export const CatalogueInfo = z.object({
  /** True when every record was made up by the demonstration generator: the screens say so everywhere. */
  demonstration: z.boolean(),
  services: z.number().int(),
  structures: z.number().int(),
  /** ISO 8601 instant at which the file was written. */
  genere_le: z.string(),
  sources: z.array(z.object({ source: z.string(), services: z.number().int(), structures: z.number().int() })),
  fileVersion: z.number().int(),
})
export type CatalogueInfo = z.infer<typeof CatalogueInfo>

/** Decoded OSM opening hours, for the fourteen days to come at most. */
export const Hours = z.object({
  /** As written by the producer; always shown when it could not be decoded. */
  brut: z.string(),
  decode: z.boolean(),
  /** Monday first: ranges like « 09:00–12:00 », empty when closed. */
  semaine: z.array(z.object({ jour: z.string(), plages: z.array(z.string()) })),
  commentaires: z.array(z.string()),
  /** State at the time of the call; null when unknown. */
  ouvert: z.boolean().nullable(),
  /** In French: « Ouvert, ferme à 17 h 30 ». */
  etat: z.string(),
  /** ISO instant of the next change of state, when there is one: the screen asks again then. */
  change_le: z.string().nullable(),
})
export type Hours = z.infer<typeof Hours>

export const ServiceSheet = z.object({
  service: Service,
  structure: Structure.nullable(),
  /** Hours of the service, else those of its structure (`deStructure`). */
  horaires: Hours.extend({ deStructure: z.boolean() }).nullable(),
  orientable: Orientable,
  /** Zone of eligibility in French, each code named. */
  zone: z.object({ label: z.string(), noms: z.array(z.string()) }),
  /** Score of data-inclusion.md §3.1, recomputed at the call. */
  score: z.number(),
  /** Other services of the same structure. */
  autres: z.array(Card),
  /** What the person of this desk may do of it (shared/rights.ts). */
  droits: z.object({ ecrire: z.boolean(), voir_contact: z.boolean() }),
})
export type ServiceSheet = z.infer<typeof ServiceSheet>

export const StructureSheet = z.object({
  structure: Structure,
  parent: z.object({ id: z.string(), nom: z.string() }).nullable(),
  antennes: z.array(z.object({ id: z.string(), nom: z.string(), commune: z.string().nullable() })),
  horaires: Hours.nullable(),
  services: z.array(Card),
  score: z.number(),
  droits: StructureDroits,
})
export type StructureSheet = z.infer<typeof StructureSheet>

export const BBox = z.object({ ouest: z.number(), sud: z.number(), est: z.number(), nord: z.number() })
export type BBox = z.infer<typeof BBox>

export const MapCluster = z.object({
  lat: z.number(),
  lon: z.number(),
  count: z.number().int(),
  /** Set when the point is a single service. */
  id: z.string().nullable(),
  nom: z.string().nullable(),
  /** True when every service of the cluster shares one place: zooming cannot split it, list them instead. */
  memeLieu: z.boolean(),
  /** Key to ask for the services of this cluster with `map.members`. */
  cle: z.number().int(),
  /** Leaflet zoom at which the cluster splits. */
  zoomEclate: z.number().int(),
})
export type MapCluster = z.infer<typeof MapCluster>

export const catalogueContract = {
  procedures: {
    /** Null when no catalogue file is installed. */
    'catalogue.info': procedure(z.void(), CatalogueInfo.nullable()),
    'catalogue.service': procedure(z.object({ id: z.string() }), ServiceSheet),
    'catalogue.structure': procedure(z.object({ id: z.string() }), StructureSheet),
    /** Cards by id, in the order asked; ids no longer in the catalogue are left out. Distances are from `place`, if any. */
    'catalogue.cards': procedure(z.object({ ids: z.array(z.string()).max(500) }), z.array(Card)),
    /** The record of a short public link, on this desk; null when it is not there, or when several share it. */
    'catalogue.coded': procedure(
      z.object({ kind: z.enum(['service', 'structure']), code: z.string().max(12) }),
      z.object({ id: z.string() }).nullable(),
    ),
    'search.run': procedure(SearchQuery, SearchResult),
    /** Clusters of the results of `query` seen in `bbox` at `zoom` (Leaflet zoom, 0–18). `bounds` is where most of them are. */
    'map.clusters': procedure(
      z.object({ query: SearchQuery, bbox: BBox, zoom: z.number().min(0).max(20) }),
      z.object({ clusters: z.array(MapCluster), total: z.number().int(), sansPoint: z.number().int(), bounds: BBox.nullable() }),
    ),
    /** The services of one cluster, nearest first, at most `limit`. */
    'map.members': procedure(
      z.object({ query: SearchQuery, cle: z.number().int(), zoom: z.number(), limit: z.number().int().max(200).default(50) }),
      z.object({ cards: z.array(Card), total: z.number().int() }),
    ),
  },
  events: {
    /** The catalogue file was swapped: everything read from it must be read again. */
    'catalogue.changed': z.object({ genere_le: z.string() }),
  },
} as const
