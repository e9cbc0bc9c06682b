import { parisDay } from '#shared/listing/days.ts'
import type { ApiLimits } from '../config-api.ts'
import { createMeter } from './gate-meter.ts'
import type { ApiKeys, KeyHolder } from './keys.ts'
import { ApiProblem } from './problem.ts'

/** How much may be asked: of an address without a key, a minute; of a key, a minute and a day in Paris. */

const MINUTE_MS = 60_000
const QUARTER_MS = 15 * MINUTE_MS

/** What is told in the headers (draft-ietf-httpapi-ratelimit-headers), and why it does not pass, if it does not. */
export type Passed = {
  readonly limit: number
  readonly left: number
  readonly resetMs: number
  readonly policy: string
  readonly refusal: ApiProblem | null
}

export type Quota = {
  readonly ofAddress: (address: string) => Passed
  readonly ofKey: (holder: KeyHolder) => Passed
}

const refused = (sentence: string, resetMs: number): ApiProblem => {
  const seconds = Math.max(1, Math.ceil(resetMs / 1000))
  return new ApiProblem(429, `${sentence} Réessayez dans ${seconds}\u202fs.`, { 'retry-after': String(seconds) })
}

/** Milliseconds until it is another day in Paris: time changes there at a whole hour. */
const untilTomorrow = (at: number): number => {
  const day = parisDay(at)
  let next = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS
  while (parisDay(next) === day) next += QUARTER_MS
  return next - at
}

export const createQuota = ({
  keys,
  limits,
  now,
}: {
  readonly keys: Pick<ApiKeys, 'today' | 'count'>
  readonly limits: ApiLimits
  /** Milliseconds since 1970. */
  readonly now: () => number
}): Quota => {
  const addresses = createMeter(MINUTE_MS, now)
  const holders = createMeter(MINUTE_MS, now)
  /** Milliseconds since 1970: found once a day, however often it is asked. */
  let midnight = 0
  const tomorrow = (): number => {
    const at = now()
    if (at >= midnight || midnight - at > 26 * 60 * MINUTE_MS) midnight = at + untilTomorrow(at)
    return midnight - at
  }
  const addressPolicy = `${limits.apiPerAddress};w=60`

  return {
    ofAddress: (address) => {
      const limit = limits.apiPerAddress
      const { allowed, left, resetMs } = addresses.take(address, limit)
      const refusal = allowed
        ? null
        : refused(`Trop de demandes\u202f: ${limit} par minute sans clé depuis une même adresse.`, resetMs)
      return { limit, left, resetMs, policy: addressPolicy, refusal }
    },
    ofKey: ({ id, perMinute, perDay }) => {
      const policy = `${perMinute};w=60, ${perDay};w=86400`
      const leftToday = perDay - keys.today(id)
      if (leftToday <= 0) {
        keys.count(id, false)
        const resetMs = tomorrow()
        const refusal = refused(`Quota de la clé atteint\u202f: ${perDay} demandes par jour.`, resetMs)
        return { limit: perDay, left: 0, resetMs, policy, refusal }
      }
      const { allowed, left, resetMs } = holders.take(id, perMinute)
      keys.count(id, allowed)
      if (!allowed) {
        const refusal = refused(`Quota de la clé atteint\u202f: ${perMinute} demandes par minute.`, resetMs)
        return { limit: perMinute, left, resetMs, policy, refusal }
      }
      // What runs out first is what is told.
      return leftToday - 1 < left
        ? { limit: perDay, left: leftToday - 1, resetMs: tomorrow(), policy, refusal: null }
        : { limit: perMinute, left, resetMs, policy, refusal: null }
    },
  }
}
