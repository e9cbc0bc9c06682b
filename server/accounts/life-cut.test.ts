import { expect, test } from 'vitest'
import { createServerLog } from '../ops/log.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { ALICE, benchOn, favourite, pushOne } from '../sync/testing.ts'
import { createAccountLife } from './life.ts'
import { inviteMember } from './members.ts'
import { recordConsent } from './profile.ts'
import { type AccountBench, DAY_MS, openAccounts, START } from './testing/bench.ts'

/** The job cut before or after any of its writes, then run again by a server that starts: everything is done, and once. */

type Cut = { readonly at: number; readonly when: 'before' | 'after' }

/** The writes of a store, of which one fails: before it is done, or once it is. */
const cutting = (store: SyncStore, { at, when }: Cut): { readonly store: SyncStore; readonly writes: () => number } => {
  let writes = 0
  const cut = async <T>(work: () => Promise<T>): Promise<T> => {
    writes += 1
    if (writes !== at) return work()
    if (when === 'after') await work()
    throw new Error('cut')
  }
  const { accounts } = store
  return {
    writes: () => writes,
    store: {
      ...store,
      write: (work) => cut(() => store.write(work)),
      accounts: {
        ...accounts,
        updateUser: (id, patch) => cut(() => accounts.updateUser(id, patch)),
        removeUser: (id) => cut(() => accounts.removeUser(id)),
        forgetExpired: (now) => cut(() => accounts.forgetExpired(now)),
      },
    },
  }
}

const runOn = (bench: AccountBench, store: SyncStore) =>
  createAccountLife({ ...bench.parts, store, log: createServerLog('info', { write: () => {} }), delivers: true }).run()

/** On the day when one of each is deleted, and others are reminded. */
const stage = async (): Promise<AccountBench> => {
  const store = await openSqliteStore({ file: ':memory:' })
  const bench = await openAccounts({ store })
  const { core } = await benchOn(store)
  const ahead = (days: number) => new Date(START + days * DAY_MS).toISOString()
  await store.accounts.removeUser('u-bob')
  await store.accounts.updateUser(ALICE.id, { vuLe: ahead(-640) })
  await bench.people.person({ courriel: 'seule@exemple.test', vuLe: ahead(0) })
  const structure = await bench.people.structure()
  const chef = await bench.people.person({ courriel: 'chef@exemple.test', vuLe: ahead(0) })
  await bench.people.belongs(chef, structure, 'membre', true)
  await bench.people.belongs(ALICE, structure)
  await pushOne(core, ALICE, favourite(ALICE, 'v-1', { note: 'une note' }))
  await recordConsent(bench.parts, ALICE, { version: '1.0', choix: { infolettre: true } })
  await inviteMember(bench.parts, chef, structure.id, { courriel: 'invitee@exemple.test', prenom: '', nom: '', admin: false })
  for (const day of [0, 1, 5, 10, 15, 20, 91]) {
    bench.setNow(START + day * DAY_MS)
    await runOn(bench, store)
  }
  await bench.letters()
  bench.setNow(START + 121 * DAY_MS)
  return bench
}

const endOf = async (bench: AccountBench) => {
  const { store } = bench
  const rows = await store.read(async (reader) => {
    const ids: string[] = []
    for (const kind of ['rattachement', 'favourite', 'consentement', 'compte', 'rappel'])
      for await (const { id } of reader.scan(kind)) ids.push(`${kind} ${id.replaceAll(/[0-9a-f-]{36}/g, '…')}`)
    return ids
  })
  return {
    users: (await store.accounts.users()).map(({ courriel }) => courriel).sort(),
    rows: rows.map((one) => one.replace(/dora--s-\d+/, 's')).sort(),
    letters: await bench.told(),
    journal: (await bench.journal()).map(({ action }) => action).sort(),
  }
}

test('cut anywhere, it ends the same', { timeout: 60_000 }, async () => {
  const whole = await stage()
  const counted = cutting(whole.store, { at: 0, when: 'before' })
  await runOn(whole, counted.store)
  await runOn(whole, whole.store)
  const expected = await endOf(whole)
  expect(expected.users).toEqual(['chef@exemple.test', 'u-admin@example.org'])
  expect(expected.letters).toEqual(['compte-supprime → seule@exemple.test', 'compte-supprime → u-alice@example.org'])
  expect(expected.journal.filter((action) => action === 'compte.supprime')).toHaveLength(3)
  const wrong: string[] = []
  for (let at = 1; at <= counted.writes(); at += 1) {
    for (const when of ['before', 'after'] as const) {
      const bench = await stage()
      await expect(runOn(bench, cutting(bench.store, { at, when }).store)).rejects.toThrow('cut')
      await runOn(bench, bench.store)
      await runOn(bench, bench.store)
      const found = await endOf(bench)
      if (JSON.stringify(found) !== JSON.stringify(expected)) wrong.push(`${when} ${at}: ${JSON.stringify(found)}`)
      await bench.store.close()
    }
  }
  expect([wrong, counted.writes() > 8]).toEqual([[], true])
})
