import type { CommuneRow } from '../geo/types.ts'
import type { Fait, RaisonSansSolution } from '../usage/event.ts'
import type { Offered } from './supply.ts'

/** An invented country: communes in a row from west to east, 10 km apart, and what people and services say there. */

const KM = 10
const LAT = 44.8
const DEGREES = KM / (111.19 * Math.cos((LAT * Math.PI) / 180))

/** Middle of the commune of that rank. */
export const at = (rank: number): { readonly lat: number; readonly lon: number } => ({ lat: LAT, lon: rank * DEGREES })

export const commune = (rank: number, departement: string, region: string, epci: string, population = 10_000): CommuneRow => ({
  code: `${departement}${String(rank + 1).padStart(3, '0')}`,
  nom: `Commune ${rank}`,
  type: 'C',
  parent: null,
  codesPostaux: [],
  population,
  ...at(rank),
  approximatif: false,
  departement,
  region,
  epcis: [epci],
})

export const offered = (rank: number, more: Partial<Offered> = {}): Offered => ({
  ...at(rank),
  surPlace: true,
  aDistance: false,
  zone: [],
  thematiques: ['mobilite--preparer-un-permis'],
  complet: false,
  ...more,
})

type Found = { readonly total: number; readonly a_portee: number; readonly a_distance: number }
export const NOTHING: Found = { total: 0, a_portee: 0, a_distance: 0 }
export const TOO_FAR: Found = { total: 2, a_portee: 0, a_distance: 0 }
export const REMOTE_ONLY: Found = { total: 2, a_portee: 0, a_distance: 2 }
export const SOME: Found = { total: 3, a_portee: 1, a_distance: 0 }

/** @param code of a commune, or of a département */
export const recherche = (code: string, thematiques: readonly string[], found: Found): Fait => ({
  type: 'recherche',
  genre: 'besoins',
  thematiques: [...thematiques],
  publics: [],
  lieu: code.length === 5 ? { commune: code, departement: code.slice(0, 2) } : { commune: null, departement: code },
  rayon_km: 50,
  premiers: [],
  ...found,
})

export const sansSolution = (code: string, thematiques: readonly string[], raison: RaisonSansSolution): Fait => ({
  type: 'sans-solution',
  thematiques: [...thematiques],
  publics: [],
  lieu: code.length === 5 ? { commune: code, departement: code.slice(0, 2) } : { commune: null, departement: code },
  raison,
  recherche: null,
})

/** 32 hexadecimal digits. */
export const poste = (n: number): string => n.toString(16).padStart(32, '0')
