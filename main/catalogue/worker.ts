import { parentPort, workerData } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { WireError } from '#shared/rpc.ts'
import { serveWorker } from '#main/worker/serve.ts'
import { createEngine, type Engine, type SearchRequest } from './engine.ts'

/** One worker reads one file, for as long as it is the current one: a swap starts another (current.ts). */
export type CatalogueWorkerData = { readonly file: string; readonly slowMs?: number }

/** Event of this worker: a statement took long. Its SQL holds no value: nothing personal. */
export type SlowStatement = { readonly sql: string; readonly ms: number }

/** Failing to open is an answer, not an accident: the reason must reach the screen. */
type Opened = { readonly engine: Engine } | { readonly error: WireError }

const tryOpen = (): Opened => {
  try {
    const { file, slowMs } = workerData as CatalogueWorkerData
    const onSlow = (sql: string, ms: number) => emit('slow', { sql, ms } satisfies SlowStatement)
    return { engine: createEngine(file, { onSlow, ...(slowMs === undefined ? {} : { slowMs }) }) }
  } catch (error) {
    if (!(error instanceof DoraError)) throw error
    return { error: error.toWire() }
  }
}

const engine = (): Engine => {
  if ('error' in opened) throw DoraError.fromWire(opened.error)
  return opened.engine
}

let closing = false

const methods = {
  info: () => engine().info,
  /** Takes in what was written to the file since the last time; its new description, or null when nothing was. */
  refresh: () => (engine().refresh() ? engine().info : null),
  search: (request: SearchRequest) => engine().search(request),
  positions: (request: SearchRequest) => engine().positions(request),
  marks: ({ request, from, most }: { request: SearchRequest; from: number; most: number }) => engine().marks(request, from, most),
  cardsByRowid: ({ rowids, request }: { rowids: readonly number[]; request: SearchRequest }) =>
    engine().cardsByRowid(rowids, request),
  namesByRowid: (rowids: readonly number[]) => engine().namesByRowid(rowids),
  cards: (ids: readonly string[]) => engine().cards(ids),
  service: ({ id, now }: { id: string; now: number }) => engine().service(id, now),
  structure: ({ id, now }: { id: string; now: number }) => engine().structure(id, now),
  toldStructure: (id: string) => engine().toldStructure(id),
  toldRows: (keys: readonly { kind: string; id: string }[]) => engine().toldRows(keys),
  toldBySiret: (sirets: readonly string[]) => engine().toldBySiret(sirets),
  beginning: ({ kind, prefix, limit }: { kind: 'service' | 'structure'; prefix: string; limit: number }) =>
    engine().beginning(kind, prefix, limit),
  others: (kind: string) => engine().others(kind),
  place: () => engine().place(),
  /** Releases the file, then lets the thread end. */
  close: () => {
    closing = true
    if ('engine' in opened) opened.engine.close()
    parentPort?.close()
  },
}
export type CatalogueMethods = typeof methods

const { emit } = serveWorker(methods)
// After `emit`: opening already runs statements. Calls come once this module has run.
const opened = tryOpen()

/** One step per turn of the loop: a search that comes meanwhile waits for one step, not for all. */
const warmUp = (steps: Generator<void>) => {
  try {
    if (closing || steps.next().done === true) return
  } catch (error) {
    // What is damaged will be said to whoever asks for it.
    console.error('[catalogue] warm-up', error)
    return
  }
  setImmediate(warmUp, steps)
}
if ('engine' in opened) warmUp(opened.engine.warmUp())
