import { existsSync } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FeatureCollection, Geometry } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { departementOf } from '#shared/geo/divisions.ts'
import type { Source } from './install.ts'
import { COMMUNES_QUERY, EPCIS_QUERY, readOfficial } from './official.ts'
import { readTabular } from './tabular.ts'

/** Finds what a folder, a file or an address holds, and reads it. */

const OFFICIAL_CREDITS = ['Communes et intercommunalités : geo.api.gouv.fr (Etalab, Licence Ouverte)']
const PACK_CREDITS = [
  'Contours © IGN Admin Express (Licence Ouverte)',
  'Code officiel géographique, Insee/Etalab (Licence Ouverte)',
  '© GeoNames (CC BY 4.0)',
  'Natural Earth',
]

const TIMEOUT_MS = 120_000
/** All French communes with their fields are 12 MB. */
const MAX_BYTES = 200_000_000

const parseJson = (content: string, name: string): unknown => {
  try {
    return JSON.parse(content)
  } catch {
    throw new Error(`${name} n’est pas du JSON entier et lisible`)
  }
}

const fetchJson = async (url: string): Promise<unknown> => {
  const reply = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: 'application/json' } }).catch(
    (cause: unknown) => {
      throw new Error(`${url} est injoignable`, { cause })
    },
  )
  if (!reply.ok) throw new Error(`${url} a répondu ${reply.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of reply.body ?? []) {
    size += part.byteLength
    if (size > MAX_BYTES) throw new Error(`${url} dépasse ${MAX_BYTES / 1e6} Mo`)
    parts.push(part)
  }
  return parseJson(Buffer.concat(parts).toString('utf8'), url)
}

const fromUrl = async (address: string): Promise<Source> => {
  const direct = new URL(address).pathname.endsWith('.json')
  const base = address.endsWith('/') ? address : `${address}/`
  const communes = await fetchJson(direct ? address : new URL(COMMUNES_QUERY, base).href)
  // Names of EPCI are a comfort: the delivered ones stay when they cannot be had.
  const epcis = direct ? [] : await fetchJson(new URL(EPCIS_QUERY, base).href).catch(() => [])
  return { nom: new URL(address).host, credits: OFFICIAL_CREDITS, gathered: readOfficial(communes, epcis), files: new Map() }
}

const text = (file: string): Promise<string> => readFile(file, 'utf8')
const optionalText = async (file: string): Promise<string | null> => (existsSync(file) ? text(file) : null)
const optionalJson = async (file: string): Promise<unknown> => parseJson((await optionalText(file)) ?? '[]', basename(file))

/** Layers of a pack under the names they are found by, best first. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  voisins: ['voisins', 'pays-voisins'],
  departements: ['departements-hd', 'departements'],
  regions: ['regions-hd', 'regions'],
  eau: ['eau', 'cours-eau'],
  lacs: ['lacs'],
  villes: ['villes'],
}

const geojson = (content: string, file: string): FeatureCollection<Geometry> => {
  const value = parseJson(content, basename(file)) as Partial<FeatureCollection<Geometry>>
  if (value.type !== 'FeatureCollection' || !Array.isArray(value.features))
    throw new Error(`${basename(file)} n’est pas un GeoJSON`)
  return value as FeatureCollection<Geometry>
}

/** The collectivities overseas come apart, for their outline is coarser: the map wants every département in one layer. */
const withCollectivities = async (
  folder: string,
  collection: FeatureCollection<Geometry>,
): Promise<FeatureCollection<Geometry>> => {
  const file = join(folder, 'collectivites-om.geojson')
  const content = await optionalText(file)
  return content === null ? collection : { ...collection, features: [...collection.features, ...geojson(content, file).features] }
}

const readLayers = async (folder: string): Promise<Map<string, string>> => {
  const files = new Map<string, string>()
  for (const [layer, names] of Object.entries(LAYERS)) {
    const file = names.map((name) => join(folder, `${name}.geojson`)).find((candidate) => existsSync(candidate))
    if (file === undefined) continue
    const collection = geojson(await text(file), file)
    files.set(
      `${layer}.geojson`,
      JSON.stringify(layer === 'departements' ? await withCollectivities(folder, collection) : collection),
    )
  }
  return files
}

const isTopology = (value: unknown): value is Topology<Record<string, GeometryCollection>> =>
  typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Topology'

/** Five decimals are a metre: what arithmetic on quantised arcs adds beyond is noise, and twice the size. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Math.round(value * 1e5) / 1e5 : value

/** Outlines of communes, one file a département, turned from TopoJSON so that the desk needs no converter. */
const readOutlines = async (folder: string): Promise<Map<string, string>> => {
  const files = new Map<string, string>()
  const outlines = ['communes-contours', 'communes'].map((name) => join(folder, name)).find((candidate) => existsSync(candidate))
  if (outlines === undefined) return files
  for (const name of await readdir(outlines)) {
    const departement = name.replace(/\.(?:geo|topo)?json$/, '')
    if (departementOf(departement) === undefined) continue
    const value = parseJson(await text(join(outlines, name)), name)
    const [object] = isTopology(value) ? Object.values(value.objects) : []
    const collection = isTopology(value) && object !== undefined ? feature(value, object) : geojson(JSON.stringify(value), name)
    files.set(join('communes', `${departement}.geojson`), JSON.stringify(collection, rounded))
  }
  return files
}

const fromFolder = async (folder: string): Promise<Source> => {
  const names = await readdir(folder)
  const table = names.filter((name) => /^communes.*\.tsv$/.test(name)).sort()[0]
  const files = new Map([...(await readLayers(folder)), ...(await readOutlines(folder))])
  if (table !== undefined) {
    const epcis = names.filter((name) => /^epci.*\.tsv$/.test(name)).sort()[0]
    const gathered = readTabular(await text(join(folder, table)), epcis === undefined ? null : await text(join(folder, epcis)))
    return { nom: basename(folder), credits: PACK_CREDITS, gathered, files }
  }
  if (!names.includes('communes.json')) throw new Error('ni communes.json ni communes*.tsv dans ce dossier')
  const communes = parseJson(await text(join(folder, 'communes.json')), 'communes.json')
  return {
    nom: basename(folder),
    credits: files.size === 0 ? OFFICIAL_CREDITS : [...OFFICIAL_CREDITS, ...PACK_CREDITS],
    gathered: readOfficial(communes, await optionalJson(join(folder, 'epcis.json'))),
    files,
  }
}

/** A base address of geo.api.gouv.fr, the address or file of a list of communes, or a folder. */
export const readSource = async (where: string): Promise<Source> => {
  if (/^https?:\/\//.test(where)) return fromUrl(where)
  if (!existsSync(where)) throw new Error(`${where} est introuvable`)
  if ((await stat(where)).isDirectory()) return fromFolder(where)
  if (where.endsWith('.tsv'))
    return { nom: basename(where), credits: PACK_CREDITS, gathered: readTabular(await text(where), null), files: new Map() }
  return {
    nom: basename(where),
    credits: OFFICIAL_CREDITS,
    gathered: readOfficial(parseJson(await text(where), basename(where)), []),
    files: new Map(),
  }
}
