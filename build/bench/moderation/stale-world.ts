import type { Service } from '#shared/catalogue/record.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { halfLife } from '#shared/moderation/calls-score.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import type { Actor } from '#shared/rights.ts'
import { callsFor } from '#server/moderation/calls.ts'
import type { Facts } from '#server/moderation/facts.ts'
import { openPanel } from '#server/moderation/testing/bench.ts'
import { type Random, randomFrom } from '../random.ts'
import type { Rows } from './rows.ts'

/**
 * A territory that works its listings, made of rows: somebody checked each sheet whole some days ago. Then pairs (sheet, group of
 * fields) drawn at random are ones that nobody has vouched for in a long time. Every assumption is a value of `World`, or a constant
 * here, told in docs/benchmarks.md.
 */

export type World = {
  readonly seed: number
  /** Each sheet was last checked, whole, so many days ago at most, evenly spread. */
  readonly checkedWithin: number
  /** Share of sheets that nobody ever checked, which keep the dates of their source. */
  readonly neverChecked: number
  /** Whether stale pairs are among the sheets that nobody looks at, rather than whatever the use. */
  readonly unused: boolean
  /** The true half-life of a pair is ours times 1/factor to factor: 1 when ours are right. */
  readonly factor: number
}

const STALE_PAIRS = 500
/** True half-lives since anybody vouched for a stale pair. */
const [LEAST, MOST] = [1.5, 4]

/** Zones of services, which real rows do not say: a commune, an intercommunality, a département, the country. */
const ZONES: readonly (readonly [upTo: number, zone: readonly string[]])[] = [
  [0.55, ['33063']],
  [0.75, ['243300316']],
  [0.95, ['33']],
  [1, ['france']],
]

/** Views of 90 days: none for a third, else a long tail (Lomax of index 1.2): median of 3, one sheet in a thousand over 400. */
const viewsOf = (random: Random): number => (random.chance(1 / 3) ? 0 : Math.ceil(2 * ((1 - random.next()) ** (-1 / 1.2) - 0.5)))
/** One view in so many is followed by a request. */
const VIEWS_A_REQUEST = 60

export const TEAM: Actor = { id: 'u-banc', equipe: true, departements: [], structures: [], attentes: [] }
const ALL = 1e9

export type Territory = {
  /** Of the rows, in a real store, before anybody checked or looked at anything. */
  readonly facts: Facts
  readonly now: number
  /** Sheets that somebody can be telephoned about, by `cibleKey`. */
  readonly callable: ReadonlyMap<string, Cible>
}

export const makeTerritory = async ({ structures, services }: Rows): Promise<Territory> => {
  const random = randomFrom(1)
  const bench = await openPanel()
  await bench.structures(...structures)
  await bench.services(
    ...services.map((one): Service => {
      if (one.zone_eligibilite != null && one.zone_eligibilite.length > 0) return one
      const at = random.next()
      return { ...one, zone_eligibilite: [...(ZONES.find(([upTo]) => at < upTo)?.[1] ?? [])] }
    }),
  )
  const facts = await bench.facts()
  const { appels } = await callsFor(facts, TEAM, bench.parts.now(), ALL)
  return { facts, now: bench.parts.now(), callable: new Map(appels.map(({ cible }) => [cibleKey(cible), cible])) }
}

export type Stale = { readonly key: string; readonly groupe: string }

type Dated = { readonly date_maj: string; readonly verifie: Readonly<Record<string, string>> | null }

/** @returns what the panel knows in that world, and its stale pairs */
export const makeWorld = (
  { facts, now, callable }: Territory,
  world: World,
): { readonly facts: Facts; readonly stale: readonly Stale[] } => {
  const random = randomFrom(world.seed)
  const today = parisDay(now)
  const vues = new Map([...callable.keys()].map((key) => [key, viewsOf(random)]))
  const demandes = new Map(
    [...vues].map(([key, n]) => {
      const recentes = Math.floor(n / VIEWS_A_REQUEST + random.next())
      return [key, { envoyees: 0, recues: recentes, sans_reponse: 0, recentes }]
    }),
  )
  const lineOf = ({ kind, id }: Cible) => (kind === 'structure' ? facts.structures : facts.services).get(id)
  const pairs = [...callable]
    .filter(([key]) => !world.unused || vues.get(key) === 0)
    .flatMap(([key, cible]) => (lineOf(cible)?.groupes ?? []).map((groupe) => ({ key, groupe })))
  const stale = random.some(pairs, STALE_PAIRS)
  const staleOf = Map.groupBy(stale, ({ key }) => key)

  const dated = <T extends Dated & { readonly groupes: readonly string[]; readonly id: string }>(
    kind: Cible['kind'],
    line: T,
  ): T => {
    const here = staleOf.get(cibleKey({ kind, id: line.id })) ?? []
    const last = addDays(today, -random.below(world.checkedWithin + 1))
    if (here.length === 0 && random.chance(world.neverChecked)) return line
    const old = here.map(({ groupe }) => {
      const trueHalfLife = halfLife(kind, groupe) * world.factor ** (2 * random.next() - 1)
      return [groupe, addDays(today, -Math.round(trueHalfLife * (LEAST + random.next() * (MOST - LEAST))))] as const
    })
    const verifie = { ...Object.fromEntries(line.groupes.map((groupe) => [groupe, last])), ...Object.fromEntries(old) }
    // An edit vouches for the whole sheet: there was none since.
    const date_maj = old.reduce((first, [, day]) => (day <= first ? addDays(day, -1) : first), line.date_maj)
    return { ...line, verifie, date_maj }
  }
  return {
    facts: {
      ...facts,
      structures: new Map([...facts.structures].map(([id, line]) => [id, dated('structure', line)])),
      services: new Map([...facts.services].map(([id, line]) => [id, dated('service', line)])),
      vues,
      demandes,
    },
    stale,
  }
}
