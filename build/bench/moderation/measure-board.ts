import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { BoardQuery } from '#shared/moderation/board.ts'
import { createModerationHandlers } from '#main/moderation/handlers.ts'
import { inChild, memory } from '../in-child.ts'
import { randomFrom } from '../random.ts'
import { percentile, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import { boardLines, boardQuery } from './board-lines.ts'
import type { Figures, MeasureInput } from './measures.ts'

/**
 * `board_30k_p95_ms`: `moderation.board` as the desk answers it, from the question to the text of the answer that crosses to the screen,
 * over 30,000 invented lines that it has read once. Each question is asked once, none of them in the warm-up.
 */
const LINES = 30_000

await inChild<MeasureInput, Figures>(async ({ quick }, progress) => {
  // As the server writes it (server/moderation/board.ts), and as the exchanges give a file.
  const lines = boardLines(LINES, randomFrom(7)).map((line) => JSON.stringify(line))
  const text = Buffer.from(`{"version":"1","lignes":[\n${lines.join(',\n')}\n]}`)
  const { handlers } = createModerationHandlers({
    link: { address: () => null, readBack: () => {}, request: async () => ({ ok: true, value: text.toString('base64') }) },
    user: () => Promise.reject(new Error('no act here')),
    emit: () => {},
    log: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
  const ask = async (query: BoardQuery): Promise<number> => {
    const began = performance.now()
    JSON.stringify(await handlers['moderation.board']({ query, de: 0, fresh: false }))
    return performance.now() - began
  }

  progress('première lecture')
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const firstMs = await ask(boardQuery(randomFrom(1)))
  delay.disable()

  const count = quick ? 200 : 1_000
  const warm = randomFrom(2)
  for (let n = 0; n < count / 5; n++) await ask(boardQuery(warm))
  progress(`${count} questions`)
  const drawn = randomFrom(3)
  const queries = Array.from({ length: count }, () => boardQuery(drawn))
  const times: number[] = []
  const cpu: number[] = []
  for (const query of queries) {
    const before = process.cpuUsage()
    times.push(await ask(query))
    const { user, system } = process.cpuUsage(before)
    cpu.push((user + system) / 1_000)
  }
  const p95 = percentile(times, 0.95)
  const { rssMb } = memory()
  return {
    json: {
      board_30k_p50_ms: round(percentile(times, 0.5)),
      board_30k_p95_ms: round(p95),
      board_30k_cpu_p95_ms: round(percentile(cpu, 0.95)),
      board_30k_max_ms: round(Math.max(...times)),
      board_30k_first_ms: round(firstMs, 0),
      board_30k_first_stall_ms: round(delay.max / 1e6, 0),
      board_30k_rss_mb: round(rssMb, 0),
      board_30k_queries: count,
    },
    lines: [
      `filtre, tri et comptes : médiane ${round(percentile(times, 0.5))} ms, 95ᵉ centile ${round(p95)} ms (dont calcul ${round(percentile(cpu, 0.95))} ms), ${count} questions`,
      `première lecture : ${round(firstMs, 0)} ms, plus longue attente du fil principal ${round(delay.max / 1e6, 0)} ms ; mémoire ${round(rssMb, 0)} Mo`,
    ],
    missed: p95 <= TARGETS.boardP95Ms ? [] : [`tableau, 95ᵉ centile : ${p95.toFixed(1)} ms pour ${TARGETS.boardP95Ms} ms visés`],
  }
})
