import type { ZoneName } from '#shared/catalogue/index-services.ts'
import type { Clock, Replica } from '../ports.ts'
import type { Fs } from './fs.ts'

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

/** The copy of the central catalogue in `folder`. One at a time per folder. Leftovers of a former run are swept at once. */
export declare const openReplica: (options: ReplicaOptions) => Replica
