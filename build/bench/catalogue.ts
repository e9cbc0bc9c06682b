import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE_FOLDER, CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { openReadable } from '#main/db/open.ts'
import { digestOf, root } from '../stamp.ts'
import { say } from './interruption.ts'
import { runQuietly } from './quiet.ts'

/** Listings are dated from here, and queries are asked on that day: the same catalogue whenever it is made. */
export const TODAY = '2026-11-01'
export const NOW = Date.parse(`${TODAY}T12:00:00Z`)

/** What the demonstration catalogue is made from: it is made again when this changes. */
const INPUTS = [
  'server/import',
  'shared/catalogue',
  'shared/search/equivalents.ts',
  'shared/search/stem.ts',
  'shared/search/text.ts',
  'shared/reference',
  'shared/geo',
  'server/geo',
]

type Made = { readonly digest: string; readonly services: number; readonly structures: number; readonly ms: number }

export type BenchCatalogue = {
  /** A desk's data folder, with the catalogue in it. */
  readonly desk: string
  readonly file: string
  readonly services: number
  readonly structures: number
  readonly mb: number
  /** Time the generator took, this time or when it was made. */
  readonly generatedMs: number
}

export const cacheFolder = (): string => join(root, '.cache/bench')

const catalogueFile = (folder: string): string =>
  join(folder, CataloguePointer.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8'))).file)

const countIn = (file: string): { services: number; structures: number } => {
  const db = openReadable(file)
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  const counts = { services: count('services'), structures: count('structures') }
  db.close()
  return counts
}

const readMade = (file: string): Made | null => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Made) : null)

/** The demonstration catalogue of seed 1 with that many services: made, or taken from `.cache`. Null when it cannot be made. */
export const ensureCatalogue = async (services: number): Promise<BenchCatalogue | null> => {
  const desk = join(cacheFolder(), `demo-${services}`)
  const folder = join(desk, CATALOGUE_FOLDER)
  const note = join(desk, 'made.json')
  const digest = digestOf(INPUTS)
  let made = readMade(note)
  if (made?.digest !== digest || !existsSync(join(folder, POINTER_FILE))) {
    say(`  catalogue de démonstration de ${services} services…`)
    rmSync(desk, { recursive: true, force: true })
    mkdirSync(desk, { recursive: true })
    const run = await runQuietly(
      ['server/import/cli-demo.ts', '--seed', '1', '--services', String(services), '--today', TODAY, '--to', folder],
      {},
    )
    if (run.code !== 0) {
      say(`  échec de la génération : ${run.output.trim()}`)
      return null
    }
    made = { digest, ms: run.ms, ...countIn(catalogueFile(folder)) }
    writeFileSync(note, JSON.stringify(made))
  }
  const file = catalogueFile(folder)
  return {
    desk,
    file,
    services: made.services,
    structures: made.structures,
    mb: statSync(file).size / 1_048_576,
    generatedMs: made.ms,
  }
}
