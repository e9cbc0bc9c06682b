import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parisDay } from '#shared/listing/days.ts'
import { MAX_PER_SENDING } from '#shared/usage/event.ts'
import { event, POSTE, search } from '../usage/testing/events.ts'
import { startTestServer, type Server } from './testing/harness.ts'

let server: Server
beforeAll(async () => {
  server = await startTestServer({ limits: { perClient: 20 } })
})
afterAll(() => server.stop())

const today = () => parisDay(server.account.now())
const send = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  server.raw('POST', '/usage/v1/evenements', {
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe('POST /usage/v1/evenements', () => {
  test('takes events from anyone, and looks at no session', async () => {
    const one = event(search(), { jour: today() })
    const answer = await send({ evenements: [one] }, { authorization: 'Bearer jeton-qui-n-est-pas-bon' })
    expect([answer.status, answer.headers['cache-control'], JSON.parse(answer.body.toString())]).toEqual([
      200,
      'no-store',
      { pris: 1, refuses: 0 },
    ])
    const found: string[] = []
    for await (const { id } of server.store.usage.scan({ from: today(), to: today() })) found.push(id)
    expect(found).toEqual([one.id])
  })

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no event', { evenements: [] }],
    ['too many', { evenements: Array.from({ length: MAX_PER_SENDING + 1 }, () => event(search())) }],
    ['a field that is not known', { evenements: [event(search())], compte: 'odette' }],
  ])('refuses a sending that is not one: %s', async (_, body) => {
    expect((await send(body)).status).toBe(400)
  })

  test('says nothing of who sends in the log, nor of what is sent', async () => {
    const one = event(search({ lieu: { commune: '33063', departement: '33' } }), { jour: today() })
    await send({ evenements: [one] })
    const lines = server.logged().filter((line) => line.includes('/usage/v1/evenements'))
    expect(lines.length).toBeGreaterThan(0)
    for (const said of ['127.0.0.1', POSTE, one.id, '33063', 'mobilite--', 'accompagnateur'])
      expect([said, lines.some((line) => line.includes(said))]).toEqual([said, false])
  })

  test('is limited by address, and says when to come back', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => send({ evenements: [{}] })))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
  })
})
