import { expect, test } from 'vitest'
import { REFUSALS } from '#shared/accounts/refusals.ts'
import { Contact } from '#shared/accounts/wire.ts'
import { DoraError, isErrorCode } from '#shared/errors.ts'
import type { FailureCode } from '../sync/ports.ts'
import { refusalOf } from '../sync/reasons.ts'
import type { ServerAnswer, ServerRequest } from '../sync/server-requests.ts'
import { createAccountApi, done } from './api.ts'
import { signOutPage } from './browser-address.ts'
import { accountError } from './failures.ts'

test.each<[FailureCode, string | null, string]>([
  ['token_required', null, 'compte-non-connecte'],
  ['token_expired', null, 'compte-non-connecte'],
  ['forbidden', null, 'compte-droit'],
  ['forbidden', 'compte-ferme', 'compte-ferme'],
  ['forbidden', 'mot-de-passe-faux', 'compte-mot-de-passe-faux'],
  ['forbidden', 'd’une version plus tard', 'compte-droit'],
  ['forbidden', 'constructor', 'compte-droit'],
  ['not_found', null, 'compte-introuvable'],
  ['not_found', 'siret-inconnu', 'compte-siret-inconnu'],
  ['refused', null, 'compte-saisie'],
  ['refused', 'dernier-administrateur', 'compte-dernier-administrateur'],
  ['bad_request', null, 'compte-saisie'],
  ['too_large', null, 'compte-saisie'],
  ['network', null, 'compte-hors-ligne'],
  ['portal', null, 'compte-hors-ligne'],
  ['unavailable', null, 'compte-hors-ligne'],
  ['unavailable', 'sirene-injoignable', 'compte-sirene-injoignable'],
  ['internal', null, 'compte-hors-ligne'],
  ['rate_limited', null, 'sync-sature'],
  ['upgrade_required', null, 'sync-version'],
  ['malformed', null, 'sync-reponse-illisible'],
  ['disk_full', null, 'sync-disque-plein'],
  ['io', null, 'sync-ecriture'],
])('%s, %s: %s', (code, motif, expected) => {
  expect(accountError({ code, motif }).code).toBe(expected)
})

test('every refusal of the server has its sentence', () => {
  for (const motif of Object.keys(REFUSALS)) expect([motif, isErrorCode(refusalOf(motif) ?? '')]).toEqual([motif, true])
})

const asking = (answer: ServerAnswer = { ok: true, value: null }) => {
  const asked: ServerRequest[] = []
  const api = createAccountApi({
    request: async (request) => {
      asked.push(request)
      return answer
    },
  })
  return { ...api, asked }
}
const codeOf = async (work: () => Promise<unknown>) => {
  try {
    await work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : String(error)
  }
}

test('identifiers lead nowhere but where they name, whoever wrote them', async () => {
  const { ask, asked } = asking()
  const paths = ['a/b', '../x', '..%2f', '%2e%2e', '?q=1', '#', 'é ', 'a\\b', '\ud800', 'http://exemple.test']
  for (const id of paths) await ask('GET', ['account', 'v1', 'accounts', id], { answer: done })
  for (const { path } of asked) {
    const url = new URL(path, 'https://exemple.test/dossier/')
    expect([url.origin, url.search, url.hash]).toEqual(['https://exemple.test', '', ''])
    expect(url.pathname).toMatch(/^\/dossier\/account\/v1\/accounts\/[^/]+$/)
  }
  for (const id of ['', '.', '..']) {
    expect(await codeOf(async () => ask('GET', ['account', 'v1', 'accounts', id], { answer: done }))).toBe('compte-introuvable')
  }
  expect(asked).toHaveLength(paths.length)
})

test('a search is written in the address, what is not said left out', async () => {
  const { ask, asked } = asking()
  await ask('GET', ['account', 'v1', 'establishments'], { answer: done, query: { q: 'mission locale & cie', siret: undefined } })
  expect(asked).toEqual([{ method: 'GET', path: 'account/v1/establishments?q=mission+locale+%26+cie' }])
})

test('an answer that is not what was agreed on is not believed', async () => {
  const { ask } = asking({ ok: true, value: { nom: 3 } })
  expect(await codeOf(() => ask('GET', ['x'], { answer: Contact }))).toBe('sync-reponse-illisible')
})

test.each<[string, string, string | null]>([
  ['https://fournisseur.exemple.test/fin?id_token_hint=a.b.c&state=x', 'https://dora.exemple.test/', 'same'],
  ['http://127.0.0.1:4000/session/end', 'http://127.0.0.1:3000/', 'same'],
  ['http://localhost:4000/session/end', 'http://127.0.0.1:3000/', 'same'],
  ['http://127.0.0.1:631/', 'https://dora.exemple.test/', null],
  ['https://127.0.0.1:631/', 'https://dora.exemple.test/', null],
  ['http://fournisseur.exemple.test/fin', 'https://dora.exemple.test/', null],
  ['https://moi:secret@fournisseur.exemple.test/', 'https://dora.exemple.test/', null],
  ['file:///etc/passwd', 'https://dora.exemple.test/', null],
  ['javascript:alert(1)', 'https://dora.exemple.test/', null],
  ['https:/x', 'https://dora.exemple.test/', null],
  ['https://fournisseur.exemple.test/ x', 'https://dora.exemple.test/', null],
  [`https://fournisseur.exemple.test/${'x'.repeat(5_000)}`, 'https://dora.exemple.test/', null],
  ['', 'https://dora.exemple.test/', null],
])('the page that ends a provider’s session: %s from %s', (text, server, expected) => {
  expect(signOutPage(text, server)?.href ?? null).toBe(expected === 'same' ? text : null)
})
