import type { Reader, SyncStore, Writer } from '#server/store/types.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { hashOf } from '../rows.ts'
import { CATALOGUE_DATE, DEMONSTRATION, EPOCH_DUE, REPLACING } from '../settings.ts'
import { type Losses, losesTooMuch, TooManyRemovals } from './guard.ts'
import { KINDS, type Staged, type StagedKind, type StagedRow } from './staged.ts'

/**
 * The public catalogue replaced by a staged one: only what differs is written, so that desks only receive differences. Cut
 * anywhere, it is begun again and ends the same.
 */

export type IngestProgress = (done: number, total: number) => void
export type Ingested = { readonly written: number; readonly removed: number; readonly unchanged: number }

/** Rows of one transaction: small enough for pushes to come in between. */
const CHUNK = 1000
const JOB = 'catalogue'

type Plan = {
  readonly put: Readonly<Record<StagedKind, readonly string[]>>
  readonly remove: Readonly<Record<StagedKind, readonly string[]>>
  readonly unchanged: number
  readonly losses: Losses
  /** Invented rows are no loss, and what was accepted once is not asked again. */
  readonly free: boolean
}

const sameText = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ')
const compareBytes = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)))

/** What differs in a kind: both sides are in the order of their identifiers. */
const compare = async (reader: Reader, staged: Staged, kind: StagedKind) => {
  const put: string[] = []
  const remove: string[] = []
  let unchanged = 0
  let known = 0
  const wanted = staged.ids(kind)[Symbol.iterator]()
  let next = wanted.next()
  for await (const entity of reader.scan(kind)) {
    known += 1
    while (next.done !== true && compareBytes(next.value, entity.id) < 0) {
      put.push(next.value)
      next = wanted.next()
    }
    if (next.done !== true && next.value === entity.id) {
      const row = staged.row(kind, entity.id)
      if (row !== null && entity.doc === row.doc && entity.parent === row.parent && sameText(entity.scopes, row.scopes))
        unchanged += 1
      else put.push(entity.id)
      next = wanted.next()
    } else remove.push(entity.id)
  }
  for (; next.done !== true; next = wanted.next()) put.push(next.value)
  return { put, remove, unchanged, losses: { removed: remove.length, known } }
}

const plan = (store: SyncStore, staged: Staged): Promise<Plan> =>
  store.read(async (reader) => {
    const structure = await compare(reader, staged, 'structure')
    const service = await compare(reader, staged, 'service')
    return {
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
    return turned || (await writer.setting(EPOCH_DUE)) === '1'
  })
  if (due) {
    await store.newEpoch()
    await store.write((writer) => writer.setSetting(EPOCH_DUE, '0'))
  }
  return due
}

const stage = async (writer: Writer, kind: StagedKind, rows: readonly StagedRow[]): Promise<void> => {
  const keys = rows.map(({ id }) => ({ kind, id }))
  // One question for all of them.
  await writer.entities(keys)
  for (const { id, doc, scopes, parent } of rows) {
    await writer.put({ kind, id, scopes, doc, parent, hash: (ver) => hashOf({ kind, id }, ver, doc) })
  }
}

function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += CHUNK) yield all.slice(from, from + CHUNK)
}

/**
 * Makes the public catalogue of `store` that of `staged`. Null when another process is at it. Rejects with TooManyRemovals when it
 * would remove much of the real rows there, unless `force`; with the store's errors, or with the signal's reason between two
 * chunks: what was written then stays, and the next run finishes.
 */
export const ingest = (
  store: SyncStore,
  staged: Staged,
  options: { readonly onProgress?: IngestProgress; readonly signal?: AbortSignal; readonly force?: boolean } = {},
): Promise<Ingested | null> =>
  store.exclusively(JOB, async () => {
    const { put, remove, unchanged, losses, free } = await plan(store, staged)
    const replacing = losesTooMuch(losses)
    if (replacing && !free && options.force !== true) throw new TooManyRemovals(losses)
    const turned = await turnFlag(store, staged.demonstration, replacing)
    const sizeOf = (of: Plan['put']): number => of.structure.length + of.service.length
    const [written, removed] = [sizeOf(put), sizeOf(remove)]
    let done = 0
    const chunk = async (count: number, work: (writer: Writer) => Promise<unknown>): Promise<void> => {
      options.signal?.throwIfAborted()
      await store.write(work)
      done += count
      options.onProgress?.(done, written + removed)
    }
    const removeAll = async (): Promise<void> => {
      for (const kind of ['service', 'structure'] as const) {
        for (const ids of chunksOf(remove[kind])) {
          await chunk(ids.length, async (writer) => {
            await writer.entities(ids.map((id) => ({ kind, id })))
            for (const id of ids) await writer.remove({ kind, id })
          })
        }
      }
    }
    // Invented rows do not stay beside real ones while these come in.
    if (turned) await removeAll()
    for (const kind of KINDS) {
      for (const ids of chunksOf(put[kind])) {
        const rows = ids.map((id) => staged.row(kind, id)).filter((row) => row !== null)
        await chunk(ids.length, (writer) => stage(writer, kind, rows))
      }
    }
    // After: a service that changes structure has its new one before the old one goes.
    if (!turned) await removeAll()
    await store.write(async (writer) => {
      await writer.setSetting(CATALOGUE_DATE, staged.genere_le)
      if (replacing) await writer.setSetting(REPLACING, '0')
    })
    return { written, removed, unchanged }
  })
