import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { PlaceRef } from '../search/query.ts'

export const PlaceSuggestion = z.object({
  place: PlaceRef,
  /** « Saint-Denis (93) », « 51300 (46 communes) », « 12 rue de la Paix, 59000 Lille ». Homonyms always carry their département. */
  label: z.string(),
  /** Second line: postal codes, département name, « commune déléguée de … », « approximatif ». */
  detail: z.string(),
  approximatif: z.boolean(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
})
export type PlaceSuggestion = z.infer<typeof PlaceSuggestion>

export const geoContract = {
  procedures: {
    /** Local completion: communes, postal codes, départements, régions, coordinates. Never touches the network. */
    'geo.suggest': procedure(
      z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(20).default(8) }),
      z.array(PlaceSuggestion),
    ),
    /** Addresses from the Géoplateforme; fails with `reseau-non-autorise` or `hors-ligne`. */
    'geo.addresses': procedure(z.object({ text: z.string().min(3).max(200) }), z.array(PlaceSuggestion)),
    /** The place of an address bar, with its label; fails with `lieu-inconnu`. */
    'geo.place': procedure(PlaceRef, PlaceSuggestion),
    /** The commune whose centre is nearest to a point put by hand on the map. */
    'geo.reverse': procedure(z.object({ lat: z.number(), lon: z.number() }), PlaceSuggestion),
    /** One layer of the offline base map as GeoJSON text; null when the installed geography pack lacks it. */
    'geo.layer': procedure(
      z.object({
        layer: z.enum(['voisins', 'departements', 'regions', 'eau', 'lacs', 'villes', 'communes']),
        departement: z.string().optional(),
      }),
      z.string().nullable(),
    ),
    /** Intercommunalités by name, or by the name of one of their communes: for a perimeter (`zone_eligibilite`). */
    'geo.epcis': procedure(
      z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(20).default(8) }),
      z.array(z.object({ code: z.string(), nom: z.string() })),
    ),
    /** Names of the codes of a perimeter; null for a code that nobody knows. */
    'geo.zoneNames': procedure(
      z.object({ codes: z.array(z.string().max(40)).max(2_000) }),
      z.array(z.object({ code: z.string(), nom: z.string().nullable() })),
    ),
    /** Sources and licences to credit on the map. */
    'geo.credits': procedure(z.void(), z.array(z.string())),
  },
  events: {},
} as const
