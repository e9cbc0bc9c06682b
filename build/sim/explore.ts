import { join } from 'node:path'
import type { Defect } from './defects.ts'
import { generate, type Operation } from './operations.ts'
import { run, type RunResult } from './run.ts'
import { shrink } from './shrink.ts'

export type Failure = {
  readonly seed: number
  readonly violation: NonNullable<RunResult['violation']>
  readonly operations: readonly Operation[]
  /** How many there were before shrinking. */
  readonly from: number
}

export type ExploreOptions = {
  /** First seed; the others follow. */
  readonly seed: number
  readonly runs: number
  readonly folder: string
  readonly defect?: Defect | null
  readonly shrinkTries?: number
  /** Ends at the first failure. */
  readonly untilFailure?: boolean
  /** Told of each run; true ends it all. */
  readonly onRun?: (done: number, failures: number) => boolean
}

const kindOf = (violation: RunResult['violation']): string | null => violation?.invariant ?? null

/** Runs seed after seed; what fails is shrunk to the shortest list of operations that fails in the same way. */
export const explore = async (
  options: ExploreOptions,
): Promise<{ readonly done: number; readonly failures: readonly Failure[] }> => {
  const { seed: first, runs, folder, defect = null, shrinkTries = 150, untilFailure = false, onRun = () => false } = options
  const failures: Failure[] = []
  let done = 0
  for (let seed = first; seed < first + runs; seed++) {
    const operations = generate(seed)
    const one = (list: readonly Operation[]) => run({ seed, operations: list, defect, folder: join(folder, 'run') })
    const result = await one(operations)
    done++
    if (result.violation !== null) {
      const kind = kindOf(result.violation)
      const shortest = await shrink(operations, async (list) => kindOf((await one(list)).violation) === kind, shrinkTries)
      const last = await one(shortest)
      failures.push({ seed, violation: last.violation ?? result.violation, operations: shortest, from: operations.length })
      if (untilFailure) break
    }
    if (onRun(done, failures.length)) break
  }
  return { done, failures }
}
