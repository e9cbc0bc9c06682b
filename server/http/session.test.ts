import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Problem, Session } from '#shared/sync/wire.ts'
import { EMAIL, mutation, PASSWORD, post, pullBody, startTestServer, type Server } from './testing/harness.ts'

// Passwords are judged, and readers starved, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

let server: Server
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const url = () => `${server.origin}/auth/v1/session`
const signIn = (courriel: string, mot_de_passe: string) => post(url(), { courriel, mot_de_passe, poste: 'Poste\0 d’essai' })
const mine = (token: string) =>
  post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), { authorization: `Bearer ${token}` })

describe('a session', () => {
  it('opens with any capitals in the address, lasts 90 days, and closes', async () => {
    const response = await signIn(EMAIL.toUpperCase(), PASSWORD)
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const { token, compte } = Session.parse(await response.json())
    expect(compte).toEqual({ id: server.user.id, courriel: EMAIL, nom: 'Camille Testeuse', role: 'administrateur' })
    expect((await mine(token)).status).toBe(200)

    const out = () => fetch(url(), { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
    expect((await out()).status).toBe(204)
    expect(await (await mine(token)).json()).toMatchObject({ code: 'token_expired' })
    expect((await out()).status).toBe(204)
  })
  it('ends by itself', async () => {
    const { token } = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    server.pass(91 * 24 * 3_600_000)
    expect(await (await mine(token)).json()).toMatchObject({ status: 401, code: 'token_expired' })
  })
  it('answers the same for an unknown address and for a wrong password', async () => {
    const [unknown, wrong] = await Promise.all([signIn('personne@exemple.test', PASSWORD), signIn(EMAIL, 'autre mot de passe')])
    expect([unknown.status, wrong.status]).toEqual([401, 401])
    expect(await unknown.text()).toBe(await wrong.text())
  })
  it('makes who guesses wait, then lets the owner in', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn('cible@exemple.test', 'au hasard')))
    const refused = guesses.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Problem.parse(await refused[0]?.json())).toMatchObject({ code: 'rate_limited' })
    // Others are not kept out by it.
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(201)
    server.pass(3_600_001)
    expect((await signIn('cible@exemple.test', 'au hasard')).status).toBe(401)
  })
  it('leaves nothing personal in the log', async () => {
    const token = await server.signIn()
    await signIn('jeanne.inventee@exemple.test', 'mot-de-passe-plante')
    await post(
      `${server.origin}/sync/v1/push?secret=question-plantee`,
      { proto: 1, client_id: 'poste-9', mutations: [mutation(server.user.id, { patch: { note: 'note-plantee' } })] },
      { authorization: `Bearer ${token}` },
    )
    await fetch(`${server.origin}/chemin-plante/jeanne.inventee@exemple.test`)
    await post(`${server.origin}/sync/v1/pull`, pullBody({ client_id: 'poste-plante\0' }))
    await fetch(url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"mot_de_passe":"json-plante' })
    const text = server.logged().join('')
    expect(server.logged().length).toBeGreaterThan(5)
    for (const planted of [EMAIL, PASSWORD, token, 'jeanne', 'plant', 'Camille', 'Poste', '127.0.0.1'])
      expect(text).not.toContain(planted)
  })
})
