import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import type { OpenIndex } from '../reference.ts'
import type { Row } from './columns.ts'
import type { Manifest } from './manifest.ts'
import { buildRelease } from './build.ts'
import { type Publication, publishRelease, type ReleaseParts } from './publish-release.ts'
import { KINDS, type OpenKind } from './writers.ts'

/** Releases made by tests, and their files read back by other hands than those that wrote them. */

export const OWN_FORMATS = ['ndjson', 'json', 'csv', 'geojson', 'parquet'] as const
export const LICENCE = { nom: 'Licence d’essai', adresse: 'https://exemple.test/licence' }

export const publish = (folder: string, index: OpenIndex, parts: Partial<ReleaseParts> = {}): Promise<Publication> =>
  publishRelease({
    reference: { current: async () => index },
    folder,
    publicUrl: () => 'https://dora.exemple.test',
    producteur: 'DORA',
    licence: LICENCE,
    keep: 2,
    now: () => Date.parse('2026-11-23T10:00:00Z'),
    formats: OWN_FORMATS,
    // The thread reads every module again, at each release.
    build: async (work, { onProgress, signal }) => {
      const built = await buildRelease(work, (...told) => {
        onProgress?.(...told)
        signal?.throwIfAborted()
      })
      return built
    },
    ...parts,
  })

/** Fails when nothing is published. */
export const manifestIn = (made: Publication): Manifest => {
  if (!('manifest' in made)) throw new Error(`Nothing was published: ${made.etat}`)
  return made.manifest
}

const LISTS = new Set([
  'reseaux_porteurs',
  'thematiques',
  'publics',
  'modes_accueil',
  'zone_eligibilite',
  'modes_mobilisation',
  'mobilisable_par',
])
const NUMBERS = new Set(['longitude', 'latitude', 'volume_horaire_hebdomadaire', 'nombre_semaines', 'score_qualite'])

const csvValue = (name: string, text: string): unknown => {
  if (text === '') return null
  return LISTS.has(name) || NUMBERS.has(name) ? (JSON.parse(text) as unknown) : text
}
const fromParquet = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? null))

const READERS: Readonly<Record<(typeof OWN_FORMATS)[number], (file: string) => Promise<Row[]>>> = {
  ndjson: async (file) =>
    (await readFile(file, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row),
  json: async (file) => JSON.parse(await readFile(file, 'utf8')) as Row[],
  csv: async (file) => {
    const read = parse(await readFile(file), { columns: true, record_delimiter: '\r\n' })
    const rows = (await read.toArray()) as Record<string, string>[]
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [name, csvValue(name, text)])))
  },
  geojson: async (file) =>
    (
      JSON.parse(await readFile(file, 'utf8')) as {
        features: { id: string; geometry: { coordinates: [number, number] } | null; properties: Row }[]
      }
    ).features.map(({ id, geometry, properties }) => {
      const [longitude, latitude] = geometry?.coordinates ?? [null, null]
      return { ...properties, id, longitude, latitude }
    }),
  parquet: async (file) =>
    ((await parquetReadObjects({ file: await asyncBufferFromFile(file) })) as Row[]).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromParquet(value)])),
    ),
}

/** Records of a file of a release, in its order. */
export const readBack = (folder: string, manifest: Manifest, kind: OpenKind, format: (typeof OWN_FORMATS)[number]) =>
  READERS[format](join(folder, 'v', manifest.version, `${kind}.${format}`))

/** Records by identifier, as a partner that reads whole files keeps them. */
export const wholeOf = async (folder: string, manifest: Manifest): Promise<Record<OpenKind, Map<string, unknown>>> => {
  const whole = { structures: new Map<string, unknown>(), services: new Map<string, unknown>() }
  for (const kind of KINDS)
    for (const row of await readBack(folder, manifest, kind, 'ndjson')) whole[kind].set(String(row['id']), row)
  return whole
}
