import type Database from 'better-sqlite3'
import { CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { ZoneName } from '#shared/catalogue/index-services.ts'
import { openPatch } from '#shared/catalogue/patch.ts'
import type { SyncProgress } from '#shared/contract/sync.ts'
import { SyncFailure, type Clock, type Replica, type ScopeCursor } from '../ports.ts'
import { openForChecking, openForWriting } from './connect.ts'
import { failureOf, isDamage } from './failures.ts'
import { openCatalogueFolder, PART } from './folder.ts'
import { realFs, type Fs } from './fs.ts'
import { fetchSnapshot } from './install.ts'
import { applyPage, dropScopes, readCursors, readState } from './members.ts'
import { isHeavy, rewrite } from './repack.ts'
import { openStage, type StageFile } from './stage.ts'
import { readSums, recountSums } from './sums.ts'
import { checkFile, OLDEST_PATCHABLE } from './verify.ts'

export type ReplicaOptions = {
  /** Folder of the catalogue files: `<data folder>/catalogue`. Made when it is not there. */
  readonly folder: string
  /** Names of the zones, as the geography of the desk says them: they are words of a service. */
  readonly zoneName: ZoneName
  readonly clock: Pick<Clock, 'now'>
  /** The real one by default. */
  readonly fs?: Fs
  /** Told of what is set aside: a damaged file, a leftover that could not be removed. Never personal. */
  readonly log?: (message: string, error?: unknown) => void
}

type Current = { readonly name: string; readonly db: Database.Database; patch: Changes | null }
type Changes = ReturnType<typeof openPatch>

const REPACKED = 'repack.db'

const metaValue = (db: Database.Database, key: string): string | null =>
  (db.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key) as string | undefined) ?? null

/** A file made by a server, that this version knows how to change. */
const isReplica = (db: Database.Database): boolean => {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version < OLDEST_PATCHABLE) return false
  if (version > CATALOGUE_VERSION && !(Number(metaValue(db, 'minSafeVersion')) <= CATALOGUE_VERSION)) return false
  return readState(db, 'epoch') !== null
}

/** What the pointer says of a file at these cursors: the last change it is sure to hold. */
const seqOf = (cursors: readonly ScopeCursor[]): number => Math.max(0, ...cursors.map(({ seq }) => seq))

/** The copy of the central catalogue in `folder`. One at a time per folder. Leftovers of a former run are swept at its first use. */
export const openReplica = ({ folder: path, zoneName, clock, fs = realFs, log = () => {} }: ReplicaOptions): Replica => {
  const folder = openCatalogueFolder(path, fs, log)
  let current: Current | null = null
  let staging: StageFile | null = null
  let swept = false

  const closeCurrent = () => {
    current?.db.close()
    current = null
  }

  const closeStage = () => {
    staging?.db.close()
    staging = null
  }

  /** Once, and never in the way: a folder that cannot be written is said by what needs to write there. */
  const sweepOnce = () => {
    if (swept) return
    swept = true
    try {
      fs.makeFolder(path)
      folder.sweep()
    } catch (error) {
      log('leftovers could not be removed', error)
    }
  }

  const quarantine = (name: string) => {
    closeCurrent()
    folder.quarantine(name)
  }

  /** The current file, opened; null when there is none that can be changed. */
  const openCurrent = (): Current | null => {
    sweepOnce()
    const name = folder.pointer()?.file ?? null
    if (current !== null && current.name === name) return current
    closeCurrent()
    if (name === null || fs.size(folder.path(name)) === null) return null
    try {
      // Looked at first: a file that is not ours to change keeps its journal as it is.
      const looking = openForChecking(folder.path(name))
      try {
        if (!isReplica(looking)) return null
      } finally {
        looking.close()
      }
      current = { name, db: openForWriting(folder.path(name)), patch: null }
      return current
    } catch (error) {
      if (!isDamage(error)) throw error
      quarantine(name)
      return null
    }
  }

  /** Operations run one after the other; failures come out as SyncFailure, and damage sets the current file aside. */
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const done = queue.then(work).catch((error: unknown) => {
      throw failureOf(error)
    })
    queue = done.catch(() => {})
    return done
  }
  const onCurrent = <T>(work: (open: Current) => T): Promise<T> =>
    inTurn(() => {
      const open = openCurrent()
      if (open === null) throw new SyncFailure('io')
      try {
        return work(open)
      } catch (error) {
        // It remembers what was undone.
        open.patch = null
        if (isDamage(error)) quarantine(open.name)
        throw error
      }
    })

  /** One transaction, opened as a writing one so that it never has to be begun again. */
  const changing = (db: Database.Database, changes: () => Changes, work: (changes: Changes) => number): number =>
    db
      .transaction(() => {
        const opened = changes()
        const changed = work(opened)
        if (changed > 0) opened.finish(readState(db, 'at') ?? new Date(clock.now()).toISOString())
        return changed
      })
      .immediate()
  const changingCurrent = (open: Current, work: (changes: Changes) => number): number =>
    changing(open.db, () => (open.patch ??= openPatch(open.db, zoneName)), work)

  /** Makes a complete file the current one. */
  const turnTo = (file: string) => {
    // As a writer, for one that only reads would leave a log behind.
    const db = openForWriting(file)
    let meta
    try {
      const [epoch, genere_le] = [readState(db, 'epoch'), metaValue(db, 'genere_le')]
      if (epoch === null || genere_le === null) throw new SyncFailure('corrupt_download')
      meta = { epoch, genere_le, seq: seqOf(readCursors(db)) }
    } finally {
      db.close()
    }
    folder.turnTo(file, meta)
    closeCurrent()
  }

  const rowsDone = (onProgress: (progress: SyncProgress) => void) => (fait: number, total: number) =>
    onProgress({ phase: 'installation', fait, total, unite: 'fiches' })

  return {
    current: () =>
      inTurn(() => {
        const open = openCurrent()
        if (open === null) return null
        try {
          return {
            epoch: readState(open.db, 'epoch') ?? '',
            cursors: readCursors(open.db),
            demonstration: metaValue(open.db, 'demonstration') === '1',
          }
        } catch (error) {
          if (!isDamage(error)) throw error
          quarantine(open.name)
          return null
        }
      }),
    apply: (page) => onCurrent((open) => changingCurrent(open, (changes) => applyPage(open.db, changes, page))),
    sums: (scope) => onCurrent(({ db }) => readSums(db, scope)),
    recount: (scope) => onCurrent(({ db }) => db.transaction(() => recountSums(db, scope)).immediate()),
    drop: (scopes) =>
      onCurrent((open) => {
        changingCurrent(open, (changes) => dropScopes(open.db, changes, scopes))
      }),
    install: (snapshot, blob, onProgress, signal) =>
      inTurn(async () => {
        sweepOnce()
        const file = await fetchSnapshot(snapshot, { folder, fs, blob, onProgress, signal })
        onProgress({ phase: 'installation', fait: 0, total: null, unite: 'fiches' })
        turnTo(file)
        folder.discard(`${snapshot.sha256}${PART}`)
      }),
    stage: (plan) =>
      inTurn(() => {
        sweepOnce()
        closeStage()
        fs.makeFolder(folder.temporary(''))
        const stage = openStage(folder, plan, zoneName)
        staging = stage
        return {
          cursors: stage.cursors(),
          apply: (page) => inTurn(() => changing(stage.db, stage.changes, (changes) => applyPage(stage.db, changes, page))),
          sums: (scope) => inTurn(() => readSums(stage.db, scope)),
          finish: (onProgress) =>
            inTurn(() => {
              stage.finish(readState(stage.db, 'at') ?? new Date(clock.now()).toISOString(), rowsDone(onProgress))
              onProgress({ phase: 'verification', fait: 0, total: null, unite: 'fiches' })
              try {
                checkFile(stage.db)
              } catch (error) {
                closeStage()
                folder.discard(stage.name)
                throw error
              }
              closeStage()
              turnTo(folder.temporary(stage.name))
            }),
          discard: () =>
            inTurn(() => {
              if (staging === stage) closeStage()
              folder.discard(stage.name)
            }),
        }
      }),
    repack: (onProgress) =>
      inTurn(() => {
        const open = openCurrent()
        if (open === null || !isHeavy(open.db)) return false
        fs.makeFolder(folder.temporary(''))
        folder.discard(REPACKED)
        const file = folder.temporary(REPACKED)
        try {
          rewrite(folder.path(open.name), file, zoneName, rowsDone(onProgress))
          turnTo(file)
          return true
        } catch (error) {
          folder.discard(REPACKED)
          if (isDamage(error)) quarantine(open.name)
          throw error
        }
      }),
    close: () =>
      inTurn(() => {
        closeStage()
        closeCurrent()
      }),
  }
}
