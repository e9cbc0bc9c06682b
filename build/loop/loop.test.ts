import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liveOne } from './person.ts'
import { sayReport } from './say.ts'
import { reportOf, simulate } from './simulate.ts'

const ask = { seed: 20_261_124, runs: 1_000, taken: 0.5, repeated: 0 }
const seed = fc.nat(2 ** 31)
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('the loop simulator', () => {
  it('says these figures of this seed, each time', async () => {
    const figures = await simulate(ask)
    expect(figures).toMatchInlineSnapshot(`
      {
        "accepted_with_plan_b": 0.597,
        "accepted_without_plan_b": 0.472,
        "links_renewed": {
          "with_plan_b": 77,
          "without_plan_b": 61,
        },
        "lost_with_plan_b": 0.337,
        "lost_without_plan_b": 0.464,
        "median_days_to_answer_same_people": 4.4,
        "median_days_to_answer_with_plan_b": 6,
        "median_days_to_answer_without_plan_b": 4.4,
        "plan_b": {
          "accepted_twice": 3,
          "due": 865,
          "proposed": 698,
          "sent": 328,
          "withdrawn": 177,
          "without_option": 167,
        },
        "plan_b_taken": 0.5,
        "reminders_with_plan_b": 1241,
        "reminders_without_plan_b": 1063,
        "requests_with_plan_b": 1328,
        "requests_without_plan_b": 1000,
        "runs": 1000,
        "seed": 20261124,
        "silence_repeated": 0,
      }
    `)
    expect(await simulate(ask)).toEqual(figures)
  })

  it('follows the observed law: 47 % accepted, 46 % silent, 7 % refused', async () => {
    const { lost_without_plan_b, accepted_without_plan_b } = await simulate({ ...ask, seed: 7, runs: 5_000, taken: 0 })
    expect(Math.abs(lost_without_plan_b - 0.46)).toBeLessThan(0.02)
    expect(Math.abs(accepted_without_plan_b - 0.47)).toBeLessThan(0.02)
  })

  it('every person of the law without plan B is one request, reminded twice when nobody answers', () => {
    fc.assert(
      fc.property(seed, (one) => {
        const story = liveOne(one, { taken: 0, repeated: 0 })
        expect(story.requests).toBe(1)
        if (!story.answered) expect(story.reminders).toBe(2)
        if (story.days !== null) expect(story.days).toBeLessThan(30)
      }),
    )
  })

  it('a plan B never loses anyone: who had an answer without it has one with it, and no later', () => {
    fc.assert(
      fc.property(seed, share, share, (one, taken, repeated) => {
        const without = liveOne(one, { taken: 0, repeated: 0 })
        const withPlanB = liveOne(one, { taken, repeated })
        if (without.answered) {
          expect(withPlanB.answered).toBe(true)
          expect(withPlanB.days ?? Infinity).toBeLessThanOrEqual(without.days ?? Infinity)
        }
        if (without.accepted) expect(withPlanB.accepted).toBe(true)
        expect(withPlanB.requests).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  it('the more often it is taken, the fewer are lost; when every silence brings another, it changes nothing', () => {
    fc.assert(
      fc.property(seed, share, share, (one, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        if (liveOne(one, { taken: less, repeated: 0 }).answered)
          expect(liveOne(one, { taken: more, repeated: 0 }).answered).toBe(true)
        const alone = liveOne(one, { taken: 0, repeated: 0 })
        expect(liveOne(one, { taken: more, repeated: 1 }).answered).toBe(alone.answered)
      }),
    )
  })

  it('every request late, refused or expired is due a plan B, and is told when no service is left', async () => {
    const { plan_b } = await simulate({ ...ask, taken: 1 })
    expect(plan_b.proposed + plan_b.without_option).toBe(plan_b.due)
    // Fewer are sent: some structures answer while the counsellor makes up their mind.
    expect(plan_b.sent).toBeLessThanOrEqual(plan_b.proposed)
    expect(plan_b.sent).toBeGreaterThan(plan_b.proposed / 2)
  })

  it('says what is supposed, and can be stopped midway', async () => {
    const report = await reportOf({ ...ask, runs: 200 }, { goOn: (done) => done < 100 })
    expect(report).toMatchObject({ interrupted: true, runs: 100, sensitivity: [] })
    const text = sayReport(report)
    expect(text).toContain('100 personnes, graine 20261124 (interrompu)')
    for (const line of report.assumptions) expect(text).toContain(line)
  })

  it('as a program: one object on the output, progress elsewhere', { timeout: 120_000 }, () => {
    const out = execFileSync(process.execPath, [join(import.meta.dirname, 'index.ts'), '--runs', '40', '--seed', '3', '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const said = JSON.parse(out) as Record<string, unknown>
    expect(said).toMatchObject({ seed: 3, runs: 40, interrupted: false })
    for (const name of ['lost_without_plan_b', 'lost_with_plan_b']) expect(said[name]).toBeTypeOf('number')
    expect(said['sensitivity']).toHaveLength(16)
  })
})
