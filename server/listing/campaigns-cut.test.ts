import { expect, test } from 'vitest'
import { DAY_MS, START } from '../accounts/testing/bench.ts'
import type { SyncStore } from '../store/types.ts'
import { type CampaignBench, openCampaigns } from './testing/campaigns.ts'

/** Reminders cut before or after any of their writes, then given by a server that starts again: all are, and once. */

type Cut = { readonly at: number; readonly when: 'before' | 'after' }

/** The writes of a store, of which one fails: before it is done, or once it is. */
const cutting = (store: SyncStore, { at, when }: Cut): { readonly store: SyncStore; readonly writes: () => number } => {
  let writes = 0
  return {
    writes: () => writes,
    store: {
      ...store,
      write: async (work) => {
        writes += 1
        if (writes !== at) return store.write(work)
        if (when === 'after') await store.write(work)
        throw new Error('cut')
      },
    },
  }
}

/** On a first Wednesday, with something of each to say. */
const stage = async (): Promise<CampaignBench> => {
  const bench = await openCampaigns()
  const dora = { moderation_status: 'VALIDATED' } as const
  await bench.people.structure({ courriel: 'orpheline@exemple.test', dora })
  const [empty, full] = [await bench.people.structure(), await bench.people.structure()]
  const [chef, member] = [
    await bench.people.person({ courriel: 'chef@exemple.test' }),
    await bench.people.person({ courriel: 'membre@exemple.test' }),
  ]
  await bench.people.belongs(chef, empty, 'membre', true)
  await bench.people.belongs(member, full)
  const [old, places] = [await bench.service(full, { date_maj: '2026-01-05' }), await bench.service(full)]
  await bench.edited(old, member)
  bench.setNow(START + 36 * DAY_MS)
  await bench.says(places, member, { etat: 'places', jusqu_au: '2027-01-07' })
  return bench
}

const ALL = [
  'disponibilite-expire → membre@exemple.test',
  'offre-a-jour → membre@exemple.test',
  'premier-service → chef@exemple.test',
  'structure-orpheline → orpheline@exemple.test',
]

test('whole, each of them leaves once', async () => {
  const bench = await stage()
  const { store, writes } = cutting(bench.store, { at: 0, when: 'before' })
  expect(await bench.run({ store })).toBe(4)
  expect(await bench.told()).toEqual(ALL)
  expect(writes()).toBe(8)
})

test.each(Array.from({ length: 8 }, (_, at) => (['before', 'after'] as const).map((when) => ({ at: at + 1, when }))).flat())(
  'cut $when write $at',
  async (cut) => {
    const bench = await stage()
    await bench.run({ store: cutting(bench.store, cut).store })
    await bench.run()
    // What failed for one is tried again the next day.
    bench.pass(DAY_MS)
    await bench.run()
    expect(await bench.told()).toEqual(ALL)
    expect((await bench.journal()).filter(({ action }) => action.startsWith('rappel.'))).toHaveLength(4)
  },
)
