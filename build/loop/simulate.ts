import { median, round } from '../bench/stats.ts'
import { createRandom } from '../sim/random.ts'
import { SAID } from './assumptions.ts'
import { type Choices, liveOne, type Story } from './person.ts'

/** Many people, each lived twice from the same draws: without plan B, and with it. */

export type Ask = Choices & { readonly seed: number; readonly runs: number }

export type Watch = {
  /** Called now and then; the run stops when it answers false. */
  readonly goOn?: (done: number) => Promise<boolean> | boolean
}

type Pair = { readonly without: Story; readonly withPlanB: Story }

export type Figures = {
  readonly seed: number
  readonly runs: number
  readonly plan_b_taken: number
  readonly silence_repeated: number
  /** Shares of the people, 0 to 1. Lost: no structure ever answered. */
  readonly lost_without_plan_b: number
  readonly lost_with_plan_b: number
  readonly accepted_without_plan_b: number
  readonly accepted_with_plan_b: number
  /** Letters of reminder, in all. */
  readonly reminders_without_plan_b: number
  readonly reminders_with_plan_b: number
  readonly requests_without_plan_b: number
  readonly requests_with_plan_b: number
  /** From the first sending to the first answer, of those who had one. Null when nobody had. */
  readonly median_days_to_answer_without_plan_b: number | null
  readonly median_days_to_answer_with_plan_b: number | null
  /** Of the same people, those who had an answer without plan B: what it changes for them. */
  readonly median_days_to_answer_same_people: number | null
  readonly plan_b: {
    /** Requests late, refused or expired. */
    readonly due: number
    /** Of these, those for which a service could be proposed, and those for which none was left. */
    readonly proposed: number
    readonly without_option: number
    readonly sent: number
    /** Requests withdrawn because another structure had accepted, and people accepted by two structures. */
    readonly withdrawn: number
    readonly accepted_twice: number
  }
  readonly links_renewed: { readonly without_plan_b: number; readonly with_plan_b: number }
}

const sum = (stories: readonly Story[], of: (one: Story) => number): number => stories.reduce((total, one) => total + of(one), 0)
const share = (stories: readonly Story[], is: (one: Story) => boolean): number =>
  stories.length === 0 ? 0 : (round(stories.filter(is).length / stories.length, 4) ?? 0)
const medianDays = (stories: readonly Story[]): number | null =>
  round(median(stories.flatMap(({ days }) => (days === null ? [] : [days]))), 1)

const figuresOf = ({ seed, taken, repeated }: Ask, pairs: readonly Pair[]): Figures => {
  const without = pairs.map((pair) => pair.without)
  const withPlanB = pairs.map((pair) => pair.withPlanB)
  const due = sum(withPlanB, (one) => one.due)
  const proposed = sum(withPlanB, (one) => one.proposed)
  return {
    seed,
    runs: pairs.length,
    plan_b_taken: taken,
    silence_repeated: repeated,
    lost_without_plan_b: share(without, ({ answered }) => !answered),
    lost_with_plan_b: share(withPlanB, ({ answered }) => !answered),
    accepted_without_plan_b: share(without, ({ accepted }) => accepted),
    accepted_with_plan_b: share(withPlanB, ({ accepted }) => accepted),
    reminders_without_plan_b: sum(without, ({ reminders }) => reminders),
    reminders_with_plan_b: sum(withPlanB, ({ reminders }) => reminders),
    requests_without_plan_b: sum(without, ({ requests }) => requests),
    requests_with_plan_b: sum(withPlanB, ({ requests }) => requests),
    median_days_to_answer_without_plan_b: medianDays(without),
    median_days_to_answer_with_plan_b: medianDays(withPlanB),
    median_days_to_answer_same_people: medianDays(pairs.filter((pair) => pair.without.answered).map((pair) => pair.withPlanB)),
    plan_b: {
      due,
      proposed,
      without_option: due - proposed,
      sent: sum(withPlanB, ({ requests }) => requests - 1),
      withdrawn: sum(withPlanB, ({ withdrawn }) => withdrawn),
      accepted_twice: withPlanB.filter(({ acceptances }) => acceptances > 1).length,
    },
    links_renewed: {
      without_plan_b: sum(without, ({ linksRenewed }) => linksRenewed),
      with_plan_b: sum(withPlanB, ({ linksRenewed }) => linksRenewed),
    },
  }
}

const EVERY = 50

/** Stopped midway, the figures are those of the people lived so far. */
export const simulate = async (ask: Ask, { goOn }: Watch = {}): Promise<Figures> => {
  const seeds = createRandom(ask.seed)
  const pairs: Pair[] = []
  while (pairs.length < ask.runs) {
    if (goOn !== undefined && pairs.length % EVERY === 0 && !(await goOn(pairs.length))) break
    const seed = seeds.int(2 ** 32)
    pairs.push({ without: liveOne(seed, { taken: 0, repeated: 0 }), withPlanB: liveOne(seed, ask) })
  }
  return figuresOf(ask, pairs)
}

/** What the loss would be if what is supposed were otherwise. */
export const SENSITIVITY = [0, 0.25, 0.5, 1].flatMap((repeated) => [0.25, 0.5, 0.75, 1].map((taken) => ({ taken, repeated })))

export type Sensitivity = readonly {
  readonly plan_b_taken: number
  readonly silence_repeated: number
  readonly lost_with_plan_b: number
}[]

export type Report = Figures & {
  readonly interrupted: boolean
  readonly sensitivity: Sensitivity
  readonly assumptions: readonly string[]
}

export const reportOf = async (ask: Ask, watch: Watch = {}): Promise<Report> => {
  const figures = await simulate(ask, watch)
  const sensitivity: { plan_b_taken: number; silence_repeated: number; lost_with_plan_b: number }[] = []
  let interrupted = figures.runs < ask.runs
  for (const choices of interrupted ? [] : SENSITIVITY) {
    const { runs, lost_with_plan_b } = await simulate({ ...ask, ...choices }, watch)
    interrupted = runs < ask.runs
    if (interrupted) break
    sensitivity.push({ plan_b_taken: choices.taken, silence_repeated: choices.repeated, lost_with_plan_b })
  }
  return { ...figures, interrupted, sensitivity, assumptions: SAID }
}
