import { type Window, type Windows, within } from '#shared/sync/versions.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { PROTO } from '#shared/sync/wire.ts'

/**
 * How a document of one schema reads in the next one, and back. Both also receive parts of documents (the `base` and `patch` of a
 * mutation): a field that is not there must stay absent.
 */
export type Cast = {
  readonly up: (kind: string, doc: Doc) => Doc
  readonly down: (kind: string, doc: Doc) => Doc
}

/** The store holds documents of `schema.max`; older desks are served through the casts. */
export type Versions = Windows & {
  readonly down: (kind: string, doc: Doc, schema: number) => Doc
  readonly up: (kind: string, doc: Doc, schema: number) => Doc
}

/** @param casts from schema `first` to the next one, and so on: one fewer than the schemas served. */
export const versionsOf = (first: number, casts: readonly Cast[], proto: Window = { min: 1, max: PROTO }): Versions => {
  const schema = { min: first, max: first + casts.length }
  const from = (version: number): number => {
    if (!within(schema, version)) throw new RangeError(`schema ${version} is not served`)
    return version - first
  }
  return {
    proto,
    schema,
    down: (kind, doc, version) => casts.slice(from(version)).reduceRight((one, cast) => cast.down(kind, one), doc),
    up: (kind, doc, version) => casts.slice(from(version)).reduce((one, cast) => cast.up(kind, one), doc),
  }
}

/** Today's: one schema, no cast. Documents are then spliced into the answers as they are stored. */
export const VERSIONS: Versions = versionsOf(1, [])
