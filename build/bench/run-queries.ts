import { readFileSync } from 'node:fs'
import type { BenchQuery, QuerySet } from './query-set.ts'
import type { EngineFigures, Sample } from './samples.ts'

export type Input = {
  readonly file: string
  /** Of a QuerySet, in JSON: every engine reads the same bytes. */
  readonly queries: string
  /** Moment that ages are counted from. */
  readonly now: number
  /** Queries stop being asked after this; those asked by then are the measure. */
  readonly budgetMs: number
}

export const readQueries = (file: string): QuerySet => JSON.parse(readFileSync(file, 'utf8')) as QuerySet

/** Microseconds of processor taken so far. */
type Processor = () => number
const sum = ({ user, system }: NodeJS.CpuUsage): number => user + system
const ownThread: Processor = () => sum(process.threadCpuUsage())
/** Every thread of the process: what is searched for in a worker, with the collector and the compiler at its side. */
export const wholeProcess: Processor = () => sum(process.cpuUsage())

type Ask = (query: BenchQuery) => Promise<number> | number

/** Asks the warm-up then the measured queries, each once. `ask` answers how many services were found. */
export const runQueries = async (
  { warm, measured }: QuerySet,
  ask: Ask,
  budgetMs: number,
  cpu: Processor = ownThread,
): Promise<Pick<EngineFigures, 'firstMs' | 'warm' | 'samples' | 'asked' | 'empty'>> => {
  const began = performance.now()
  let empty = 0
  const time = async (query: BenchQuery): Promise<Omit<Sample, 'kind'>> => {
    const before = cpu()
    const started = performance.now()
    const found = await ask(query)
    const ms = performance.now() - started
    const after = cpu()
    if (found === 0) empty++
    return { ms, cpuMs: (after - before) / 1000 }
  }
  const warmed: number[] = []
  // At least the first, whatever the budget: an engine that is too slow must show by how much.
  for (const query of warm) {
    if (warmed.length > 0 && performance.now() - began > budgetMs / 3) break
    warmed.push((await time(query)).ms)
  }
  empty = 0
  const samples: Sample[] = []
  for (const query of measured) {
    if (samples.length > 0 && performance.now() - began > budgetMs) break
    samples.push({ kind: query.kind, ...(await time(query)) })
  }
  return { firstMs: warmed[0] ?? NaN, warm: warmed.slice(1), samples, asked: measured.length, empty }
}
