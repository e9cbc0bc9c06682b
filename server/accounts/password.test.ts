import { expect, it } from 'vitest'
import { createBruteForce } from './brute-force.ts'
import { Crowded, isPassword } from './password.ts'

it('judges passwords two at a time, and sends back those who come when too many wait', async () => {
  // The cheapest work there is.
  const kept = `scrypt$16$1$1$${'A'.repeat(22)}$${'A'.repeat(43)}`
  const answers = await Promise.allSettled(Array.from({ length: 60 }, () => isPassword('au hasard', kept)))
  const sentBack = answers.filter((one) => one.status === 'rejected')
  expect(sentBack).toHaveLength(60 - 52)
  for (const { reason } of sentBack) expect(reason).toBeInstanceOf(Crowded)
  expect(await isPassword('au hasard', kept)).toBe(false)
})

it('a clock that goes back makes nobody wait longer than was earned', () => {
  let now = Date.parse('2036-01-01T00:00:00Z')
  const bruteForce = createBruteForce(() => now)
  for (let n = 0; n < 8; n++) bruteForce.tried('cible@exemple.test', '10.0.0.1')
  expect(bruteForce.waitMs('cible@exemple.test', '10.0.0.1')).toBe(8_000)
  now -= 60_000
  expect(bruteForce.waitMs('cible@exemple.test', '10.0.0.1')).toBe(8_000)
  now -= 10 * 365 * 24 * 3_600_000
  expect(bruteForce.waitMs('cible@exemple.test', '10.0.0.1')).toBe(0)
})
