import { ensureCatalogue } from '../catalogue.ts'
import { measureInChild, type Outcome } from '../child.ts'
import { isInterrupted, say } from '../interruption.ts'
import { median, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import { doraPath } from './dora-path.ts'
import { totalOf } from './klm.ts'
import type { KeysFigures, KeysInput } from './measure-keys.ts'
import type { QualityFigures } from './measure-quality.ts'

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
    !quality.ok
      ? `  qualité : pas mesurée (${quality.why})`
      : quality.value.ndcg10 === null
        ? '  qualité : pas mesurée (../shared/data absent)'
        : `  qualité, fiches réelles : nDCG@10 ${round(quality.value.ndcg10, 3)} sur ${quality.value.besoins} besoins (médiane ${round(quality.value.milieu, 3)} ; droits rares ${round(quality.value.rare, 3)}) ; ${quality.value.lus} besoins lus comme voulus`,
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
    ndcg10: quality.ok && quality.value.ndcg10 !== null ? round(quality.value.ndcg10, 3) : null,
    ndcg10_rare: quality.ok && quality.value.rare !== null ? round(quality.value.rare, 3) : null,
    needs: quality.ok ? quality.value.besoins : null,
    needs_read: quality.ok ? quality.value.lus : null,
    runs: result.keys.ok ? result.keys.value.runs : [],
    missed: missedIn(result),
    not_measured: {
      ...(result.keys.ok ? {} : { keys: result.keys.why }),
      ...(quality.ok ? (quality.value.ndcg10 === null ? { quality: '../shared/data absent' } : {}) : { quality: quality.why }),
    },
  }
}
