import { scoreStructure } from '#shared/catalogue/score.ts'
import { createScorer, recordOf, type ServiceEntry, type StructureEntry, type Words } from './open-entry.ts'
import type { OpenService, OpenStructure } from './record.ts'
import type { OpenIndex } from './reference.ts'

/** One state of what is open: never changed afterwards, so that whoever goes through it at length sees one instant. */
export type OpenSnapshot = OpenIndex & {
  /** Both in the order of identifiers (code units, which are bytes for those we make). */
  readonly structureEntries: readonly StructureEntry[]
  readonly serviceEntries: readonly ServiceEntry[]
  readonly words: Words
  readonly structureEntry: (id: string) => StructureEntry | null
  readonly serviceEntry: (id: string) => ServiceEntry | null
  readonly score: (entry: ServiceEntry) => number
  readonly structureScore: (entry: StructureEntry) => number
}

/** An OpenReference, for the API, which serves the texts that are kept rather than records. */
export type SnapshotReference = { readonly current: () => Promise<OpenSnapshot> }

type Identified = { readonly id: string }
export const byIdentifier = (a: Identified, b: Identified): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** First place whose identifier is not before that one. */
export const placeOf = (sorted: readonly Identified[], id: string): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.id ?? '') < id) low = middle + 1
    else high = middle
  }
  return low
}
const findIn = <Entry extends Identified>(sorted: readonly Entry[], id: string): Entry | null => {
  const found = sorted[placeOf(sorted, id)]
  return found?.id === id ? found : null
}

/** `sorted` without `out` and with `added`, in order. Costs what changes, and a copy of the list. */
export const patched = <Entry extends Identified>(
  sorted: readonly Entry[],
  out: readonly string[],
  added: readonly Entry[],
): readonly Entry[] => {
  const gone = new Set(out)
  const cuts = [...new Set([...out, ...added.map(({ id }) => id)])].sort()
  const coming = [...added].sort(byIdentifier)
  const pieces: (readonly Entry[])[] = []
  let [from, next] = [0, 0]
  for (const id of cuts) {
    const at = placeOf(sorted, id)
    pieces.push(sorted.slice(from, at))
    from = gone.has(id) && sorted[at]?.id === id ? at + 1 : at
    while (coming[next]?.id === id) pieces.push(coming.slice(next, ++next))
  }
  pieces.push(sorted.slice(from))
  return pieces.flat()
}

export type SnapshotParts = Pick<
  OpenSnapshot,
  'version' | 'today' | 'invented' | 'left' | 'structureEntries' | 'serviceEntries' | 'words'
>

export const snapshotOf = (parts: SnapshotParts): OpenSnapshot => {
  const { structureEntries, serviceEntries, today } = parts
  const score = createScorer(today)
  const structureScore = ({ services }: StructureEntry): number => scoreStructure(services.map(score))
  const structureEntry = (id: string) => findIn(structureEntries, id)
  const serviceEntry = (id: string) => findIn(serviceEntries, id)
  const read = <Record extends OpenStructure | OpenService>(entry: { readonly json: Uint8Array } | null): Record | null =>
    entry === null ? null : recordOf<Record>(entry)
  return {
    ...parts,
    structureEntry,
    serviceEntry,
    score,
    structureScore,
    structures: function* () {
      for (const one of structureEntries) yield recordOf<OpenStructure>(one)
    },
    services: function* () {
      for (const one of serviceEntries) yield recordOf<OpenService>(one)
    },
    structure: (id) => read<OpenStructure>(structureEntry(id)),
    service: (id) => read<OpenService>(serviceEntry(id)),
    servicesOf: (structureId) => (structureEntry(structureId)?.services ?? []).map((one) => recordOf<OpenService>(one)),
    scoreOfService: (id) => {
      const entry = serviceEntry(id)
      return entry === null ? null : score(entry)
    },
    scoreOfStructure: (id) => {
      const entry = structureEntry(id)
      return entry === null ? null : structureScore(entry)
    },
  }
}
