import { createTurns, type Turn } from '../moderation/reference-turns.ts'
import type { OpenSnapshot, SnapshotReference } from '../opendata/open-index.ts'
import type { SyncStore } from '../store/types.ts'
import { type Clusters, createClusters } from './clusters.ts'
import { type Columns, createColumns, differences } from './columns.ts'
import { createNeedle, type Needle } from './needle.ts'
import { ApiProblem } from './problem.ts'

/** What the API answers from, following the open reference. */

export type Live = {
  readonly snapshot: OpenSnapshot
  readonly columns: Columns
  readonly clusters: Clusters
  readonly needle: Needle
}

/** Without a commit heard of, what is known is good for so long: a replica may miss one while its connection is made again. */
const GOOD_MS = 1_000
/** While much is being read, what is known is answered rather than nothing. */
const PATIENCE_MS = 5_000
/** The first reading of a large reference is told rather than waited for, sooner than a client hangs up. */
const FIRST_MS = 20_000
const NOT_YET = 'Les données sont en cours de lecture\u202f: réessayez dans quelques secondes.'

type Parts = {
  readonly reference: SnapshotReference
  readonly onCommit: SyncStore['onCommit']
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const built = async (snapshot: OpenSnapshot, turn: Turn): Promise<Live> => {
  const columns = createColumns(snapshot.serviceEntries.length)
  const clusters = createClusters()
  const structures = new Map(snapshot.structureEntries.map((entry) => [entry.id, entry]))
  for (const entry of snapshot.serviceEntries) {
    const structure = structures.get(entry.structureId)
    if (structure !== undefined) columns.add(entry, structure, snapshot)
    await turn()
  }
  for (const entry of snapshot.structureEntries) {
    clusters.put(entry)
    await turn()
  }
  return { snapshot, columns, clusters, needle: createNeedle(columns) }
}

/** Null when it is better laid out again. */
const patched = ({ snapshot: before, columns, clusters, needle }: Live, snapshot: OpenSnapshot): Live | null => {
  if (before.words !== snapshot.words) return null
  const services = differences(before.serviceEntries, snapshot.serviceEntries)
  if (columns.isFull(services.come.length)) return null
  const structures = differences(before.structureEntries, snapshot.structureEntries)
  const here = new Set(structures.come.map(({ id }) => id))
  for (const { id } of services.gone) columns.remove(id)
  for (const entry of services.come) {
    const structure = snapshot.structureEntry(entry.structureId)
    if (structure !== null) columns.add(entry, structure, snapshot)
  }
  for (const { id } of structures.gone) if (!here.has(id)) clusters.remove(id)
  for (const entry of structures.come) clusters.put(entry)
  if (before.today !== snapshot.today) columns.score(snapshot)
  return { snapshot, columns, clusters, needle }
}

export type LiveIndex = {
  /** As it is at the moment of asking, but for what is being written by others. Rejects with the store’s errors. */
  readonly current: () => Promise<Live>
  readonly close: () => void
}

export const createLiveIndex = ({ reference, onCommit, now }: Parts): LiveIndex => {
  let live: Live | null = null
  /** Of `now`, when what is known was last seen to be so. */
  let seenAt = -Infinity
  let commits = 0
  let seenCommits = -1
  let reading: { readonly commits: number; readonly done: Promise<Live> } | null = null
  const close = onCommit(() => void (commits += 1))

  const read = async (): Promise<Live> => {
    const [at, heard] = [now(), commits]
    const snapshot = await reference.current()
    if (live?.snapshot !== snapshot)
      live = (live === null ? null : patched(live, snapshot)) ?? (await built(snapshot, createTurns()))
    seenAt = at
    seenCommits = heard
    return live
  }
  const start = (after: Promise<unknown>): Promise<Live> => {
    const done = after.then(read, read)
    const mine = { commits, done }
    reading = mine
    const end = (): void => {
      if (reading === mine) reading = null
    }
    done.then(end, end)
    return done
  }
  const fresh = (): Promise<Live> => {
    // One under way may have begun before what was just written.
    if (reading === null) return start(Promise.resolve())
    return reading.commits === commits ? reading.done : start(reading.done)
  }
  const patience = (known: Live | null): { readonly over: Promise<Live>; readonly end: () => void } => {
    const { promise, resolve, reject } = Promise.withResolvers<Live>()
    const timer =
      known === null
        ? setTimeout(() => reject(new ApiProblem(503, NOT_YET, { 'retry-after': '10' })), FIRST_MS)
        : setTimeout(() => resolve(known), PATIENCE_MS)
    return { over: promise, end: () => clearTimeout(timer) }
  }

  return {
    close,
    current: async () => {
      const age = now() - seenAt
      if (live !== null && seenCommits === commits && age >= 0 && age < GOOD_MS) return live
      const known = live
      const { over, end } = patience(known)
      try {
        return await Promise.race([fresh(), over])
      } finally {
        end()
      }
    },
  }
}
