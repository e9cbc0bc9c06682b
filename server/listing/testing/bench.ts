import type { Doc } from '#shared/sync/merge.ts'
import type { Mutation, MutationResult } from '#shared/sync/wire.ts'
import { type AccountBench, type BenchOptions, openAccounts } from '../../accounts/testing/bench.ts'
import type { User } from '../../store/types.ts'
import { recordOf } from '../../sync/commands/catalogue-rows.ts'
import { createSyncCore, type SyncCore } from '../../sync/core.ts'
import { emptyDesk, follow, type Held, pushOne } from '../../sync/testing.ts'
import { VERSIONS } from '../../sync/versions.ts'

/** Accounts and what they push, over one real store, under one clock. */

export type ListingBench = AccountBench & {
  readonly core: SyncCore
  readonly push: (user: User, one: Mutation) => Promise<MutationResult>
  /** The same as its status, or the code that says why not. */
  readonly said: (user: User, one: Mutation) => Promise<string>
  /** Rows of a kind that the person's own desk has now, by id. */
  readonly held: (user: User, kind: string) => Promise<ReadonlyMap<string, Doc>>
  /** A public row, as it is stored. */
  readonly row: (kind: string, id: string) => Promise<Doc>
}

export const openListings = async (options: BenchOptions = {}): Promise<ListingBench> => {
  const bench = await openAccounts(options)
  const { store, parts } = bench
  const core = createSyncCore({
    store,
    clock: { now: parts.now },
    seal: parts.seal,
    versions: VERSIONS,
    snapshots: { list: () => [] },
    linkTo: parts.linkTo,
  })
  const desks = new Map<string, Held>()
  return {
    ...bench,
    core,
    push: (user, one) => pushOne(core, user, one),
    said: async (user, one) => {
      const { status, code } = await pushOne(core, user, one)
      return code ?? status
    },
    held: async (user, kind) => {
      const desk = desks.get(user.id) ?? emptyDesk()
      desks.set(user.id, desk)
      await follow(core, 'u:me', desk, {}, user)
      return new Map([...desk.rows.values()].filter((one) => one.kind === kind).map(({ id, doc }) => [id, doc as Doc]))
    },
    row: async (kind, id) => recordOf(await store.read((reader) => reader.entity({ kind, id }))) ?? {},
  }
}
