import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asked, type Bench, newDesk, startBench } from './testing/bench.ts'
import { createBrowser } from './testing/browser.ts'
import { type Idp, startIdp } from './testing/idp.ts'

/** Whoever is between the server and its provider, or writes the address that a browser is given. */

const camille = { sub: 'sub-camille', acr: 'eidas1', claims: { email: 'camille.plantee@exemple.test' } }

let idp: Idp
let bench: Bench
beforeEach(async () => {
  idp = await startIdp()
  bench = await startBench({ oidc: idp.config })
  idp.serve(bench.origin)
  idp.next(camille)
})
afterEach(async () => {
  await bench.stop()
  await idp.stop()
})

const RIGHT = 'http://127.0.0.1:49152/retour'

describe('an address to come back to', () => {
  it.each([
    'https://mechant.exemple.org/retour',
    'http://mechant.exemple.org:1/retour',
    'http://127.0.0.1.mechant.exemple.org:1/retour',
    'http://127.0.0.1:80@mechant.exemple.org/retour',
    'http://mechant.exemple.org@127.0.0.1:80/retour',
    '//mechant.exemple.org/retour',
    '/retour',
    'retour',
    '',
    'http://127.0.0.1/retour',
    'http://127.0.0.1:/retour',
    'http://127.0.0.1:123456/retour',
    'http://127.0.0.1:-1/retour',
    'http://127.0.0.1:80/retour/',
    'http://127.0.0.1:80/retour/../autre',
    'http://127.0.0.1:80/autre',
    'http://127.0.0.1:80/retour?a=1',
    'http://127.0.0.1:80/retour#fragment',
    'http://127.0.0.1:80/retour\n',
    'http://127.0.0.1:80/retour\r\nSet-Cookie: a=1',
    ' http://127.0.0.1:80/retour',
    'HTTP://127.0.0.1:80/retour',
    'https://127.0.0.1:80/retour',
    'http://localhost:80/retour',
    'http://[::1]:80/retour',
    'http://127.1:80/retour',
    'http://2130706433:80/retour',
    'http://127。0。0。1:80/retour',
    'http://１２７.0.0.1:80/retour',
    'http://127.0.0.1:８０/retour',
    'http:\\\\127.0.0.1:80\\retour',
    'http://127.0.0.1:80\\@mechant.exemple.org/retour',
    'dora://autre',
    'dora://connexion/',
    'dora://connexion.mechant',
    'dora://connexion@mechant',
    'dora://connexion?code=1',
    'dora://connexion#a',
    'dora:connexion',
    'Dora://connexion',
    'javascript:alert(1)',
    'data:text/html,bonjour',
    'file:///etc/passwd',
  ])('%j is refused by a page, and nobody is sent anywhere', async (retour) => {
    const response = await createBrowser().get(bench.url('/auth/v1/oidc/start', { ...asked(newDesk()), retour }))
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).not.toContain('mechant')
    const link = await bench.post('/auth/v1/link', { ...asked(newDesk()), courriel: 'a@exemple.test', retour })
    expect(link.status).toBe(400)
  })
  it.each([
    ['twice', `retour=${RIGHT}&retour=dora://connexion`],
    ['beside what nobody asked for', `retour=${RIGHT}&acr_values=eidas0`],
    ['with an empty challenge', `retour=${RIGHT}&defi=`],
  ])('%s is refused', async (_, more) => {
    const { defi, etat } = asked(newDesk())
    const response = await fetch(`${bench.origin}/auth/v1/oidc/start?defi=${defi}&etat=${etat}&${more}`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
  })
  it.each([RIGHT, 'http://127.0.0.1:1/retour', 'dora://connexion'])('%s is taken', async (retour) => {
    expect((await createBrowser().get(bench.url('/auth/v1/oidc/start', asked(newDesk(retour))))).status).toBe(302)
  })
})

const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What the desk is told once the provider's token was changed on its way. */
const signInWith = async (change: (token: string) => string): Promise<URLSearchParams> => {
  idp.tamper((answer) => {
    if (answer.path !== '/token') return
    const body = answer.body as { id_token: string }
    answer.body = { ...body, id_token: change(body.id_token) }
  })
  const browser = createBrowser()
  const address = await browser.follow(bench.url('/auth/v1/oidc/start', asked(newDesk())), ({ pathname }) =>
    pathname.endsWith('/oidc/return'),
  )
  return new URL((await browser.get(address)).headers.get('location') ?? '').searchParams
}
const rewritten = (more: object) => (token: string) => idp.signed({ ...payloadOf(token), ...more })

describe('the provider’s token', () => {
  it('is taken as it is, also written again by its own key', async () => {
    expect((await signInWith(rewritten({}))).get('code')).not.toBeNull()
  })
  it.each<readonly [string, (token: string) => string]>([
    ['of another issuer', rewritten({ iss: 'https://mechant.exemple.org' })],
    ['for another audience', rewritten({ aud: 'un-autre-client' })],
    ['for several audiences, by another', rewritten({ aud: ['dora-essai', 'un-autre-client'], azp: 'un-autre-client' })],
    ['of another nonce', rewritten({ nonce: 'rejoue' })],
    ['without a nonce', rewritten({ nonce: undefined })],
    ['that is over', rewritten({ exp: Math.floor(Date.now() / 1_000) - 3_600 })],
    ['of somebody else than its claims', rewritten({ sub: 'sub-de-quelqu-un-d-autre' })],
    ['without a subject', rewritten({ sub: undefined })],
    ['of a level nobody asked for', rewritten({ acr: 'eidas0' })],
    ['signed by another key', (token) => idp.signed(payloadOf(token), { key: idp.otherKey })],
    ['not signed', (token) => idp.signed(payloadOf(token), { alg: 'none' })],
    [
      'signed by the shared secret',
      (token) => {
        const body = `${encoded({ alg: 'HS256', kid: 'cle-1' })}.${encoded(payloadOf(token))}`
        return `${body}.${createHmac('sha256', idp.config.clientSecret).update(body).digest('base64url')}`
      },
    ],
    [
      'whose content was changed',
      (token) => {
        const [head = '', , signature = ''] = token.split('.')
        return [head, encoded({ ...payloadOf(token), acr: 'eidas1', email: 'autre@exemple.test' }), signature].join('.')
      },
    ],
    ['that is no token', () => 'abc'],
  ])('%s is refused', async (_, change) => {
    const told = await signInWith(change)
    expect([told.get('erreur'), told.get('code')]).toEqual(['identite-refusee', null])
    expect(await bench.store.accounts.users()).toEqual([])
  })
})

describe('the provider’s claims', () => {
  it.each([
    ['of somebody else', { sub: 'sub-de-quelqu-un-d-autre', email: 'camille.plantee@exemple.test' }],
    ['of nobody', { email: 'camille.plantee@exemple.test' }],
    ['that are no object', 'bonjour'],
  ])('%s are refused', async (_, body) => {
    idp.tamper((answer) => {
      if (answer.path === '/me') answer.body = body
    })
    const browser = createBrowser()
    const address = await browser.follow(bench.url('/auth/v1/oidc/start', asked(newDesk())), ({ pathname }) =>
      pathname.endsWith('/oidc/return'),
    )
    const told = new URL((await browser.get(address)).headers.get('location') ?? '').searchParams
    expect(told.get('erreur')).toBe('identite-refusee')
    expect(await bench.store.accounts.users()).toEqual([])
  })
})

it('a crowd of beginnings from one address waits', async () => {
  const url = bench.url('/auth/v1/oidc/start', asked(newDesk()))
  const begin = () => fetch(url, { redirect: 'manual' })
  let begun = 0
  let last = await begin()
  while (last.status === 302 && begun++ < 400) last = await begin()
  expect(begun).toBe(300)
  expect(last.status).toBe(429)
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(500)
  bench.pass(10 * 60_000)
  expect((await begin()).status).toBe(302)
})
