import type { Entity, Reader } from '#server/store/types.ts'
import { keptSources } from '#server/partners/connectors/rows.ts'
import type { Seal } from '../seal.ts'
import type { Staged, StagedKind, StagedRow } from './staged.ts'

/** Which rows of the store a catalogue has a say on: those of some sources alone, or all but some. */

/** A sheet as it is and as it would be, both in clear; null where it is not. */
export type Seen = {
  readonly kind: StagedKind
  readonly id: string
  readonly before: string | null
  readonly after: StagedRow | null
  readonly same: boolean
}

/** A catalogue of some sources alone: rows of all others stay as they are. */
export type Part = {
  readonly sources: ReadonlySet<string>
  /** Hears of every sheet that it has a say on. */
  readonly see?: (seen: Seen) => void
  /** People keep it here: it stays as it is. */
  readonly keep?: (kind: StagedKind, id: string) => void
  /** Called once all was seen: nothing was written yet, and nothing is when it throws. */
  readonly judge: () => void
}

/** Of canonical JSON: no record has a field of that name deeper, and a quote within a text is escaped. */
const SOURCE = /"source":("(?:[^"\\]|\\.)*")/
const sourceOf = (doc: string | null): string | null => {
  const found = doc === null ? null : SOURCE.exec(doc)
  return found === null ? null : (JSON.parse(found[1] ?? 'null') as string | null)
}

/** `<source>--<id of the producer>` */
const isOf = (sources: ReadonlySet<string>, id: string): boolean => sources.has(id.slice(0, Math.max(0, id.indexOf('--'))))

export type Reach = {
  /** The catalogue says nothing of that row: it stays. */
  readonly isApart: (entity: Pick<Entity, 'doc'>) => boolean
  /** The same by an identifier, for a sheet that is not there. */
  readonly isApartId: (id: string) => boolean
}

/** A catalogue of everything. */
export const WHOLE: Reach = { isApart: () => false, isApartId: () => false }

/** What `told` has a say on: its part, or all but the sources of connectors that it does not bring. */
export const reachOf = async (reader: Reader, seal: Seal, told: Staged, part: Part | undefined): Promise<Reach> => {
  if (part !== undefined) {
    const { sources } = part
    return {
      isApart: ({ doc }) => !sources.has(sourceOf(doc) ?? ''),
      isApartId: (id) => !isOf(sources, id),
    }
  }
  const spared = new Set([...(await keptSources(reader, seal))].filter((source) => !told.sources.has(source)))
  if (spared.size === 0) return WHOLE
  return { isApart: ({ doc }) => spared.has(sourceOf(doc) ?? ''), isApartId: (id) => isOf(spared, id) }
}
