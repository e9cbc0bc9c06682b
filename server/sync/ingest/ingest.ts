import type { Entity, Reader, SyncStore, Writer } from '#server/store/types.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { memberScopes } from '#server/accounts/memberships.ts'
import { throughRules } from '#server/deployment/arrivals.ts'
import { hideLater } from '#server/deployment/hide.ts'
import { allRules } from '#server/deployment/rows.ts'
import { type SeenThroughMerges, throughMerges } from '#server/moderation/doublons/arrivals.ts'
import { allFusions, forgetMerges, hearFusion } from '#server/moderation/doublons/rows.ts'
import { sameDoc } from '../commands/command.ts'
import { contactKey, contactOf, putContact } from '../commands/contact.ts'
import { hashOf } from '../rows.ts'
import type { Seal } from '../seal.ts'
import { CATALOGUE_DATE, DEMONSTRATION, EPOCH_DUE, REPLACING, TURNING } from '../settings.ts'
import { type Losses, losesTooMuch, TooManyRemovals } from './guard.ts'
import { CATALOGUE_JOB, keptHere, masked, takeAway, withPeople } from './kept.ts'
import { type Part, type Reach, reachOf, WHOLE } from './part.ts'
import { KINDS, type Staged, type StagedKind, type StagedRow } from './staged.ts'

/**
 * The public catalogue replaced by a staged one, but for the structures that people keep here: only what differs is written, so
 * that desks only receive differences. Cut anywhere, it is begun again and ends the same. One of some sources alone (`Part`)
 * leaves the others as they are; one of all, what connectors bring and it does not.
 */

export type IngestParts = { readonly store: SyncStore; readonly seal: Seal }
export type IngestProgress = (done: number, total: number) => void
export type Ingested = { readonly written: number; readonly removed: number; readonly unchanged: number }

/** Rows of one transaction: small enough for pushes to come in between. */
const CHUNK = 1000

type Plan = {
  /** Invented rows give way to real ones, or the reverse. */
  readonly turning: boolean
  readonly put: Readonly<Record<StagedKind, readonly string[]>>
  readonly remove: Readonly<Record<StagedKind, readonly string[]>>
  readonly unchanged: number
  readonly losses: Losses
  /** Invented rows are no loss, and what was accepted once is not asked again. */
  readonly free: boolean
}

/** Said here of a listing, without being part of it: no source knows of it, and none takes it back. */
const SAID = ['verifications', 'disponibilite', 'modele', 'modele_somme', 'delai_reponse', 'is_obsolete'] as const
/** A document as a source tells it, with what was said of it here. */
const withSaid = (entity: Entity | null, told: string): string => {
  const kept = entity?.doc ?? null
  if (kept === null || !SAID.some((name) => kept.includes(`"${name}":`))) return told
  const [mine, theirs] = [JSON.parse(kept) as Doc, JSON.parse(told) as Doc]
  const said = Object.entries((mine['dora'] ?? {}) as Doc).filter(([name]) => (SAID as readonly string[]).includes(name))
  const block = (theirs['dora'] ?? {}) as Doc
  return canonicalJson({ ...theirs, dora: { ...Object.fromEntries(said), ...block } } as Json)
}

/** What comes in, seen through the merges that moderation made. Between invented rows and real ones, none holds. */
const seenThroughMerges = ({ store, seal }: IngestParts, staged: Staged, { isApart }: Reach): Promise<SeenThroughMerges> =>
  store.read(async (reader) => {
    if (await isTurning(reader, staged)) return throughMerges(staged, [], () => false)
    const fusions = await allFusions(reader, seal)
    const kept = fusions.length === 0 ? new Set<string>() : await keptHere(reader)
    const sheets = await reader.entities(fusions.map(({ kind, garde }) => ({ kind, id: garde })))
    const owned = sheets.filter(
      (one) => kept.has(one.kind === 'structure' ? one.id : (one.parent ?? '')) || (!one.deleted && isApart(one)),
    )
    const names = new Set(owned.map(({ kind, id }) => `${kind}/${id}`))
    return throughMerges(staged, fusions, (kind, id) => names.has(`${kind}/${id}`))
  })

const sameText = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ')
const compareBytes = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)))

type Beside = { readonly kept: ReadonlySet<string>; readonly reach: Reach; readonly part: Part | undefined }

/** What differs in a kind, but for what is `kept` as it is: both sides are in the order of their identifiers. */
const compare = async (reader: Reader, seal: Seal, staged: Staged, kind: StagedKind, { kept, reach, part }: Beside) => {
  const isKept = (id: string, parent: string | null): boolean =>
    kept.size > 0 && kept.has(kind === 'structure' ? id : (parent ?? ''))
  const put: string[] = []
  const add = (id: string): void => {
    if (kept.size > 0 && isKept(id, staged.row(kind, id)?.parent ?? null)) return part?.keep?.(kind, id)
    put.push(id)
    part?.see?.({ kind, id, before: null, after: staged.row(kind, id), same: false })
  }
  const remove: string[] = []
  let unchanged = 0
  let known = 0
  const wanted = staged.ids(kind)[Symbol.iterator]()
  let next = wanted.next()
  for await (const entity of reader.scan(kind)) {
    while (next.done !== true && compareBytes(next.value, entity.id) < 0) {
      add(next.value)
      next = wanted.next()
    }
    if (reach.isApart(entity)) {
      if (next.done !== true && next.value === entity.id) next = wanted.next()
      continue
    }
    known += 1
    if (isKept(entity.id, entity.parent)) {
      unchanged += 1
      part?.keep?.(kind, entity.id)
      if (next.done !== true && next.value === entity.id) next = wanted.next()
    } else if (next.done !== true && next.value === entity.id) {
      const row = staged.row(kind, entity.id)
      const same =
        row !== null &&
        entity.doc === withSaid(entity, row.doc) &&
        entity.parent === row.parent &&
        sameText(entity.scopes, row.scopes)
      const isSame = same && (row.contact === null || sameDoc(row.contact, (await contactOf(reader, seal, row.id)) ?? {}))
      if (isSame) unchanged += 1
      else put.push(entity.id)
      part?.see?.({ kind, id: entity.id, before: entity.doc, after: row, same: isSame })
      next = wanted.next()
    } else {
      remove.push(entity.id)
      part?.see?.({ kind, id: entity.id, before: entity.doc, after: null, same: false })
    }
  }
  for (; next.done !== true; next = wanted.next()) add(next.value)
  return { put, remove, unchanged, losses: { removed: remove.length, known } }
}

/** Between invented rows and real ones nothing is kept, also when the change was cut. */
const isTurning = async (reader: Reader, staged: Staged): Promise<boolean> =>
  ((await reader.setting(DEMONSTRATION)) ?? '0') !== (staged.demonstration ? '1' : '0') ||
  (await reader.setting(EPOCH_DUE)) === '1' ||
  (await reader.setting(TURNING)) === '1'

const plan = ({ store, seal }: IngestParts, staged: Staged, reach: Reach, part: Part | undefined): Promise<Plan> =>
  store.read(async (reader) => {
    const turning = await isTurning(reader, staged)
    const kept = turning ? new Set<string>() : await keptHere(reader)
    const beside = { kept, part, reach: turning ? WHOLE : reach }
    const structure = await compare(reader, seal, staged, 'structure', beside)
    const service = await compare(reader, seal, staged, 'service', beside)
    return {
      turning,
      put: { structure: structure.put, service: service.put },
      remove: { structure: structure.remove, service: service.remove },
      unchanged: structure.unchanged + service.unchanged,
      losses: { structure: structure.losses, service: service.losses },
      free: (await reader.setting(DEMONSTRATION)) === '1' || (await reader.setting(REPLACING)) === '1',
    }
  })

/**
 * Invented rows and real ones are never of one history: a desk that has the ones reads the others from the start. The flag and the
 * epoch due are one transaction, for a crash before the new epoch not to lose it.
 */
const turnFlag = async (store: SyncStore, demonstration: boolean, replacing: boolean): Promise<boolean> => {
  const wanted = demonstration ? '1' : '0'
  const { value: due } = await store.write(async (writer) => {
    const had = await writer.setting(DEMONSTRATION)
    const filled = Object.values(await writer.sums(FRANCE)).some(({ n }) => n > 0)
    if (had !== wanted) await writer.setSetting(DEMONSTRATION, wanted)
    if (replacing) await writer.setSetting(REPLACING, '1')
    const turned = filled && (had ?? '0') !== wanted
    if (turned) await writer.setSetting(EPOCH_DUE, '1')
    if (turned) await writer.setSetting(TURNING, '1')
    return turned || (await writer.setting(EPOCH_DUE)) === '1'
  })
  if (due) {
    await store.newEpoch()
    await store.write((writer) => writer.setSetting(EPOCH_DUE, '0'))
  }
  return due
}

const stage = async (writer: Writer, seal: Seal, kind: StagedKind, rows: readonly StagedRow[]): Promise<void> => {
  const keys = rows.map(({ id }) => ({ kind, id }))
  // One question for all of them; contacts are few.
  const there = new Map((await writer.entities(keys)).map((entity) => [entity.id, entity]))
  const had = new Set([...there.values()].filter(masked).map(({ id }) => id))
  const contacts = rows.filter(({ id, contact }) => contact !== null || had.has(id))
  if (contacts.length > 0) await writer.entities(contacts.map(({ id }) => contactKey(id)))
  for (const { id, doc: told, scopes: open, parent } of rows) {
    const doc = withSaid(there.get(id) ?? null, told)
    // Not published: its members' only.
    const scopes = open.length === 0 && parent !== null ? await memberScopes(writer, seal, parent) : open
    await writer.put({ kind, id, scopes, doc, parent, hash: (ver) => hashOf({ kind, id }, ver, doc) })
  }
  for (const { id, contact } of contacts) await putContact(writer, seal, id, contact)
}

function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += CHUNK) yield all.slice(from, from + CHUNK)
}

/**
 * Makes the public catalogue of `store` that of `told`, seen through the merges of moderation and the rules by territory. Null
 * when another process is at it. Rejects with TooManyRemovals when it would remove much of the real rows there, unless `force`;
 * with the store's errors, or with the signal's reason between two chunks: what was written then stays, and the next run finishes.
 * @param options.part what it has a say on, and what judges it instead; null too while invented rows give way to real ones
 */
export const ingest = (
  parts: IngestParts,
  told: Staged,
  options: {
    readonly onProgress?: IngestProgress
    readonly signal?: AbortSignal
    readonly force?: boolean
    readonly part?: Part
  } = {},
): Promise<Ingested | null> =>
  parts.store.exclusively(CATALOGUE_JOB, async () => {
    const { store, seal } = parts
    const { part } = options
    if (part !== undefined && (await store.read((reader) => isTurning(reader, told)))) return null
    const rules = await store.read(allRules)
    const reach = await store.read((reader) => reachOf(reader, seal, told, part))
    // Before, for a merge not to keep what a rule hides alive; and after, for what it makes.
    const { staged: merged, heard } = await seenThroughMerges(parts, throughRules(told, rules), reach)
    const staged = throughRules(merged, rules)
    const { turning, put, remove, unchanged, losses, free } = await plan(parts, staged, reach, part)
    part?.judge()
    const replacing = part === undefined && losesTooMuch(losses)
    if (replacing && !free && options.force !== true) throw new TooManyRemovals(losses)
    const turned = part === undefined && (await turnFlag(store, staged.demonstration, replacing))
    const sizeOf = (of: Plan['put']): number => of.structure.length + of.service.length
    const [written, removed] = [sizeOf(put), sizeOf(remove)]
    let done = 0
    const chunk = async (count: number, work: (writer: Writer) => Promise<unknown>): Promise<void> => {
      options.signal?.throwIfAborted()
      await store.write(work)
      done += count
      options.onProgress?.(done, written + removed)
    }
    // Someone may have joined since the plan was made.
    const keptNow = async (writer: Writer): Promise<ReadonlySet<string>> => (turning ? new Set() : withPeople(writer))
    const removeAll = async (): Promise<void> => {
      for (const kind of ['service', 'structure'] as const) {
        for (const ids of chunksOf(remove[kind])) {
          await chunk(ids.length, async (writer) => takeAway(writer, kind, ids, await keptNow(writer)))
        }
      }
    }
    // Invented rows do not stay beside real ones while these come in.
    if (turned) await removeAll()
    for (const kind of KINDS) {
      for (const ids of chunksOf(put[kind])) {
        const rows = ids.map((id) => staged.row(kind, id)).filter((row) => row !== null)
        await chunk(ids.length, async (writer) => {
          const kept = await keptNow(writer)
          const free = rows.filter(({ id, parent }) => !kept.has(kind === 'structure' ? id : (parent ?? '')))
          await stage(writer, seal, kind, free)
        })
      }
    }
    // After: a service that changes structure has its new one before the old one goes.
    if (!turned) await removeAll()
    await store.write(async (writer) => {
      for (const one of heard()) await hearFusion(writer, seal, one)
      if (!turning && !staged.demonstration)
        await forgetMerges(writer, seal, (kind, id) => told.row(kind, id) !== null || reach.isApartId(id))
      if (part === undefined) await writer.setSetting(CATALOGUE_DATE, staged.genere_le)
      if (replacing) await writer.setSetting(REPLACING, '0')
      if ((await writer.setting(TURNING)) === '1') await writer.setSetting(TURNING, '0')
    })
    await hideLater(parts, rules)
    return { written, removed, unchanged }
  })
