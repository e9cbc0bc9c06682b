import { expect, test } from 'vitest'
import { JOURNEYS } from './journeys.ts'
import { LEAKS } from './leaks.ts'
import { run } from './run.ts'

/** A short search: one person for each journey. `npm run privacy-scan` lives two hundred, on both engines. */

test('nothing of anyone is found where it should not be, and a leak left in each kind of place is', async () => {
  const { passages, plantees, demandes, courriers } = await run({
    engine: 'sqlite',
    people: JOURNEYS.length,
    seed: 1,
    leaks: LEAKS,
  })
  const [last, ...before] = passages.toReversed()
  expect(before.flatMap(({ quand, fuites }) => fuites.map((leak) => ({ quand, ...leak })))).toEqual([])
  expect(plantees.filter(({ trouvee }) => !trouvee)).toEqual([])
  // Nothing else was found with them.
  const left = new Set(plantees.map(({ qui, lieu }) => `${qui ?? 'tout le monde'}, ${lieu}`))
  expect(last?.fuites.filter(({ qui, place }) => !left.has(`${qui}, ${place}`))).toEqual([])
  expect(plantees.length).toBeGreaterThan(20)
  expect([demandes >= JOURNEYS.length - 2, courriers > 2 * JOURNEYS.length]).toEqual([true, true])
}, 600_000)
