import { expect, test } from 'vitest'
import type { FailureCode, PieceToSend } from './ports.ts'
import { createWorld, EPOCH_B } from './testing/fakes.ts'

/** A desk that has read everything, with requests that wait for these files. */
const waitingFor = async (...pieces: readonly (readonly [mutId: string, id: string, taille: number])[]) => {
  const world = createWorld()
  await world.cycle.run()
  for (const [mutId, id, taille] of pieces) {
    world.user.pieces.push({ mutId, id, nom: `${id}.pdf`, taille } satisfies PieceToSend)
    world.user.files.set(
      id,
      Uint8Array.from({ length: taille }, (_, at) => (at * 31) & 255),
    )
    if (!world.user.waiting.some(({ mut_id }) => mut_id === mutId)) world.user.waiting.push(world.mutation(mutId, 'envoi'))
  }
  world.since()
  world.progress.splice(0)
  return world
}
const KB = 1024
const send = { sendOnly: true }
const pushesAndParts = (calls: readonly string[]) =>
  calls.filter((call) => /^(announce|part|push|pieceArrived|postpone|pieceRefused)/.test(call))

test('files go in parts before the request that waits for them, the other changes before them', async () => {
  const world = await waitingFor(['m-1', 'f-1', 1_200 * KB], ['m-1', 'f-2', 10])
  world.user.waiting.unshift(world.mutation('m-0'))
  expect(await world.cycle.run(send)).toMatchObject({ failure: null, outboxChanged: true })
  expect(pushesAndParts(world.since())).toEqual([
    'push m-0',
    'announce f-1',
    `part f-1 0+${512 * KB}`,
    `part f-1 ${512 * KB}+${512 * KB}`,
    `part f-1 ${1024 * KB}+${176 * KB}`,
    'pieceArrived f-1',
    'announce f-2',
    'part f-2 0+10',
    'pieceArrived f-2',
    'push m-1',
  ])
  expect(world.server.pieces.get('f-1')).toEqual(world.user.files.get('f-1'))
  expect(world.progress.map((one) => one && [one.phase, one.fait, one.total])).toEqual([
    ['pieces', 0, 1_200 * KB + 10],
    ['pieces', 512 * KB, 1_200 * KB + 10],
    ['pieces', 1024 * KB, 1_200 * KB + 10],
    ['pieces', 1_200 * KB, 1_200 * KB + 10],
    ['pieces', 1_200 * KB, 1_200 * KB + 10],
    ['pieces', 1_200 * KB + 10, 1_200 * KB + 10],
    null,
  ])
})

test('a file that is there already is announced, and nothing more', async () => {
  const world = await waitingFor(['m-1', 'f-1', 10])
  world.server.pieces.set('f-1', new Uint8Array(10))
  await world.cycle.run(send)
  expect(pushesAndParts(world.since())).toEqual(['announce f-1', 'pieceArrived f-1', 'push m-1'])
})

test('a cut puts off the request alone, and it goes on from where the server is, by shorter parts', async () => {
  const world = await waitingFor(['m-1', 'f-1', 1_200 * KB], ['m-2', 'f-2', 10])
  world.fail('part', 'network', 2)
  expect(await world.cycle.run()).toMatchObject({ failure: null })
  const cut = world.since()
  expect(cut.filter((call) => call.startsWith('postpone'))).toEqual(['postpone m-1 500 network'])
  expect(cut).toContain('push m-2')
  expect(cut.some((call) => call.startsWith('pull u:me'))).toBe(true)
  world.user.nextAt.clear()
  await world.cycle.run(send)
  expect(pushesAndParts(world.since())).toEqual([
    'announce f-1',
    `part f-1 ${512 * KB}+${256 * KB}`,
    `part f-1 ${768 * KB}+${432 * KB}`,
    'pieceArrived f-1',
    'push m-1',
  ])
})

test.each<FailureCode>(['network', 'unavailable', 'rate_limited', 'portal'])(
  'a server that cannot be spoken with (%s) puts all of them off',
  async (code) => {
    const world = await waitingFor(['m-1', 'f-1', 10], ['m-2', 'f-2', 10])
    world.fail('announce', code, 1, { retryAfterMs: 9_000 })
    await world.cycle.run(send)
    expect(pushesAndParts(world.since())).toEqual(['announce f-1', `postpone m-1 9000 ${code}`, `postpone m-2 9000 ${code}`])
  },
)

test.each<FailureCode>(['internal', 'not_found', 'malformed', 'refused'])(
  'what only this file may cause (%s) lets the next one go',
  async (code) => {
    const world = await waitingFor(['m-1', 'f-1', 10], ['m-2', 'f-2', 10])
    world.fail('announce', code)
    await world.cycle.run(send)
    const calls = pushesAndParts(world.since())
    expect(calls[1]).toContain('postpone m-1')
    expect(calls).toContain('push m-2')
  },
)

test.each<[string, 'announce' | 'part', FailureCode, string]>([
  ['too large', 'announce', 'too_large', 'taille'],
  ['of a name or a format that is not taken', 'announce', 'bad_request', 'refus'],
  ['not what its name says', 'part', 'bad_request', 'type'],
])('a file that is %s is refused with its request', async (_, call, code, why) => {
  const world = await waitingFor(['m-1', 'f-1', 10], ['m-2', 'f-2', 10])
  world.fail(call, code)
  await world.cycle.run(send)
  const calls = pushesAndParts(world.since())
  expect(calls).toContain(`pieceRefused m-1 f-1 ${why}`)
  expect(calls).toContain('push m-2')
  expect(world.reports).toContainEqual({ what: 'poison', mutId: 'm-1', code: `piece.${why}` })
})

test('a file that this desk no longer has is refused with its request', async () => {
  const world = await waitingFor(['m-1', 'f-1', 10])
  world.user.files.clear()
  await world.cycle.run(send)
  expect(pushesAndParts(world.since())).toEqual(['announce f-1', 'pieceRefused m-1 f-1 absente'])
})

test('a part too long for something on the way is sent again shorter, until it cannot be', async () => {
  const world = await waitingFor(['m-1', 'f-1', 300 * KB])
  world.fail('part', 'too_large', 1)
  world.fail('part', 'too_large', 2)
  await world.cycle.run(send)
  expect(pushesAndParts(world.since()).slice(0, 6)).toEqual([
    'announce f-1',
    `part f-1 0+${300 * KB}`,
    'announce f-1',
    `part f-1 0+${256 * KB}`,
    'announce f-1',
    `part f-1 0+${128 * KB}`,
  ])
  expect(world.server.pieces.get('f-1')).toEqual(world.user.files.get('f-1'))
  const never = await waitingFor(['m-1', 'f-1', 300 * KB])
  for (let nth = 1; nth <= 6; nth++) never.fail('part', 'too_large', nth)
  await never.cycle.run(send)
  expect(pushesAndParts(never.since()).at(-1)).toBe('pieceRefused m-1 f-1 taille')
})

test('two ends that disagree on where the file stands ask again, and not for ever', async () => {
  const world = await waitingFor(['m-1', 'f-1', 10])
  world.fail('part', 'refused')
  await world.cycle.run(send)
  expect(pushesAndParts(world.since())).toEqual([
    'announce f-1',
    'part f-1 0+10',
    'announce f-1',
    'part f-1 0+10',
    'pieceArrived f-1',
    'push m-1',
  ])
  const mad = await waitingFor(['m-1', 'f-1', 10])
  for (let nth = 1; nth <= 20; nth++) mad.fail('part', 'refused', nth)
  await mad.cycle.run(send)
  expect(pushesAndParts(mad.since()).at(-1)).toBe('postpone m-1 500 malformed')
})

test('a session refused while a file goes ends it, and nothing is put off', async () => {
  const world = await waitingFor(['m-1', 'f-1', 10])
  world.fail('part', 'token_expired')
  expect(await world.cycle.run(send)).toMatchObject({ failure: null, sessionExpired: true })
  expect(world.since().filter((call) => call.startsWith('postpone'))).toEqual([])
})

test('an exchange asked to end does so between two parts', async () => {
  const world = await waitingFor(['m-1', 'f-1', 2_000 * KB])
  const leave = new AbortController()
  world.onCall = (call) => {
    if (call.startsWith('part')) leave.abort()
  }
  expect(await world.cycle.run({ ...send, signal: leave.signal })).toMatchObject({ interrupted: true })
  expect(pushesAndParts(world.since())).toEqual(['announce f-1', `part f-1 0+${512 * KB}`])
  expect(world.progress.at(-1)).toBeNull()
})

test('another history: files are announced again before the requests that name them', async () => {
  const world = await waitingFor(['m-1', 'f-1', 10])
  world.server.epoch = EPOCH_B
  await world.cycle.run()
  const calls = world.since()
  expect(calls.indexOf('resetMine')).toBeLessThan(calls.indexOf('announce f-1'))
  expect(calls.indexOf('announce f-1')).toBeLessThan(calls.indexOf('push m-1'))
})
