import type { OpenSnapshot } from '../opendata/open-index.ts'
import type { ServiceEntry, StructureEntry } from '../opendata/open-entry.ts'
import type { Clusters } from './clusters.ts'

/** Answers, put together from the texts that are kept: no record is read or written again. */

export const JSON_TYPE = 'application/json; charset=utf-8'

const FIRST_BYTES = 1 << 20

export type Scribe = {
  /** ASCII, or JSON that was escaped to it. */
  readonly text: (text: string) => void
  /** A JSON object without its last « } ». */
  readonly open: (json: Uint8Array) => void
  readonly whole: (json: Uint8Array) => void
}

let scratch = Buffer.allocUnsafe(FIRST_BYTES)

/** What `write` writes, in one piece. It must not wait: one answer at a time is written. */
export const written = (write: (scribe: Scribe) => void): Buffer => {
  let at = 0
  const room = (bytes: number): void => {
    if (at + bytes <= scratch.length) return
    const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes))
    scratch.copy(larger, 0, 0, at)
    scratch = larger
  }
  const bytes = (json: Uint8Array): void => {
    room(json.length)
    scratch.set(json, at)
    at += json.length
  }
  write({
    text: (text) => {
      room(text.length * 3)
      at += scratch.write(text, at)
    },
    open: (json) => {
      bytes(json)
      at -= 1
    },
    whole: bytes,
  })
  const answer = Buffer.from(scratch.subarray(0, at))
  // A page of ten thousand is no reason to keep as much for ever.
  if (scratch.length > 16 * FIRST_BYTES) scratch = Buffer.allocUnsafe(FIRST_BYTES)
  return answer
}

export type Asked = { readonly page: number; readonly size: number }

/** `{items,total,page,size,pages}`; `size` is how many are given, as upstream (data-inclusion.md §2, « Pagination »). */
export const pageOf = <Item>(
  all: readonly Item[],
  { page, size }: Asked,
  write: (scribe: Scribe, item: Item) => void,
): Buffer => {
  const items = all.slice((page - 1) * size, page * size)
  return written((scribe) => {
    scribe.text('{"items":[')
    for (const [at, item] of items.entries()) {
      if (at > 0) scribe.text(',')
      write(scribe, item)
    }
    scribe.text(`],"total":${all.length},"page":${page},"size":${items.length},"pages":${Math.ceil(all.length / size)}}`)
  })
}

/** No address here is known to come from the national base rather than from a producer. */
const CERTIFIED = ',"adresse_certifiee":false'

/** @param extra `"extra"` is asked: the text of the producer, which is not kept here, hence null. */
export const writeService = (scribe: Scribe, snapshot: OpenSnapshot, entry: ServiceEntry, extra = false): void => {
  scribe.open(entry.json)
  scribe.text(`${CERTIFIED},"score_qualite":${snapshot.score(entry)}${extra ? ',"extra":null' : ''}}`)
}

/** Of a search and of one alone: with its structure. */
export const writeDetailedService = (
  scribe: Scribe,
  snapshot: OpenSnapshot,
  entry: ServiceEntry,
  structure: StructureEntry,
): void => {
  scribe.open(entry.json)
  scribe.text(`${CERTIFIED},"score_qualite":${snapshot.score(entry)},"structure":`)
  scribe.open(structure.json)
  scribe.text(`${CERTIFIED}}}`)
}

export type Shown = {
  readonly snapshot: OpenSnapshot
  readonly clusters: Clusters
  /** Sources that are not there for who asks. */
  readonly hidden: ReadonlySet<string>
}

const doublonsOf = ({ snapshot, clusters, hidden }: Shown, { id }: StructureEntry): readonly StructureEntry[] =>
  clusters
    .doublonsOf(id)
    .flatMap((other) => snapshot.structureEntry(other) ?? [])
    .filter(({ source }) => !hidden.has(source))

export const writeListedStructure = (scribe: Scribe, shown: Shown, entry: StructureEntry): void => {
  scribe.open(entry.json)
  const doublons = doublonsOf(shown, entry).map(({ source, id }) => ({ source, id }))
  scribe.text(`${CERTIFIED},"score_qualite":${shown.snapshot.structureScore(entry)},"doublons":${JSON.stringify(doublons)}}`)
}

export const writeDetailedStructure = (scribe: Scribe, shown: Shown, entry: StructureEntry): void => {
  const { snapshot, hidden } = shown
  const list = <Item>(name: string, items: readonly Item[], write: (item: Item) => void): void => {
    scribe.text(`,"${name}":[`)
    for (const [at, item] of items.entries()) {
      if (at > 0) scribe.text(',')
      write(item)
    }
    scribe.text(']')
  }
  scribe.open(entry.json)
  scribe.text(`${CERTIFIED},"score_qualite":${snapshot.structureScore(entry)}`)
  list(
    'services',
    entry.services.filter(({ source }) => !hidden.has(source)),
    (service) => writeService(scribe, snapshot, service),
  )
  list('doublons', doublonsOf(shown, entry), ({ json }) => scribe.whole(json))
  scribe.text('}')
}
