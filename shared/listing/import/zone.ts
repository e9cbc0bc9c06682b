import { fold } from '../../geo/fold.ts'
import { DEPARTEMENTS, departementOf, departementOfCommune, departementsOf, REGIONS } from '../../geo/divisions.ts'
import type { Entry } from '../../reference/entry.ts'
import { just, nothingIn, quoted, type Reader, wrong } from './reading.ts'
import { splitKnown } from './split.ts'

/** Where someone must live: as a kind of territory around the place (DORA's CSV, dora-backend.md §7.7), or as codes and names (v1). */

export const ZONE_TYPES = [
  { value: 'city', label: 'Commune' },
  { value: 'epci', label: 'Intercommunalité (EPCI)' },
  { value: 'department', label: 'Département' },
  { value: 'region', label: 'Région' },
  { value: 'country', label: 'France entière' },
] as const satisfies readonly Entry[]
export type ZoneType = (typeof ZONE_TYPES)[number]['value']

export const ZONE_ALIASES = {
  ville: 'city',
  municipal: 'city',
  communal: 'city',
  agglomération: 'epci',
  métropole: 'epci',
  'communauté de communes': 'epci',
  départemental: 'department',
  dept: 'department',
  régional: 'region',
  france: 'country',
  pays: 'country',
  national: 'country',
  nationale: 'country',
}

/**
 * Codes of a zone around a commune (INSEE code). Null when it cannot be told: no commune, or an EPCI that the caller did not give.
 */
export const zoneAround = (type: ZoneType, commune: string | null, epci: string | null = null): readonly string[] | null => {
  if (type === 'country') return ['france']
  if (type === 'epci') return epci === null ? null : [epci]
  if (commune === null) return null
  if (type === 'city') return [commune]
  const departement = departementOfCommune(commune)
  if (departement === null) return null
  return type === 'department' ? [departement] : departementsOf(departementOf(departement)?.region ?? '')
}

const names = new Map<string, readonly string[]>()
// A département before the région of the same name: the narrower.
for (const { code, nom } of DEPARTEMENTS) {
  for (const name of [nom, code, `${nom} ${code}`, `${code} ${nom}`, `département ${nom}`]) names.set(fold(name), [code])
}
for (const { code, nom } of REGIONS) {
  for (const name of [nom, `région ${nom}`]) if (!names.has(fold(name))) names.set(fold(name), departementsOf(code))
}
for (const name of ['france', 'france entière', 'national', '99100']) names.set(fold(name), ['france'])

/** « 1 » for the Ain: a spreadsheet takes the first zero. */
const codesOf = (texte: string): readonly string[] | null => {
  const bare = texte.trim().toUpperCase()
  const known = names.get(fold(bare)) ?? names.get(fold(`0${bare}`))
  if (known !== undefined) return known
  return /^\d[\dAB]\d{3}$/.test(bare) || /^\d{9}$/.test(bare) ? [bare] : null
}

/** `zone_eligibilite`: départements and régions by name or code, communes by INSEE code, EPCI by SIREN, « France entière ». */
export const zone: Reader = (texte) => {
  const pieces = splitKnown(texte, (name) => names.has(name))
  const bad = pieces.find((piece) => codesOf(piece) === null)
  if (bad !== undefined) {
    return wrong(
      `Le territoire ${quoted(bad)} n’est pas reconnu. Attendu\u202f: «\u00a0France entière\u00a0», un département, une région, un code INSEE de commune ou un SIREN d’EPCI.`,
    )
  }
  const codes = [...new Set(pieces.flatMap((piece) => codesOf(piece) ?? []))]
  return codes.length === 0 ? nothingIn(texte) : just(codes.includes('france') ? ['france'] : codes)
}
