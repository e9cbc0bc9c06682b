import { readFileSync } from 'node:fs'
import { isInterrupted, say } from '../interruption.ts'
import { percentile } from '../stats.ts'
import type { Editor } from './edits.ts'
import type { FanoutFigures, FanoutInput, FanoutTold } from './fanout-desks.ts'
import type { BenchServer } from './server.ts'
import { talkTo } from './talk.ts'

export type Fanout = {
  readonly desks: number
  readonly edits: number
  /** From the editor's request to the page in hand, milliseconds: every desk, every edit. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly maxMs: number
  /** Of the server's process: processor time of one edit, and resident memory with all the desks connected. */
  readonly cpuMsPerEdit: number | null
  readonly rssMb: number | null
  readonly pulls: number
}

/** As main/sync/loop.ts spreads public pokes. */
const SPREAD_MS = 300
const EDITS = 20
const PAUSE_MS = 1_500

/** Processor seconds and resident MB of a process, as the server itself tells (`/metrics`). */
const usage = async (server: BenchServer): Promise<{ readonly cpuS: number; readonly rssMb: number }> => {
  const text = await (await fetch(`${server.origin}/metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? NaN)
  return { cpuS: value('dora_process_cpu_seconds_total'), rssMb: value('dora_process_resident_memory_bytes') / 1_048_576 }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** One edit after the other, each seen by every desk. The desks' process takes the other processor. */
export const measureFanout = async (server: BenchServer, editor: Editor, desks: number): Promise<Fanout> => {
  const limit = Number(/Max open files\s+(\d+)/.exec(tryRead(`/proc/${process.pid}/limits`))?.[1] ?? desks * 4)
  if (limit < desks * 2 + 200) throw new Error(`il faut ${desks * 2 + 200} fichiers ouverts, ce compte en a ${limit} (ulimit -n)`)
  const info = await server.info()
  const office = talkTo<FanoutTold, FanoutFigures>('fanout-desks.ts', {
    origin: server.origin,
    desks,
    epoch: info.epoch,
    since: info.head,
    spreadMs: SPREAD_MS,
  } satisfies FanoutInput)
  try {
    await office.next()
    say(`    ${desks} postes connectés`)
    await editor.edit(1)
    await office.next()
    const before = await usage(server)
    const took: number[] = []
    let edits = 0
    for (; edits < EDITS && !isInterrupted(); edits++) {
      const began = Date.now()
      const { head } = await editor.edit(1)
      const told = await office.next()
      if (!('seq' in told) || told.seq !== head) throw new Error(`seq ${JSON.stringify(told).slice(0, 80)} pour ${head}`)
      for (const at of told.at) took.push(at - began)
      await pause(PAUSE_MS)
    }
    const after = await usage(server)
    office.send({})
    const { pulls, failures } = await office.value
    if (failures > 0) throw new Error(`${failures} échanges ont échoué`)
    return {
      desks,
      edits,
      p50Ms: percentile(took, 0.5),
      p95Ms: percentile(took, 0.95),
      maxMs: percentile(took, 1),
      cpuMsPerEdit: ((after.cpuS - before.cpuS) * 1_000) / edits,
      rssMb: after.rssMb,
      pulls,
    }
  } finally {
    await office.stop()
  }
}

const tryRead = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
