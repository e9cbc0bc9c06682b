import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { PlaceRef } from '../search/query.ts'

/**
 * What can really be reached (peers.md §5 row 4). Without network: distances as the crow flies, said so; timetables when a GTFS file of
 * the territory is loaded. With network and leave: routes of the Géoplateforme. Minutes are only told when they were computed.
 */

const point = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
const heure = z.string().regex(/^\d{2}:\d{2}$/)

/** A timetable loaded on this desk. */
export const Reseau = z.object({
  id: z.string(),
  nom: z.string(),
  /** Days it covers, `YYYY-MM-DD`. */
  du: z.string(),
  au: z.string(),
  arrets: z.number().int(),
  lignes: z.number().int(),
  charge_le: z.string(),
  /** False when today is outside its days. */
  valable: z.boolean(),
})
export type Reseau = z.infer<typeof Reseau>

export const Trajet = z.object({
  /** `transports`: by a timetable loaded here; `pied`, `velo`, `voiture`: by the Géoplateforme. */
  moyen: z.enum(['transports', 'pied', 'velo', 'voiture']),
  minutes: z.number().int(),
  km: z.number().nullable(),
  depart: heure.nullable(),
  arrivee: heure.nullable(),
  correspondances: z.number().int().nullable(),
  /** Legs in French, ready to show: « 08:12 bus 4, de Gare à Mairie ». */
  etapes: z.array(z.string()),
})
export type Trajet = z.infer<typeof Trajet>

export const porteeContract = {
  procedures: {
    /** Circles around a place, in kilometres as the crow flies, each with its sentence: never minutes. */
    'portee.cercles': procedure(
      z.object({ place: PlaceRef }),
      z.object({
        centre: point,
        cercles: z.array(z.object({ moyen: z.enum(['pied', 'velo']), km: z.number(), texte: z.string() })),
      }),
    ),
    'portee.reseaux': procedure(z.void(), z.array(Reseau)),
    /** A GTFS file (zip), in parts of at most 512 KiB. */
    'portee.chargerDebut': procedure(
      z.object({ nom: z.string().max(255), taille: z.number().int().min(1) }),
      z.object({ uploadId: z.string() }),
    ),
    'portee.chargerPart': procedure(
      z.object({ uploadId: z.string(), base64: z.string().max(700_000) }),
      z.object({ recu: z.number().int() }),
    ),
    /** Fails with `gtfs-illisible` (details.champ), nothing being changed. */
    'portee.chargerFin': procedure(z.object({ uploadId: z.string() }), Reseau),
    'portee.retirer': procedure(z.object({ id: z.string() }), z.void()),
    /** Stops that can be reached by public transport, with the minutes. Null when no timetable covers that place and day. */
    'portee.isochrone': procedure(
      z.object({ place: PlaceRef, jour: z.iso.date(), depart: heure, minutes: z.number().int().min(5).max(180) }),
      z.object({ arrets: z.array(point.extend({ nom: z.string(), minutes: z.number().int() })), reseau: z.string() }).nullable(),
    ),
    /** Of these services, how to be there before `arrivee` that day by public transport; those out of reach have none. */
    'portee.arriver': procedure(
      z.object({ place: PlaceRef, services: z.array(z.string()).max(200), jour: z.iso.date(), arrivee: heure }),
      z.object({
        reseau: z.string().nullable(),
        trajets: z.array(z.object({ serviceId: z.string(), trajet: Trajet.nullable() })),
      }),
    ),
    /** By the Géoplateforme. Fails with `reseau-non-autorise`, `hors-ligne`. */
    'portee.itineraire': procedure(
      z.object({ place: PlaceRef, serviceId: z.string(), moyen: z.enum(['pied', 'voiture']) }),
      Trajet,
    ),
  },
  events: { 'portee.changed': z.object({}) },
} as const
