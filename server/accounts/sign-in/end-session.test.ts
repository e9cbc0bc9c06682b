import { afterEach, beforeEach, expect, it } from 'vitest'
import { asked, type Bench, newDesk, sessionOf, startBench } from './testing/bench.ts'
import { createBrowser, type Browser } from './testing/browser.ts'
import { type Idp, startIdp } from './testing/idp.ts'

const camille = { sub: 'sub-camille', acr: 'eidas1', claims: { email: 'camille.plantee@exemple.test' } }

let idp: Idp
let bench: Bench
let browser: Browser
beforeEach(async () => {
  idp = await startIdp()
  bench = await startBench({ oidc: idp.config })
  idp.serve(bench.origin)
  idp.next(camille)
  browser = createBrowser()
})
afterEach(async () => {
  await bench.stop()
  await idp.stop()
})

const signIn = async (): Promise<string> => {
  const desk = newDesk()
  const back = await browser.follow(bench.url('/auth/v1/oidc/start', asked(desk)), ({ port }) => port === '49152')
  return (await sessionOf(await bench.exchange(new URL(back).searchParams.get('code') ?? '', desk))).compte.id
}

it('ends the provider’s session too, and comes back to a page that says so, once', async () => {
  const page = new URL((await bench.endOf(await signIn())) ?? '')
  expect(page.origin).toBe(idp.issuer)
  expect(page.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3)
  const form = await (await browser.get(page.href)).text()
  const action = /action="([^"]+)"/.exec(form)?.[1] ?? ''
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const done = await browser.submit(new URL(action, idp.issuer).href, { xsrf, logout: 'yes' })
  const ended = done.headers.get('location') ?? ''
  expect(ended.split('?', 1)[0]).toBe(`${bench.origin}/auth/v1/oidc/ended`)
  const first = await browser.get(ended)
  expect(first.status).toBe(200)
  const text = await first.text()
  expect(text).toContain('Vous êtes déconnecté')
  // The same words, whoever comes.
  for (const url of [ended, `${bench.origin}/auth/v1/oidc/ended?state=invente`, `${bench.origin}/auth/v1/oidc/ended`]) {
    const again = await browser.get(url)
    expect(again.status).toBe(400)
    expect((await again.text()).replace(/nonce="[^"]*"/, '')).toBe(text.replace(/nonce="[^"]*"/, ''))
  }
  // The provider asks who comes next.
  idp.next(null)
  const next = await browser.follow(bench.url('/auth/v1/oidc/start', asked(newDesk())), ({ port }) => port === '49152')
  expect(new URL(next).searchParams.get('erreur')).toBe('connexion-annulee')
})

it('keeps the provider’s token sealed', async () => {
  const id = await signIn()
  const [session] = await bench.store.accounts.sessionsOf(id)
  expect(session?.idToken).toMatch(/^scelle1:/)
})

it('has nothing to end for a session that came in otherwise', async () => {
  const user = await bench.addUser({ courriel: 'autre@exemple.test' })
  await bench.sessions.open(user, { moyen: 'courriel', poste: 'Poste' })
  expect(await bench.endOf(user.id)).toBeNull()
})

it('does not depend on a provider that is out of reach, nor on a token of another key', async () => {
  const user = await bench.addUser({ courriel: 'autre@exemple.test' })
  await bench.sessions.open(user, { moyen: 'fournisseur', poste: 'Poste', idToken: 'scelle1:abc' })
  expect(await bench.endOf(user.id)).toBeNull()
  idp.rest()
  expect(await bench.endOf(user.id)).toBeNull()
})
