import { randomUUID } from 'node:crypto'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { addHash } from '#shared/sync/canonical.ts'
import {
  type Change,
  type Mutation,
  type MutationResult,
  PullAnswer,
  type PullRequest,
  PushAnswer,
  type SnapshotInfo,
  type Sums,
} from '#shared/sync/wire.ts'
import { newUser } from '#server/accounts/user.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { putService, putStructure } from './commands/catalogue-rows.ts'
import { createSyncCore, type SyncCore, type SyncParts } from './core.ts'
import { createSeal } from './seal.ts'
import { VERSIONS } from './versions.ts'

/** Parts shared by the tests of the sync core: a real store, a clock that only moves when told, a desk reduced to its rows. */

export const START = Date.parse('2026-11-23T09:00:00Z')
export const seal = createSeal(new Uint8Array(32).fill(7))

export const person = (id: string, role: User['role'] = 'professionnel'): User =>
  newUser({ id, courriel: `${id}@example.org`, nom: `Personne ${id}`, role, motDePasse: 'x', valide: true }, START)
export const ALICE = person('u-alice')
export const BOB = person('u-bob')
export const ADMIN = person('u-admin', 'administrateur')
const EVERYONE = [ALICE, BOB, ADMIN]

export type Bench = {
  readonly store: SyncStore
  readonly core: SyncCore
  readonly clock: { now: () => number }
  readonly snapshots: SnapshotInfo[]
}

export const benchOn = async (store: SyncStore, parts: Partial<SyncParts> = {}): Promise<Bench> => {
  for (const user of EVERYONE) {
    if ((await store.accounts.userById(user.id)) === null) await store.accounts.addUser(user)
  }
  const clock = { now: () => START }
  const snapshots: SnapshotInfo[] = []
  const core = createSyncCore({ store, clock, seal, versions: VERSIONS, snapshots: { list: () => snapshots }, ...parts })
  return { store, core, clock, snapshots }
}

export const openBench = async (parts: Partial<SyncParts> = {}): Promise<Bench> =>
  benchOn(await openSqliteStore({ file: ':memory:' }), parts)

export const structure = (id: string, more: Partial<Structure> = {}): Structure => ({
  id,
  source: 'dora',
  nom: `Structure ${id}`,
  date_maj: '2026-01-01',
  code_insee: '75056',
  ...more,
})
export const service = (id: string, structureId: string | null, more: Partial<Service> = {}): Service => ({
  id,
  source: 'dora',
  structure_id: structureId,
  nom: `Service ${id}`,
  date_maj: '2026-01-01',
  ...more,
})

/** A service with all that publication asks for (shared/listing/problems.ts). */
export const publishable = (id: string, structureId: string | null, more: Partial<Service> = {}): Service =>
  service(id, structureId, {
    thematiques: ['mobilite--acceder-a-un-vehicule'],
    type: 'aide-financiere',
    zone_eligibilite: ['france'],
    modes_accueil: ['a-distance'],
    ...more,
    dora: { short_desc: 'Une aide.', beneficiaries_access_modes: ['se-presenter'], ...more.dora },
  })

/** Puts records in as an import would. */
export const fill = async (store: SyncStore, structures: readonly Structure[], services: readonly Service[]): Promise<void> => {
  await store.write(async (writer) => {
    for (const one of structures) await writer.step(() => putStructure(writer, { ...one } as never))
    for (const one of services) await writer.step(() => putService(writer, seal, { ...one } as never))
  })
}

let sent = 0
export const mutation = (type: string, id: string, more: Partial<Mutation> = {}): Mutation => ({
  mut_id: randomUUID(),
  n: (sent += 1),
  deps: [],
  schema: 1,
  type,
  key: { kind: type.slice(0, type.indexOf('.')), id },
  base_ver: 0,
  base: {},
  patch: {},
  client_time: '2026-11-23T08:59:00Z',
  ...more,
})

export const favouriteId = (user: User, target: string): string => `${user.id}/service:${target}`
export const favourite = (user: User, target: string, more: Partial<Mutation['patch']> = {}): Mutation =>
  mutation('favourite.create', favouriteId(user, target), {
    patch: {
      cible: { kind: 'service', id: target },
      nom: target,
      note: '',
      listes: [],
      cree_le: '2026-11-23T08:00:00Z',
      ...more,
    },
  })

/** Pushes, and checks that the answer is one that a desk can read. */
export const pushAll = async (
  core: SyncCore,
  user: User,
  mutations: readonly Mutation[],
  client = `c-${user.id}`,
): Promise<PushAnswer> => PushAnswer.parse(await core.push({ proto: 1, client_id: client, mutations: [...mutations] }, user))

export const pushOne = async (core: SyncCore, user: User, one: Mutation, client?: string): Promise<MutationResult> => {
  const [result] = (await pushAll(core, user, [one], client)).results
  if (result === undefined) throw new Error('no result')
  return result
}

export const request = (scopes: PullRequest['scopes'], more: Partial<PullRequest> = {}): PullRequest => ({
  proto: 1,
  schema: 1,
  client_id: 'c-test',
  epoch: null,
  limit: 2000,
  max_bytes: 1024 * 1024,
  scopes,
  ...more,
})

export const pullOnce = async (core: SyncCore, asked: PullRequest, user: User | null = null): Promise<PullAnswer> =>
  PullAnswer.parse(JSON.parse(await core.pull(asked, user)))

/** What a desk holds of one scope. */
export type Held = { readonly rows: Map<string, Change & { op: 'put' }>; seq: number; epoch: string | null }
export const emptyDesk = (): Held => ({ rows: new Map(), seq: 0, epoch: null })

const keyOf = ({ kind, id }: Change): string => `${kind} ${id}`

/** Pulls a scope to the head, checks its sums, and answers how many pages it took. */
export const follow = async (
  core: SyncCore,
  scope: string,
  desk: Held,
  more: Partial<PullRequest> = {},
  user: User | null = null,
): Promise<number> => {
  for (let pages = 1; ; pages++) {
    const answer = await pullOnce(core, request([{ id: scope, since: desk.seq }], { epoch: desk.epoch, ...more }), user)
    const [page] = answer.results
    if (page === undefined) throw new Error('no page')
    for (const change of page.changes) {
      if (change.op === 'put') desk.rows.set(keyOf(change), change)
      else desk.rows.delete(keyOf(change))
    }
    if (page.more && page.next <= desk.seq) throw new Error('a page without progress')
    desk.seq = page.next
    desk.epoch = answer.epoch
    if (page.more) continue
    if (JSON.stringify(sumsOf(desk)) !== JSON.stringify(sorted(page.sums ?? {}))) throw new Error('the sums differ')
    return pages
  }
}

const sorted = (sums: Sums): Sums => Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)))

export const sumsOf = ({ rows }: Held): Sums => {
  const sums: Sums = {}
  for (const { kind, h } of rows.values()) {
    const had = sums[kind] ?? { n: 0, sum: 0 }
    sums[kind] = { n: had.n + 1, sum: addHash(had.sum, h) }
  }
  return sorted(sums)
}

/** Rows as text, whatever the order they came in. */
export const contents = ({ rows }: Held): readonly string[] =>
  [...rows.values()].map(({ kind, id, ver, h, doc }) => JSON.stringify([kind, id, ver, h, doc])).sort()
