import { callsFor } from '#server/moderation/calls.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { inChild } from '../in-child.ts'
import { median, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import type { Figures, MeasureInput } from './measures.ts'
import { readRows } from './rows.ts'
import { makeTerritory, makeWorld, TEAM, type Territory, type World } from './stale-world.ts'

/**
 * `stale_recall_top20`: of 500 stale pairs (sheet, group of fields), the share that whoever calls the first fifth of the queue would
 * have been asked about: the sheet is in it, and the group is said first among its reasons, behind other stale ones at most. The
 * ranking was chosen on seed 1, which is not measured.
 */
const SEEDS = [2, 3, 4]
const HEAD = 0.2

type Kind = Omit<World, 'seed'>
/** As the default delay before a sheet is to be confirmed wants it: everything was checked within six months. */
const MAIN: Kind = { checkedWithin: 180, neverChecked: 0, unused: false, factor: 1 }
const OTHERS: readonly (readonly [key: string, what: string, world: Kind])[] = [
  ['60_days', 'tout vérifié depuis 60 jours', { ...MAIN, checkedWithin: 60 }],
  ['365_days', 'tout vérifié depuis un an', { ...MAIN, checkedWithin: 365 }],
  ['unused', 'périmées parmi les fiches que personne ne regarde', { ...MAIN, unused: true }],
  ['tenth_never', 'une fiche sur dix jamais vérifiée', { ...MAIN, neverChecked: 0.1 }],
  ['half_lives_off', 'nos demi-vies fausses, jusqu’au double ou à la moitié', { ...MAIN, factor: 2 }],
  ['worst', 'les quatre ensemble', { checkedWithin: 365, neverChecked: 0.1, unused: true, factor: 2 }],
]

const recallIn = async (territory: Territory, world: World): Promise<number> => {
  const { facts, stale } = makeWorld(territory, world)
  const { appels } = await callsFor(facts, TEAM, territory.now, Math.ceil(territory.callable.size * HEAD))
  const raisons = new Map(appels.map(({ cible, raisons: all }) => [cibleKey(cible), all.map(({ groupe }) => groupe)]))
  const staleOf = Map.groupBy(stale, ({ key }) => key)
  const found = stale.filter(({ key, groupe }) => raisons.get(key)?.slice(0, staleOf.get(key)?.length).includes(groupe))
  return found.length / stale.length
}

await inChild<MeasureInput, Figures>(async ({ quick }, progress) => {
  progress('lignes, dans une base')
  const rows = readRows()
  const territory = await makeTerritory(rows)
  const seeds = quick ? SEEDS.slice(0, 1) : SEEDS
  const recall = async (kind: Kind): Promise<number> => {
    const all: number[] = []
    for (const seed of seeds) all.push(await recallIn(territory, { ...kind, seed }))
    return median(all)
  }
  progress('tout vérifié depuis six mois')
  const main = await recall(MAIN)
  const others: { readonly key: string; readonly what: string; readonly value: number }[] = []
  for (const [key, what, world] of OTHERS) {
    progress(what)
    others.push({ key, what, value: await recall(world) })
  }
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
  return {
    json: {
      stale_recall_top20: round(main, 3),
      ...Object.fromEntries(others.map(({ key, value }) => [`stale_recall_top20_${key}`, round(value, 3)])),
      stale_sheets: territory.callable.size,
      stale_rows_real: rows.real,
    },
    lines: [
      `500 champs périmés parmi ${territory.callable.size} fiches ${rows.real ? 'réelles' : 'de la démonstration'}, tout vérifié depuis six mois : ${percent(main)} dans le premier cinquième des appels (médiane de ${seeds.length})`,
      ...others.map(({ what, value }) => `mondes plus durs, ${what} : ${percent(value)}`),
    ],
    missed: main >= TARGETS.staleRecall ? [] : [`champs périmés : ${percent(main)} pour ${percent(TARGETS.staleRecall)} visés`],
  }
})
