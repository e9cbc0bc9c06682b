import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invented } from '../accounts/testing/people.ts'
import { followedSearches } from '../memory/rows.ts'
import { STOP_SEARCHES_PATH, stopSearchesToken } from '../memory/stop-token.ts'
import { putPrivate } from '../sync/rows.ts'
import { startTestServer, type Server } from './testing/harness.ts'

/** Letters of kept searches, stopped by their link without an account. */

let server: Server
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const scene = async () => {
  const { store } = server
  const { seal } = server.account
  const user = await invented(server.account).person()
  const doc = { nom: 'Permis', query: { text: 'permis' }, lieu: '', frequence: 'mois', cree_le: '2026-11-23T08:00:00.000Z' }
  const key = { kind: 'recherche', id: `${user.id}/${randomUUID()}` }
  await store.write((writer) => putPrivate(writer, seal, key, { doc, userId: user.id, current: null }))
  return {
    jeton: stopSearchesToken(seal, user.id),
    follows: async () => (await store.read((reader) => followedSearches(reader, seal))).some(({ userId }) => userId === user.id),
  }
}
const at = (jeton: string) => `${server.origin}${STOP_SEARCHES_PATH}?${new URLSearchParams({ jeton }).toString()}`
const oneClick = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })

test('opening the link changes nothing, for mail scanners open links; its button stops', async () => {
  const { jeton, follows } = await scene()
  const page = await fetch(at(jeton))
  expect([page.status, await page.text(), await follows()]).toEqual([200, expect.stringContaining('Ne plus recevoir'), true])
  const pressed = await fetch(`${server.origin}${STOP_SEARCHES_PATH}`, { method: 'POST', body: new URLSearchParams({ jeton }) })
  expect([pressed.status, await follows()]).toEqual([200, false])
})

test.each([
  ['as a form', () => oneClick],
  [
    'in parts',
    () => {
      const form = new FormData()
      form.set('List-Unsubscribe', 'One-Click')
      return form
    },
  ],
])('a mail program stops in one click, %s (RFC 8058); twice is once', async (_, body) => {
  const { jeton, follows } = await scene()
  for (let times = 0; times < 2; times += 1) expect((await fetch(at(jeton), { method: 'POST', body: body() })).status).toBe(200)
  expect(await follows()).toBe(false)
})

test('another site’s form, and a link that was not made here, stop nothing', async () => {
  const { jeton, follows } = await scene()
  const foreign = await fetch(at(jeton), { method: 'POST', body: oneClick, headers: { 'sec-fetch-site': 'cross-site' } })
  expect([foreign.status, await follows()]).toEqual([403, true])
  for (const wrong of [jeton.slice(0, -8), 'a.b', ''])
    expect([(await fetch(at(wrong))).status, (await fetch(at(wrong), { method: 'POST', body: oneClick })).status]).toEqual([
      410, 410,
    ])
  expect(await follows()).toBe(true)
})
