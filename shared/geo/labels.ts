import { departementOf, regionOf } from './divisions.ts'
import type { CommuneRow } from './types.ts'

/** Names of places as they are shown. A commune always carries its département: 1,441 names are borne by several. */

/** « Paris 11e Arrondissement » → « Paris 11e ». */
const shortName = (row: CommuneRow): string => (row.type === 'A' ? row.nom.replace(/ Arrondissement$/i, '') : row.nom)

export const communeLabel = (row: CommuneRow): string => `${shortName(row)} (${row.departement})`

const SHOWN_CODES = 3

const postalCodes = (codes: readonly string[]): string =>
  codes.length <= SHOWN_CODES ? codes.join(', ') : `${codes.slice(0, SHOWN_CODES).join(', ')}…`

const joined = (...parts: readonly (string | false | undefined)[]): string => parts.filter((part) => part).join(' · ')

/** « 93200, 93210, 93380 · Seine-Saint-Denis », and whether its point is a guess. */
export const communeDetail = (row: CommuneRow): string =>
  joined(postalCodes(row.codesPostaux), departementOf(row.departement)?.nom, row.approximatif && 'position approximative')

/** Of a commune déléguée or associée, whose searches go to its commune. */
export const formerDetail = (parent: CommuneRow): string => joined(`rattachée à ${parent.nom}`, postalCodes(parent.codesPostaux))

export const postalLabel = (code: string, rows: readonly CommuneRow[]): string => {
  const [only] = rows
  return rows.length === 1 && only !== undefined ? `${code} ${shortName(only)}` : `${code} (${rows.length} communes)`
}

const NAMES_SHOWN = 4

export const postalDetail = (rows: readonly CommuneRow[]): string =>
  joined(
    rows.length > 1 && rows.slice(0, NAMES_SHOWN).map(shortName).join(', ') + (rows.length > NAMES_SHOWN ? '…' : ''),
    departementOf(rows[0]?.departement ?? '')?.nom,
  )

export const departementDetail = (code: string): string => {
  const overseas = /^9[78]/.test(code)
  if (!overseas) return joined('Département', regionOf(departementOf(code)?.region ?? '')?.nom)
  return /^97[12346]$/.test(code) ? 'Département et région d’outre-mer' : 'Collectivité d’outre-mer'
}

const degrees = (value: number): string => value.toFixed(4).replace('.', ',')

/** « 48,8566 ; 2,3522 », in the French way. */
export const pointLabel = (lat: number, lon: number): string => `${degrees(lat)}\u202f; ${degrees(lon)}`
