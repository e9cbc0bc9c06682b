import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Problem, Session } from '#shared/sync/wire.ts'
import { waitingMail } from '../mail/queue.ts'
import { EMAIL, journalOf, mutation, PASSWORD, post, pullBody, startTestServer, type Server } from './testing/harness.ts'

// Passwords are judged, and readers starved, on a machine that does other things.
vi.setConfig({ testTimeout: 30_000 })

let server: Server
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const url = () => `${server.origin}/auth/v1/session`
const signIn = (courriel: string, mot_de_passe: string) => post(url(), { courriel, mot_de_passe, poste: 'Poste\0 d’essai' })
const renew = ({ renouvellement }: Session) => post(`${server.origin}/auth/v1/renew`, { renouvellement })
const mine = (token: string) =>
  post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), { authorization: `Bearer ${token}` })

describe('a session', () => {
  it('opens with any capitals in the address, and closes', async () => {
    const response = await signIn(EMAIL.toUpperCase(), PASSWORD)
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const { token, compte } = Session.parse(await response.json())
    expect(compte).toEqual({ id: server.user.id, courriel: EMAIL, nom: 'Camille Testeuse', role: 'administrateur' })
    expect((await mine(token)).status).toBe(200)

    const out = () => fetch(url(), { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })
    expect(await (await out()).json()).toEqual({ deconnexion: null })
    expect(await (await mine(token)).json()).toMatchObject({ code: 'token_expired' })
    expect((await out()).status).toBe(200)
  })
  it('gives an access for a quarter of an hour, and a renewal that gives the next pair', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    server.pass(16 * 60_000)
    expect(await (await mine(first.token)).json()).toMatchObject({ status: 401, code: 'token_expired' })
    const second = Session.parse(await (await renew(first)).json())
    expect((await mine(second.token)).status).toBe(200)
    expect(second.compte).toEqual(first.compte)
  })
  it('is renewed again from the same one when the answer was lost, until its successor has served', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    const lost = Session.parse(await (await renew(first)).json())
    const second = Session.parse(await (await renew(first)).json())
    expect((await mine(lost.token)).status).toBe(401)
    expect((await mine(second.token)).status).toBe(200)
  })
  it('ends, and is told to its person, when a renewal that served comes again: someone else has it', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    const second = Session.parse(await (await renew(first)).json())
    expect((await mine(second.token)).status).toBe(200)
    const stolen = await renew(first)
    expect([stolen.status, ((await stolen.json()) as Problem).code]).toEqual([401, 'token_expired'])
    expect((await mine(second.token)).status).toBe(401)
    expect((await renew(second)).status).toBe(401)
    const { waiting } = await server.store.read((reader) => waitingMail(reader, server.account.seal))
    expect(waiting.map(({ mail }) => [mail.to, mail.template.kind])).toEqual([[EMAIL, 'session-suspecte']])
    const entries = await journalOf(server)
    expect(entries).toMatchObject([{ action: 'session.volee', legal: true, details: { compte: server.user.id } }])
  })
  it('ends of a late renewal used by two: a thief that was first is cut off by the desk that comes next', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    const thief = Session.parse(await (await renew(first)).json())
    expect((await mine(thief.token)).status).toBe(200)
    expect((await renew(first)).status).toBe(401)
    expect((await mine(thief.token)).status).toBe(401)
  })
  it('of two renewals at once, both leave one desk with a pair that works', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    const answers = await Promise.all([renew(first), renew(first)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const pairs = await Promise.all(answers.map(async (answer) => Session.parse(await answer.json())))
    const good = await Promise.all(pairs.map(async ({ token }) => (await mine(token)).status))
    expect(good.filter((status) => status === 200)).toHaveLength(1)
  })
  it('ends after 90 days without a renewal', async () => {
    const first = Session.parse(await (await signIn(EMAIL, PASSWORD)).json())
    server.pass(91 * 24 * 3_600_000)
    expect((await renew(first)).status).toBe(401)
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
