import type { Report } from './simulate.ts'

/** The report for people, in French. */

const percent = (share: number): string => `${(share * 100).toLocaleString('fr', { maximumFractionDigits: 1 })}\u202f%`
const days = (value: number | null): string => (value === null ? '—' : `${value.toLocaleString('fr')} jours`)

const ROWS: readonly (readonly [string, (one: Report) => string, (one: Report) => string])[] = [
  ['perdues (aucune réponse)', (one) => percent(one.lost_without_plan_b), (one) => percent(one.lost_with_plan_b)],
  ['acceptées', (one) => percent(one.accepted_without_plan_b), (one) => percent(one.accepted_with_plan_b)],
  ['demandes envoyées', (one) => String(one.requests_without_plan_b), (one) => String(one.requests_with_plan_b)],
  ['rappels envoyés', (one) => String(one.reminders_without_plan_b), (one) => String(one.reminders_with_plan_b)],
  [
    'délai médian d’une réponse',
    (one) => days(one.median_days_to_answer_without_plan_b),
    (one) => days(one.median_days_to_answer_with_plan_b),
  ],
  [
    '… des mêmes personnes',
    (one) => days(one.median_days_to_answer_without_plan_b),
    (one) => days(one.median_days_to_answer_same_people),
  ],
  ['liens redemandés', (one) => String(one.links_renewed.without_plan_b), (one) => String(one.links_renewed.with_plan_b)],
]

export const sayReport = (one: Report): string =>
  [
    `${one.runs} personnes, graine ${one.seed}${one.interrupted ? ' (interrompu)' : ''}`,
    '',
    `${''.padEnd(28)}${'sans plan B'.padStart(14)}${'avec plan B'.padStart(14)}`,
    ...ROWS.map(([label, without, withPlanB]) => `${label.padEnd(28)}${without(one).padStart(14)}${withPlanB(one).padStart(14)}`),
    '',
    `plan B\u202f: ${one.plan_b.due} demandes en retard, refusées ou expirées\u202f; un service proposé pour ${one.plan_b.proposed}, aucun pour ${one.plan_b.without_option}\u202f; ${one.plan_b.sent} envoyées, ${one.plan_b.withdrawn} retirées après une acceptation ailleurs, ${one.plan_b.accepted_twice} personnes acceptées deux fois`,
    ...(one.sensitivity.length === 0
      ? []
      : [
          '',
          'perdues avec plan B, selon ce qui est supposé\u202f:',
          ...one.sensitivity.map(
            (line) =>
              `  plan B pris ${percent(line.plan_b_taken).padStart(6)}, un silence en entraîne un autre ${percent(line.silence_repeated).padStart(6)}\u202f: ${percent(line.lost_with_plan_b).padStart(7)}`,
          ),
        ]),
    '',
    'Ce qui est observé, et ce qui est supposé\u202f:',
    ...one.assumptions.map((line) => `- ${line}`),
  ].join('\n')
