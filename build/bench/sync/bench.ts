import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, ensureCatalogue, type BenchCatalogue } from '../catalogue.ts'
import { measureInChild, type Outcome } from '../child.ts'
import { interruption, isInterrupted, say } from '../interruption.ts'
import { measureDesk } from './desk.ts'
import { createEditor, type Editor } from './edits.ts'
import { measureFanout, type Fanout } from './fanout.ts'
import type { IndexedPeerFigures, PeerFigures } from './figures.ts'
import type { MutationsFigures, MutationsInput } from './mutations.ts'
import { measurePouch } from './pouch.ts'
import { startBenchServer, type BenchServer } from './server.ts'
import type { StallFigures, StallInput } from './stall-desk.ts'
import { talkTo } from './talk.ts'

export const SYNC_PARTS = ['20k', '250k', 'pouchdb', 'mutations', 'fanout', 'stall'] as const
export type SyncPart = (typeof SYNC_PARTS)[number]

/** Services of the demonstration that make, with their structures, about these numbers of rows. */
const SERVICES = { rows20k: 15_777, rows250k: 197_531 } as const
const DELTAS = 7
const DESKS = 2_000
const PUSHING_DESKS = 16

export type SyncResult = {
  desk20k?: Outcome<PeerFigures>
  desk250k?: Outcome<PeerFigures>
  pouchdb?: Outcome<IndexedPeerFigures>
  mutations: Partial<Record<MutationsInput['engine'], Outcome<MutationsFigures>>>
  fanout?: Outcome<Fanout>
  stall?: Outcome<StallFigures>
}

const attempt = async <T>(work: () => Promise<T>): Promise<Outcome<T>> => {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (isInterrupted()) return { ok: false, why: 'interrompu' }
    say(`    ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return { ok: false, why: error instanceof Error ? (error.message.split('\n')[0] ?? 'échec') : 'échec' }
  }
}

const measureStall = async (server: BenchServer): Promise<StallFigures> => {
  const folder = mkdtempSync(join(cacheFolder(), 'stall-'))
  const desk = talkTo<never, StallFigures>('stall-desk.ts', { origin: server.origin, folder } satisfies StallInput)
  try {
    return await desk.value
  } finally {
    await desk.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every part, one after the other: nothing else of ours runs while something is measured. */
export const benchSync = async (options: {
  readonly parts: ReadonlySet<SyncPart>
  readonly quick: boolean
  readonly result: SyncResult
}): Promise<void> => {
  const { parts, quick, result } = options
  const wants = (part: SyncPart): boolean => parts.has(part) && !isInterrupted()
  const step = async (label: string, work: () => Promise<void>): Promise<void> => {
    if (isInterrupted()) return
    const began = performance.now()
    say(`  ${label}…`)
    await work()
    say(`    en ${Math.round((performance.now() - began) / 1000)} s`)
  }
  const rowsOf = ({ services, structures }: BenchCatalogue): number => services + structures
  const withServer = async (
    catalogue: BenchCatalogue,
    work: (server: BenchServer, editor: Editor) => Promise<void>,
  ): Promise<void> => {
    const server = await startBenchServer(catalogue.file)
    const end = () => void server.stop()
    interruption.signal.addEventListener('abort', end, { once: true })
    try {
      await work(server, createEditor(server, catalogue.file))
    } finally {
      interruption.signal.removeEventListener('abort', end)
      await server.stop()
    }
  }

  const small = await ensureCatalogue(SERVICES.rows20k)
  if (small === null) return
  if (wants('20k') || wants('fanout')) {
    await step(`${rowsOf(small)} fiches, serveur`, () =>
      withServer(small, async (server, editor) => {
        if (wants('20k')) result.desk20k = await attempt(() => measureDesk(server, editor, rowsOf(small), DELTAS))
        if (wants('fanout')) result.fanout = await attempt(() => measureFanout(server, editor, quick ? 500 : DESKS))
      }),
    )
  }
  if (wants('pouchdb'))
    await step('PouchDB ↔ express-pouchdb, mêmes fiches', async () => {
      result.pouchdb = await attempt(() => measurePouch(small.file, rowsOf(small), DELTAS))
    })
  for (const engine of ['sqlite', 'postgresql'] as const)
    if (wants('mutations'))
      await step(`modifications durables, ${engine}`, async () => {
        const input: MutationsInput = { engine, desks: PUSHING_DESKS, seconds: quick ? 3 : 10 }
        result.mutations[engine] = await measureInChild('sync/mutations.ts', input, { timeoutMs: 120_000 })
      })
  if (!wants('250k') && !wants('stall')) return
  const large = await ensureCatalogue(quick ? SERVICES.rows20k : SERVICES.rows250k)
  if (large === null) return
  await step(`${rowsOf(large)} fiches, serveur`, () =>
    withServer(large, async (server, editor) => {
      if (wants('250k') && !quick) result.desk250k = await attempt(() => measureDesk(server, editor, rowsOf(large), DELTAS))
      if (wants('stall')) result.stall = await attempt(() => measureStall(server))
    }),
  )
}
