import { request as httpRequest } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { WireError } from '#shared/rpc.ts'
import type { Session } from '#shared/sync/wire.ts'
import type { Outbox } from '../sync/ports.ts'
import { createServerRequests } from '../sync/server-requests.ts'
import { createHttpTransport } from '../sync/transport-http.ts'
import { createVirtualClock, type VirtualClock } from '../sync/testing/virtual-clock.ts'
import { createSignIn } from './sign-in.ts'
import { type Central, person, startCentral } from './testing/central.ts'

const NOW = Date.parse('2026-11-27T10:00:00.000Z')
const MINUTE = 60_000

let central: Central
let other: Central
let clock: VirtualClock
let server: string
let signIn: ReturnType<typeof createSignIn>
let opened: URL[]
let kept: { session: Session; serveur: string }[]
let ends: (WireError | null)[]
let ended: string[]
let browser: 'opens' | 'fails'
let keeping: () => Promise<void>

type SignInParts = Parameters<typeof createSignIn>[0]

const linkTo = (address: string) =>
  createServerRequests({
    server: address,
    transport: createHttpTransport({ server: address, poste: 'essai', version: '0' }),
    outbox: {} as Outbox,
    renewing: { asking: () => Promise.reject(new Error('nothing here is asked in a name')) },
    onExpired: () => {},
  })

beforeEach(async () => {
  central = await startCentral()
  other = await startCentral()
  clock = createVirtualClock(NOW)
  server = central.address
  opened = []
  kept = []
  ends = []
  ended = []
  browser = 'opens'
  keeping = () => Promise.resolve()
  signIn = start()
})
const start = (over: Partial<SignInParts> = {}) =>
  createSignIn({
    link: {
      address: () => server,
      identity: () => `identité de ${server}`,
      request: (request) => linkTo(server).request(request),
      open: async (session, serveur) => {
        await keeping()
        kept.push({ session, serveur })
      },
      end: ({ token }) => void ended.push(token),
    },
    openExternal: async (url) => {
      opened.push(url)
      if (browser === 'fails') throw new DoraError('ouverture-impossible')
    },
    clock,
    poste: 'poste d’essai',
    deepLinks: false,
    onChange: () => {},
    onEnded: (erreur) => ends.push(erreur),
    log: () => {},
    ...over,
  })
afterEach(async () => {
  signIn.cancel()
  await Promise.all([central.close(), other.close()])
})

/** What the page of the provider was opened with. */
const page = () => {
  const url = opened.at(-1) as URL
  return { url, ...Object.fromEntries(url.searchParams) } as { url: URL; defi: string; etat: string; retour: string }
}
/** What the person's browser does of an address. */
const browse = async (retour: string, params: Record<string, string> | [string, string][]) => {
  const response = await fetch(`${retour}?${new URLSearchParams(params).toString()}`, { redirect: 'manual' })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof DoraError ? error.code : String(error)),
  )
const begin = () => signIn.begin({ moyen: 'fournisseur' })
/** Whether a port still answers. */
const answers = (retour: string) =>
  fetch(retour).then(
    () => true,
    () => false,
  )

test('the provider’s page is opened in the browser, which comes back with a code, good for a session', async () => {
  await begin()
  const { url, defi, etat, retour } = page()
  expect(`${url.origin}/`).toBe(central.address)
  expect(url.pathname).toBe('/auth/v1/oidc/start')
  expect([...url.searchParams.keys()].sort()).toEqual(['defi', 'etat', 'retour'])
  expect(retour).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/retour$/)
  expect(signIn.waiting()).toEqual({
    moyen: 'fournisseur',
    adresse: url.href,
    courriel: null,
    expire_le: '2026-11-27T10:10:00.000Z',
  })
  const { status, text, headers } = await browse(retour, { code: central.code(defi, person()), etat })
  expect(status).toBe(200)
  expect(text).toContain('Connexion réussie')
  expect(text).not.toMatch(/<script|https?:/)
  const nonce = /<style nonce="([^"]+)">/.exec(text)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThan(20)
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
  expect(kept).toMatchObject([{ session: { compte: { id: 'u-odette' } }, serveur: `identité de ${central.address}` }])
  expect([ends, signIn.waiting()]).toEqual([[null], null])
  expect(await answers(retour)).toBe(false)
})

test('a browser that does not open leaves the address to be opened by hand', async () => {
  browser = 'fails'
  await begin()
  expect(signIn.waiting()?.adresse).toBe(page().url.href)
  const { defi, etat, retour } = page()
  expect((await browse(retour, { code: central.code(defi, person()), etat })).status).toBe(200)
})

test('what comes without what this desk gave, or twice over, ends nothing; what is right still does', async () => {
  await begin()
  const { defi, etat, retour } = page()
  const code = central.code(defi, person())
  for (const params of [
    { code },
    { code, etat: 'x'.repeat(32) },
    { code, etat: `${etat}x` },
    { erreur: 'compte-ferme', etat: '' },
  ])
    expect((await browse(retour, params as Record<string, string>)).status).toBe(403)
  expect(
    (
      await browse(retour, [
        ['code', code],
        ['etat', etat],
        ['etat', etat],
      ])
    ).status,
  ).toBe(403)
  expect([kept, ends, central.count('POST /auth/v1/exchange')]).toEqual([[], [], 0])
  expect((await browse(retour, { code, etat })).status).toBe(200)
})

test('the address is good once, also while it is being answered', async () => {
  await begin()
  const { defi, etat, retour } = page()
  const code = central.code(defi, person())
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  keeping = () => {
    asked.resolve()
    return gate.promise
  }
  const first = browse(retour, { code, etat })
  await asked.promise
  // The port takes no one else while the first is answered.
  expect(await answers(retour)).toBe(false)
  gate.resolve()
  expect((await first).status).toBe(200)
  expect(kept).toHaveLength(1)

  await begin()
  const again = page()
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  central.on('POST /auth/v1/exchange', async () => {
    reached.resolve()
    await held.promise
    return { problem: 'refused', status: 410, motif: 'lien-invalide' }
  })
  const spent = browse(again.retour, { code: 'code-qui-sert', etat: again.etat })
  await reached.promise
  expect((await browse(again.retour, { code: 'code-qui-sert', etat: again.etat })).status).toBe(410)
  held.resolve()
  expect((await spent).text).toContain('n’est plus valable')
  expect(ends).toMatchObject([null, { code: 'compte-lien-invalide' }])
})

test.each<[string, string]>([
  ['compte-ferme', 'compte-ferme'],
  ['identite-refusee', 'compte-identite-refusee'],
  ['access_denied', 'compte-identite-refusee'],
  ['<script>alert(1)</script>', 'compte-identite-refusee'],
  ['constructor', 'compte-identite-refusee'],
])('a refusal that comes back (%s) is told, in the browser and in the application', async (erreur, code) => {
  await begin()
  const { etat, retour } = page()
  const { status, text } = await browse(retour, { erreur, etat })
  expect(status).toBe(400)
  expect(text).toContain('La connexion n’a pas abouti')
  expect(text).not.toContain('<script')
  expect(ends).toMatchObject([{ code }])
  expect([signIn.waiting(), await answers(retour)]).toEqual([null, false])
})

/** As a page that had a name resolve to this machine would, or a program that writes its own requests. */
const raw = (retour: string, { method = 'GET', path = '/retour', host }: { method?: string; path?: string; host?: string }) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(retour)
    httpRequest({ hostname, port, method, path, headers: host === undefined ? {} : { host } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

test('only a GET of the one path, by the exact name of this host, is listened to', async () => {
  await begin()
  const { defi, etat, retour } = page()
  const code = central.code(defi, person())
  const search = `?code=${code}&etat=${etat}`
  const { port } = new URL(retour)
  for (const [asked, status] of [
    [{ host: `localhost:${port}` }, 403],
    [{ host: `exemple.test:${port}` }, 403],
    [{ host: '127.0.0.1' }, 403],
    [{ path: `/${search}` }, 404],
    [{ path: `/retour/${search}` }, 404],
    [{ path: `/retour/../autre${search}` }, 404],
    [{ path: `http://127.0.0.1:${port}/retour${search}` }, 404],
    [{ path: `//exemple.test/retour${search}` }, 404],
    [{ method: 'POST' }, 405],
    [{ method: 'HEAD' }, 405],
    [{ method: 'OPTIONS' }, 405],
  ] as const)
    expect([asked, await raw(retour, { path: `/retour${search}`, ...asked })]).toEqual([asked, status])
  expect([kept, ends]).toEqual([[], []])
  expect((await browse(retour, { code, etat })).status).toBe(200)
})

test('a code stolen on its way opens nothing without the proof that never left this desk', async () => {
  await begin()
  const { defi } = page()
  const code = central.code(defi, person())
  await begin()
  // Injected in another attempt: its proof is not that one's.
  const { etat, retour } = page()
  expect((await browse(retour, { code, etat })).status).toBe(400)
  expect([kept, ends]).toMatchObject([[], [{ code: 'compte-lien-invalide' }]])
})

test('it is given up after ten minutes, a link by e-mail after six', async () => {
  await begin()
  const { retour } = page()
  await clock.advance(10 * MINUTE - 1)
  expect(signIn.waiting()).not.toBeNull()
  await clock.advance(1)
  expect([signIn.waiting(), ends]).toMatchObject([null, [{ code: 'connexion-abandonnee' }]])
  expect(await answers(retour)).toBe(false)
  await signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' })
  await clock.advance(6 * MINUTE - 1)
  expect(signIn.waiting()?.moyen).toBe('courriel')
  await clock.advance(1)
  expect(signIn.waiting()).toBeNull()
  expect(await codeOf(signIn.finish('code-tapé-tard'))).toBe('connexion-abandonnee')
})

test('another one takes the place of the last, whose address is no longer answered', async () => {
  await begin()
  const first = page()
  await begin()
  const second = page()
  expect(await answers(first.retour)).toBe(false)
  expect((await browse(second.retour, { code: central.code(second.defi, person()), etat: first.etat })).status).toBe(403)
  expect((await browse(second.retour, { code: central.code(second.defi, person()), etat: second.etat })).status).toBe(200)
  await Promise.all([begin(), begin()])
  expect(opened).toHaveLength(3)
  signIn.cancel()
  expect([signIn.waiting(), await answers(page().retour), ends]).toEqual([null, false, [null]])
})

test('one given up while its code is exchanged keeps no session, and leaves none open', async () => {
  await begin()
  const { defi, etat, retour } = page()
  const [reached, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const session = central.open(person())
  central.on('POST /auth/v1/exchange', async () => {
    reached.resolve()
    await held.promise
    return { status: 201, body: session }
  })
  const back = browse(retour, { code: central.code(defi, person()), etat })
  await reached.promise
  signIn.cancel()
  held.resolve()
  expect((await back).status).toBe(400)
  expect([kept, ends, ended]).toEqual([[], [], [session.token]])
})

test('a session that cannot be kept is told, and not left open', async () => {
  keeping = () => Promise.reject(new DoraError('ecriture-impossible'))
  await begin()
  const { defi, etat, retour } = page()
  expect((await browse(retour, { code: central.code(defi, person()), etat })).status).toBe(400)
  expect(ends).toMatchObject([{ code: 'ecriture-impossible' }])
  expect([ended.length, signIn.waiting()]).toEqual([1, null])
})

test('a link is asked for by e-mail; it ends in the browser, or by the code that its page shows, slips forgiven', async () => {
  const asked: Record<string, unknown>[] = []
  central.on('POST /auth/v1/link', ({ body }) => {
    asked.push(body)
    return { status: 202, body: {} }
  })
  await signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' })
  expect(opened).toEqual([])
  const [{ defi, etat, retour, courriel }] = asked as [{ defi: string; etat: string; retour: string; courriel: string }]
  expect([courriel, signIn.waiting()]).toEqual([
    'odette@exemple.test',
    { moyen: 'courriel', adresse: null, courriel: 'odette@exemple.test', expire_le: '2026-11-27T10:06:00.000Z' },
  ])
  expect([defi, etat]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{16,64}$/)])
  expect(await codeOf(signIn.finish('1234'))).toBe('compte-lien-invalide')
  expect(await codeOf(signIn.finish('ABCD-EFGH-IJKL'))).toBe('compte-lien-invalide')
  expect([central.count('POST /auth/v1/exchange'), ends, signIn.waiting()?.moyen]).toEqual([1, [], 'courriel'])
  await signIn.finish(central.code(defi, person()))
  expect([kept.length, ends, signIn.waiting(), await answers(retour)]).toEqual([1, [null], null, false])
  expect(await codeOf(signIn.finish('ABCD-EFGH-IJKL'))).toBe('connexion-abandonnee')
})

test('a link that the server does not send leaves nothing waiting', async () => {
  central.on('POST /auth/v1/link', () => ({ problem: 'unavailable', motif: 'courrier-absent' }))
  expect(await codeOf(signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' }))).toBe('compte-courrier-absent')
  await central.close()
  expect(await codeOf(signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' }))).toBe('compte-hors-ligne')
  expect([signIn.waiting(), ends]).toEqual([null, []])
})

test('a code goes to the server where it was asked for, and to no other', async () => {
  await begin()
  const { defi, etat, retour } = page()
  server = other.address
  const { status } = await browse(retour, { code: central.code(defi, person()), etat })
  expect([status, kept, other.calls, central.calls]).toEqual([400, [], [], []])
  server = central.address
  await begin()
  server = other.address
  signIn.check()
  expect([signIn.waiting(), ends.at(-1)]).toMatchObject([null, { code: 'connexion-abandonnee' }])
})

test('an address of the application’s own scheme ends it by the same path; any other text does nothing', async () => {
  expect(await signIn.returned('dora://connexion?code=x&etat=y')).toBe(false)
  await begin()
  const { defi, etat } = page()
  const code = central.code(defi, person())
  for (const text of [
    '',
    'n’importe quoi',
    `dora://autre?code=${code}&etat=${etat}`,
    `dora://connexion/plus?code=${code}&etat=${etat}`,
    `https://connexion?code=${code}&etat=${etat}`,
    `dora://connexion?code=${code}&etat=autre`,
    `dora://x@connexion.exemple.test?code=${code}&etat=${etat}`,
  ])
    expect([text, await signIn.returned(text)]).toEqual([text, false])
  expect([kept, ends]).toEqual([[], []])
  expect(await signIn.returned(`dora://connexion?code=${code}&etat=${etat}`)).toBe(true)
  expect([kept.length, ends]).toEqual([1, [null]])
  expect(await signIn.returned(`dora://connexion?code=${code}&etat=${etat}`)).toBe(false)
})

test('where no port can be listened on, the browser comes back by the application’s own scheme, if the system knows it', async () => {
  const listen = () => Promise.reject(new Error('EACCES'))
  signIn = start({ listen })
  expect(await codeOf(begin())).toBe('connexion-impossible')
  expect([signIn.waiting(), opened]).toEqual([null, []])
  signIn = start({ listen, deepLinks: true })
  await begin()
  const { defi, etat, retour } = page()
  expect(retour).toBe('dora://connexion')
  expect(await signIn.returned(`${retour}?code=${central.code(defi, person())}&etat=${etat}`)).toBe(true)
  expect(kept).toHaveLength(1)
})

test('a second letter that cannot be asked for leaves the first one as it was: its link still comes in', async () => {
  const asked: Record<string, unknown>[] = []
  central.on('POST /auth/v1/link', ({ body }) => {
    asked.push(body)
    return { status: 202, body: {} }
  })
  await signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' })
  central.on('POST /auth/v1/link', () => ({ problem: 'unavailable' }))
  expect(await codeOf(signIn.begin({ moyen: 'courriel', courriel: 'odette@exemple.test' }))).toBe('compte-hors-ligne')
  expect(signIn.waiting()?.moyen).toBe('courriel')
  const [{ defi }] = asked as [{ defi: string }]
  await signIn.finish(central.code(defi, person()))
  expect([kept.length, ends, signIn.waiting()]).toEqual([1, [null], null])
})
