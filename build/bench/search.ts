import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGeo } from '#main/geo/geo.ts'
import { readPack } from '#main/geo/pack.ts'
import { ensure, STEPS } from '../prepare.ts'
import { root } from '../stamp.ts'
import { slowdown } from './calibrate.ts'
import { cacheFolder, ensureCatalogue, NOW } from './catalogue.ts'
import { measureInChild } from './child.ts'
import { measureColdStart } from './cold-start.ts'
import { measureImport } from './import-rate.ts'
import { isInterrupted, say } from './interruption.ts'
import { measureKeystrokes } from './keystrokes.ts'
import { makeQueries } from './query-set.ts'
import { PEERS, type SizeResult } from './result.ts'

export const PARTS = ['worker', 'engine', 'cold', 'keystrokes', 'import', 'peers'] as const
export type Part = (typeof PARTS)[number]

export type SearchOptions = {
  readonly sizes: readonly number[]
  readonly quick: boolean
  readonly parts: ReadonlySet<Part>
  /** Called at the end of each size, and at an interruption with what there is. */
  readonly onSize: (result: SizeResult) => void
}

const SEED = 20261101
const MINUTE = 60_000

/** What a peer may take, so that one that does not hold does not stop the others from being measured. */
const PEER_HEAP_MB = 6_144

const writeQueries = (perKind: number): string => {
  const geo = createGeo({ folders: [join(root, 'out/geo')], settings: () => ({ adressesEnLigne: false }) })
  const { rows } = readPack([join(root, 'out/geo')], (error) => say(String(error)))
  const set = makeQueries({ communes: rows, resolve: geo.resolve }, perKind, SEED)
  mkdirSync(cacheFolder(), { recursive: true })
  const file = join(cacheFolder(), `queries-${perKind}.json`)
  writeFileSync(file, JSON.stringify(set))
  return file
}

/** Every part, one after the other: nothing else of ours runs while something is measured. */
const measureSize = async (services: number, queries: string, options: SearchOptions): Promise<void> => {
  say(`${services} services`)
  const catalogue = await ensureCatalogue(services)
  if (catalogue === null) return
  const { quick, parts } = options
  const result: SizeResult = { catalogue, slowdown: [], peers: {} }
  const step = async (part: Part, label: string, measure: () => Promise<void>): Promise<void> => {
    if (!parts.has(part) || isInterrupted()) return
    const began = performance.now()
    say(`  ${label}…`)
    await measure()
    say(`    en ${Math.round((performance.now() - began) / 1000)} s`)
  }
  const peerBounds = { timeoutMs: (quick ? 6 : 15) * MINUTE, heapMb: PEER_HEAP_MB }
  const input = { file: catalogue.file, queries, now: NOW, budgetMs: (quick ? 1 : 3) * MINUTE }

  await step('worker', 'recherche à travers le worker', async () => {
    result.slowdown = [slowdown()]
    result.worker = await measureInChild('measure-worker.ts', input, { timeoutMs: 5 * MINUTE })
    result.slowdown = [...result.slowdown, slowdown()]
  })
  await step('engine', 'recherche dans le même fil', async () => {
    result.engine = await measureInChild('measure-engine.ts', input, { timeoutMs: 5 * MINUTE })
  })
  await step('cold', 'démarrage à froid', async () => {
    result.coldStart = await measureColdStart(catalogue.desk, quick ? 3 : 5)
  })
  await step('keystrokes', 'touche → liste peinte', async () => {
    result.keystrokes = await measureKeystrokes(catalogue.desk, quick)
  })
  await step('import', 'import NDJSON', async () => {
    result.import = await measureImport(catalogue)
  })
  for (const name of PEERS) {
    await step('peers', name, async () => {
      result.peers[name] = await measureInChild(`peers/${name}.ts`, input, peerBounds)
    })
  }
  options.onSize(result)
}

export const benchSearch = async (options: SearchOptions): Promise<void> => {
  await ensure(STEPS.geography)
  if (options.parts.has('keystrokes')) await ensure(STEPS.screens)
  const queries = writeQueries(options.quick ? 20 : 60)
  for (const size of options.sizes) {
    if (isInterrupted()) return
    await measureSize(size, queries, options)
  }
}
