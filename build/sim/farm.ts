import { fork, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Defect } from './defects.ts'
import type { Failure } from './explore.ts'
import { workFolder } from './template.ts'

/** What a worker is told to run, and what it tells of it. */
export type Batch = { readonly seed: number; readonly runs: number; readonly defect: Defect | null }
export type Told = { readonly done: number } | { readonly failure: Failure } | { readonly ended: true }

export type Harvest = {
  readonly seed: number
  readonly runs: number
  readonly seconds: number
  readonly failures: readonly Failure[]
}

export type FarmOptions = {
  readonly seed: number
  readonly runs: number
  readonly jobs: number
  readonly defect?: Defect | null
  /** Ends early, with what was done. */
  readonly signal?: AbortSignal
  /** As soon as it is shrunk. */
  readonly onFailure?: (failure: Failure) => void
  readonly onProgress?: (done: number, failures: number, seconds: number) => void
}

/** Small enough for the workers to end together. */
const BATCH = 10
const MAX_FAILURES = 5

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Runs seeds in several processes. What fails was shrunk where it was found. */
export const harvest = async (options: FarmOptions): Promise<Harvest> => {
  const { seed, runs, jobs, defect = null, signal, onFailure = () => {}, onProgress = () => {} } = options
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const failures: Failure[] = []
  let given = 0
  let done = 0
  const next = (): Batch | null => {
    if (given >= runs || signal?.aborted === true || failures.length >= MAX_FAILURES) return null
    const count = Math.min(BATCH, runs - given)
    const batch = { seed: seed + given, runs: count, defect }
    given += count
    return batch
  }

  const work = (): Promise<void> => {
    const folder = workFolder('runs')
    return new Promise<void>((resolve, reject) => {
      // Without the options of whoever runs this: a test runner has its own.
      const child: ChildProcess = fork(WORKER, [folder], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      const give = () => {
        const batch = next()
        if (batch === null) {
          if (child.connected) child.disconnect()
        } else child.send(batch)
      }
      child.on('message', (told: Told) => {
        if ('done' in told) {
          done += told.done
          onProgress(done, failures.length, seconds())
        } else if ('failure' in told) {
          failures.push(told.failure)
          onFailure(told.failure)
        } else give()
      })
      child.once('error', reject)
      signal?.addEventListener('abort', () => {
        if (child.connected) child.disconnect()
      })
      child.once('exit', (code, killed) => {
        rmSync(folder, { recursive: true, force: true })
        if (code === 0 || signal?.aborted === true) resolve()
        else reject(new Error(`a simulation ended by itself (${killed ?? code})`))
      })
      give()
    })
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, Math.ceil(runs / BATCH))) }, work))
  return { seed, runs: done, seconds: seconds(), failures: failures.toSorted((a, b) => a.seed - b.seed) }
}
