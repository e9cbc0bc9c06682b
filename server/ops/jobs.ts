import { join } from 'node:path'
import type { Logger } from 'pino'
import { FRANCE } from '#shared/sync/scope.ts'
import { described } from '../http/failures.ts'
import type { SyncStore } from '../store/types.ts'
import { backupName, forgetBackups, keptBackups, type BackupHead } from './backup.ts'
import type { JobRuns } from './job-runs.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const TOMBSTONES_MS = 90 * DAY_MS
/** A snapshot is made again when the changes since weigh on a bootstrap (sync.md §2.4). */
const DELTA_SHARE = 0.05
const DELTA_MIN = 500
/** After a failure, a job is not tried again at once. */
const RETRY_MS = 10 * MINUTE_MS

export type Snapshots = {
  /** Where the newest snapshot of all of France of that epoch stands; null when there is none. */
  readonly latest: (epoch: string) => { readonly epoch: string; readonly seq: number; readonly rows: number } | null
  readonly build: () => Promise<void>
}

export type JobParts = {
  readonly store: SyncStore
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly snapshots: Snapshots
  /** Null when this server makes no backup: PostgreSQL has its own. */
  readonly backup: {
    readonly folder: string
    readonly everyHours: number
    readonly keep: number
    readonly copy: (to: string) => Promise<BackupHead>
  } | null
  /** Where it is told how they went, and the team may ask for one. */
  readonly runs?: JobRuns | undefined
}

export type Jobs = {
  /** Does what is due by now, one job after the other; a failure is logged and tried again later. Never rejects. */
  readonly run: (only?: 'snapshot') => Promise<void>
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
}

/** What a server does by itself, on a clock that tests can move. Replicas on one PostgreSQL share each job. */
export const createJobs = ({ store, log, now, snapshots, backup, runs }: JobParts): Jobs => {
  const started = now()
  let purgedAt = -Infinity
  let builtAt = started
  const failed = new Map<string, number>()
  let running: Promise<void> | null = null
  /** A clock that went back must not put everything off until it has caught up. */
  const since = (at: number): number => (now() < at ? Infinity : now() - at)

  // Each answers false when there was nothing to do. What is asked for does not wait for its day.
  const purge = async (asked: boolean): Promise<boolean> => {
    if (!asked && since(purgedAt) < DAY_MS) return false
    const seq = await store.seqBefore(new Date(now() - TOMBSTONES_MS).toISOString())
    const forgotten = seq > 0 ? await store.exclusively('purge', () => store.purgeTombstones(seq)) : 0
    purgedAt = now()
    if (forgotten !== null && forgotten > 0) log.info({ forgotten, seq }, 'tombstones purged')
    return forgotten !== null
  }

  const backUp = async (asked: boolean): Promise<boolean> => {
    if (backup === null || (backup.everyHours === 0 && !asked)) return false
    const [last] = keptBackups(backup.folder, now())
    if (!asked && last !== undefined && now() - last.at < backup.everyHours * HOUR_MS) return false
    const head = await store.read((reader) => reader.head())
    if (head.seq === 0 || (last !== undefined && last.epoch === head.epoch && last.seq >= head.seq)) return false
    const made = await backup.copy(join(backup.folder, backupName(head, now())))
    // Told by the file already; the store may remember its head.
    await store.setDurable(made.seq)
    forgetBackups(backup.folder, backup.keep, now())
    log.info({ epoch: made.epoch, seq: made.seq }, 'backup made')
    return true
  }

  /** Changes of the public catalogue since `seq`, counted up to `most`. */
  const delta = async (seq: number, most: number): Promise<number> => {
    let cursor = seq
    let rows = 0
    for (let more = true; more && rows <= most;) {
      const page = await store.read((reader) => reader.feed(FRANCE, cursor, most + 1, 8 * 1024 * 1024))
      rows += page.rows.length
      more = page.more
      cursor = page.next
    }
    return rows
  }
  let lookedAt = -1
  const build = async (asked: boolean): Promise<boolean> => {
    const head = await store.read((reader) => reader.head())
    const latest = snapshots.latest(head.epoch)
    // Below the floor, no desk could go on from it.
    if (latest !== null && latest.seq < head.seq && latest.seq >= head.floor) {
      const nightly = asked || since(builtAt) >= DAY_MS
      if (!nightly && lookedAt === head.seq) return false
      lookedAt = head.seq
      const most = Math.max(DELTA_MIN, Math.floor(latest.rows * DELTA_SHARE))
      const changed = await delta(latest.seq, nightly ? 0 : most)
      if (changed === 0 || (!nightly && changed <= most)) return false
    } else if (head.seq === 0 || (latest !== null && latest.seq >= head.seq)) return false
    await snapshots.build()
    builtAt = now()
    return true
  }

  type Job = (asked: boolean) => Promise<boolean>
  const told = (name: string, periode: number | null, job: Job): (() => Promise<unknown>) =>
    runs?.tell(name, periode, job).clock ?? (() => job(false))
  const snapshotJob = told('snapshot', null, build)
  const backupJob = backup === null ? null : told('backup', backup.everyHours === 0 ? null : backup.everyHours * HOUR_MS, backUp)
  const purgeJob = told('purge', DAY_MS, purge)

  const attempt = async (name: string, job: () => Promise<unknown>): Promise<void> => {
    if (since(failed.get(name) ?? -Infinity) < RETRY_MS) return
    try {
      await job()
      failed.delete(name)
    } catch (error) {
      failed.set(name, now())
      log.error({ job: name, ...described(error) }, 'job failed')
    }
  }
  return {
    run: (only) => {
      running ??= (async () => {
        await attempt('snapshot', snapshotJob)
        if (only !== undefined) return
        if (backupJob !== null) await attempt('backup', backupJob)
        await attempt('purge', purgeJob)
      })().finally(() => {
        running = null
      })
      return running
    },
    idle: async () => {
      await running
    },
  }
}
