import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { UserStore } from '../user/store.ts'
import { countingIds, openAt, sessionOf } from '../user/testing/account.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { accountState, outboxOfUser } from './account.ts'

const A = 'https://a.exemple.fr/'
const B = 'https://b.exemple.fr/'

let folder: string
let store: UserStore
/** The questions that these tests ask of the file, without its thread. */
const remote = () =>
  Promise.resolve({
    'outbox.state': async () => store.outbox.state(),
    'outbox.counts': async () => store.outbox.counts(),
    'account.get': async () => store.account.get(),
    'account.renewal': async (input: { token: string }) => store.account.renewal(input),
  } as unknown as RemoteOf<UserWorkerMethods>)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-account-'))
  store = openAt(folder, countingIds())
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a token is for the server that gave it: started with another, the session is said to have ended', async () => {
  store.account.set({ session: sessionOf('odette'), serveur: A })
  store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
  const { token } = sessionOf('odette')
  const toA = await outboxOfUser(remote, () => A).state()
  expect(toA.account).toEqual({ userId: 'odette', token, server: A })
  expect(await outboxOfUser(remote, () => A).renewalOf(token)).toBe(sessionOf('odette').renouvellement)
  for (const other of [B, null]) {
    const toOther = outboxOfUser(remote, () => other)
    expect([(await toOther.state()).account, await toOther.renewalOf(token)]).toEqual([null, null])
  }
  expect(await accountState(remote, A)).toMatchObject({ compte: { id: 'odette' }, expiree: false, en_attente: 1 })
  expect(await accountState(remote, B)).toMatchObject({ compte: { id: 'odette' }, expiree: true, en_attente: 1 })
})

test('what waits for one account is nobody else’s, whichever server they come from', () => {
  store.account.set({ session: sessionOf('odette'), serveur: A })
  store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
  store.account.set({ session: sessionOf('basile'), serveur: B })
  expect([store.outbox.take('odette', 0).mutations, store.outbox.take('basile', 0).mutations]).toEqual([[], []])
  // The same account, at the new address of its server: what waits goes on.
  store.account.set({ session: sessionOf('odette'), serveur: B })
  expect(store.outbox.take('odette', 0).mutations).toHaveLength(1)
})

test.each(['cle-absente', 'donnees-utilisateur-illisibles', 'donnees-utilisateur-trop-recentes'] as const)(
  'a file that does not open (%s) is nobody’s: the catalogue goes on, and no failure is told of it',
  async (code) => {
    const closed = outboxOfUser(
      () => Promise.reject(new DoraError(code)),
      () => A,
    )
    expect(await closed.state()).toMatchObject({ account: null, readOnly: true })
  },
)
