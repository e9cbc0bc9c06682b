import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AU_MOINS, RAISONS_SANS_SOLUTION } from '../usage/event.ts'
import { byFives } from './part.ts'
import { createNeed, MOST_THEMES, type Said, type ToldNeed } from './need.ts'
import { createTerritory } from './territory.ts'
import { NOTHING, poste, recherche, REMOTE_ONLY, sansSolution, SOME, TOO_FAR, commune } from './testing.ts'
import { NEEDS } from '../reference/thematiques.ts'
import { themeIndex } from './themes.ts'

const PERMIS = 'mobilite--preparer-un-permis'
const GARDE = 'famille--garde-denfants'
const KNOWN = NEEDS.slice(0, 3).map(({ value }) => value)

// Two régions; the first of two départements of two zones each, the second of one département of one zone.
const ROWS = [
  commune(0, '33', '75', '200000001'),
  commune(1, '33', '75', '200000002'),
  commune(2, '40', '75', '200000003'),
  commune(3, '40', '75', '200000004'),
  commune(4, '59', '32', '200000005'),
]
const territory = createTerritory(
  ROWS,
  ROWS.map(({ epcis }) => ({ code: epcis[0] ?? '', nom: `CC ${epcis[0]}` })),
)
const codes = ROWS.map(({ code }) => code)

const toldOf = async (all: readonly Said[]): Promise<readonly ToldNeed[]> => {
  const need = createNeed(territory)
  for (const said of all) need.add(said)
  return need.told()
}
const people = (from: number, count: number, fait: Said['fait'], jour = '2026-10-05'): Said[] =>
  Array.from({ length: count }, (_, n) => ({ jour, poste: poste(from + n), fait }))

describe('who looked for what, where', () => {
  test('a zone of enough people is told, with what they found', async () => {
    const told = await toldOf([
      ...people(0, 6, recherche(codes[0] ?? '', [PERMIS], NOTHING)),
      ...people(10, 5, recherche(codes[0] ?? '', [PERMIS], TOO_FAR)),
      ...people(20, 7, recherche(codes[0] ?? '', [PERMIS], SOME)),
      ...people(30, 5, recherche(codes[0] ?? '', [PERMIS], REMOTE_ONLY)),
      ...people(0, 6, sansSolution(codes[0] ?? '', [PERMIS], 'aucun')),
    ])
    expect(told).toEqual([
      {
        theme: themeIndex(PERMIS),
        niveau: 'zone',
        code: '200000001.33',
        zones: [0],
        personnes: 20,
        sans: { min: 10, max: 14 },
        rien: 5,
        loin: 5,
        distance: 5,
        declare: { min: 5, max: 9 },
        raisons: [{ raisons: ['aucun'], personnes: 5 }],
      },
    ])
  })
  test('zones of too few are told together, as the rest of their département, with those who named it alone', async () => {
    const told = await toldOf([
      ...people(0, 3, recherche(codes[0] ?? '', [PERMIS], NOTHING)),
      ...people(3, 1, recherche(codes[1] ?? '', [PERMIS], NOTHING)),
      ...people(4, 1, recherche('33', [PERMIS], NOTHING)),
    ])
    expect(told.map(({ niveau, code, zones, personnes }) => [niveau, code, zones, personnes])).toEqual([
      ['departement', '33', [0, 1], 5],
    ])
  })
  test('then of their région, then of France; and what is left of too few is told to nobody', async () => {
    const one = (count: number, code: string, from: number) => people(from, count, recherche(code, [PERMIS], NOTHING))
    expect((await toldOf([...one(3, codes[0] ?? '', 0), ...one(2, codes[2] ?? '', 10)])).map(({ niveau }) => niveau)).toEqual([
      'region',
    ])
    expect((await toldOf([...one(3, codes[0] ?? '', 0), ...one(2, codes[4] ?? '', 10)])).map(({ niveau }) => niveau)).toEqual([
      'france',
    ])
    expect(await toldOf([...one(2, codes[0] ?? '', 0), ...one(2, codes[4] ?? '', 10)])).toEqual([])
  })
  test('five months of one person are not five people, and people of several months add up', async () => {
    const months = ['2026-07-01', '2026-08-01', '2026-09-01']
    const fait = recherche(codes[0] ?? '', [PERMIS], NOTHING)
    expect(await toldOf(months.flatMap((jour, n) => people(10 * n, 2, fait, jour)))).toEqual([])
    const [told] = await toldOf(months.flatMap((jour, n) => people(10 * n, 5, fait, jour)))
    expect([told?.personnes, told?.sans]).toEqual([15, { min: 15, max: 15 }])
  })
  test('one who searches twice is one person; a search for many needs, or for none, tells of none', async () => {
    const fait = recherche(codes[0] ?? '', [PERMIS], NOTHING)
    expect((await toldOf([...people(0, 5, fait), ...people(0, 5, fait)]))[0]?.personnes).toBe(5)
    const all = NEEDS.slice(0, MOST_THEMES + 1).map(({ value }) => value)
    expect(await toldOf(people(0, 9, recherche(codes[0] ?? '', all, NOTHING)))).toEqual([])
    expect(await toldOf(people(0, 9, recherche(codes[0] ?? '', [], NOTHING)))).toEqual([])
    expect(await toldOf(people(0, 9, recherche('99999', [GARDE], NOTHING)))).toEqual([])
  })
  test('reasons of too few are told together, with the least of the others when it takes that', async () => {
    const say = (from: number, count: number, raison: (typeof RAISONS_SANS_SOLUTION)[number]) =>
      people(from, count, sansSolution(codes[0] ?? '', [PERMIS], raison))
    const [told] = await toldOf([...say(0, 8, 'aucun'), ...say(10, 5, 'complet'), ...say(20, 2, 'autre')])
    expect(told?.raisons).toEqual([
      { raisons: ['aucun'], personnes: 5 },
      { raisons: ['autre', 'complet'], personnes: 5 },
    ])
  })
})

describe('whatever people do', () => {
  const fait = fc
    .record({
      code: fc.constantFrom(...codes, '33', '40', '59'),
      themes: fc.uniqueArray(fc.constantFrom(...KNOWN), { minLength: 1 }),
      found: fc.constantFrom(NOTHING, TOO_FAR, REMOTE_ONLY, SOME),
      raison: fc.option(fc.constantFrom(...RAISONS_SANS_SOLUTION)),
    })
    .map(({ code, themes, found, raison }) =>
      raison === null ? recherche(code, themes, found) : sansSolution(code, themes, raison),
    )
  const said = fc.record({
    jour: fc.constantFrom('2026-10-05', '2026-11-05', '2026-12-05'),
    poste: fc.nat({ max: 9 }).map(poste),
    fait,
  })
  const events = fc.array(said, { maxLength: 120 })

  /** Different people of the fullest month. */
  const most = (all: readonly Said[]): number =>
    Math.max(
      0,
      ...[...Map.groupBy(all, ({ jour }) => jour.slice(0, 7)).values()].map((some) => new Set(some.map((one) => one.poste)).size),
    )
  const departementsOf = ({ niveau, code, zones }: ToldNeed): readonly string[] =>
    niveau === 'departement' ? [code] : [...new Set(zones.map((zone) => territory.zones[zone]?.departement ?? ''))]
  /** What a told cell is made of. */
  const within = (all: readonly Said[], told: ToldNeed): readonly Said[] =>
    all.filter(({ fait: one }) => {
      if (one.type !== 'recherche' && one.type !== 'sans-solution') return false
      const { commune: code, departement } = one.lieu
      return (
        one.thematiques.some((theme) => themeIndex(theme) === told.theme) &&
        (code === null
          ? told.niveau !== 'zone' && departementsOf(told).includes(departement ?? '')
          : told.zones.includes(territory.zoneOf(code) ?? -1))
      )
    })

  test('no cell is of fewer people than may be told, and none is in another', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const told = await toldOf(all)
        for (const one of told) expect(most(within(all, one))).toBeGreaterThanOrEqual(AU_MOINS)
        // Of one theme, an event is in one cell at most: no figure is a sum of others, and none can be had by a difference.
        for (const [, cells] of Map.groupBy(told, ({ theme }) => theme)) {
          const parts = cells.map((one) => within(all, one))
          expect(new Set(parts.flat()).size).toBe(parts.flat().length)
        }
      }),
      { numRuns: 200 },
    )
  })
  test('what is told inside a cell is exact for nobody, or for everybody, alone; bounds hold', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        for (const told of await toldOf(all)) {
          const inside = within(all, told)
          const persons = [...Map.groupBy(inside, (one) => `${one.jour.slice(0, 7)} ${one.poste}`).entries()]
          const peopleWho = (keep: (some: readonly Said[]) => boolean): { readonly sum: number; readonly most: number } => {
            const kept = persons.filter(([, some]) => keep(some)).map(([key]) => key)
            const months = [...Map.groupBy(kept, (key) => key.slice(0, 7)).values()].map(({ length }) => length)
            return { sum: kept.length, most: Math.max(0, ...months) }
          }
          const nothing = (some: readonly Said[]): boolean =>
            some.some(({ fait: one }) => one.type === 'recherche' && one.a_portee === 0 && one.a_distance === 0)
          const declared = (some: readonly Said[]): boolean => some.some(({ fait: one }) => one.type === 'sans-solution')
          expect(told.personnes).toBe(byFives(persons.length))
          for (const [part, who] of [
            [told.sans, nothing],
            [told.declare, declared],
          ] as const) {
            const [yes, no] = [peopleWho(who), peopleWho((some) => !who(some))]
            expect(part.min).toBeLessThanOrEqual(yes.sum)
            expect(part.max).toBeGreaterThanOrEqual(byFives(yes.sum))
            const clear = [yes, no].every((one) => one.sum === 0 || one.most >= AU_MOINS)
            // Neither told, nor to be had from the total.
            if (part.min === part.max) expect([yes.sum, no.sum]).toContain(0)
            if (!clear) expect(part.max - part.min).toBeGreaterThanOrEqual(AU_MOINS - 2)
          }
          for (const { personnes } of told.raisons) expect(personnes).toBeGreaterThanOrEqual(AU_MOINS)
        }
      }),
      { numRuns: 200 },
    )
  })
})
