import { expect, test } from 'vitest'
import { type FailureCode, type Outbox, SyncFailure } from './ports.ts'
import { createServerRequests } from './server-requests.ts'
import type { HttpTransport } from './transport-http.ts'

const HERE = 'https://dora.exemple.test/'

const make = (over: { readonly readOnly?: boolean; readonly account?: boolean; readonly failure?: FailureCode } = {}) => {
  const done: string[] = []
  const { readOnly = false, account = true, failure } = over
  const requests = createServerRequests({
    server: HERE,
    transport: {
      request: async ({ path }, token) => {
        done.push(`${path} ${token ?? '-'}`)
        if (failure !== undefined) throw new SyncFailure(failure, { motif: 'pourquoi' })
        return { a: 1 }
      },
      signOut: async (token) => {
        done.push(`signOut ${token}`)
        if (failure !== undefined && token !== 'frais') throw new SyncFailure(failure)
        return { deconnexion: null }
      },
      renew: async (renouvellement) => {
        done.push(`renew ${renouvellement}`)
        return { token: 'frais', renouvellement: '', expire_le: '', compte: {} as never }
      },
    } satisfies Pick<HttpTransport, 'request' | 'signOut' | 'renew'>,
    outbox: {
      state: async () => ({ account: account ? { userId: 'odette', token: 'jeton', server: HERE } : null, readOnly }),
      sessionExpired: async ({ token }: { token: string }) => void done.push(`expired ${token}`),
    } as unknown as Outbox,
    renewing: { asking: (token, ask) => ask(token) },
    onExpired: () => done.push('told'),
  })
  return { ...requests, done }
}
const GET = { method: 'GET', path: 'x' } as const

test('what is asked in the account’s name goes with its access, what is not goes without', async () => {
  const { request, done } = make()
  expect([await request(GET), await request({ ...GET, anonymous: true })]).toEqual([
    { ok: true, value: { a: 1 } },
    { ok: true, value: { a: 1 } },
  ])
  expect(done).toEqual(['x jeton', 'x -'])
  expect(await make({ account: false }).request(GET)).toEqual({ ok: false, code: 'token_required', motif: null })
})

test('a refusal comes with its reason; that of the session ends it and is told, unless the file can only be read', async () => {
  expect(await make({ failure: 'forbidden' }).request(GET)).toEqual({ ok: false, code: 'forbidden', motif: 'pourquoi' })
  const ending = make({ failure: 'token_expired' })
  expect(await ending.request(GET)).toMatchObject({ ok: false, code: 'token_expired' })
  expect(ending.done).toEqual(['x jeton', 'expired jeton', 'told'])
  const reading = make({ failure: 'token_expired', readOnly: true })
  expect(await reading.request(GET)).toMatchObject({ ok: false, code: 'token_expired' })
  expect(reading.done).toEqual(['x jeton'])
})

test('what is for one account is not sent in the name of another', async () => {
  const { request, done } = make()
  expect(await request({ ...GET, as: 'odette' })).toEqual({ ok: true, value: { a: 1 } })
  expect(await request({ ...GET, as: 'basile' })).toEqual({ ok: false, code: 'token_required', motif: null })
  expect(done).toEqual(['x jeton'])
})

test('what is for one server is not sent to another', async () => {
  const { request, done } = make()
  expect(await request({ ...GET, anonymous: true, server: 'https://autre.exemple.test/' })).toMatchObject({
    ok: false,
    code: 'network',
  })
  expect(done).toEqual([])
  expect((await request({ ...GET, anonymous: true, server: HERE })).ok).toBe(true)
})

test('a session is left by its access, or by one renewed for that alone; a server that is not there is left as it is', async () => {
  const session = { token: 'jeton', renouvellement: 'r' }
  const plain = make()
  expect(await plain.signOut(session)).toEqual({ deconnexion: null })
  const expired = make({ failure: 'token_expired' })
  expect(await expired.signOut(session)).toEqual({ deconnexion: null })
  expect(expired.done).toEqual(['signOut jeton', 'renew r', 'signOut frais'])
  expect(await make({ failure: 'token_expired' }).signOut({ token: 'jeton', renouvellement: null })).toBeNull()
  const silent = make({ failure: 'network' })
  expect(await silent.signOut(session)).toBeNull()
  expect(silent.done).toEqual(['signOut jeton'])
  await silent.settled()
})
