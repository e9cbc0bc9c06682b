import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Ligne } from './line.ts'
import { createNeed, type Said } from './need.ts'
import { createGround, gapsOf, wilsonLow } from './register.ts'
import { measureSupply, type Offered } from './supply.ts'
import { createTerritory } from './territory.ts'
import { THEMES, themeIndex } from './themes.ts'
import { commune, NOTHING, offered, poste, recherche, sansSolution, SOME } from './testing.ts'

const PERMIS = 'mobilite--preparer-un-permis'

// Forty zones of one commune, 10 km apart; four départements of ten.
const ROWS = Array.from({ length: 40 }, (_, n) =>
  commune(n, ['33', '40', '47', '24'][Math.floor(n / 10)] ?? '', '75', String(200_000_000 + n)),
)
const territory = createTerritory(
  ROWS,
  ROWS.map(({ epcis }, n) => ({ code: epcis[0] ?? '', nom: `CC ${n}` })),
)
const everyThird = (except: (rank: number) => boolean = () => false): Offered[] =>
  ROWS.flatMap((_, n) => (n % 3 === 0 && !except(n) ? [offered(n)] : []))

const registerOf = async (services: readonly Offered[], said: readonly Said[] = []): Promise<readonly Ligne[]> => {
  const need = createNeed(territory)
  for (const one of said) need.add(one)
  return gapsOf(await createGround(territory, await measureSupply(territory, services)), await need.told())
}
const people = (count: number, fait: Said['fait'], from = 0): Said[] =>
  Array.from({ length: count }, (_, n) => ({ jour: '2026-10-05', poste: poste(from + n), fait }))
const code = (rank: number): string => ROWS[rank]?.code ?? ''

describe('what there is', () => {
  test('a service reaches those whose commune is within 20 km, in its zone of eligibility; a remote one, all of that zone', async () => {
    const theme = themeIndex(PERMIS) ?? 0
    const lines = async (services: readonly Offered[]) => {
      const { couverts } = await measureSupply(territory, services)
      return territory.zones.flatMap((_, zone) => ((couverts[zone * THEMES.length + theme] ?? 0) > 0 ? [zone] : []))
    }
    // Two communes away is twenty kilometres and a hair.
    expect(await lines([offered(5)])).toEqual([4, 5, 6])
    expect(await lines([offered(5, { zone: [code(5)] })])).toEqual([5])
    expect(await lines([offered(5, { zone: ['40'] })])).toEqual([])
    expect(await lines([offered(5, { surPlace: false, aDistance: true, zone: ['40'] })])).toEqual(
      Array.from({ length: 10 }, (_, n) => n + 10),
    )
    expect(await lines([offered(5, { lat: null, lon: null })])).toEqual([])
    expect(await lines([offered(5, { surPlace: false, aDistance: true })])).toHaveLength(40)
  })
})

describe('the register', () => {
  test('where everything is found there is no gap', async () => {
    expect(await registerOf(everyThird(), people(30, recherche(code(4), [PERMIS], SOME)))).toEqual([])
  })
  test('people who find nothing make one, told with what they found and what is elsewhere', async () => {
    const without = everyThird((n) => n >= 9 && n <= 15)
    const lines = await registerOf(without, [
      ...people(23, recherche(code(12), [PERMIS], NOTHING)),
      ...people(7, sansSolution(code(12), [PERMIS], 'aucun')),
    ])
    const [first] = lines
    expect([first?.nom, first?.thematique, first?.preuves, first?.besoin?.personnes, first?.besoin?.sans]).toEqual([
      'CC 12',
      PERMIS,
      ['recherches', 'declarations', 'offre'],
      20,
      { min: 20, max: 20 },
    ])
    expect(first?.offre).toMatchObject({ sur_place: 0, couverts: 0 })
    expect(first?.offre.mediane).toBeGreaterThan(0)
  })
  test('what nobody looked for is one where those of its like, or beside it, have it', async () => {
    const lines = await registerOf(everyThird((n) => n >= 9 && n <= 15))
    expect(
      lines
        .filter(({ thematique }) => thematique === PERMIS)
        .map(({ nom, preuves }) => [nom, preuves])
        .sort(),
    ).toEqual([10, 11, 12, 13, 14, 15, 16, 8, 9].map((n) => [`CC ${n}`, ['offre']]))
  })
  test('a need that is told of the rest of a département is expected where nothing is', async () => {
    const said = [11, 12, 13].flatMap((n) => people(4, recherche(code(n), [PERMIS], NOTHING), 10 * n))
    const lines = await registerOf(
      everyThird((n) => n >= 9 && n <= 15),
      said,
    )
    const rest = lines.find(({ niveau }) => niveau === 'departement')
    expect([rest?.nom, rest?.besoin?.personnes, rest?.preuves]).toEqual(['Landes', 10, ['recherches']])
    // Twelve people of ten zones of as many inhabitants: one each, too few to be said of any.
    expect(lines.some(({ preuves }) => preuves.includes('alentours'))).toBe(false)
    const all = ROWS.slice(10, 20).flatMap((_, n) => people(4, recherche(code(10 + n), [PERMIS], NOTHING), 10 * n))
    const [first, ...others] = (await registerOf([], all)).filter(({ preuves }) => preuves.includes('alentours'))
    expect(others).toHaveLength(9)
    expect([first?.besoin, first?.alentours]).toEqual([
      null,
      { niveau: 'departement', nom: 'Landes', personnes: 40, sans: { min: 40, max: 40 } },
    ])
  })
  test('few people weigh little, whatever they found', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 200 }), (n, total) => {
        const share = Math.min(n, total) / total
        expect(wilsonLow(Math.min(n, total), total)).toBeLessThanOrEqual(share + 1e-9)
        expect(wilsonLow(total, total)).toBeGreaterThan(wilsonLow(total - 1, total))
        expect(wilsonLow(total + 1, total + 1)).toBeGreaterThan(wilsonLow(total, total))
      }),
    )
    expect(wilsonLow(0, 0)).toBe(0)
    expect(wilsonLow(5, 5)).toBeCloseTo(0.566, 2)
  })
})
