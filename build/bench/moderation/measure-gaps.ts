import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ligne } from '#shared/gaps/line.ts'
import { gapsOf, UNMET } from '#shared/gaps/register.ts'
import type { Supply } from '#shared/gaps/supply.ts'
import type { Territory } from '#shared/gaps/territory.ts'
import { THEMES } from '#shared/gaps/themes.ts'
import { createTerritoryReader } from '#server/gaps/territory.ts'
import { inChild } from '../in-child.ts'
import { median, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import { INJECTED, live, type Lived, supplyOf, type World } from './gaps-world.ts'
import type { Figures, MeasureInput } from './measures.ts'
import { type Rows, readRows } from './rows.ts'

/**
 * `gaps_recall`: of 40 cells (zone, need) whose supply was taken away, the share that the register announces, as that zone and that
 * need. The method was chosen on seeds 1, 2 and 11, which are not measured.
 */
const SEEDS = [21, 22, 23, 24, 25]

type Kind = Omit<World, 'seed'>
const MAIN: Kind = { desks: 15_000, elsewhere: 0.1, carelessness: 0.03 }
const OTHERS: readonly (readonly [key: string, what: string, world: Kind])[] = [
  ['few', 'cinq fois moins de postes', { ...MAIN, desks: MAIN.desks / 5 }],
  [
    'noisy',
    'trois recherches sur dix pour ailleurs, une sur dix suivie de « pas de solution » au hasard',
    { ...MAIN, elsewhere: 0.3, carelessness: 0.1 },
  ],
]

type Found = {
  readonly recall: number
  /** By what people looked for alone, and by what there is alone. */
  readonly bySearches: number
  readonly bySupply: number
  readonly announced: number
  /** Of what searches announce, the share where a quarter of the inhabitants, or more, truly have nothing. */
  readonly precision: number
  /** Of the announced zones and needs, those that nobody injected: there was nothing there before. */
  readonly natural: number
  readonly rank: number
  readonly agreement: number
  readonly events: number
}

const SEARCHED: ReadonlySet<string> = new Set(['recherches', 'declarations', 'alentours'])

const judge = async (territory: Territory, lived: Lived, before: Supply): Promise<Found> => {
  const lines = await gapsOf(lived.ground, lived.needs)
  const at = new Map(lines.map((line, rank) => [line.id, { line, rank }]))
  const cells = lived.injected.map(({ zone, theme }) => at.get(`zone:${territory.zones[zone]?.code}:${THEMES[theme]}`))
  const share = (has: (line: Ligne) => boolean): number =>
    cells.filter((one) => one !== undefined && has(one.line)).length / lived.injected.length
  const searched = lines.filter(({ preuves }) => preuves.includes('recherches'))
  const zoneAt = new Map(territory.zones.map(({ code }, zone) => [code, zone]))
  const natural = lines.filter(({ niveau, code, thematique }) => {
    const zone = zoneAt.get(code)
    return (
      niveau === 'zone' && zone !== undefined && (before.couverts[zone * THEMES.length + THEMES.indexOf(thematique)] ?? 0) === 0
    )
  })
  return {
    recall: share(() => true),
    bySearches: share(({ preuves }) => preuves.some((one) => SEARCHED.has(one))),
    bySupply: share(({ preuves }) => preuves.includes('offre')),
    announced: lines.length,
    precision: searched.filter(({ offre }) => 1 - offre.couverts >= UNMET).length / Math.max(1, searched.length),
    natural: natural.length,
    rank: median(cells.flatMap((one) => (one === undefined ? [] : [one.rank + 1]))),
    agreement: lived.agreement,
    events: lived.events,
  }
}

const judging = async (territory: Territory, { services }: Rows, folder: string) => {
  const before = await supplyOf(territory, services)
  let count = 0
  return async (world: World): Promise<Found> => {
    const lived = await live({ territory, services, supply: before }, world, join(folder, `${count++}.db`))
    return judge(territory, lived, before)
  }
}

await inChild<MeasureInput, Figures>(async ({ quick }, progress) => {
  progress('lignes')
  const rows = readRows()
  const territory = await createTerritoryReader()()
  const folder = mkdtempSync(join(tmpdir(), 'dora-gaps-'))
  try {
    const measure = await judging(territory, rows, folder)
    const seeds = quick ? SEEDS.slice(0, 1) : SEEDS
    const all = async (kind: Kind, some: readonly number[]): Promise<readonly Found[]> => {
      const found: Found[] = []
      for (const seed of some) {
        progress(`monde ${seed}, ${kind.desks} postes`)
        found.push(await measure({ ...kind, seed }))
      }
      return found
    }
    const main = await all(MAIN, seeds)
    const others: { readonly key: string; readonly what: string; readonly found: readonly Found[] }[] = []
    for (const [key, what, kind] of OTHERS) others.push({ key, what, found: await all(kind, seeds.slice(0, 3)) })
    const of = (found: readonly Found[], figure: keyof Found): number => median(found.map((one) => one[figure]))
    const share = (found: readonly Found[], figure: keyof Found): number | null => round(of(found, figure), 3)
    const worst = Math.min(...[...main, ...others.flatMap(({ found }) => found)].map(({ recall }) => recall))
    const recall = of(main, 'recall')
    const agreement = Math.min(...main.map((one) => one.agreement))
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
    return {
      json: {
        gaps_recall: round(recall, 3),
        gaps_recall_worst: round(worst, 3),
        gaps_recall_by_searches: share(main, 'bySearches'),
        gaps_recall_by_supply: share(main, 'bySupply'),
        ...Object.fromEntries(others.map(({ key, found }) => [`gaps_recall_${key}`, share(found, 'recall')])),
        gaps_precision_searches: share(main, 'precision'),
        gaps_announced: of(main, 'announced'),
        gaps_natural: of(main, 'natural'),
        gaps_median_rank: of(main, 'rank'),
        gaps_search_agreement: round(agreement, 4),
        gaps_rows_real: rows.real,
      },
      lines: [
        `${INJECTED} manques (zone, besoin) parmi les services ${rows.real ? 'réels' : 'de la démonstration'}, ${Math.round(of(main, 'events') / 1_000)} 000 événements d’un trimestre : ${percent(recall)} annoncés (médiane de ${seeds.length} mondes), ${percent(worst)} dans le pire des mondes`,
        `par les recherches seules ${percent(of(main, 'bySearches'))}, par l’offre seule ${percent(of(main, 'bySupply'))}`,
        ...others.map(({ what, found }) => `${what} : ${percent(of(found, 'recall'))}`),
        `annoncés en tout ${of(main, 'announced')}, dont ${of(main, 'natural')} de zones qui n’avaient rien avant ; rang médian des ${INJECTED} : ${of(main, 'rank')}`,
        `de ce que les recherches annoncent, ${percent(of(main, 'precision'))} où un quart des habitants au moins n’a rien ; accord avec la recherche ${percent(agreement)}`,
      ],
      missed: [
        ...(recall >= TARGETS.gapsRecall ? [] : [`manques : ${percent(recall)} pour ${percent(TARGETS.gapsRecall)} visés`]),
        ...(agreement === 1 ? [] : [`le registre et la recherche ne disent pas la même chose (${percent(agreement)})`]),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
