import { EXPIRATION_JOURS } from '#shared/orientation/clocks.ts'
import type { Random } from '../sim/random.ts'
import { BETWEEN_SERVICES, LAW, MEDIAN_DAYS, WITHIN_SERVICE } from './assumptions.ts'

/** What a structure will do of a request, drawn before it is sent: the rules decide what comes of it. */
export type Answer = { readonly quoi: 'acceptee' | 'refusee'; readonly jours: number } | { readonly quoi: 'silence' }

/** Box–Muller. */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())

const logNormal = (random: Random, median: number, spread: number): number => median * Math.exp(spread * normal(random))

/** Days that a service takes, half the time. */
export const drawHabit = (random: Random): number => logNormal(random, MEDIAN_DAYS, BETWEEN_SERVICES)

/** An answer that is one was given before the end: one drawn later is drawn again. */
const drawDelay = (random: Random, habit: number): number => {
  for (;;) {
    const days = logNormal(random, habit, WITHIN_SERVICE)
    if (days < EXPIRATION_JOURS) return days
  }
}

export const drawAnswer = (random: Random, habit: number): Answer => {
  const quoi = random.weighted(LAW)
  return quoi === 'silence' ? { quoi } : { quoi, jours: drawDelay(random, habit) }
}
