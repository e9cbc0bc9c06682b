import { measureInChild, type Outcome } from '../child.ts'
import { isInterrupted, say } from '../interruption.ts'

/** What a measure of moderation found. */
export type Figures = {
  /** Keys of the JSON, and their values. */
  readonly json: Readonly<Record<string, number | string | boolean | null>>
  /** For the table, in French. */
  readonly lines: readonly string[]
  /** What was aimed at and not reached, in French. */
  readonly missed: readonly string[]
}
export type MeasureInput = { readonly quick: boolean }

type Measure = {
  /** Of `--only`. */
  readonly name: string
  readonly what: string
  /** Under build/bench/moderation: runs in a process of its own, and gives `Figures` (`inChild<MeasureInput, Figures>`). */
  readonly script: string
  readonly minutes: number
}

/** One file each, one after the other. Another one is a file and a line here. */
export const MEASURES: readonly Measure[] = [
  { name: 'stale', what: 'champs périmés dans la file des appels', script: 'measure-stale.ts', minutes: 30 },
  { name: 'merge', what: 'doublons', script: 'measure-merge.ts', minutes: 30 },
  { name: 'triage', what: 'tri de 200 éléments au clavier', script: 'measure-triage.ts', minutes: 60 },
  { name: 'board', what: 'tableau de 30 000 structures', script: 'measure-board.ts', minutes: 10 },
  { name: 'paint', what: 'tableau de 30 000 structures, jusqu’à l’écran', script: 'measure-paint.ts', minutes: 30 },
  { name: 'gaps', what: 'registre des manques', script: 'measure-gaps.ts', minutes: 30 },
]

/** Keys of the JSON that are always there, null when not measured. */
const HEADLINES = {
  stale_recall_top20: null,
  merge_f1: null,
  gaps_recall: null,
  board_30k_p95_ms: null,
  board_30k_paint_p95_ms: null,
  decisions_per_hour: null,
}

export type Measured = { readonly name: string; readonly what: string; readonly outcome: Outcome<Figures> }

export const measureModeration = async (parts: ReadonlySet<string>, input: MeasureInput): Promise<readonly Measured[]> => {
  const all: Measured[] = []
  for (const { name, what, script, minutes } of MEASURES) {
    if (!parts.has(name) || isInterrupted()) continue
    say(`  ${what}…`)
    const outcome = await measureInChild<Figures>(`moderation/${script}`, input, { timeoutMs: minutes * 60_000 })
    all.push({ name, what, outcome })
  }
  return all
}

export const moderationTable = (all: readonly Measured[]): string =>
  all
    .map(({ what, outcome }) =>
      outcome.ok
        ? [
            what,
            ...outcome.value.lines.map((line) => `  ${line}`),
            ...outcome.value.missed.map((one) => `  MANQUÉ : ${one}`),
          ].join('\n')
        : `${what}\n  pas mesuré (${outcome.why})`,
    )
    .join('\n')

export const moderationJson = (all: readonly Measured[]) => ({
  ...HEADLINES,
  ...Object.assign({}, ...all.map(({ outcome }) => (outcome.ok ? outcome.value.json : {}))),
  missed: all.flatMap(({ outcome }) => (outcome.ok ? outcome.value.missed : [])),
  not_measured: Object.fromEntries(all.flatMap(({ name, outcome }) => (outcome.ok ? [] : [[name, outcome.why]]))),
})
