import { setImmediate } from 'node:timers/promises'
import { RATTACHEMENT } from '#shared/accounts/compte.ts'
import { departementOf } from '#shared/catalogue/facts.ts'
import type { OpenService, OpenStructure } from '#server/opendata/record.ts'
import type { OpenIndex } from '#server/opendata/reference.ts'
import type { Reader, SyncStore } from '#server/store/types.ts'
import { serviceFacets, structureFacets } from './filter.ts'
import { append, CHUNK, type Entry, floorOf, progressOf, progressText, putProgress, type Progress } from './log.ts'
import {
  bucketOf,
  type Bucket,
  BUCKETS,
  fingerprint,
  ofKey,
  readBucket,
  type Told,
  toldKey,
  type ToldKey,
  writeBucket,
} from './told.ts'

/**
 * What is open compared with what was: the rows that changed since, with what hangs on them; or everything, the first time, each
 * new day (a suspension date that passes changes no row), and when so many changed that it costs less.
 */

const PAGE = 1_000
/** Rows changed beyond which everything is compared. */
const MANY_ROWS = 5_000
/** A step of more changes is no list to follow: everyone reads again. */
export const MOST_CHANGES = 20_000
/** The cursor is written down after so many rows that changed nothing open. */
const QUIET_ROWS = 500
const TURN = 200

type Fresh = { readonly told: Told; readonly date_maj: string }

const freshStructure = (one: OpenStructure): Fresh => ({
  told: { h: fingerprint(one), ...structureFacets(one), structure: null },
  date_maj: one.date_maj,
})
const freshService = (one: OpenService, departement: string | null): Fresh => ({
  told: { h: fingerprint(one), ...serviceFacets(one, departement), structure: one.structure_id },
  date_maj: one.date_maj,
})

const freshOf = (index: OpenIndex, key: ToldKey): Fresh | null => {
  const { fiche, id } = ofKey(key)
  if (fiche === 'structure') {
    const found = index.structure(id)
    return found === null ? null : freshStructure(found)
  }
  const found = index.service(id)
  if (found === null) return null
  const structure = index.structure(found.structure_id)
  return freshService(found, structure === null ? null : departementOf(structure.code_insee, structure.code_postal))
}

const facets = ({ source, departement, thematiques }: Told) => ({ source, departement, thematiques })

type Span = { readonly depuis: number; readonly jusque: number }

/** Null when nothing told has changed. */
const entryOf = (key: ToldKey, before: Told | null, after: Fresh | null, span: Span): Entry | null => {
  if (before === null && after === null) return null
  if (before !== null && after !== null && before.h === after.told.h && before.departement === after.told.departement) return null
  return {
    ...ofKey(key),
    date_maj: after?.date_maj ?? null,
    avant: before === null ? null : facets(before),
    apres: after === null ? null : facets(after.told),
    ...span,
  }
}

/** Keys whose record may have changed, in the order of the rows; null when there are too many. `rows`: how many were read. */
const candidates = async (
  reader: Reader,
  since: number,
): Promise<{ readonly keys: ReadonlySet<ToldKey> | null; readonly rows: number }> => {
  const keys = new Set<ToldKey>()
  let rows = 0
  const withServices = async (id: string): Promise<void> => {
    keys.add(toldKey('structure', id))
    for (const child of await reader.children('service', id)) keys.add(toldKey('service', child.id))
  }
  for (let cursor = since, more = true; more;) {
    const page = await reader.changedSince(cursor, PAGE)
    rows += page.rows.length
    if (rows > MANY_ROWS) return { keys: null, rows }
    for (const { kind, id, parent } of page.rows) {
      if (kind === 'structure') await withServices(id)
      if (kind === 'service') {
        keys.add(toldKey('service', id))
        // Its structure may leave or stay for this service alone; the one it had before is told by what was known of it.
        if (parent !== null) keys.add(toldKey('structure', parent))
      }
      // As does a structure for the people who keep it. `<user>/<structure>`: a row that is gone hangs on nothing.
      if (kind === RATTACHEMENT) await withServices(id.slice(id.indexOf('/') + 1))
    }
    cursor = page.next
    more = page.more
  }
  return { keys, rows }
}

export type Step = { readonly entries: readonly Entry[]; readonly buckets: ReadonlyMap<number, Bucket> }

/** The buckets of these keys are read as they are met. */
const compareSome = async (reader: Reader, index: OpenIndex, asked: ReadonlySet<ToldKey>, span: Span): Promise<Step> => {
  const buckets = new Map<number, Bucket>()
  const changed = new Set<number>()
  const entries: Entry[] = []
  const keys = new Set(asked)
  const bucketFor = async (n: number): Promise<Bucket> => {
    const bucket = buckets.get(n) ?? (await readBucket(reader, n))
    buckets.set(n, bucket)
    return bucket
  }
  // Goes on over what is added meanwhile.
  for (const key of keys) {
    const n = bucketOf(key)
    const bucket = await bucketFor(n)
    const before = bucket.get(key) ?? null
    const after = freshOf(index, key)
    for (const id of [before?.structure ?? null, after?.told.structure ?? null])
      if (id !== null) keys.add(toldKey('structure', id))
    const entry = entryOf(key, before, after, span)
    if (entry === null) continue
    entries.push(entry)
    changed.add(n)
    if (after === null) bucket.delete(key)
    else bucket.set(key, after.told)
  }
  return { entries, buckets: new Map([...buckets].filter(([n]) => changed.has(n))) }
}

/** In turns: other requests are not held up. Structures first, each in the order of identifiers. */
const compareAll = async (store: SyncStore, index: OpenIndex, span: Span): Promise<Step> => {
  const fresh = Array.from({ length: BUCKETS }, () => new Map<ToldKey, Fresh>())
  const departements = new Map<string, string | null>()
  let read = 0
  const add = async (key: ToldKey, one: Fresh): Promise<void> => {
    fresh[bucketOf(key)]?.set(key, one)
    if (++read % TURN === 0) await setImmediate()
  }
  for (const one of index.structures()) {
    const found = freshStructure(one)
    departements.set(one.id, found.told.departement)
    await add(toldKey('structure', one.id), found)
  }
  for (const one of index.services())
    await add(toldKey('service', one.id), freshService(one, departements.get(one.structure_id) ?? null))
  const entries: Entry[] = []
  const buckets = new Map<number, Bucket>()
  for (const [n, there] of fresh.entries()) {
    const before = await store.read((reader) => readBucket(reader, n))
    const found = [...new Set([...before.keys(), ...there.keys()])].flatMap(
      (key) => entryOf(key, before.get(key) ?? null, there.get(key) ?? null, span) ?? [],
    )
    if (found.length > 0) buckets.set(n, new Map([...there].map(([key, { told }]) => [key, told])))
    entries.push(...found)
    await setImmediate()
  }
  const rank = ({ fiche }: Entry): number => (fiche === 'structure' ? 0 : 1)
  return { entries: entries.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)), buckets }
}

/** @param version `<epoch>.<seq>`; without a number after the point, of a test: nothing has a place then */
const placeOf = (version: string): { readonly epoch: string; readonly seq: number } => {
  const cut = version.lastIndexOf('.')
  const seq = Number(version.slice(cut + 1))
  return { epoch: version.slice(0, cut), seq: Number.isSafeInteger(seq) ? seq : 0 }
}

/** Where the log ends after these; what it cannot hold is dropped, and everyone reads again. */
const nextProgress = (
  before: Progress | null,
  index: OpenIndex,
  added: number,
  most: number,
): { readonly progress: Progress; readonly drop: boolean } => {
  const place = { ...placeOf(index.version), jour: index.today }
  if (before === null) return { progress: { ...place, plancher: 0, tete: 0 }, drop: true }
  // Another history, or a step too long: nothing from before is of use, and the log goes on from a chunk of its own.
  if (before.epoch !== place.epoch || added > most) {
    const next = (Math.floor(before.tete / CHUNK) + 1) * CHUNK
    return { progress: { ...place, plancher: next, tete: next }, drop: true }
  }
  const to = before.tete + added
  return { progress: { ...place, plancher: Math.max(before.plancher, floorOf(to)), tete: to }, drop: false }
}

/**
 * Compares, and writes what changed to the log with what is known since, in one transaction. Meant for whoever holds the job of
 * the webhooks. Answers how many changes were found; more than `most` are not listed. Rejects with the store’s errors.
 */
export const compare = async (store: SyncStore, index: OpenIndex, most = MOST_CHANGES): Promise<number> => {
  const { progress: before, text } = await store.read(progressOf)
  const { epoch, seq } = placeOf(index.version)
  const span = { depuis: before?.seq ?? seq, jusque: seq }
  const isNew = before === null || before.epoch !== epoch || before.jour !== index.today
  if (!isNew && before.seq >= seq) return 0
  const some = isNew ? null : await store.read((reader) => candidates(reader, before.seq))
  const { entries, buckets } =
    some === null || some.keys === null
      ? await compareAll(store, index, span)
      : await store.read((reader) => compareSome(reader, index, some.keys ?? new Set(), span))
  if (!isNew && entries.length === 0 && some !== null && some.rows < QUIET_ROWS) return 0
  const { progress, drop } = nextProgress(before, index, entries.length, most)
  const { value } = await store.write(async (writer) => {
    if ((await progressText(writer)) !== text) return 0
    for (const [n, bucket] of buckets) await writeBucket(writer, n, bucket)
    if (!drop) await append(writer, progress.tete - entries.length, entries)
    await putProgress(writer, progress)
    return entries.length
  })
  return value
}
