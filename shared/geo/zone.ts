import { departementOf, departementsOf, regionOf } from './divisions.ts'

/**
 * Reading of `zone_eligibilite`: where someone must live to be eligible.
 * Rules: dora-backend.md §7.9; codes: data-inclusion.md §1.3.
 */

export type ZoneKind = 'commune' | 'epci' | 'departement' | 'france' | 'inconnue'

/** Name of a commune or an EPCI, ready to show; null when unknown. Départements need none: they are in divisions.ts. */
export type NameOf = (code: string) => string | null

type Codes = readonly string[] | null | undefined

/** « france », and 99100 (France as a country of the COG), include every place. */
export const isNational = (code: string): boolean => code === 'france' || code === '99100'

const kindOf = (code: string): ZoneKind => {
  if (isNational(code)) return 'france'
  if (/^\d{9}$/.test(code)) return 'epci'
  if (/^(\d{2}|2[AB]|\d{3})$/.test(code)) return 'departement'
  if (/^\d[\dAB]\d{3}$/.test(code)) return 'commune'
  return 'inconnue'
}

const WIDEST_FIRST = ['france', 'departement', 'epci', 'commune'] as const

/** Widest part of a zone, judged by the form of its codes; `inconnue` when empty or when no code has a known form. */
export const widestZone = (codes: Codes): ZoneKind => {
  const kinds = new Set((codes ?? []).map(kindOf))
  return WIDEST_FIRST.find((kind) => kinds.has(kind)) ?? 'inconnue'
}

/** The région whose départements are exactly these codes; null otherwise. One département alone stays a département. */
const regionMadeOf = (codes: readonly string[]): string | null => {
  const first = codes.length > 1 ? departementOf(codes[0] ?? '') : undefined
  if (first === undefined) return null
  const all = departementsOf(first.region)
  return all.length === codes.length && all.every((code) => codes.includes(code)) ? first.region : null
}

const nameOfCode = (code: string, nameOf: NameOf): string | null => {
  if (kindOf(code) !== 'departement') return nameOf(code)
  const departement = departementOf(code)
  return departement === undefined ? null : `${departement.nom} (${departement.code})`
}

/** Every part of a zone by name, in the order given, each once; codes known to nobody are left out (dora-backend.md §7.9). */
export const zoneNames = (codes: Codes, nameOf: NameOf): readonly string[] => {
  const unique = [...new Set(codes ?? [])]
  if (unique.some(isNational)) return ['France entière']
  const region = regionMadeOf(unique)
  if (region !== null) return [regionOf(region)?.nom ?? region]
  return [...new Set(unique.map((code) => nameOfCode(code, nameOf)).filter((name) => name !== null))]
}

const SHOWN = 3

/** A zone in one line: « France entière », « Nord (59) », « Lille, Roubaix et 4 autres », « Zone non renseignée ». */
export const zoneLabel = (codes: Codes, nameOf: NameOf): string => {
  if (codes == null || codes.length === 0) return 'Zone non renseignée'
  const names = zoneNames(codes, nameOf)
  // Present but unreadable is not the same as absent: someone may well be excluded.
  if (names.length === 0) return 'Zone non reconnue'
  if (names.length <= SHOWN) return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`
  return `${names.slice(0, SHOWN - 1).join(', ')} et ${names.length - SHOWN + 1} autres`
}
