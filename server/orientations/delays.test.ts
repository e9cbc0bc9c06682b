import { expect, test } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import { DAY_MS, seal } from '#server/accounts/testing/bench.ts'
import { recordOf } from '#server/sync/commands/catalogue-rows.ts'
import { tellDelays } from './delays.ts'
import { openRequests, type RequestBench, SERVICE_ID } from './testing/bench.ts'

const answer = async (bench: RequestBench, days: number, accept: boolean): Promise<void> => {
  const { id } = await bench.send()
  bench.accounts.pass(days * DAY_MS)
  const said = accept
    ? await bench.act(bench.bao, { geste: 'accepter', sens: 'reception', id, message: 'Oui.', message_personne: null })
    : await bench.act(bench.bao, { geste: 'refuser', sens: 'reception', id, motifs: ['autre'], message: 'Non.' })
  expect(said).toBe('applied')
}
const told = async ({ store }: RequestBench): Promise<Service> =>
  recordOf(await store.read((reader) => reader.entity({ kind: 'service', id: SERVICE_ID }))) as unknown as Service

test('the typical delay is the median of real answers, from three on, of a year', async () => {
  const bench = await openRequests({ service: { dora: { is_contact_info_public: false } } })
  const tell = () => tellDelays({ store: bench.store, seal, now: bench.contextNow })
  await answer(bench, 2, true)
  await answer(bench, 9, false)
  expect(await tell()).toBe(0)
  await answer(bench, 4, true)
  // One that was never answered says nothing of how long an answer takes.
  await bench.send()
  expect(await tell()).toBe(1)
  const service = await told(bench)
  expect(service.dora?.delai_reponse).toEqual({ jours: 4, reponses: 3 })
  // The contact kept for professionals stays so.
  expect(service.courriel).toBeUndefined()
  expect(service.dora?.contact_masque).toContain('courriel')
  expect(await tell()).toBe(0)
  expect((await bench.whole((await bench.send()).id))?.delai_habituel).toEqual({ jours: 4, reponses: 3 })
  bench.accounts.pass(366 * DAY_MS)
  expect(await tell()).toBe(1)
  expect((await told(bench)).dora?.delai_reponse).toBeUndefined()
})
