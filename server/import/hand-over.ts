import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type ServerConfig, readConfig } from '#server/config.ts'
import { takeLock } from '#server/ops/lock.ts'
import { openSealedStore } from '#server/ops/open.ts'
import { refusalOf, takeArrival } from '#server/sync/ingest/arrivals.ts'
import type { Machine } from '#shared/desk-folder.ts'

/** Which server this machine's imports are for; throws, in French, when the environment does not say it rightly. */
export const serverOf = (machine: Machine): ServerConfig => {
  const read = readConfig(machine)
  if ('errors' in read) throw new Error(read.errors.join('\n'))
  return read.config
}

const LOOK_MS = 250
const PATIENCE_MS = 15 * 60_000

/**
 * Makes sure that the arrival just written gets into the store: taken in by this process when no server holds the folder, else by
 * that server. Resolves once it is in, with a French sentence; it stays among the arrivals when this is cut.
 */
export const handOver = async (
  config: ServerConfig,
  file: string,
  options: { readonly onProgress?: (done: number, total: number) => void; readonly signal?: AbortSignal } = {},
): Promise<string> => {
  const taken = takeLock(config.folder)
  if ('holder' in taken) {
    const until = Date.now() + PATIENCE_MS
    while (existsSync(file) && Date.now() < until)
      await wait(LOOK_MS, undefined, options.signal === undefined ? {} : { signal: options.signal })
    const refusal = refusalOf(file)
    if (refusal !== null) throw new Error(refusal)
    return existsSync(file)
      ? 'Le serveur en marche n’a pas encore pris ce catalogue\u202f: il le fera dès que possible.'
      : 'Le serveur en marche a pris ce catalogue\u202f: les postes reçoivent les différences.'
  }
  try {
    const { store, seal } = await openSealedStore(config)
    try {
      const arrival = await takeArrival({ store, seal }, config.folder, options)
      if (arrival === null) return 'Un autre serveur prend ce catalogue.'
      const number = new Intl.NumberFormat('fr-FR')
      const { written, removed, unchanged } = arrival.ingested
      return `Catalogue du serveur à jour\u202f: ${number.format(written)} fiches écrites, ${number.format(removed)} retirées, ${number.format(unchanged)} inchangées.`
    } finally {
      await store.close()
    }
  } finally {
    taken.lock.release()
  }
}
