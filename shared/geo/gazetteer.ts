import { distanceKm } from './distance.ts'
import { departementLabel, departementOf } from './divisions.ts'
import type { CommuneRow, Epci } from './types.ts'
import { isNational } from './zone.ts'
import { communeLabel } from './labels.ts'

/** The places of a pack by code, by postal code, by département, and by nearness. */
export type Gazetteer = {
  readonly rows: readonly CommuneRow[]
  readonly epcis: readonly Epci[]
  readonly credits: readonly string[]
  /** Commune or arrondissement; for the code of a former commune, the commune it belongs to. */
  readonly commune: (code: string) => CommuneRow | undefined
  /** Communes and arrondissements of a postal code, largest first; a city split in arrondissements gives way to them. */
  readonly postal: (code: string) => readonly CommuneRow[]
  readonly communesOf: (departement: string) => readonly CommuneRow[]
  /** Nearest centre of commune or arrondissement; null when none is within `withinKm`. */
  readonly nearest: (lat: number, lon: number, withinKm: number) => CommuneRow | null
  /** Name of a commune (with its département), an EPCI or a département; null when unknown. */
  readonly nameOf: (code: string) => string | null
}

const largestFirst = (a: CommuneRow, b: CommuneRow): number => b.population - a.population || (a.code < b.code ? -1 : 1)

const KM_PER_DEGREE = 111.2

export const createGazetteer = ({ rows, epcis, credits }: Pick<Gazetteer, 'rows' | 'epcis' | 'credits'>): Gazetteer => {
  const current = rows.filter((row) => row.type !== 'D')
  const byCode = new Map(current.map((row) => [row.code, row]))
  const former = new Map(rows.flatMap((row) => (row.type === 'D' && !byCode.has(row.code) ? [[row.code, row] as const] : [])))
  const cities = new Set(current.flatMap((row) => (row.parent === null ? [] : [row.parent])))
  const byPostal = new Map<string, CommuneRow[]>()
  for (const row of current) {
    // 69003 is both Lyon's and Lyon 3e's: the arrondissement is the answer.
    if (cities.has(row.code)) continue
    for (const code of row.codesPostaux) {
      const list = byPostal.get(code)
      if (list === undefined) byPostal.set(code, [row])
      else list.push(row)
    }
  }
  for (const list of byPostal.values()) list.sort(largestFirst)
  const byDepartement = Map.groupBy(
    current.filter((row) => row.type === 'C'),
    (row) => row.departement,
  )
  const epciNames = new Map(epcis.map((epci) => [epci.code, epci.nom]))

  return {
    rows,
    epcis,
    credits,
    commune: (code) => byCode.get(code) ?? byCode.get(former.get(code)?.parent ?? ''),
    postal: (code) => byPostal.get(code) ?? [],
    communesOf: (departement) => byDepartement.get(departement) ?? [],
    nearest: (lat, lon, withinKm) => {
      let best: CommuneRow | null = null
      let bestKm = withinKm
      const maxLat = withinKm / KM_PER_DEGREE
      for (const row of current) {
        if (row.lat === null || row.lon === null || cities.has(row.code) || Math.abs(row.lat - lat) > maxLat) continue
        const km = distanceKm({ lat, lon }, { lat: row.lat, lon: row.lon })
        if (km <= bestKm) {
          best = row
          bestKm = km
        }
      }
      return best
    },
    nameOf: (code) => {
      if (isNational(code)) return 'France entière'
      const row = byCode.get(code) ?? former.get(code)
      if (row !== undefined) return communeLabel(row)
      return epciNames.get(code) ?? (departementOf(code) === undefined ? null : departementLabel(code))
    },
  }
}
