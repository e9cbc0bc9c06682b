import type { Logger } from 'pino'
import { type Lancement, type Passage, type Tache, TacheGardee } from '#shared/administration/tache.ts'
import { described } from '../http/failures.ts'
import type { Reader, SyncStore } from '../store/types.ts'

/**
 * How the jobs of this server went, kept in the store: another replica sees it, and the next start too. What fails is told as such,
 * by the name of the failure alone.
 */

/** A job that is done each minute is not written down each time: a store that nobody uses would be written to for ever. */
const WRITE_EVERY_MS = 10 * 60_000

type Told = {
  /** Does the job, unless it is under way: then it waits for that one. Rejects as the job does. */
  readonly clock: () => Promise<void>
}

type Job = {
  readonly periode: number | null
  readonly run: (par: Passage['par']) => Promise<void>
  running: Promise<void> | null
  kept: TacheGardee | null
  writtenAt: number
}

export type JobRuns = {
  /**
   * Makes a job known. `work` answers false when there was nothing to do, which is not worth telling; it is told whether the team
   * asked for it. @param periode milliseconds between two beginnings; null for one that is done when it is of use.
   */
  readonly tell: (id: string, periode: number | null, work: (asked: boolean) => Promise<unknown>) => Told
  /** Every job of this process, with its last run of any. */
  readonly list: (reader: Reader) => Promise<readonly Tache[]>
  readonly knows: (id: string) => boolean
  /** Begins a job now, without waiting for its end; a failure is kept and logged. */
  readonly launch: (id: string) => Lancement
  /** Resolves when nothing that the team began is under way. */
  readonly idle: () => Promise<void>
}

const keyOf = (id: string): string => `tache/${id}`

const read = (text: string | null): TacheGardee | null => {
  if (text === null) return null
  try {
    return TacheGardee.parse(JSON.parse(text))
  } catch {
    // Of a later version: as if it had never been.
    return null
  }
}

/** « SqliteError SQLITE_FULL »: no message, which may quote what was written. */
export const codeOf = (error: unknown): string => {
  const { error: name, code } = described(error)
  return [name, code]
    .filter((part) => typeof part === 'string')
    .join(' ')
    .slice(0, 120)
}

const newest = (one: TacheGardee | null, other: TacheGardee | null): TacheGardee | null =>
  one === null || (other !== null && other.derniere.le > one.derniere.le) ? other : one

export const createJobRuns = ({
  store,
  now,
  log,
}: {
  readonly store: Pick<SyncStore, 'write'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Logger
}): JobRuns => {
  const jobs = new Map<string, Job>()
  const launched = new Set<Promise<void>>()

  const keep = async (id: string, job: Job, derniere: Passage): Promise<void> => {
    const { kept: before } = job
    const kept: TacheGardee = {
      derniere,
      succes_le: derniere.issue === 'faite' ? derniere.le : (before?.succes_le ?? null),
      horloge_le: derniere.par === 'horloge' ? derniere.le : (before?.horloge_le ?? null),
    }
    job.kept = kept
    const again = before !== null && before.derniere.issue === derniere.issue && derniere.par === 'horloge'
    if (again && Math.abs(now() - job.writtenAt) < WRITE_EVERY_MS) return
    try {
      await store.write(async (writer) => {
        const there = read(await writer.setting(keyOf(id)))
        // What another replica kept stays, where this one does not know better.
        const succes_le = kept.succes_le ?? there?.succes_le ?? null
        const horloge_le = kept.horloge_le ?? there?.horloge_le ?? null
        await writer.setSetting(keyOf(id), JSON.stringify({ ...kept, succes_le, horloge_le } satisfies TacheGardee))
      })
      job.writtenAt = now()
    } catch (error) {
      log.warn({ job: id, ...described(error) }, 'job not written down')
    }
  }

  const tell: JobRuns['tell'] = (id, periode, work) => {
    const once = async (par: Passage['par']): Promise<void> => {
      const began = now()
      const passage = (issue: Passage['issue'], code: string | null): Passage => ({
        le: new Date(began).toISOString(),
        duree_ms: Math.max(0, now() - began),
        issue,
        code,
        par,
      })
      let did: unknown
      try {
        did = await work(par === 'equipe')
      } catch (error) {
        await keep(id, job, passage('echouee', codeOf(error)))
        throw error
      }
      if (did !== false || par === 'equipe') await keep(id, job, passage('faite', null))
    }
    const job: Job = {
      periode,
      running: null,
      kept: null,
      writtenAt: -Infinity,
      run: (par) => {
        job.running ??= once(par).finally(() => {
          job.running = null
        })
        return job.running
      },
    }
    jobs.set(id, job)
    return { clock: () => job.run('horloge') }
  }

  return {
    tell,
    list: async (reader) => {
      const found: Tache[] = []
      for (const [id, { periode, running, kept }] of jobs) {
        const last = newest(kept, read(await reader.setting(keyOf(id))))
        const from = last?.horloge_le ?? null
        const due = periode === null || from === null ? null : Math.max(Date.parse(from) + periode, now())
        found.push({
          id,
          periode_ms: periode,
          en_cours: running !== null,
          derniere: last?.derniere ?? null,
          succes_le: last?.succes_le ?? null,
          prochaine: due === null ? null : new Date(due).toISOString(),
        })
      }
      return found
    },
    knows: (id) => jobs.has(id),
    launch: (id) => {
      const job = jobs.get(id)
      if (job === undefined || job.running !== null) return { etat: 'deja-en-cours' }
      const running = job
        .run('equipe')
        .catch((error: unknown) => log.error({ job: id, ...described(error) }, 'job failed'))
        .finally(() => launched.delete(running))
      launched.add(running)
      return { etat: 'lancee' }
    },
    idle: async () => {
      while (launched.size > 0) await Promise.all(launched)
    },
  }
}
