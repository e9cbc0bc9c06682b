import { existsSync } from 'node:fs'
import type { Logger } from 'pino'
import type { ServerConfig } from '../config.ts'
import { manifestOf } from '../opendata/files/folder.ts'
import { publishRelease } from '../opendata/files/publish-release.ts'
import { ALL_FORMATS } from '../opendata/files/writers.ts'
import type { OpenReference } from '../opendata/reference.ts'
import type { SyncStore } from '../store/types.ts'
import { createEvery } from './every.ts'
import { StartRefusal } from './open.ts'
import type { JobRuns } from './job-runs.ts'

const HOUR_MS = 3600_000

type Parts = {
  readonly store: Pick<SyncStore, 'exclusively'>
  readonly reference: OpenReference
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly publicUrl: () => string
  readonly runs?: JobRuns | undefined
  readonly log: Logger
}

export type OpenDataServices = {
  /** Each minute. Never rejects. */
  readonly tick: () => Promise<void>
}

/** Refused at the start: told each hour, nobody would hear of it. */
const checkFormats = (formats: readonly string[] | null): void => {
  const unknown = formats?.find((one) => !ALL_FORMATS.includes(one))
  if (unknown !== undefined)
    throw new StartRefusal(
      `DORA_SERVER_OPENDATA_FORMATS nomme un format inconnu\u202f: ${unknown}. Ceux qui existent\u202f: ${ALL_FORMATS.join(', ')}.`,
    )
}

/** The files of open data, published when what they hold has changed. Replicas that share the folder share the job. */
export const openOpenData = (
  { store, reference, now, publicUrl, runs, log }: Parts,
  { opendata: { hours, ...settings } }: Pick<ServerConfig, 'opendata'>,
  { embedded, signal }: { readonly embedded: boolean; readonly signal: AbortSignal },
): OpenDataServices => {
  checkFormats(settings.formats)
  /** Of the reference when it was last looked at: another look would find the same. */
  let seen = ''
  const publish = async (): Promise<boolean> => {
    const { version, today } = await reference.current()
    const at = `${version} ${today} ${publicUrl()}`
    if (at === seen && existsSync(manifestOf(settings.folder))) return false
    try {
      const made = await store.exclusively('opendata', () => publishRelease({ ...settings, reference, publicUrl, now, signal }))
      if (made === null || made.etat === 'occupee') return false
      seen = at
      if (made.etat !== 'publiee') return false
      log.info({ version: made.manifest.version, ...made.manifest.comptes }, 'open data published')
      return true
    } catch (error) {
      // The server ends: what was begun is begun again by the next one.
      if (signal.aborted) return false
      throw error
    }
  }
  const period = (hours ?? (embedded ? 0 : 1)) * HOUR_MS
  if (period > 0) {
    const every = createEvery({ now, log, runs })
    return { tick: every(period, 'donnees-ouvertes', publish) }
  }
  // At the request of the team alone.
  runs?.tell('donnees-ouvertes', null, publish)
  return { tick: async () => {} }
}
