import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { readCommunes } from '#shared/geo/pack.ts'
import { deliveredPack } from '#server/import/geography.ts'
import { inChild } from '../in-child.ts'
import { createQuestions } from './questions.ts'

/** Asks the API, from a process of its own, as fast as it answers. */

export type LoadInput = {
  readonly origin: string
  readonly size: number
  readonly seconds: number
  readonly connections: number
  readonly seed: number
}
export type LoadFigures = {
  readonly rps: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly requests: number
  /** Answers that are no 200, connections cut, answers that did not come. */
  readonly failures: number
  readonly answerKb: number
}

const WARM_SECONDS = 3

await inChild<LoadInput, LoadFigures>(async ({ origin, size, seconds, connections, seed }, progress) => {
  const communes = readCommunes(readFileSync(join(await deliveredPack(), 'communes.tsv'), 'utf8'))
  const run = (duration: number, of: number) => {
    const next = createQuestions(communes, of, size)
    // Paths are drawn as they are sent: each connection would else ask the same ones in turn.
    return autocannon({
      url: origin,
      connections,
      duration,
      requests: [{ setupRequest: (request) => ({ ...request, path: next() }) }],
    })
  }
  progress('mise en chauffe…')
  await run(WARM_SECONDS, seed + 1)
  progress(`${connections} connexions, ${seconds} s, pages de ${size}…`)
  const { requests, latency, throughput, errors, timeouts, non2xx } = await run(seconds, seed)
  return {
    rps: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    max: latency.max,
    requests: requests.total,
    failures: errors + timeouts + non2xx,
    answerKb: requests.average === 0 ? 0 : throughput.average / requests.average / 1_024,
  }
})
