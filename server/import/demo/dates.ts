import type { Random } from './random.ts'

const DAY_MS = 86_400_000

/** `today` minus `days`, both as `YYYY-MM-DD`. */
export const daysBefore = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)

/** Age of a listing in days, spread as in the field: 41 % of services untouched for a year (design.md). */
export const listingAge = (random: Random): number => {
  const draw = random.next()
  if (draw < 0.38) return random.int(0, 179)
  if (draw < 0.59) return random.int(180, 364)
  if (draw < 0.83) return random.int(365, 729)
  return random.int(730, 2600)
}
