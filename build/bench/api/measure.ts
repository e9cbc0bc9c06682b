import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { ensureCatalogue } from '../catalogue.ts'
import { measureInChild, type Outcome } from '../child.ts'
import { interruption, isInterrupted, say } from '../interruption.ts'
import { round } from '../stats.ts'
import { startBenchServer } from '../sync/server.ts'
import { TARGETS } from '../targets.ts'
import type { LoadFigures, LoadInput } from './load.ts'

/** `npm run bench -- api`: searches a second of a whole server, asked by another process (docs/benchmarks.md « API »). */

/** The first is what is aimed at. */
const SIZES = [20, 100] as const
const CONNECTIONS = 16

export type ApiResult = {
  readonly services: number
  readonly structures: number
  /** From the first question to its answer: the reference is read then. */
  readonly firstMs: number
  readonly serverMb: number | null
  readonly loads: readonly { readonly size: number; readonly outcome: Outcome<LoadFigures> }[]
}

const FIRST = '/api/v1/search/services?code_commune=59350&size=1'

/** The reference is read at the first question, which is told to come back when that takes long. */
const firstAnswer = async (origin: string): Promise<Response> => {
  for (;;) {
    const answer = await fetch(origin + FIRST, { signal: interruption.signal })
    if (answer.status !== 503) return answer
    await setTimeout(200)
  }
}

/** Of a process of this machine; null where it cannot be known. */
const residentMb = async (pid: number): Promise<number | null> => {
  try {
    const [, kb] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
    return kb === undefined ? null : Number(kb) / 1_024
  } catch {
    return null
  }
}

export const measureApi = async ({
  services,
  quick,
}: {
  readonly services: number
  readonly quick: boolean
}): Promise<Outcome<ApiResult>> => {
  const catalogue = await ensureCatalogue(services)
  if (catalogue === null) return { ok: false, why: isInterrupted() ? 'interrompu' : 'pas de catalogue' }
  say(`  ${catalogue.services} services, serveur…`)
  const server = await startBenchServer(catalogue.file)
  const end = () => void server.stop()
  interruption.signal.addEventListener('abort', end, { once: true })
  try {
    say('    première question…')
    const began = performance.now()
    const first = await firstAnswer(server.origin)
    if (!first.ok) return { ok: false, why: `première question refusée (${first.status})` }
    const { total } = (await first.json()) as { readonly total: number }
    if (total === 0) return { ok: false, why: 'la première question ne trouve rien' }
    const firstMs = performance.now() - began
    const loads: { size: number; outcome: Outcome<LoadFigures> }[] = []
    for (const size of SIZES) {
      if (isInterrupted()) break
      const input: LoadInput = { origin: server.origin, size, seconds: quick ? 5 : 20, connections: CONNECTIONS, seed: 7 }
      loads.push({ size, outcome: await measureInChild<LoadFigures>('api/load.ts', input, { timeoutMs: 120_000 }) })
    }
    const value = {
      services: catalogue.services,
      structures: catalogue.structures,
      firstMs,
      serverMb: await residentMb(server.pid),
      loads,
    }
    return { ok: true, value }
  } catch (error) {
    if (isInterrupted()) return { ok: false, why: 'interrompu' }
    say(`    ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return { ok: false, why: error instanceof Error ? (error.message.split('\n')[0] ?? 'échec') : 'échec' }
  } finally {
    interruption.signal.removeEventListener('abort', end)
    await server.stop()
  }
}

const headline = ({ loads }: ApiResult): LoadFigures | null => {
  const first = loads.find(({ size }) => size === SIZES[0])
  return first?.outcome.ok === true ? first.outcome.value : null
}

const missedIn = (result: ApiResult): readonly string[] => {
  const figures = headline(result)
  if (figures === null) return []
  return [
    ...(figures.rps < TARGETS.apiRps ? [`recherches par seconde : ${round(figures.rps, 0)} pour ${TARGETS.apiRps} visées`] : []),
    ...(figures.p99 > TARGETS.apiP99Ms ? [`p99 : ${round(figures.p99, 1)} ms pour ${TARGETS.apiP99Ms} ms visés`] : []),
    ...(figures.failures > 0 ? [`${figures.failures} réponses qui n’en sont pas`] : []),
  ]
}

export const apiTable = (outcome: Outcome<ApiResult>): string => {
  if (!outcome.ok) return `API : pas mesuré (${outcome.why})`
  const { services, structures, firstMs, serverMb, loads } = outcome.value
  return [
    `API, ${services} services, ${structures} structures`,
    `  première réponse ${round(firstMs, 0)} ms${serverMb === null ? '' : `, mémoire du serveur ${round(serverMb, 0)} Mo`}`,
    ...loads.map(({ size, outcome: load }) =>
      load.ok
        ? `  pages de ${size} : ${round(load.value.rps, 0)} recherches/s, p50 ${load.value.p50} ms, p99 ${load.value.p99} ms, ` +
          `${round(load.value.answerKb, 0)} Ko par réponse, ${load.value.requests} questions toutes différentes, ` +
          `${load.value.failures} échecs`
        : `  pages de ${size} : pas mesuré (${load.why})`,
    ),
    ...missedIn(outcome.value).map((one) => `  MANQUÉ : ${one}`),
  ].join('\n')
}

export const apiJson = (outcome: Outcome<ApiResult>) => {
  if (!outcome.ok) return { services: null, rps: null, p99_ms: null, missed: [], not_measured: outcome.why }
  const { services, structures, firstMs, serverMb, loads } = outcome.value
  const figures = headline(outcome.value)
  return {
    services,
    structures,
    rps: figures && round(figures.rps, 0),
    p50_ms: figures && round(figures.p50, 1),
    p99_ms: figures && round(figures.p99, 1),
    failures: figures && figures.failures,
    first_answer_ms: round(firstMs, 0),
    server_rss_mb: round(serverMb, 0),
    pages: loads.map(({ size, outcome: load }) =>
      load.ok
        ? { size, rps: round(load.value.rps, 0), p99_ms: round(load.value.p99, 1), answer_kb: round(load.value.answerKb, 1) }
        : { size, not_measured: load.why },
    ),
    missed: missedIn(outcome.value),
    not_measured: null,
  }
}
