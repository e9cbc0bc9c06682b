import { parisDay } from '#shared/listing/days.ts'
import { shareReadings } from '../store/readings.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { OpenSnapshot, SnapshotReference } from './open-index.ts'
import type { Unfit } from './publish.ts'
import type { OpenService, OpenStructure } from './record.ts'
import { follow, type Known, readWhole } from './reference-state.ts'

/** What is open, in memory, following the store: the API answers from it, the files and the other standards are made of it. */

/** `sans-structure`: the structure of the service does not leave, or is not there. */
export type Left = Unfit | 'sans-structure'

export type OpenIndex = {
  /** Of the store when it was read: `<epoch>.<seq>`. The same version is the same content, on the same day. */
  readonly version: string
  /** ISO day in Paris. */
  readonly today: string
  /** Everything here was made up. */
  readonly invented: boolean
  /** In the order of identifiers. */
  readonly structures: () => Iterable<OpenStructure>
  readonly services: () => Iterable<OpenService>
  readonly structure: (id: string) => OpenStructure | null
  readonly service: (id: string) => OpenService | null
  /** Of a structure that leaves, in the order of identifiers. */
  readonly servicesOf: (structureId: string) => readonly OpenService[]
  /** From 0 to 1, 2 decimals (data-inclusion.md §3.1); null for what is not there. */
  readonly scoreOfService: (id: string) => number | null
  readonly scoreOfStructure: (id: string) => number | null
  /** How many were fit to leave but for this. */
  readonly left: Readonly<Record<'structure' | 'service', Readonly<Partial<Record<Left, number>>>>>
}

export type OpenReference = {
  /** As it is at the moment of asking, or later. Rejects with the store’s errors. */
  readonly current: () => Promise<OpenIndex>
}

export type OpenReferenceParts = {
  readonly store: Pick<SyncStore, 'read'>
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Address of this server, without a final « / ». */
  readonly publicUrl: () => string
}

/**
 * What leaves, as it is at the moment of asking or later: the whole is read the first time, when the history may have gone back
 * (another epoch), and when this server is reached at another address; then only the structures that something touched, with
 * their services, and on another day those that the day changes.
 */
export const createOpenReference = ({ store, seal, now, publicUrl }: OpenReferenceParts): SnapshotReference => {
  let known: Known | null = null

  const read = (): Promise<OpenSnapshot> =>
    store.read(async (reader) => {
      const head = await reader.head()
      const [origin, today] = [publicUrl(), parisDay(now())]
      // Half followed, it would go on from a wrong state: it is put back once it is whole again.
      const followed = known
      known = null
      const isKnown = followed !== null && followed.epoch === head.epoch && followed.origin === origin
      if (!isKnown || !(await follow(reader, seal, followed, { seq: head.seq, today })))
        known = await readWhole(reader, seal, { ...head, origin, today })
      else known = followed
      return known.snapshot
    })

  return { current: shareReadings(read) }
}
