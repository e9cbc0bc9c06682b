import { expect, test } from 'vitest'
import { FRANCE } from '#shared/sync/scope.ts'
import type { PullResult } from '#shared/sync/wire.ts'
import type { FailureCode } from './ports.ts'
import { createWorld, EPOCH_A, EPOCH_B, put } from './testing/fakes.ts'

/** A desk that has read everything: three rows, signed in. */
const settled = async () => {
  const world = createWorld()
  world.server.feed = [put(1), put(2), put(3)]
  world.server.snapshots = [world.snapshot(3)]
  await world.cycle.run()
  world.since()
  return world
}
const poke = (head: number, scopes = [FRANCE], epoch = EPOCH_A) => ({ poke: { epoch, head, scopes } })

test('a first exchange: what the server is, own rows, the newest snapshot, then pages; nobody is named in what is public', async () => {
  const world = createWorld()
  world.server.feed = [put(1), put(2), put(3)]
  world.server.snapshots = [world.snapshot(1), world.snapshot(2)]
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true, catalogueChanged: true, skewMs: 0 })
  expect(world.calls).toEqual(['info', 'pull u:me@0', 'applyMine 3', 'install 2', 'pull cat:fr@2', 'apply cat:fr 3', 'repack'])
  expect(world.tokens).toEqual(['jeton', null])
  expect(world.requests.map(({ client_id, epoch }) => [client_id, epoch])).toEqual([
    ['c-1', null],
    ['public', EPOCH_A],
  ])
})

test('a poke costs one pull, and nothing when it tells what is known', async () => {
  const world = await settled()
  world.server.feed.push(put(4))
  expect(await world.cycle.run(poke(4))).toMatchObject({ failure: null, upToDate: true, catalogueChanged: true })
  expect(world.since()).toEqual(['pull cat:fr@3', 'apply cat:fr 4', 'repack'])
  await world.cycle.run(poke(4))
  await world.cycle.run(poke(3, [FRANCE, 'u:me']))
  expect(world.since()).toEqual([])
  world.server.mine.push(put(5))
  expect(await world.cycle.run(poke(5, ['u:me']))).toMatchObject({ mineChanged: true, catalogueChanged: false })
  expect(world.since()).toEqual(['pull u:me@3', 'applyMine 5'])
})

test('a poke that names nothing, as a stream opens, is about all that may have been missed', async () => {
  const world = await settled()
  world.server.feed.push(put(4))
  world.server.mine.push(put(5))
  await world.cycle.run(poke(5, []))
  expect(world.since()).toEqual(['pull u:me@3', 'applyMine 5', 'pull cat:fr@3', 'apply cat:fr 5', 'repack'])
  await world.cycle.run(poke(5, []))
  expect(world.since()).toEqual([])
})

test('a poke of territories that are not carried costs nothing', async () => {
  const world = await settled()
  world.settings.territories = ['75']
  await world.cycle.run()
  world.since()
  await world.cycle.run(poke(9, ['cat:dep:33', 'cat:fr']))
  expect(world.since()).toEqual([])
  await world.cycle.run(poke(9, ['cat:dep:75', 'cat:fr']))
  expect(world.since()).toContain('pull cat:nat@3,cat:dep:75@3')
})

test('pages are read to the end, and say where a reading from nothing began', async () => {
  const world = createWorld()
  world.server.feed = [1, 2, 3, 4, 5].map((seq) => put(seq))
  world.server.pageRows = 2
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true })
  const asked = world.requests.filter(({ client_id }) => client_id === 'public').map(({ scopes }) => scopes[0])
  expect(asked).toEqual([
    { id: FRANCE, since: 0 },
    { id: FRANCE, since: 2, begun: 5 },
    { id: FRANCE, since: 4, begun: 5 },
    { id: FRANCE, since: 5 },
  ])
})

test('départements are filled scope by scope in a file of their own, dropped without reading again, and change back to France', async () => {
  const world = await settled()
  world.settings.territories = ['75', '33']
  expect(await world.cycle.run()).toMatchObject({ failure: null })
  expect(world.since().filter((one) => !one.includes('u:me'))).toEqual([
    'info',
    'applyMine 3',
    'stage cat:nat,cat:dep:33,cat:dep:75',
    'pull cat:nat@0',
    'pull cat:dep:33@0',
    'pull cat:dep:75@0',
    'finish',
    'pull cat:nat@3,cat:dep:33@3,cat:dep:75@3',
    'apply cat:nat 3',
    'apply cat:dep:33 3',
    'apply cat:dep:75 3',
    'repack',
  ])
  world.settings.territories = ['75']
  await world.cycle.run()
  expect(world.since()).toContain('drop cat:dep:33')
  world.settings.territories = []
  await world.cycle.run()
  expect(world.since()).toContain('install 3')
})

test.each<[FailureCode, string]>([
  ['epoch_changed', 'install 3'],
  ['cursor_ahead', 'install 3'],
  ['cursor_too_old', 'install 3'],
])('%s on the catalogue: it is read afresh, and the outbox is only asked again', async (code, expected) => {
  const world = await settled()
  world.server.feed.push(put(4))
  world.fail('pull', code)
  expect(await world.cycle.run(poke(4))).toMatchObject({ failure: null, upToDate: true })
  expect(world.since()).toEqual(expect.arrayContaining(['info', expected, 'pull cat:fr@3']))
  expect(world.user.waiting).toEqual([])
})

test('another history: own rows are read from nothing, before what was acknowledged is sent again', async () => {
  const world = await settled()
  world.server.epoch = EPOCH_B
  world.server.snapshots = [world.snapshot(3)]
  world.user.waiting = [world.mutation('m-1')]
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true })
  expect(world.since()).toEqual([
    'info',
    'resetMine',
    'push m-1',
    'pull u:me@0',
    'applyMine 3',
    'install 3',
    'pull cat:fr@3',
    'apply cat:fr 3',
    'repack',
  ])
  expect(world.reports).toContainEqual({ what: 'mine-reset', why: 'epoch_changed' })
})

test('a snapshot of a lost history, or of after the head, is never installed', async () => {
  const world = createWorld()
  world.server.feed = [put(1)]
  world.server.snapshots = [world.snapshot(9), world.snapshot(1, { epoch: EPOCH_B }), world.snapshot(1, { min_safe_version: 99 })]
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true })
  expect(world.calls).toContain(`stage ${FRANCE}`)
})

test('a snapshot rotated away is looked for again, once', async () => {
  const world = createWorld()
  world.server.feed = [put(1)]
  world.server.snapshots = [world.snapshot(1)]
  world.fail('install', 'not_found')
  expect(await world.cycle.run()).toMatchObject({ failure: null })
  expect(world.calls.filter((one) => /^(info|install)/.test(one))).toEqual(['info', 'install 1', 'info', 'install 1'])
})

test('pages that come to weigh more than half a snapshot give way to it', async () => {
  const world = await settled()
  for (let seq = 4; seq < 40; seq++) world.server.feed.push(put(seq))
  world.server.pageRows = 6
  world.server.snapshots = [world.snapshot(39)]
  await world.cycle.run()
  expect(world.since()).toContain('install 39')
  // Rows of one `seq` are only seen as they come.
  for (let n = 0; n < 40; n++) world.server.feed.push(put(40, `x-${n}`))
  world.server.feed.push(put(41), put(42))
  world.server.pageRows = 40
  world.server.snapshots = [world.snapshot(42)]
  await world.cycle.run(poke(42))
  expect(world.since()).toContain('install 42')
})

test('sums that differ: counted again once; if they still do, a snapshot, then pages; never adopted, and not for ever', async () => {
  const rotten = await settled()
  if (rotten.desk.file !== null) rotten.desk.file.rotten = true
  expect(await rotten.cycle.run()).toMatchObject({ failure: null, upToDate: true })
  expect(rotten.since()).toContain('recount')

  const world = await settled()
  world.server.lieSums = { service: { n: 1, sum: 1 } }
  expect(await world.cycle.run()).toMatchObject({ failure: { code: 'diverged' }, upToDate: false })
  expect(world.since().filter((one) => /^(install|stage|discard|finish)/.test(one))).toEqual([
    'install 3',
    `stage ${FRANCE}`,
    'discard',
  ])
  await world.cycle.run()
  expect(world.since().filter((one) => /^(install|stage)/.test(one))).toEqual([])
  expect(world.reports).toContainEqual({ what: 'diverged', scope: FRANCE })
})

test('a refused session: what waits is kept, and the public part goes on without it', async () => {
  const world = await settled()
  world.user.waiting = [world.mutation('m-1')]
  world.fail('push', 'token_expired')
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true, sessionExpired: true })
  expect(world.since()).toEqual(['info', 'push m-1', 'sessionExpired', 'pull cat:fr@3', 'apply cat:fr 3'])
  expect(world.user.waiting).toHaveLength(1)
})

test('a forbidden scope is dropped, and the others go on', async () => {
  const world = createWorld()
  world.server.feed = [put(1)]
  world.settings.territories = ['33', '75']
  await world.cycle.run()
  world.since()
  world.fail('pull', 'scope_forbidden', 2, { scope: 'cat:dep:33' })
  expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true })
  expect(world.since()).toContain('drop cat:dep:33')
  await world.cycle.run()
  expect(world.since()).toContain('pull cat:nat@1,cat:dep:75@1')
})

test('an identity used elsewhere: another one is taken once, and the same changes are sent under it', async () => {
  const world = await settled()
  world.user.waiting = [world.mutation('m-1')]
  world.fail('push', 'client_forked')
  expect(await world.cycle.run({ sendOnly: true })).toMatchObject({ failure: null, outboxChanged: true })
  expect(world.pushes.map(({ client_id }) => client_id)).toEqual(['c-1', 'c-2'])
})

test('versions: too old a desk is told apart from too old a server', async () => {
  const world = createWorld()
  world.server.proto = { min: 2, max: 3 }
  expect(await world.cycle.run()).toMatchObject({ failure: { code: 'upgrade_required' }, catalogueChanged: false })
  world.server.proto = { min: 0, max: 0 }
  expect(await world.cycle.run()).toMatchObject({ failure: { code: 'server_too_old' } })
})

test.each<FailureCode>(['network', 'portal', 'rate_limited', 'unavailable', 'upgrade_required'])(
  '%s ends the exchange: what was to be sent is due again, nothing else is asked',
  async (code) => {
    const world = await settled()
    world.user.waiting = [world.mutation('m-1'), world.mutation('m-2')]
    world.fail('push', code, 1, { retryAfterMs: 7_000 })
    expect(await world.cycle.run()).toMatchObject({ failure: { code, retryAfterMs: 7_000 }, upToDate: false })
    expect(world.since()).toEqual(['info', 'push m-1,m-2', `postpone m-1,m-2 0 ${code}`])
  },
)

test.each<[FailureCode, boolean]>([
  ['too_large', true],
  ['bad_request', true],
  ['internal', false],
  ['malformed', false],
])(
  'one change that makes a batch fail with %s is found; the others go through, and so does the catalogue',
  async (code, forEver) => {
    const world = await settled()
    world.user.waiting = ['m-1', 'm-2', 'm-3', 'm-4'].map((id) => world.mutation(id))
    // m-3: in the whole, in the second half, and alone.
    world.fail('push', code, 1)
    world.fail('push', code, 3)
    world.fail('push', code, 4)
    expect(await world.cycle.run()).toMatchObject({ failure: null, upToDate: true })
    expect(world.pushes.map(({ mutations }) => mutations.map(({ mut_id }) => mut_id).join(' '))).toEqual([
      'm-1 m-2 m-3 m-4',
      'm-1 m-2',
      'm-3 m-4',
      'm-3',
      'm-4',
    ])
    expect(world.reports).toContainEqual({ what: 'poison', mutId: 'm-3', code })
    const answers = world.user.answers.map(({ mut_id, status }) => `${mut_id} ${status}`)
    expect(answers.includes('m-3 rejected')).toBe(forEver)
    expect(answers.filter((one) => one.endsWith('applied'))).toHaveLength(3)
    if (!forEver) expect(world.since()).toContain(`postpone m-3 500 ${code}`)
  },
)

test('a server that fails at everything is not asked for ever', async () => {
  const world = await settled()
  world.user.waiting = Array.from({ length: 50 }, (_, n) => world.mutation(`m-${n}`))
  for (let n = 1; n <= 200; n++) world.fail('push', 'internal', n)
  expect(await world.cycle.run()).toMatchObject({ failure: { code: 'internal' }, upToDate: true })
  expect(world.pushes.length).toBeLessThan(20)
  expect(world.user.waiting).toHaveLength(50)
})

test('a change sent alone: read back where it had an effect; the catalogue only when it was one of its rows', async () => {
  const world = await settled()
  world.user.waiting = [world.mutation('m-1')]
  await world.cycle.run({ sendOnly: true })
  expect(world.since()).toEqual(['push m-1', 'pull u:me@3', 'applyMine 3'])
  world.user.waiting = [world.mutation('m-2', 'service')]
  await world.cycle.run({ sendOnly: true })
  expect(world.since()).toEqual(['push m-2', 'pull cat:fr@3', 'apply cat:fr 3'])
  world.user.waiting = [world.mutation('m-3')]
  world.server.answer = () => ({ status: 'rejected', code: 'forbidden', seq: undefined })
  await world.cycle.run({ sendOnly: true })
  expect(world.since()).toEqual(['push m-3'])
})

test('a push that is the first to hear of another history sends afresh, then reads everything of it', async () => {
  const world = await settled()
  const before = world.server.epoch
  world.server.epoch = 'e'.repeat(32)
  world.user.waiting = [world.mutation('m-1')]
  expect(await world.cycle.run({ sendOnly: true })).toMatchObject({ failure: null, upToDate: true })
  expect(world.pushes.map(({ epoch }) => epoch)).toEqual([before, null])
  expect(world.since().slice(0, 5)).toEqual(['push m-1', 'postpone m-1 0 epoch_changed', 'resetMine', 'push m-1', 'pull u:me@0'])
  expect([world.user.epoch, world.desk.file?.epoch]).toEqual([world.server.epoch, world.server.epoch])
  world.user.waiting = [world.mutation('m-2')]
  await world.cycle.run({ sendOnly: true })
  const then = world.since()
  expect([then[0], then.includes('resetMine')]).toEqual(['push m-2', false])
})

test('an answer that is missing is no success', async () => {
  const world = await settled()
  world.user.waiting = [world.mutation('m-1')]
  world.server.answer = () => ({ mut_id: 'm-9' })
  expect(await world.cycle.run({ sendOnly: true })).toMatchObject({ failure: null })
  expect(world.user.answers).toEqual([])
  expect(world.since()).toEqual(['push m-1', 'postpone m-1 500 malformed'])
})

test.each<[string, (page: PullResult) => PullResult]>([
  ['rows of before the cursor', (page) => ({ ...page, changes: [put(2)] })],
  ['a cursor that goes back', (page) => ({ ...page, changes: [], next: 2 })],
  ['a cursor behind its rows', (page) => ({ ...page, next: 3 })],
  ['rows out of order', (page) => ({ ...page, changes: [put(5), put(4)], next: 5 })],
  ['more to come, from the same cursor', (page) => ({ ...page, changes: [], next: 3, more: true })],
  ['another scope', (page) => ({ ...page, id: 'cat:dep:75' })],
])('a page of another request (%s) never moves a cursor', async (_, alter) => {
  const world = await settled()
  world.server.feed.push(put(4))
  world.server.alter = (answer) => ({ ...answer, results: answer.results.map(alter) })
  expect(await world.cycle.run(poke(4))).toMatchObject({ failure: { code: 'malformed' }, upToDate: false })
  expect(world.desk.file?.cursors.get(FRANCE)).toBe(3)
})

test.each<FailureCode>(['disk_full', 'io'])('%s while a page is written: said, and the cursor has not moved', async (code) => {
  const world = await settled()
  world.server.feed.push(put(4))
  world.fail('apply', code)
  expect(await world.cycle.run(poke(4))).toMatchObject({ failure: { code }, upToDate: false })
  expect(world.desk.file?.cursors.get(FRANCE)).toBe(3)
})

test('a user’s file that does not open leaves the catalogue its updates', async () => {
  const world = await settled()
  world.server.feed.push(put(4))
  for (let n = 1; n < 5; n++) world.fail('state', 'io', n)
  expect(await world.cycle.run()).toMatchObject({ failure: { code: 'io' }, upToDate: true })
})

test('a failure that lasts is reported once, until it is another or has passed', async () => {
  const world = await settled()
  const failed = () => world.reports.splice(0).filter(({ what }) => what === 'failed')
  failed()
  for (let n = 1; n < 4; n++) world.fail('info', 'unavailable', n)
  for (let n = 1; n < 4; n++) await world.cycle.run()
  expect(failed()).toEqual([{ what: 'failed', code: 'unavailable' }])
  world.fail('info', 'network')
  await world.cycle.run()
  expect(failed()).toEqual([{ what: 'failed', code: 'network' }])
  await world.cycle.run()
  world.fail('info', 'network')
  await world.cycle.run()
  expect(failed()).toEqual([{ what: 'failed', code: 'network' }])
})

test('a file of a newer application is read, never written', async () => {
  const world = await settled()
  world.user.readOnly = true
  world.user.waiting = [world.mutation('m-1')]
  await world.cycle.run()
  expect(world.since()).toEqual(['info', 'pull cat:fr@3', 'apply cat:fr 3'])
})

test('told to end, it ends between two steps, and nothing is wrong', async () => {
  const world = await settled()
  expect(await world.cycle.run({ signal: AbortSignal.abort() })).toMatchObject({ failure: null, interrupted: true })
  expect(world.since()).toEqual([])
})
