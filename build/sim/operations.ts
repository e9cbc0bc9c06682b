import { createRandom, type Random } from './random.ts'

/** What happens in a run, one after the other. `r` seeds all that the operation draws, so that removing others changes nothing to it. */
export type NetworkFault =
  | 'drop'
  | 'lost-answer'
  | 'duplicate'
  | 'late'
  | 'truncate'
  | 'portal'
  | 'stale'
  | 'token_expired'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'internal'
  | 'server-killed'

export type BlobFault = 'cut' | 'flip' | 'rotated' | 'raw-flip' | 'wrong-schema'

export type Cut = { readonly kind: 'kill' | 'power'; readonly after: number }

export type Operation = { readonly r: number } & (
  | {
      readonly op: 'sync'
      readonly desk: number
      /** Rows of a page; small, so that a page rarely holds everything. */
      readonly limit: number
      /** At the nth request of the exchange. */
      readonly faults: readonly { readonly at: number; readonly fault: NetworkFault }[]
      readonly blob: BlobFault | null
      readonly cut: Cut | null
      /** Bytes left on the disk; null for plenty. */
      readonly room: number | null
      /** Something else happens on the server at the nth request. */
      readonly meanwhile: { readonly at: number; readonly what: 'edit' | 'purge' | 'rotate' | 'import' } | null
      readonly sendOnly: boolean
    }
  | {
      readonly op: 'favourite'
      readonly desk: number
      readonly act: 'add' | 'note' | 'lists' | 'remove' | 'rename-list'
      readonly target: number
      readonly cut: Cut | null
    }
  | { readonly op: 'settle'; readonly desk: number; readonly act: 'resolve' | 'cancel' | 'retry' }
  | {
      readonly op: 'admin'
      readonly act: 'edit' | 'stale-edit' | 'move' | 'create' | 'remove' | 'batch' | 'structure'
      readonly target: number
    }
  | { readonly op: 'import'; readonly size: number }
  | { readonly op: 'snapshot' }
  | { readonly op: 'rotate' }
  | { readonly op: 'purge'; readonly keep: number }
  | { readonly op: 'backup' }
  | { readonly op: 'restore'; readonly bump: boolean }
  | { readonly op: 'restart' }
  | { readonly op: 'territories'; readonly desk: number; readonly choice: number }
  | { readonly op: 'account'; readonly desk: number; readonly user: number | null; readonly erase: boolean }
  | { readonly op: 'revoke'; readonly desk: number }
  | { readonly op: 'kill'; readonly desk: number; readonly kind: 'kill' | 'power' }
  | { readonly op: 'clock'; readonly desk: number; readonly by: number }
  | { readonly op: 'clone'; readonly desk: number; readonly onto: number }
  | { readonly op: 'damage'; readonly desk: number; readonly what: 'header' | 'truncate' | 'garbage' | 'pointer' | 'missing' }
)

export const DESKS = 3
export const USERS = 2

const YEARS_10 = 10 * 365 * 24 * 3_600_000

const NETWORK_WEIGHTS: Readonly<Record<NetworkFault, number>> = {
  drop: 2,
  'lost-answer': 5,
  duplicate: 3,
  late: 3,
  truncate: 2,
  portal: 1,
  stale: 3,
  token_expired: 1,
  too_large: 1,
  rate_limited: 1,
  unavailable: 1,
  internal: 2,
  'server-killed': 4,
}

const cutOf = (random: Random, probability: number, steps: number): Cut | null =>
  random.chance(probability) ? { kind: random.chance(0.6) ? 'power' : 'kill', after: random.int(steps) } : null

const OF_SYNC = { edit: 5, purge: 2, rotate: 2, import: 2 } as const

const synchronise = (random: Random, desk: number) =>
  ({
    op: 'sync',
    desk,
    limit: random.chance(0.5) ? 1 + random.int(4) : 2_000,
    faults: random.chance(0.35)
      ? Array.from({ length: 1 + random.int(2) }, () => ({
          at: Math.min(random.int(6), random.int(6)),
          fault: random.weighted(NETWORK_WEIGHTS),
        }))
      : [],
    blob: random.chance(0.15) ? random.pick<BlobFault>(['cut', 'flip', 'rotated', 'raw-flip', 'wrong-schema']) : null,
    cut: cutOf(random, 0.15, random.chance(0.7) ? 30 : 200),
    room: random.chance(0.05) ? random.int(200_000) : null,
    meanwhile: random.chance(0.2) ? { at: random.int(5), what: random.weighted(OF_SYNC) } : null,
    sendOnly: random.chance(0.1),
  }) as const

const WEIGHTS = {
  sync: 34,
  favourite: 24,
  settle: 3,
  admin: 14,
  import: 3,
  snapshot: 6,
  rotate: 1,
  purge: 3,
  backup: 4,
  restore: 4,
  restart: 1,
  territories: 2,
  account: 2,
  revoke: 1,
  kill: 2,
  clock: 1,
  clone: 1,
  damage: 1,
} as const

const one = (random: Random, last: number): Operation => {
  const r = random.int(2 ** 31)
  // What one desk does is mostly followed by what the same does next: writes, then an exchange.
  const desk = random.chance(0.5) ? last : random.int(DESKS)
  switch (random.weighted(WEIGHTS)) {
    case 'sync':
      return { r, ...synchronise(random, desk) }
    case 'favourite':
      return {
        r,
        op: 'favourite',
        desk,
        act: random.weighted({ add: 6, note: 8, lists: 6, remove: 3, 'rename-list': 1 }),
        // Few targets: what meets is what goes wrong.
        target: random.int(3),
        cut: cutOf(random, 0.08, 12),
      }
    case 'settle':
      return { r, op: 'settle', desk, act: random.weighted({ resolve: 4, cancel: 2, retry: 2 }) }
    case 'admin':
      return {
        r,
        op: 'admin',
        act: random.weighted({ edit: 6, 'stale-edit': 3, move: 4, create: 3, remove: 4, batch: 2, structure: 2 }),
        target: random.int(10),
      }
    case 'import':
      return { r, op: 'import', size: 2 + random.int(12) }
    case 'snapshot':
      return { r, op: 'snapshot' }
    case 'rotate':
      return { r, op: 'rotate' }
    case 'purge':
      return { r, op: 'purge', keep: random.int(4) }
    case 'backup':
      return { r, op: 'backup' }
    case 'restore':
      return { r, op: 'restore', bump: random.chance(0.65) }
    case 'restart':
      return { r, op: 'restart' }
    case 'territories':
      return { r, op: 'territories', desk, choice: random.int(5) }
    case 'account':
      return { r, op: 'account', desk, user: random.chance(0.25) ? null : random.int(USERS), erase: random.chance(0.3) }
    case 'revoke':
      return { r, op: 'revoke', desk }
    case 'kill':
      return { r, op: 'kill', desk, kind: random.chance(0.6) ? 'power' : 'kill' }
    case 'clock':
      return { r, op: 'clock', desk, by: random.pick([YEARS_10, -YEARS_10, 3_600_000, -3_600_000, 7 * 24 * 3_600_000]) }
    case 'clone':
      return { r, op: 'clone', desk, onto: random.int(DESKS) }
    case 'damage':
      return { r, op: 'damage', desk, what: random.pick(['header', 'truncate', 'garbage', 'pointer', 'missing'] as const) }
  }
}

const plain = (random: Random, desk: number): Operation => ({
  r: random.int(2 ** 31),
  ...synchronise(random, desk),
  faults: [],
  blob: null,
  cut: null,
  room: null,
  meanwhile: null,
  sendOnly: false,
})

/** What rarely comes by chance alone, in the order that hurts. Anything may still come in between. */
const story = (random: Random): readonly Operation[] => {
  const desk = random.int(DESKS)
  const other = (desk + 1) % DESKS
  const r = () => random.int(2 ** 31)
  const admin = (act: 'edit' | 'remove' | 'batch' | 'move'): Operation => ({ r: r(), op: 'admin', act, target: random.int(10) })
  const note = (by: number): Operation => ({
    r: r(),
    op: 'favourite',
    desk: by,
    act: random.pick(['note', 'lists']),
    target: 0,
    cut: null,
  })
  switch (random.weighted({ history: 3, away: 3, retry: 3, twins: 2, meeting: 3 })) {
    case 'history':
      return [
        { r: r(), op: 'backup' },
        admin('edit'),
        note(desk),
        plain(random, desk),
        { r: r(), op: 'restore', bump: random.chance(0.5) },
        admin('batch'),
        admin('move'),
        plain(random, desk),
      ]
    case 'away':
      return [
        plain(random, desk),
        admin('remove'),
        admin('edit'),
        { r: r(), op: 'purge', keep: random.int(2) },
        plain(random, desk),
      ]
    case 'retry':
      return [
        note(desk),
        {
          ...(plain(random, desk) as Extract<Operation, { op: 'sync' }>),
          faults: [{ at: 1, fault: random.pick(['lost-answer', 'late', 'server-killed'] as const) }],
        },
        plain(random, other),
        note(other),
        plain(random, other),
        plain(random, desk),
      ]
    case 'twins':
      return [
        note(desk),
        { r: r(), op: 'clone', desk, onto: other },
        note(desk),
        note(other),
        plain(random, desk),
        plain(random, other),
      ]
    case 'meeting':
      return [
        note(desk),
        plain(random, desk),
        plain(random, other),
        note(desk),
        note(other),
        plain(random, desk),
        plain(random, other),
      ]
  }
}

/** From 5 to 40 operations; short ones are more frequent, for they are cheap and shrink well. */
export const generate = (seed: number): readonly Operation[] => {
  const random = createRandom(seed)
  const length = 5 + random.int(random.chance(0.75) ? 14 : 36)
  // Many desks begin with a file made by the server, as those in use do.
  const first: readonly Operation[] = random.chance(0.5) ? [{ r: random.int(2 ** 31), op: 'snapshot' }] : []
  const list: Operation[] = [...first]
  let last = 0
  for (let at = 0; at < length; at++) {
    if (random.chance(0.04)) {
      const told = story(random)
      list.push(...told)
      at += told.length
      continue
    }
    const operation = one(random, last)
    if ('desk' in operation) last = operation.desk
    list.push(operation)
  }
  return list
}
