import fc from 'fast-check'
import type { Page } from '@playwright/test'
import { contract } from '#shared/contract.ts'
import { isErrorCode } from '#shared/errors.ts'
import type { Reply } from '#shared/rpc.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, test } from './test.ts'

/** The same inputs every day: a failure found here is found again. */
const SEED = 20261123

const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): readonly T[] =>
  fc.sample(arbitrary, { seed: SEED, numRuns: count })

const crashed = (page: Page) => page.getByRole('heading', { name: 'Cet écran a rencontré une erreur' })

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'commune:59350',
    'commune:',
    'point:50.6:3.05',
    'point:NaN:∞',
    'cp:59000',
    '-1',
    '1e9',
    '%',
    '%E0%A4%A',
    '🦊',
    '\u202e',
  ),
)
const parameter = fc.tuple(
  fc.constantFrom('q', 'lieu', 'rayon', 'tri', 'publics', 'thematiques', 'frais', 'fiche', 'carte', 'zone', 'inconnu'),
  value,
)
const address = fc
  .array(parameter, { maxLength: 6 })
  .map((parameters) => parameters.map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`).join('&'))
const raw = fc.string({ maxLength: 60 }).map((text) => text.replace(/[#\s\\]/g, ''))

test('any address shows the search, never a broken page', async ({ page, open }) => {
  test.slow()
  await open('/recherche')
  for (const query of [...samples(address, 25), ...samples(raw, 10)]) {
    await goTo(page, `/recherche?${query}`)
    await expect(page.getByRole('search'), query).toBeVisible()
    await expect(page.getByRole('region', { name: /service|aboutir/i }).first(), query).toBeVisible()
    await expect(crashed(page), query).toHaveCount(0)
  }
})

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    '"',
    "'; DROP TABLE service; --",
    'NEAR(permis, 2)',
    'permis*',
    '^permis',
    'col:permis',
    '(((',
    'AND OR NOT',
    '%_',
    '\0',
    'a'.repeat(300),
  ),
  fc
    .array(fc.constantFrom('permis', 'garde', 'logement', 'RSA', 'handicap', '-', '«', '’', '93'), { maxLength: 8 })
    .map((list) => list.join(' ')),
)

test('any words get an answer, in French', async ({ page, open }) => {
  test.slow()
  await open('/recherche')
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  for (const typed of samples(words, 40)) {
    await search.words.fill(typed)
    await expect(
      page
        .getByRole('region', { name: /service/ })
        .and(page.locator('[aria-busy=false]'))
        .first(),
      typed,
    ).toBeVisible()
    await expect(page.getByRole('alert'), typed).toHaveCount(0)
    await expect(crashed(page), typed).toHaveCount(0)
  }
})

/** Asked as the screens ask, with anything at all. */
const ask = async (page: Page, name: string, body: string): Promise<{ readonly status: number; readonly reply: Reply }> =>
  page.evaluate(
    async ([procedure, json]) => {
      const response = await fetch(`/rpc/${procedure}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: json,
      })
      return { status: response.status, reply: (await response.json()) as Reply }
    },
    [name, body] as const,
  )

test('any input of any procedure is answered, refused with a known code when it must be', async ({ page, ownDesk, open }) => {
  // Twenty-four questions for each procedure of the contract.
  test.setTimeout(420_000)
  await open('/a-propos', ownDesk)
  const inputs = samples(fc.json({ maxDepth: 3 }), 12)
  const shaped = samples(
    fc.record(
      {
        id: fc.string(),
        text: fc.string({ unit: 'binary' }),
        limit: fc.integer(),
        serviceId: fc.string(),
        draftId: fc.string(),
        place: fc.anything(),
        query: fc.anything(),
        kind: fc.constantFrom('service', 'structure', 'autre'),
        nom: fc.string(),
        taille: fc.double(),
      },
      { requiredKeys: [] },
    ),
    12,
  ).map((input) => JSON.stringify(input, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)))
  // Nothing is opened outside: what this one accepts starts a program.
  const procedures = Object.keys(contract.procedures).filter((name) => name !== 'app.openExternal')
  for (const name of procedures)
    for (const body of [...inputs, ...shaped]) {
      const { status, reply } = await ask(page, name, body)
      expect(status, `${name} ${body}`).toBe(200)
      if (reply.ok) continue
      expect(isErrorCode(reply.error.code), `${name} ${body} → ${reply.error.code}`).toBe(true)
      expect(reply.error.code, `${name} ${body}`).not.toBe('interne')
      expect(reply.error.message, `${name} ${body}`).toMatch(/\p{L}.*\.$/u)
    }
})

test('any link given to the desk is refused unless it is safe', async ({ page, open }) => {
  await open('/a-propos')
  for (const url of [
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'ftp://exemple.fr',
    '\\\\serveur\\partage',
    'ms-msdt:/id',
    '',
  ])
    expect((await ask(page, 'app.openExternal', JSON.stringify({ url }))).reply, url).toMatchObject({ ok: false })
})
