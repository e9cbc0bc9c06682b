import { ensureCatalogue } from '../catalogue.ts'
import { measureInChild, type Outcome } from '../child.ts'
import { isInterrupted, say } from '../interruption.ts'
import { median, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import { doraPath } from './dora-path.ts'
import { totalOf } from './klm.ts'
import type { KeysFigures, KeysInput } from './measure-keys.ts'
import type { QualityFigures } from './measure-quality.ts'
import { summaryOf } from './quality.ts'

/** `npm run bench -- plan`: from three needs to a PDF, and how good what is proposed is (docs/benchmarks.md « Plan »). */

export type PlanResult = { readonly keys: Outcome<KeysFigures>; readonly quality: Outcome<QualityFigures> }

const SERVICES = 20_000
const NEEDS = ['permis', 'garde d’enfant', 'français A1']

const dora = () => totalOf(doraPath(NEEDS))

export const measurePlan = async ({ quick }: { readonly quick: boolean }): Promise<PlanResult> => {
  const stopped = { ok: false, why: 'interrompu' } as const
  say('  qualité de ce qui est proposé…')
  const quality = await measureInChild<QualityFigures>('plan/measure-quality.ts', null, { timeoutMs: 15 * 60_000 })
  if (isInterrupted()) return { keys: stopped, quality }
  const catalogue = await ensureCatalogue(SERVICES)
  if (catalogue === null) return { keys: { ok: false, why: 'pas de catalogue' }, quality }
  say('  du besoin au PDF, au clavier…')
  const input: KeysInput = { desk: catalogue.desk, quick }
  return { keys: await measureInChild<KeysFigures>('plan/measure-keys.ts', input, { timeoutMs: 10 * 60_000 }), quality }
}

const figures = ({ keys }: PlanResult) =>
  keys.ok
    ? {
        seconds: median(keys.value.runs.map(({ secondes }) => secondes)),
        actions: median(keys.value.runs.map(({ actions }) => actions)),
        touches: median(keys.value.runs.map(({ touches }) => touches)),
        machine: median(keys.value.runs.map(({ machine }) => machine)),
      }
    : null

const missedIn = (result: PlanResult): readonly string[] => {
  const own = figures(result)
  if (own === null) return []
  return [
    ...(own.seconds > TARGETS.planS ? [`du besoin au PDF : ${round(own.seconds, 1)} s pour ${TARGETS.planS} s visées`] : []),
    ...(own.actions > TARGETS.planActions ? [`${own.actions} gestes pour ${TARGETS.planActions} visés`] : []),
  ]
}

const show = (value: number | null): string => (value === null ? 'aucun' : String(round(value, 3)))

const qualityTable = (quality: PlanResult['quality']): readonly string[] => {
  if (!quality.ok) return [`  qualité : pas mesurée (${quality.why})`]
  const { needs } = quality.value
  if (needs === null) return ['  qualité : pas mesurée (../shared/data absent)']
  const { gold, rules, rare, condensed10, judgedAt10, read } = summaryOf(needs)
  return [
    `  qualité, ${gold.needs} besoins jugés à la lecture : nDCG@10 ${show(gold.ndcg10)} (médiane ${show(gold.median)} ; droits rares ${show(rare.ndcg10)}) ; recherche seule ${show(gold.search10)}`,
    `    part de ce qui est proposé que quelqu’un a lu : ${show(judgedAt10)} ; sans le reste : ${show(condensed10)}`,
    `  qualité, ${rules.needs} besoins jugés par des règles : nDCG@10 ${show(rules.ndcg10)} ; recherche seule ${show(rules.search10)}`,
    `  ${read} besoins sur ${needs.length} lus comme voulus`,
  ]
}

const qualityJson = (quality: PlanResult['quality']) => {
  const needs = quality.ok ? quality.value.needs : null
  const told = needs === null ? null : summaryOf(needs)
  const figure = (value: number | null | undefined): number | null => (value == null ? null : round(value, 3))
  return {
    ndcg10_gold: figure(told?.gold.ndcg10),
    search10_gold: figure(told?.gold.search10),
    ndcg10_gold_condensed: figure(told?.condensed10),
    ndcg10_gold_rare: figure(told?.rare.ndcg10),
    judged_at_10: figure(told?.judgedAt10),
    ndcg10_rules: figure(told?.rules.ndcg10),
    search10_rules: figure(told?.rules.search10),
    needs_gold: told?.gold.needs ?? null,
    needs_rules: told?.rules.needs ?? null,
    needs_read: told?.read ?? null,
    per_need: (needs ?? []).map((one) => ({
      ...one,
      ndcg10: figure(one.ndcg10),
      search10: figure(one.search10),
      condensed10: figure(one.condensed10),
    })),
  }
}

export const planTable = (result: PlanResult): string => {
  const own = figures(result)
  const { quality, keys } = result
  const there = dora()
  return [
    'Plan, trois besoins jusqu’au PDF',
    own === null
      ? `  pas mesuré (${keys.ok ? '' : keys.why})`
      : `  ici : ${round(own.seconds, 1)} s, ${own.actions} gestes, ${own.touches} touches, dont ${round(own.machine, 2)} s de machine (mesurées)`,
    `  DORA : ${round(there.seconds, 1)} s, ${there.actions} gestes (comptés sur ses écrans, aucune attente)`,
    ...qualityTable(quality),
    ...missedIn(result).map((one) => `  MANQUÉ : ${one}`),
  ].join('\n')
}

export const planJson = (result: PlanResult) => {
  const own = figures(result)
  const { quality } = result
  const there = dora()
  return {
    plan_s: own && round(own.seconds, 1),
    plan_actions: own && own.actions,
    plan_keys: own && own.touches,
    plan_machine_s: own && round(own.machine, 2),
    dora_s: round(there.seconds, 1),
    dora_actions: there.actions,
    ...qualityJson(quality),
    runs: result.keys.ok ? result.keys.value.runs : [],
    missed: missedIn(result),
    not_measured: {
      ...(result.keys.ok ? {} : { keys: result.keys.why }),
      ...(quality.ok ? (quality.value.needs === null ? { quality: '../shared/data absent' } : {}) : { quality: quality.why }),
    },
  }
}
