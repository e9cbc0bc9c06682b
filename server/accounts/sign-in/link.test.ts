import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMailer } from '../../mail/mailer.ts'
import { createPostman, type Postman } from '../../mail/postman.ts'
import { smtpTransport } from '../../mail/smtp.ts'
import { startSmtp, type TestSmtp } from '../../mail/testing/smtp.ts'
import { createServerLog } from '../../ops/log.ts'
import type { SyncStore } from '../../store/types.ts'
import { createSeal } from '../../sync/seal.ts'
import {
  asked,
  type Bench,
  BENCH_SEAL,
  type BenchOptions,
  type Desk,
  motifOf,
  newDesk,
  sessionOf,
  startBench,
} from './testing/bench.ts'
import { createBrowser } from './testing/browser.ts'

const KNOWN = 'camille.plantee@exemple.test'
const UNKNOWN = 'personne.plantee@exemple.test'

let smtp: TestSmtp
let bench: Bench
let postman: Postman
let desk: Desk
const open = async (options: BenchOptions = {}): Promise<void> => {
  bench = await startBench({ onMail: () => postman.kick(), ...options })
  postman = createPostman({
    store: bench.store,
    seal: createSeal(BENCH_SEAL),
    mailer: createMailer({ transport: smtpTransport(smtp.url), from: { name: 'DORA', address: 'ne-pas-repondre@exemple.test' } }),
    now: bench.now,
    log: createServerLog('silent'),
  })
}
beforeEach(async () => {
  smtp = await startSmtp()
  await open()
  await bench.addUser({ courriel: KNOWN })
  desk = newDesk()
})
afterEach(async () => {
  await bench.stop()
  await postman.close()
  await smtp.stop()
})

const ask = (courriel: string, of: Desk = desk): Promise<Response> => bench.post('/auth/v1/link', { courriel, ...asked(of) })
/** The link that arrives. */
const linkFor = async (courriel = KNOWN, of: Desk = desk): Promise<string> => {
  const before = smtp.delivered.length
  expect((await ask(courriel, of)).status).toBe(202)
  await expect.poll(() => smtp.delivered.length).toBe(before + 1)
  return smtp.delivered.at(-1)?.link ?? ''
}
const secretIn = (link: string): string => new URL(link).searchParams.get('j') ?? ''
const confirm = (secret: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  createBrowser().submit(`${bench.origin}/auth/v1/link/confirm`, { j: secret }, headers)
const pageOf = async (response: Response): Promise<{ readonly code: string; readonly back: URL }> => {
  const text = await response.text()
  return {
    code: /<p class="code"[^>]*>([^<]*)</.exec(text)?.[1] ?? '',
    back: new URL(/class="button" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''),
  }
}

describe('signing in by a link', () => {
  it('goes all the way, by the button', async () => {
    const link = await linkFor()
    expect(link.startsWith(`${bench.origin}/auth/v1/link?j=`)).toBe(true)
    const opened = await createBrowser().get(link)
    expect(opened.status).toBe(200)
    const form = await opened.text()
    expect(/<form[^>]* method="post" action="([^"]*)"/.exec(form)?.[1]).toBe('/auth/v1/link/confirm')
    expect(/name="j" value="([^"]*)"/.exec(form)?.[1]).toBe(secretIn(link))
    const { back } = await pageOf(await confirm(secretIn(link)))
    expect(back.href.split('?', 1)[0]).toBe(desk.retour)
    expect(back.searchParams.get('etat')).toBe(desk.etat)
    const response = await bench.exchange(back.searchParams.get('code') ?? '', desk)
    expect(response.status).toBe(201)
    const session = await sessionOf(response)
    expect(session.compte.courriel).toBe(KNOWN)
    expect(await bench.sessions.of(session.token)).toMatchObject({ user: { valide: true }, session: { moyen: 'courriel' } })
  })
  it('goes all the way, by the code that a person types as they hear it', async () => {
    const { code } = await pageOf(await confirm(secretIn(await linkFor())))
    expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    expect(
      (await bench.exchange(` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `, desk)).status,
    ).toBe(201)
    expect((await bench.exchange(code, desk)).status).toBe(410)
  })
  it('finds the account whatever the capitals of the address', async () => {
    await linkFor('  Camille.PLANTEE@Exemple.TEST ')
    expect(smtp.delivered.at(-1)?.to).toEqual([KNOWN])
  })
  it('a code opens nothing on a desk that did not ask for it', async () => {
    const { code } = await pageOf(await confirm(secretIn(await linkFor())))
    const stolen = await bench.exchange(code, newDesk())
    expect([stolen.status, await motifOf(stolen)]).toEqual([410, 'lien-invalide'])
    expect((await bench.exchange(code, desk)).status).toBe(201)
  })
  it('a code is good for five minutes', async () => {
    const { code } = await pageOf(await confirm(secretIn(await linkFor())))
    bench.pass(5 * 60_000 - 1_000)
    expect((await bench.exchange(code, newDesk())).status).toBe(410)
    bench.pass(1_000)
    expect((await bench.exchange(code, desk)).status).toBe(410)
  })
  it('warns that the code is not to be given', async () => {
    expect(await (await confirm(secretIn(await linkFor()))).text()).toContain('Ne donnez ce code à personne')
  })
})

describe('a link', () => {
  it('is not used up by whoever opens it before its reader', async () => {
    const link = await linkFor()
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200)
    expect((await confirm(secretIn(link))).status).toBe(200)
  })
  it('is good once', async () => {
    const link = await linkFor()
    expect((await confirm(secretIn(link))).status).toBe(200)
    for (const again of [await confirm(secretIn(link)), await fetch(link)]) {
      expect(again.status).toBe(410)
      expect(await again.text()).toContain('Ce lien n’est plus valable')
    }
  })
  it('is good once, also at once', async () => {
    const secret = secretIn(await linkFor())
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await confirm(secret)).status))
    expect(statuses.sort()).toEqual([200, 410, 410, 410, 410])
  })
  it('is late after five minutes', async () => {
    const [one, two] = [secretIn(await linkFor()), secretIn(await linkFor())]
    bench.pass(5 * 60_000 - 1_000)
    expect((await confirm(one)).status).toBe(200)
    bench.pass(2_000)
    expect((await confirm(two)).status).toBe(410)
  })
  it.each(['', 'j=', 'j=abc', `j=${'x'.repeat(43)}`, `j=${'x'.repeat(43)}&j=${'x'.repeat(43)}`])(
    'that says %j is none',
    async (query) => {
      expect((await fetch(`${bench.origin}/auth/v1/link?${query}`)).status).toBe(410)
    },
  )
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://mechant.exemple.org' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['another site, in an older browser', { origin: 'https://mechant.exemple.org' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
  ])('is not confirmed by a form of %s', async (_, headers) => {
    const secret = secretIn(await linkFor())
    const refused = await confirm(secret, headers)
    expect(refused.status).toBe(403)
    expect((await confirm(secret, { 'sec-fetch-site': 'same-origin', origin: bench.origin })).status).toBe(200)
  })
  it('is confirmed by its own page in an older browser', async () => {
    expect((await confirm(secretIn(await linkFor()), { origin: bench.origin })).status).toBe(200)
  })
  it.each([
    ['application/json', '{"j":"abc"}', 415],
    ['text/plain', 'j=abc', 415],
    ['application/x-www-form-urlencoded', `j=${'x'.repeat(300)}`, 413],
    ['application/x-www-form-urlencoded', '', 410],
    ['application/x-www-form-urlencoded', '%E0%A4%A=j&&&=', 410],
  ])('a form as %s holding %j is answered, not obeyed', async (type, body, status) => {
    const response = await fetch(`${bench.origin}/auth/v1/link/confirm`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
    expect(response.status).toBe(status)
  })
  it('forms are taken nowhere else', async () => {
    const body = new URLSearchParams({ courriel: KNOWN, ...asked(desk) })
    expect((await fetch(`${bench.origin}/auth/v1/link`, { method: 'POST', body })).status).toBe(415)
  })
  it('of an account closed meanwhile says so to who has it', async () => {
    const secret = secretIn(await linkFor())
    const [user] = await bench.store.accounts.users()
    await bench.store.accounts.updateUser(user?.id ?? '', { actif: false })
    const response = await confirm(secret)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Ce compte a été fermé')
  })
})

/** All that an answer is, but its date. */
const seen = async (response: Response): Promise<unknown> => {
  const headers = [...response.headers].filter(([name]) => name !== 'date')
  return { status: response.status, headers, body: await response.text() }
}

describe('who has an account is nobody’s business', () => {
  it('the answer is the same for who has one, has none, or had one', async () => {
    await bench.addUser({ courriel: 'fermee.plantee@exemple.test', actif: false })
    const answers = [
      await seen(await ask(KNOWN)),
      await seen(await ask(UNKNOWN)),
      await seen(await ask('fermee.plantee@exemple.test')),
    ]
    expect(answers[0]).toMatchObject({ status: 202, body: '{}' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    // What was left to do is done, and sent.
    await bench.close()
    await postman.idle()
    expect(smtp.asked).toEqual([KNOWN])
    expect(await bench.store.accounts.users()).toHaveLength(2)
  })
  it('the answer has gone before any account is looked for', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await bench.stop()
    await open({
      over: (store: SyncStore) => ({
        ...store,
        accounts: {
          ...store.accounts,
          userByEmail: async (courriel) => {
            await held
            return store.accounts.userByEmail(courriel)
          },
        },
      }),
    })
    await bench.addUser({ courriel: KNOWN })
    expect((await ask(KNOWN)).status).toBe(202)
    expect((await ask(UNKNOWN)).status).toBe(202)
    expect(smtp.delivered).toHaveLength(0)
    release()
    await expect.poll(() => smtp.delivered.length).toBe(1)
  })
  it('an address may be asked for five times an hour, whether anybody has it or not', async () => {
    for (const courriel of [KNOWN, UNKNOWN]) {
      for (let n = 0; n < 5; n++) expect((await ask(n % 2 === 0 ? courriel : courriel.toUpperCase())).status).toBe(202)
    }
    const [known, unknown] = [await ask(KNOWN), await ask(UNKNOWN)]
    for (const limited of [known, unknown]) {
      expect(limited.status).toBe(429)
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(3_500)
    }
    expect(await known.text()).toBe(await unknown.text())
    bench.pass(3600_000)
    expect((await ask(KNOWN)).status).toBe(202)
  })
  it('a machine may ask twenty times in ten minutes', async () => {
    for (let n = 0; n < 20; n++) expect((await ask(`a${n}@exemple.test`)).status).toBe(202)
    const limited = await ask('encore@exemple.test')
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(500)
    bench.pass(10 * 60_000)
    expect((await ask('encore@exemple.test')).status).toBe(202)
  })
  it('a server that writes to nobody says so to everybody', async () => {
    await bench.stop()
    await open({ mail: false })
    await bench.addUser({ courriel: KNOWN })
    for (const courriel of [KNOWN, UNKNOWN]) {
      const response = await ask(courriel)
      expect([response.status, await motifOf(response)]).toEqual([503, 'courrier-absent'])
    }
    expect(await (await fetch(`${bench.origin}/auth/v1/methods`)).json()).toEqual({
      fournisseur: null,
      courriel: false,
      mot_de_passe: true,
    })
  })
})

it.each([
  ['no address', { courriel: undefined }],
  ['what is no address', { courriel: 'camille' }],
  ['an address with a line end', { courriel: 'camille@exemple.test\nbcc: b@exemple.test' }],
  ['a challenge too short', { defi: 'abc' }],
  ['no state', { etat: undefined }],
])('a request with %s is refused', async (_, more) => {
  expect((await bench.post('/auth/v1/link', { courriel: KNOWN, ...asked(desk), ...more })).status).toBe(400)
})

it('writes no address, link nor code in clear but in the account itself', async () => {
  const link = await linkFor()
  await ask(UNKNOWN)
  const { code } = await pageOf(await confirm(secretIn(link)))
  await linkFor()
  const written = await bench.written()
  expect(written).toContain('lien')
  for (const planted of ['plantee', 'exemple.test', secretIn(link), code, code.replace('-', ''), desk.defi, desk.etat])
    expect(written).not.toContain(planted)
})

it('ends only once what it had to write is written', async () => {
  await ask(KNOWN)
  await bench.close()
  const waiting = await bench.store.read(async (reader) => (await reader.children('courrier', 'a-envoyer')).length)
  await postman.idle()
  expect(waiting + smtp.delivered.length).toBeGreaterThan(0)
})
