import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Methods } from '#shared/accounts/wire.ts'
import { asked, type Bench, type Desk, motifOf, newDesk, sessionOf, startBench } from './testing/bench.ts'
import { createBrowser, type Browser } from './testing/browser.ts'
import { type Idp, type Person, startIdp } from './testing/idp.ts'

const COOKIE = 'dora-connexion'
const camille: Person = {
  sub: 'c2f1a0de-sub-camille',
  acr: 'eidas1',
  claims: { email: 'Camille.Plantee@Exemple.test', given_name: 'Camille', usual_name: 'Plantée' },
}
const ADDRESS = 'camille.plantee@exemple.test'

let idp: Idp
let bench: Bench
let browser: Browser
let desk: Desk
beforeEach(async () => {
  idp = await startIdp()
  bench = await startBench({ oidc: idp.config })
  idp.serve(bench.origin)
  idp.next(camille)
  browser = createBrowser()
  desk = newDesk()
})
afterEach(async () => {
  await bench.stop()
  await idp.stop()
})

const start = (of: Desk = desk, more: Readonly<Record<string, string>> = {}): string =>
  bench.url('/auth/v1/oidc/start', { ...asked(of), ...more })
const isReturn = (url: URL): boolean => url.origin === bench.origin && url.pathname === '/auth/v1/oidc/return'
/** As far as the provider sends the browser back, not asked yet. */
const toReturn = (by: Browser = browser, of: Desk = desk): Promise<string> => by.follow(start(of), isReturn)
/** What the desk receives. */
const backOf = async (response: Response, of: Desk = desk): Promise<URLSearchParams> => {
  expect(response.status).toBe(302)
  const url = new URL(response.headers.get('location') ?? '')
  expect(url.href.split('?', 1)[0]).toBe(of.retour)
  expect(url.searchParams.get('etat')).toBe(of.etat)
  return url.searchParams
}
const signIn = async (): Promise<URLSearchParams> => backOf(await browser.get(await toReturn()))
const title = async (response: Response): Promise<string> => /<h1>(.*?)<\/h1>/.exec(await response.text())?.[1] ?? ''

describe('signing in by the provider', () => {
  it('goes all the way', async () => {
    expect(Methods.parse(await (await browser.get(bench.url('/auth/v1/methods'))).json())).toEqual({
      fournisseur: 'ProConnect',
      courriel: true,
      mot_de_passe: true,
    })
    const first = await browser.get(start())
    expect(first.status).toBe(302)
    expect(first.headers.get('cache-control')).toBe('no-store')
    const page = new URL(first.headers.get('location') ?? '')
    expect(page.origin).toBe(idp.issuer)
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      acr_values: 'eidas1',
      scope: idp.config.scope,
      redirect_uri: `${bench.origin}/auth/v1/oidc/return`,
    })
    // What the desk keeps and what the server keeps are nobody else's.
    expect(page.href).not.toContain(desk.defi)
    expect(page.href).not.toContain(desk.etat)

    const told = await signIn()
    expect([...told.keys()].sort()).toEqual(['code', 'etat'])
    const response = await bench.exchange(told.get('code') ?? '', desk)
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const session = await sessionOf(response)
    expect(session.compte).toMatchObject({ courriel: ADDRESS, nom: 'Camille Plantée', role: 'professionnel' })
    const known = await bench.sessions.of(session.token)
    expect(known?.session).toMatchObject({ moyen: 'fournisseur', poste: 'Poste d’essai' })
    expect(known?.user).toMatchObject({ sub: camille.sub, valide: true, courriel: ADDRESS })
    expect(bench.signIns).toEqual(['accepted'])
  })
  it('tells the person’s desks of the account', async () => {
    const session = await sessionOf(await bench.exchange((await signIn()).get('code') ?? '', desk))
    const { id } = session.compte
    const row = await bench.store.read((reader) => reader.entity({ kind: 'compte', id }))
    expect(row?.scopes).toEqual([`u:${id}`])
    expect(row?.doc).toMatch(/^scelle1:/)
  })
  it('comes back to the application’s own scheme', async () => {
    desk = newDesk('dora://connexion')
    const told = await signIn()
    expect((await bench.exchange(told.get('code') ?? '', desk)).status).toBe(201)
  })
  it('finds the same account again, whatever the capitals of its address', async () => {
    await signIn()
    idp.next({ ...camille, claims: { ...camille.claims, email: 'CAMILLE.plantee@EXEMPLE.test' } })
    browser = createBrowser()
    await signIn()
    expect((await bench.store.accounts.users()).map(({ courriel }) => courriel)).toEqual([ADDRESS])
  })
  it('hands over the address that the desk knows', async () => {
    const response = await browser.get(start(desk, { login_hint: ADDRESS }))
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('login_hint')).toBe(ADDRESS)
  })
  it('takes claims that come as a signed token', async () => {
    await idp.stop()
    await bench.stop()
    idp = await startIdp({ signedClaims: true })
    bench = await startBench({ oidc: idp.config })
    idp.serve(bench.origin)
    idp.next(camille)
    expect((await signIn()).get('code')).toMatch(/^[0-9A-Z]{32}$/)
  })
  it('lets two tabs of one browser end each its own', async () => {
    const other = newDesk()
    const [one, two] = [await toReturn(), await toReturn(browser, other)]
    expect((await backOf(await browser.get(one))).get('code')).not.toBeNull()
    expect((await backOf(await browser.get(two), other)).get('code')).not.toBeNull()
  })
})

describe('what does not come back as it left', () => {
  it.each([
    ['no state', () => '/auth/v1/oidc/return?code=abc'],
    ['a state of nobody', () => `/auth/v1/oidc/return?code=abc&state=${'x'.repeat(43)}`],
    ['an error without a state', () => '/auth/v1/oidc/return?error=access_denied'],
    ['two states', () => `/auth/v1/oidc/return?code=abc&state=${'x'.repeat(43)}&state=${'y'.repeat(43)}`],
  ])('%s: a page, and no redirection', async (_, path) => {
    const response = await browser.get(bench.origin + path())
    expect(response.status).toBe(410)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await title(response)).toBe('Cette connexion n’attend plus')
  })
  it('another browser: refused, and the right one still ends it', async () => {
    const address = await toReturn()
    for (const cookie of ['', `${COOKIE}=${'z'.repeat(43)}`]) {
      const response = await createBrowser().get(address, cookie === '' ? {} : { cookie })
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(await title(response)).toBe('Cette connexion n’a pas commencé dans ce navigateur')
    }
    expect((await backOf(await browser.get(address))).get('code')).not.toBeNull()
  })
  it('twice: once', async () => {
    const address = await toReturn()
    await backOf(await browser.get(address))
    expect((await browser.get(address)).status).toBe(410)
  })
  it('twice at once: once', async () => {
    const address = await toReturn()
    const statuses = (await Promise.all(Array.from({ length: 6 }, () => browser.get(address)))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 302)).toHaveLength(1)
    expect(statuses.filter((status) => status === 410)).toHaveLength(5)
  })
  it('after ten minutes: over', async () => {
    const address = await toReturn()
    bench.pass(10 * 60_000)
    expect((await browser.get(address)).status).toBe(410)
  })
  it('a look at its headers uses nothing up', async () => {
    const address = await toReturn()
    const cookie = `${COOKIE}=${browser.cookies(bench.origin).get(COOKIE) ?? ''}`
    expect((await fetch(address, { method: 'HEAD', headers: { cookie }, redirect: 'manual' })).status).toBe(405)
    await backOf(await browser.get(address))
  })
  it('a code of somebody else’s sign-in: refused', async () => {
    const theirs = new URL(await toReturn(createBrowser(), newDesk()))
    const mine = new URL(await toReturn())
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    const told = await backOf(await browser.get(mine.href))
    expect(told.get('erreur')).toBe('identite-refusee')
  })
  it.each(['https://mechant.exemple.org', null])('an issuer that is %s: refused', async (issuer) => {
    const address = new URL(await toReturn())
    if (issuer === null) address.searchParams.delete('iss')
    else address.searchParams.set('iss', issuer)
    expect((await backOf(await browser.get(address.href))).get('erreur')).toBe('identite-refusee')
    expect(await bench.store.accounts.users()).toEqual([])
  })
})

describe('what the desk is told', () => {
  it('of someone who gave up', async () => {
    idp.next(null)
    expect((await signIn()).get('erreur')).toBe('connexion-annulee')
  })
  it.each([
    ['a level of assurance that is not accepted', { ...camille, acr: 'eidas2' }],
    ['no level of assurance', { sub: camille.sub, claims: camille.claims }],
    ['an address that is not proved', { ...camille, claims: { ...camille.claims, email_verified: false } }],
    ['no address', { ...camille, claims: { given_name: 'Camille' } }],
  ])('of %s', async (_, person: Person) => {
    idp.next(person)
    expect((await signIn()).get('erreur')).toBe('identite-refusee')
    expect(await bench.store.accounts.users()).toEqual([])
  })
  it('of a level that is one of those accepted', async () => {
    await bench.stop()
    bench = await startBench({ oidc: { ...idp.config, acrValues: ['eidas1', 'eidas2'] } })
    idp.serve(bench.origin)
    idp.next({ ...camille, acr: 'eidas2' })
    expect((await signIn()).get('code')).not.toBeNull()
  })
  it('of no level, when none is asked', async () => {
    await bench.stop()
    bench = await startBench({ oidc: { ...idp.config, acrValues: [] } })
    idp.serve(bench.origin)
    idp.next({ sub: camille.sub, claims: camille.claims })
    expect((await signIn()).get('code')).not.toBeNull()
  })
  it('of a closed account', async () => {
    await bench.addUser({ courriel: ADDRESS, actif: false })
    expect((await signIn()).get('erreur')).toBe('compte-ferme')
  })
  it('of the subject of one account with the address of another', async () => {
    await bench.addUser({ courriel: 'autre@exemple.test', sub: camille.sub })
    await bench.addUser({ courriel: ADDRESS, sub: 'sub-d-un-autre' })
    expect((await signIn()).get('erreur')).toBe('identite-refusee')
    expect(await bench.journal()).toMatchObject([{ action: 'connexion.refusee', legal: true }])
  })
})

describe('a code', () => {
  const coded = async (): Promise<string> => (await signIn()).get('code') ?? ''

  it('is good once', async () => {
    const code = await coded()
    expect((await bench.exchange(code, desk)).status).toBe(201)
    const again = await bench.exchange(code, desk)
    expect(again.status).toBe(410)
    expect(await again.json()).toMatchObject({ code: 'refused', motif: 'lien-invalide' })
  })
  it('is good once, also at once', async () => {
    const code = await coded()
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await bench.exchange(code, desk)).status))
    expect(statuses.sort()).toEqual([201, 410, 410, 410, 410])
  })
  it('opens nothing without its verifier, and stays good for who has it', async () => {
    const code = await coded()
    for (const thief of [newDesk(), { ...desk, verifieur: desk.defi }]) {
      const response = await bench.exchange(code, thief)
      expect([response.status, await motifOf(response)]).toEqual([410, 'lien-invalide'])
    }
    expect((await bench.exchange(code, desk)).status).toBe(201)
  })
  it('is late after a minute', async () => {
    const code = await coded()
    bench.pass(60_000)
    expect((await bench.exchange(code, desk)).status).toBe(410)
  })
  it('opens nothing for an account closed meanwhile', async () => {
    const code = await coded()
    const [user] = await bench.store.accounts.users()
    await bench.store.accounts.updateUser(user?.id ?? '', { actif: false })
    const response = await bench.exchange(code, desk)
    expect([response.status, await motifOf(response)]).toEqual([403, 'compte-ferme'])
  })
  it('is not guessed: after a few tries of one, and many of any, one waits', async () => {
    const code = await coded()
    for (let n = 0; n < 5; n++) expect((await bench.exchange(code, newDesk())).status).toBe(410)
    const limited = await bench.exchange(code, desk)
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    bench.pass(1_000)
    expect((await bench.exchange(code, desk)).status).toBe(201)
    let tries = 0
    while ((await bench.exchange(`ABCDE-${String(tries).padStart(5, '0')}`, desk)).status === 410) tries++
    expect(tries).toBeGreaterThan(20)
    expect(tries).toBeLessThan(60)
    expect(bench.signIns.filter((result) => result === 'accepted')).toHaveLength(1)
    expect(bench.signIns.at(-1)).toBe('limited')
  })
})

describe('a provider that does not answer', () => {
  it('stops nothing but its own way in, which opens once it is back', async () => {
    idp.rest()
    expect((await browser.get(bench.url('/auth/v1/methods'))).status).toBe(200)
    const silent = await browser.get(start())
    expect(silent.status).toBe(503)
    expect(silent.headers.get('retry-after')).toBe('10')
    expect(silent.headers.get('set-cookie')).toBeNull()
    const text = await silent.text()
    expect(text).toContain('ProConnect ne répond pas')
    expect(/href="(\/auth[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&')).toBe(start().slice(bench.origin.length))
    idp.serve(bench.origin)
    bench.pass(5_000)
    expect((await signIn()).get('code')).not.toBeNull()
  })
  it('is not asked by each who comes', async () => {
    idp.rest()
    await browser.get(start())
    idp.serve(bench.origin)
    expect((await browser.get(start())).status).toBe(503)
    expect(idp.asked).toEqual([])
  })
  it('is known from before, when it does not answer again', async () => {
    await signIn()
    idp.rest()
    bench.pass(3 * 3600_000)
    expect((await browser.get(start())).status).toBe(302)
  })
  it('as the person comes back: the desk is told', async () => {
    const address = await toReturn()
    idp.rest()
    expect((await backOf(await browser.get(address))).get('erreur')).toBe('fournisseur-injoignable')
  })
  it('as there is none: a page says so', async () => {
    await bench.stop()
    bench = await startBench()
    for (const path of ['/auth/v1/oidc/start', '/auth/v1/oidc/return']) {
      const response = await browser.get(bench.url(path, asked(desk)))
      expect([response.status, response.headers.get('location')]).toEqual([404, null])
    }
    expect(await (await browser.get(bench.url('/auth/v1/methods'))).json()).toMatchObject({ fournisseur: null })
  })
})

it('writes no address, name, token or subject in clear but in the account itself', async () => {
  const told = await signIn()
  await bench.exchange(told.get('code') ?? '', desk)
  await browser.get(await toReturn())
  idp.next({ ...camille, claims: { ...camille.claims, email: 'refusee.plantee@exemple.test', email_verified: false } })
  browser = createBrowser()
  await signIn()
  const written = await bench.written()
  expect(written.length).toBeGreaterThan(1_000)
  for (const planted of ['plantee', 'Plantée', 'exemple.test', camille.sub, 'eyJ', desk.defi, desk.etat, told.get('code') ?? ''])
    expect(written).not.toContain(planted)
})
