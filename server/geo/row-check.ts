import { departementOf, departementOfCommune } from '#shared/geo/divisions.ts'
import type { CommuneRow } from '#shared/geo/types.ts'

/** Checks common to every source of communes. A row that fails one is refused whole: half a place is worse than the delivered one. */

export type Refusal = { readonly origine: string; readonly raison: string }

export const COMMUNE_CODE = /^(?:\d{5}|2[AB]\d{3})$/
export const POSTAL_CODE = /^\d{5}$/
export const EPCI_CODE = /^\d{9}$/

/** Every French territory from Clipperton to Wallis; anything else is a swap of latitude and longitude, or a mistake. */
const LATITUDES = [-67, 52] as const
const inFrance = (lat: number): boolean => lat >= LATITUDES[0] && lat <= LATITUDES[1]

/** Metropolitan communes lie here: what swapped coordinates cannot do. */
const METROPOLE = { ouest: -5.8, est: 10, sud: 41, nord: 51.5 }
const inMetropole = (lat: number, lon: number): boolean =>
  lon >= METROPOLE.ouest && lon <= METROPOLE.est && lat >= METROPOLE.sud && lat <= METROPOLE.nord

/** Why a row cannot be kept; null when it can. */
export const refuse = (row: CommuneRow): string | null => {
  if (!COMMUNE_CODE.test(row.code)) return 'code de commune mal formé'
  if (row.nom.trim() === '' || row.nom.length > 100) return 'nom absent ou trop long'
  if (departementOf(row.departement) === undefined) return 'département inconnu'
  // A former commune may have joined one of another département: it keeps its code, and only its commune's place counts.
  if (row.type !== 'D' && departementOfCommune(row.code) !== row.departement)
    return 'le code de la commune n’est pas de ce département'
  if (row.codesPostaux.some((code) => !POSTAL_CODE.test(code))) return 'code postal mal formé'
  if (row.epcis.some((code) => !EPCI_CODE.test(code))) return 'code d’intercommunalité mal formé'
  if (!Number.isInteger(row.population) || row.population < 0) return 'population impossible'
  if (row.type !== 'C' && row.parent === null) return 'commune de rattachement absente'
  if (row.lat === null || row.lon === null) return null
  if (!Number.isFinite(row.lat) || !Number.isFinite(row.lon) || Math.abs(row.lon) > 180 || !inFrance(row.lat))
    return 'coordonnées hors de France'
  return /^9[78]/.test(row.departement) || inMetropole(row.lat, row.lon) ? null : 'coordonnées hors de la métropole'
}
