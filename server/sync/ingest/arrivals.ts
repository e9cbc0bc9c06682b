import { randomBytes } from 'node:crypto'
import {
  existsSync,
  type FSWatcher,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { TooManyRemovals } from './guard.ts'
import { type Ingested, ingest, type IngestParts, type IngestProgress } from './ingest.ts'
import { recorded } from './recorded.ts'
import { openStaged, type Staged } from './staged.ts'

/** Catalogues that `npm run import` and `npm run demo` leave for the server: each replaces the whole, so the newest is enough. */

/** @param serverFolder the server's data folder. */
export const arrivalsFolder = (serverFolder: string): string => join(serverFolder, 'arrivees')

/** In the name of one that may remove much of what is there: whoever imports it said so. */
const FORCED = '-force'

/** In the order of their instants, as names. @param at milliseconds since 1970. */
export const arrivalName = (at: number, force = false): string =>
  `arrivee-${new Date(at).toISOString().replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}${force ? FORCED : ''}.db`
const ARRIVAL = /^arrivee-\d{8}T\d{9}Z-[0-9a-f]{8}(-force)?\.db$/

/** Put at the end of the name of a file that was not taken, so that it is neither tried again nor lost. */
export const REFUSED = '.refuse'
/** Beside it, why: a French sentence. */
const REASON = '.refuse.txt'

/** Why that arrival was refused, in French; null when it was not. */
export const refusalOf = (file: string): string | null => {
  if (!existsSync(file + REFUSED)) return null
  try {
    return readFileSync(file + REASON, 'utf8').trim()
  } catch {
    return UNREADABLE
  }
}
const UNREADABLE = 'Le serveur n’a pas pu lire ce catalogue. Celui d’avant est intact.'

export type Arrival = { readonly file: string; readonly demonstration: boolean; readonly ingested: Ingested }

export type TakeOptions = { readonly onProgress?: IngestProgress; readonly signal?: AbortSignal }

/** A file among the arrivals is not a whole catalogue, or would empty the one that is there: put aside as `<name>.refuse`. */
export class RefusedArrival extends Error {
  readonly file: string

  constructor(file: string, cause: unknown) {
    super(`${cause instanceof TooManyRemovals ? cause.message : UNREADABLE} Le fichier est gardé\u202f: ${file}${REFUSED}`, {
      cause,
    })
    this.name = 'RefusedArrival'
    this.file = file
  }
}

const arrivalsOf = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => ARRIVAL.test(name))
        .sort()
    : []

const refuse = (file: string, cause: unknown): RefusedArrival => {
  const refused = new RefusedArrival(file, cause)
  // Before the name changes, which is what whoever waits looks at.
  writeFileSync(file + REASON, `${refused.message}\n`)
  renameSync(file, file + REFUSED)
  return refused
}

const openOrRefuse = (file: string): Staged => {
  try {
    return openStaged(file)
  } catch (error) {
    throw refuse(file, error)
  }
}

/**
 * Takes in the newest arrival, if any; older ones go with it. Null when there was none, or another process is taking it.
 * Rejects with RefusedArrival, or with the store's errors, which leave the file to be taken later.
 */
export const takeArrival = async (
  parts: IngestParts,
  serverFolder: string,
  options: TakeOptions = {},
): Promise<Arrival | null> => {
  const folder = arrivalsFolder(serverFolder)
  const names = arrivalsOf(folder)
  const newest = names.at(-1)
  if (newest === undefined) return null
  const file = join(folder, newest)
  let staged: Staged | null = null
  const takeIn = async (): Promise<Ingested | null> => {
    staged = openOrRefuse(file)
    try {
      return await ingest(parts, staged, { ...options, force: newest.endsWith(`${FORCED}.db`) })
    } finally {
      // Windows renames no open file.
      staged.close()
    }
  }
  let ingested: Ingested | null
  try {
    ingested = await recorded(parts, () => ({ file, staged }), takeIn, options.signal)
  } catch (error) {
    throw error instanceof TooManyRemovals ? refuse(file, error) : error
  }
  if (ingested === null || staged === null) return null
  const { demonstration }: Staged = staged
  for (const name of names) rmSync(join(folder, name), { force: true })
  return { file, demonstration, ingested }
}

export type Watching = {
  /** Stops watching, interrupts what is being taken between two chunks, and resolves when it has stopped. */
  readonly close: () => Promise<void>
}

const POLL_MS = 2_000
/** After a failure of the store. */
const RETRY_MS = 30_000

/**
 * Takes in every arrival of a running server, those that were waiting included. The folder's own events are not to be relied on
 * (network disks): it is also looked at every two seconds.
 */
export const watchArrivals = (
  parts: IngestParts,
  serverFolder: string,
  hear: {
    readonly onTaken?: (arrival: Arrival) => void
    readonly onFailed?: (error: unknown) => void
    readonly onProgress?: IngestProgress
  } = {},
): Watching => {
  const folder = arrivalsFolder(serverFolder)
  mkdirSync(folder, { recursive: true })
  const stop = new AbortController()
  let busy: Promise<void> | null = null
  let quietUntil = 0

  const takeAll = async (): Promise<void> => {
    try {
      while (!stop.signal.aborted) {
        const options = { signal: stop.signal, ...(hear.onProgress === undefined ? {} : { onProgress: hear.onProgress }) }
        const taken = await takeArrival(parts, serverFolder, options)
        if (taken === null) return
        hear.onTaken?.(taken)
      }
    } catch (error) {
      if (stop.signal.aborted) return
      if (!(error instanceof RefusedArrival)) quietUntil = Date.now() + RETRY_MS
      hear.onFailed?.(error)
    }
  }
  const look = (): void => {
    if (stop.signal.aborted || Date.now() < quietUntil) return
    busy ??= takeAll().finally(() => {
      busy = null
    })
  }
  let watcher: FSWatcher | null = null
  try {
    watcher = watch(folder, look)
    watcher.on('error', () => watcher?.close())
  } catch {
    // The poll is enough.
  }
  const timer = setInterval(look, POLL_MS)
  look()
  return {
    close: async () => {
      stop.abort(new Error('The server stops.'))
      clearInterval(timer)
      watcher?.close()
      await busy
    },
  }
}
