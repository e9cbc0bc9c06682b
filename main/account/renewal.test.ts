import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Central, membership, person, startCentral } from './testing/central.ts'
import { openDesk, type TestDesk } from './testing/desk.ts'

/** Sessions that renew themselves, through the real threads, over HTTP, with the real file. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const SOON = { timeout: 20_000, interval: 10 }

let folder: string
let central: Central
let desk: TestDesk
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-renewal-'))
  central = await startCentral()
  central.letIn(person())
  central.tell(person(), membership('g1'))
  central.on('GET /account/v1/me/sessions', () => ({ body: { sessions: [] } }))
  desk = openDesk(folder, central.address)
  await desk.signIn()
  await vi.waitFor(async () => {
    if ((await desk.state()).compte === null || central.streams() === 0) throw new Error('not read yet')
  }, SOON)
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})
const devices = () => desk.codeOf('account.devices')
const renewals = () => central.count('POST /auth/v1/renew')

test('exchanges and requests that meet an expired access share one renewal, kept for the next start', async () => {
  central.expireAccesses()
  const asked = Promise.all([devices(), devices(), desk.call('sync.now'), devices()])
  expect(await asked).toEqual(['ok', 'ok', undefined, 'ok'])
  central.tell(membership('g2'))
  await vi.waitFor(async () => expect((await desk.state()).rattachements).toHaveLength(2), SOON)
  expect([renewals(), (await desk.state()).session_expiree]).toEqual([1, false])

  await desk.close()
  desk = openDesk(folder, central.address)
  expect(await devices()).toBe('ok')
  expect(renewals()).toBe(1)
  for (const name of readdirSync(folder).filter((each) => each.startsWith('user.db')))
    for (const word of [...central.tokens, 'Odette', 'odette@', 'Inventée'])
      expect(readFileSync(join(folder, name)).includes(word), name).toBe(false)
})

test('the stream of pokes is opened again with a renewed access', async () => {
  central.expireAccesses()
  central.cutStreams()
  await vi.waitFor(() => {
    expect(renewals()).toBe(1)
    expect(central.streams()).toBe(1)
  }, SOON)
  central.tell(membership('g2'))
  await vi.waitFor(async () => expect((await desk.state()).rattachements).toHaveLength(2), SOON)
  expect(renewals()).toBe(1)
})

test('a renewal that is refused ends the session: what is known stays, what is public goes on', async () => {
  central.expireAccesses()
  central.on('POST /auth/v1/renew', () => ({ problem: 'token_expired' }))
  desk.heard.splice(0)
  expect(await devices()).toBe('compte-non-connecte')
  await vi.waitFor(
    async () => expect(await desk.status()).toMatchObject({ session_expiree: true, etat: 'a-jour', erreur: null }),
    SOON,
  )
  expect(await desk.state()).toMatchObject({
    compte: { id: 'u-odette' },
    rattachements: [{ structure_id: 'g1' }],
    session_expiree: true,
    cgu_a_accepter: false,
  })
  expect(desk.heard.map(({ name }) => name)).toContain('account.changed')
  const before = renewals()
  expect(await devices()).toBe('compte-non-connecte')
  await desk.call('sync.now')
  expect(renewals()).toBe(before)
  await desk.signIn()
  expect((await desk.state()).session_expiree).toBe(false)
})

test('a stream refused for good has the end of the session found out, without anything else asked', async () => {
  central.endSessions()
  central.cutStreams()
  await vi.waitFor(async () => expect((await desk.status()).session_expiree).toBe(true), SOON)
})

test('a server that cannot renew now loses nothing: the same renewal serves later', async () => {
  central.expireAccesses()
  central.on('POST /auth/v1/renew', () => ({ problem: 'unavailable' }))
  expect(await devices()).toBe('compte-hors-ligne')
  central.on('POST /auth/v1/renew', () => ({ problem: 'rate_limited' }))
  expect(await devices()).toBe('sync-sature')
  expect((await desk.state()).session_expiree).toBe(false)
  await desk.close()
  central.off('POST /auth/v1/renew')
  desk = openDesk(folder, central.address)
  expect(await devices()).toBe('ok')
  expect((await desk.state()).session_expiree).toBe(false)
})

test('a person who signs in again while the session is renewed keeps the new one', async () => {
  central.expireAccesses()
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const lost = central.open(person())
  central.on('POST /auth/v1/renew', async () => {
    reached.resolve()
    await held.promise
    return { body: lost }
  })
  const asked = devices()
  await reached.promise
  await desk.signIn()
  held.resolve()
  expect(await asked).toBe('compte-non-connecte')
  central.off('POST /auth/v1/renew')
  expect([await devices(), (await desk.state()).session_expiree]).toEqual(['ok', false])
  // The one whose place was taken is only ended.
  await vi.waitFor(() => expect(central.askedWith(lost.token)).toEqual(['DELETE /auth/v1/session']), SOON)
})

test('leaving with an access that expired ends the session on the server all the same, and the provider’s in the browser', async () => {
  central.expireAccesses()
  central.on('DELETE /auth/v1/session', () => ({ body: { deconnexion: 'http://127.0.0.1:4000/session/end?x=1' } }))
  await desk.call('sync.signOut', { effacer: false })
  await vi.waitFor(() => expect(desk.opened.map(String)).toEqual(['http://127.0.0.1:4000/session/end?x=1']), SOON)
  expect(await desk.state()).toMatchObject({ compte: null, rattachements: [], session_expiree: false })
})

test('choosing another server tells the first before it is left', async () => {
  const elsewhere = await startCentral()
  try {
    await desk.call('sync.setServer', { adresse: elsewhere.address })
    await vi.waitFor(() => expect(central.count('DELETE /auth/v1/session')).toBe(1), SOON)
    expect(central.sessions()).toBe(0)
    expect([await devices(), elsewhere.tokens]).toEqual(['compte-non-connecte', []])
  } finally {
    await desk.close()
    await elsewhere.close()
  }
})
