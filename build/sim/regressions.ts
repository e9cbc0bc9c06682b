import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from './explore.ts'
import type { Operation } from './operations.ts'

/** What once failed, shrunk: replayed for ever by regressions.test.ts. */
export type Regression = {
  readonly seed: number
  /** The invariant that did not hold, and how. */
  readonly was: string
  readonly operations: readonly Operation[]
}

const FOLDER = join(import.meta.dirname, 'regressions')

export const keepRegression = ({ seed, violation, operations }: Failure): string => {
  mkdirSync(FOLDER, { recursive: true })
  const name = `${violation.invariant.toLowerCase()}-${seed}.json`
  const regression: Regression = { seed, was: violation.message.split('\n')[0] ?? violation.invariant, operations }
  writeFileSync(join(FOLDER, name), `${JSON.stringify(regression, null, 2)}\n`)
  return name
}

export const readRegressions = (): readonly (Regression & { readonly name: string })[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ name, ...(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Regression) }))
