import { afterAll, beforeAll, expect, test } from 'vitest'
import { PRESENCE_MS, type Presences } from '#shared/listing/wire.ts'
import { invented } from '../accounts/testing/people.ts'
import { post, type Server, startTestServer } from '../http/testing/harness.ts'
import type { User } from '../store/types.ts'
import { fill, service } from '../sync/testing.ts'
import { createPresence } from './presence.ts'

const names = ({ autres }: Presences): readonly string[] => autres.map(({ nom }) => nom)

test('others are told while they say so, and for as long as it is good', () => {
  let now = 1_000_000
  const presence = createPresence(() => now)
  expect(names(presence.say('service/v', 'a', 'A. Une'))).toEqual([])
  expect(presence.say('service/v', 'b', 'B. Deux')).toEqual({
    autres: [{ nom: 'A. Une', depuis: new Date(1_000_000).toISOString() }],
  })
  expect(names(presence.say('service/autre', 'c', 'C. Trois'))).toEqual([])
  now += PRESENCE_MS
  expect(names(presence.say('service/v', 'a', 'A. Une'))).toEqual(['B. Deux'])
  now += 1
  // B has said nothing more; A is there since the beginning.
  expect(names(presence.say('service/v', 'a', 'A. Une'))).toEqual([])
  expect(presence.say('service/v', 'b', 'B. Deux').autres).toEqual([{ nom: 'A. Une', depuis: new Date(1_000_000).toISOString() }])
  // Back after having been forgotten, it is since now.
  now += PRESENCE_MS + 1
  presence.say('service/v', 'a', 'A. Une')
  expect(presence.say('service/v', 'b', 'B. Deux').autres).toEqual([{ nom: 'A. Une', depuis: new Date(now).toISOString() }])
  presence.leave('service/v', 'a')
  presence.leave('service/inconnu', 'a')
  expect(names(presence.say('service/v', 'b', 'B. Deux'))).toEqual([])
})

test('one person on two desks is one, and never told to themselves', () => {
  const presence = createPresence(() => 0)
  presence.say('service/v', 'a', 'A. Une')
  expect(names(presence.say('service/v', 'a', 'A. Une'))).toEqual([])
  expect(names(presence.say('service/v', 'b', 'B. Deux'))).toEqual(['A. Une'])
})

let server: Server
beforeAll(async () => {
  server = await startTestServer({ limits: { perAddress: 100_000, perClient: 100_000 } })
})
afterAll(() => server.stop())

test('names of colleagues are for colleagues', async () => {
  const { person, structure, belongs, token } = invented(server.account)
  const here = await structure()
  await fill(server.store, [], [service('dora--v', here.id)])
  const people: Record<string, User> = {
    camille: await person({ nom: 'Colombe' }),
    sacha: await person({ nom: 'Perdrix' }),
    autre: await person(),
  }
  for (const who of ['camille', 'sacha']) await belongs(people[who] as User, here)
  await belongs(people['autre'] as User, await structure(), 'membre', true)
  const say = async (who: string, id = 'dora--v', actif = true, kind = 'service') => {
    const headers = { authorization: `Bearer ${await token(people[who] as User)}` }
    return post(`${server.origin}/listing/v1/presence`, { kind, id, actif }, headers)
  }
  expect(await (await say('camille')).json()).toEqual({ autres: [] })
  expect((await (await say('sacha')).json()) as Presences).toMatchObject({ autres: [{ nom: 'A. Colombe' }] })
  for (const [id, kind] of [
    ['dora--v', 'service'],
    ['inconnu', 'service'],
    [here.id, 'structure'],
    ['inconnu', 'modele'],
  ] as const) {
    const refused = await say('autre', id, true, kind)
    expect([refused.status, (await refused.text()).includes('Colombe')]).toEqual([403, false])
  }
  // Leaving tells nothing, to anyone.
  expect(await (await say('autre', 'dora--v', false)).json()).toEqual({ autres: [] })
  expect(await (await say('camille', 'dora--v', false)).json()).toEqual({ autres: [] })
  expect(await (await say('sacha')).json()).toEqual({ autres: [] })
  await say('camille')
  server.pass(PRESENCE_MS + 1)
  expect(await (await say('sacha')).json()).toEqual({ autres: [] })
  expect(server.logged().join('\n')).not.toMatch(/Colombe|Perdrix|dora--v/)
})
