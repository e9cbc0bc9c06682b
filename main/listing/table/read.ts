import { Worker } from 'node:worker_threads'
import { DoraError } from '#shared/errors.ts'
import type { Table } from '#shared/listing/import/table.ts'
import { createCalls } from '#main/worker/calls.ts'
import { workerUrl } from '#main/worker/locate.ts'
import type { WorkerReply } from '#main/worker/protocol.ts'
import { TABLE_LIMITS, type TableLimits } from './limits.ts'
import type { TableOptions } from './parse.ts'
import type { TableMethods } from './worker.ts'

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/**
 * A CSV or a workbook as a table of texts, read in a thread that has a limit of memory and of time, and that `signal` ends at once.
 * Throws the `tableau-…` errors; nothing is ever executed, followed or written.
 */
export const readTable = async (
  bytes: Uint8Array,
  nom: string,
  options: TableOptions & { readonly limites?: Partial<TableLimits> } = {},
  signal?: AbortSignal,
): Promise<Table> => {
  const limites = { ...TABLE_LIMITS, ...options.limites }
  // Said before the bytes are copied to the thread.
  if (bytes.length > limites.octets) {
    throw new DoraError('tableau-trop-lourd', { limite: `${Math.floor(limites.octets / 1024 / 1024)}\u00a0Mo` })
  }
  if (signal?.aborted === true) throw new DoraError('tableau-interrompu')
  const worker = new Worker(workerUrl('table'), { resourceLimits: { maxOldGenerationSizeMb: limites.memoireMo } })
  const calls = createCalls<TableMethods>((call) => worker.postMessage(call))
  const ended = Promise.withResolvers<never>()
  const interrupted = (): void => ended.reject(new DoraError('tableau-interrompu'))
  const timer = setTimeout(() => ended.reject(new DoraError('tableau-trop-long')), limites.dureeMs)
  signal?.addEventListener('abort', interrupted, { once: true })
  worker.on('message', (reply: WorkerReply) => calls.settle(reply))
  worker.on('error', (error: Error) =>
    ended.reject(new DoraError(isOutOfMemory(error) ? 'tableau-trop-gros' : 'interne', undefined, error)),
  )
  worker.on('exit', (code) => ended.reject(new DoraError('interne', undefined, new Error(`worker exited with code ${code}`))))
  const { feuille, entete } = options
  const given = { ...(feuille === undefined ? {} : { feuille }), ...(entete === undefined ? {} : { entete }) }
  try {
    return await Promise.race([calls.remote.lire({ bytes, nom, limites, options: given }), ended.promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', interrupted)
    await worker.terminate()
  }
}
