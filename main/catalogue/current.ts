import { watch, type FSWatcher } from 'node:fs'
import { join } from 'node:path'
import { POINTER_FILE } from '#shared/catalogue/file.ts'
import type { CatalogueInfo } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import type { RemoteOf } from '#main/worker/protocol.ts'
import { workerUrl } from '#main/worker/locate.ts'
import { startWorker, type RunningWorker } from '#main/worker/start.ts'
import { readPointer } from './pointer.ts'
import type { CatalogueMethods, CatalogueWorkerData, SlowStatement } from './worker.ts'

export type Catalogue = { readonly info: CatalogueInfo; readonly remote: RemoteOf<CatalogueMethods> }

export type CurrentCatalogue = {
  /** Runs `work` on the catalogue of the moment, which stays open until it ends. @throws `catalogue-absent` and those of opening. */
  readonly use: <T>(work: (catalogue: Catalogue) => Promise<T>) => Promise<T>
  /** Looks at the pointer now, without waiting for the watcher. */
  readonly refresh: () => Promise<void>
  /** Synchronisation has changed rows of the current file, or installed another. At most four looks a second, the last change always seen. */
  readonly applied: () => void
  readonly close: () => Promise<void>
}

type Options = {
  readonly folder: string
  readonly onChange: (info: CatalogueInfo) => void
  readonly log: (message: string, error: unknown) => void
  /** Told of each statement of the catalogue that takes 40 ms or more (`slowMs`: for tests). */
  readonly onSlow?: (statement: SlowStatement) => void
  readonly slowMs?: number
  /** Between two looks at the pointer where the system does not tell of changes (network drives, some Linux mounts). */
  readonly pollMs?: number
  /** Least time between two tellings of changes; for tests. */
  readonly appliedMs?: number
}

type Running = {
  readonly worker: RunningWorker<CatalogueMethods>
  catalogue: Catalogue
  readonly name: string
  users: number
  retired: boolean
}
type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly error: DoraError }
  | { readonly kind: 'open'; readonly running: Running }

const POLL_MS = 5_000
/** Between two tellings of changes: a screen that reads again more often only tires. */
const APPLIED_MS = 250
/** A file that could not be opened is tried again this much later: an antivirus or a copy under way may have held it. */
const RETRY_MS = 60_000

/**
 * Follows the pointer of a catalogue folder. Each file has a worker of its own: a new one is opened beside the one in use,
 * takes its place once ready, and the old one ends with its last search. A new file that cannot be opened leaves the old one.
 */
export const followCatalogue = ({
  folder,
  onChange,
  log,
  onSlow,
  slowMs,
  pollMs = POLL_MS,
  appliedMs = APPLIED_MS,
}: Options): CurrentCatalogue => {
  let state: State = { kind: 'none' }
  /** The last pointer that led to a failure, and when: it is not tried again at each poll, nor its failure said again. */
  let refused: { readonly key: string; readonly at: number } | null = null
  let closed = false
  let looking: Promise<void> | null = null
  let lookAgain = false

  const retire = async (running: Running): Promise<void> => {
    running.retired = true
    if (running.users > 0) return
    await running.worker.remote.close(undefined).catch(() => {})
    await running.worker.stop()
  }

  const start = async (name: string): Promise<Running> => {
    const data: CatalogueWorkerData = { file: join(folder, name), ...(slowMs === undefined ? {} : { slowMs }) }
    const worker = startWorker<CatalogueMethods>(workerUrl('catalogue'), data)
    worker.on('slow', (statement) => onSlow?.(statement as SlowStatement))
    try {
      const info = await worker.remote.info(undefined)
      return { worker, catalogue: { info, remote: worker.remote }, name, users: 0, retired: false }
    } catch (error) {
      await worker.stop()
      throw error
    }
  }

  /** A thread that dies by itself is replaced at the next question. */
  const replaceWhenDead = (running: Running): void => {
    void running.worker.exited.then(() => {
      if (!running.retired && state.kind === 'open' && state.running === running) state = { kind: 'none' }
    })
  }

  const open = async (name: string): Promise<void> => {
    const running = await start(name)
    if (closed) {
      await retire(running)
      return
    }
    const before = state
    state = { kind: 'open', running }
    refused = null
    replaceWhenDead(running)
    onChange(running.catalogue.info)
    if (before.kind === 'open') await retire(before.running)
  }

  const fail = (key: string, error: unknown): void => {
    if (refused?.key !== key) log('the catalogue could not be opened', error)
    refused = { key, at: Date.now() }
    if (state.kind === 'open') return
    state = { kind: 'broken', error: error instanceof DoraError ? error : new DoraError('interne', undefined, error) }
  }

  const look = async (): Promise<void> => {
    let key = POINTER_FILE
    try {
      const pointer = await readPointer(folder)
      if (pointer === null) {
        // The pointer is renamed into place: a missing one means that nothing is installed, not that a swap is under way.
        if (state.kind === 'broken') state = { kind: 'none' }
        return
      }
      key = `${pointer.file} ${pointer.genere_le}`
      if (state.kind === 'open' && state.running.name === pointer.file) return
      if (refused?.key === key && Date.now() - refused.at < RETRY_MS) return
      await open(pointer.file)
    } catch (error) {
      fail(key, error)
    }
  }

  /** One look at a time; a change told during a look asks for another one after it. */
  const refresh = (): Promise<void> => {
    if (closed) return Promise.resolve()
    if (looking !== null) {
      lookAgain = true
      return looking
    }
    looking = (async () => {
      do {
        lookAgain = false
        await look()
      } while (lookAgain && !closed)
      looking = null
    })()
    return looking
  }

  const takeIn = async (): Promise<void> => {
    if (state.kind !== 'open') return
    const { running } = state
    running.users++
    try {
      const info = await running.worker.remote.refresh(undefined)
      if (info === null || running.retired) return
      running.catalogue = { info, remote: running.worker.remote }
      onChange(info)
    } catch (error) {
      // Whoever asks something of it next is told.
      log('the changes of the catalogue could not be read', error)
    } finally {
      running.users--
      if (running.retired) void retire(running)
    }
  }

  /** One taking-in at a time; what is told meanwhile, or too soon, waits for its turn. */
  let takingIn = false
  let again = false
  const applied = (): void => {
    again = true
    if (takingIn) return
    takingIn = true
    void (async () => {
      while (again && !closed) {
        again = false
        // It may have been installed whole.
        await refresh()
        await takeIn()
        await new Promise((resolve) => {
          setTimeout(resolve, appliedMs).unref()
        })
      }
      takingIn = false
    })()
  }

  let watcher: FSWatcher | null = null
  const startWatching = () => {
    if (watcher !== null) return
    try {
      watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || name === POINTER_FILE) void refresh()
      })
      watcher.on('error', () => {
        watcher?.close()
        watcher = null
      })
    } catch {
      // The folder does not exist before the first import: the poll finds it.
    }
  }
  startWatching()
  const timer = setInterval(() => {
    startWatching()
    void refresh()
  }, pollMs)
  timer.unref()
  const ready = refresh()

  return {
    refresh,
    applied,
    use: async (work) => {
      await ready
      if (closed) throw new DoraError('hote-injoignable')
      if (state.kind === 'none') await refresh()
      if (state.kind === 'none') throw new DoraError('catalogue-absent')
      if (state.kind === 'broken') throw state.error
      const { running } = state
      running.users++
      try {
        return await work(running.catalogue)
      } finally {
        running.users--
        if (running.retired) void retire(running)
      }
    },
    close: async () => {
      closed = true
      clearInterval(timer)
      watcher?.close()
      await looking
      if (state.kind === 'open') await retire(state.running)
      state = { kind: 'none' }
    },
  }
}
