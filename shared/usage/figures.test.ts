import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryOf } from '../reference/thematiques.ts'
import { ROUNDED_TO } from './cells.ts'
import { AU_MOINS, type Fait } from './event.ts'
import { type ChiffresMois, createMonthOfUse, type Demande, type Joins, MESURES, type Mesure, type Told } from './figures.ts'

const SEED = { seed: 20261127, numRuns: 300 }
const DEPARTEMENTS = ['33', '59', '75']
const CATEGORIES = ['mobilite', 'sante']
const ACTIVITES = ['accompagnateur', 'offreur']
const SERVICES = ['v-0', 'v-1', 'v-2', 'v-3', 'v-4', 'v-5']

/** The structure, département and categories of a service follow from its number. */
const numberOf = (id: string): number => Number(id.slice(2))
const joins: Joins = {
  service: (id) => {
    const n = numberOf(id)
    if (n === 5) return null
    return {
      structure: `s-${n % 3}`,
      departement: DEPARTEMENTS[n % 3] ?? null,
      thematiques: CATEGORIES.filter((_, at) => ((n + 1) >> at) % 2 === 1).map((one) => `${one}--un-besoin`),
    }
  },
  structure: (id) => (numberOf(id) > 2 ? null : { departement: DEPARTEMENTS[numberOf(id)] ?? null }),
}

const poste = fc.nat(9).map((n) => `p-${n}`)
const search = fc.record({
  type: fc.constant('recherche' as const),
  genre: fc.constant('besoins' as const),
  thematiques: fc.subarray(CATEGORIES.map((one) => `${one}--un-besoin`)),
  publics: fc.constant<string[]>([]),
  lieu: fc.constant<{ commune: string | null; departement: string | null }>({ commune: null, departement: null }),
  rayon_km: fc.constant(20),
  total: fc.constant(3),
  a_portee: fc.constant(2),
  a_distance: fc.constant(1),
  premiers: fc.subarray(SERVICES),
})
const service = fc.constantFrom(...SERVICES)
const recherche = fc.constant<string | null>(null)
const fait: fc.Arbitrary<Fait> = fc.oneof(
  { weight: 4, arbitrary: search },
  fc.record({ type: fc.constant('service' as const), service_id: service, recherche }),
  fc.record({ type: fc.constant('structure' as const), structure_id: fc.constantFrom('s-0', 's-1', 's-3'), recherche }),
  fc.record({
    type: fc.constant('mobilisation' as const),
    service_id: service,
    geste: fc.constantFrom('telephone' as const, 'orientation' as const, 'partage' as const),
    recherche,
  }),
)
const event: fc.Arbitrary<Told> = fc
  .record({ poste, departement: fc.option(fc.constantFrom(...DEPARTEMENTS), { freq: 4 }), fait })
  // A desk says one activity.
  .map((one) => ({ ...one, activite: ACTIVITES[one.poste.charCodeAt(2) % 3] ?? null }))
const request: fc.Arbitrary<Demande> = fc
  .record({ auteur: fc.nat(8).map((n) => `u-${n}`), v: fc.nat(5) })
  .map(({ auteur, v }) => ({ auteur, structure: null, departement: null, thematiques: [], ...joins.service(`v-${v}`) }))
const world = fc.record({
  events: fc.array(event, { maxLength: 90, size: 'max' }),
  requests: fc.array(request, { maxLength: 30, size: 'max' }),
})
type World = typeof world extends fc.Arbitrary<infer W> ? W : never

const tellOf = ({ events, requests }: World) => {
  const month = createMonthOfUse('2026-10', joins)
  events.forEach(month.add)
  requests.forEach(month.request)
  return month.tell()
}

/** What one measure counts, said again without the code that it judges. */
type Counted = { readonly who: string; readonly departement: string; readonly activite: string; readonly set: readonly string[] }
const countedBy = (mesure: Exclude<Mesure, 'imer'>, { events, requests }: World): readonly Counted[] => {
  const sets = (thematiques: readonly string[]) => [...new Set(thematiques.map(categoryOf))]
  if (mesure === 'demandes')
    return requests.map(({ auteur, departement, thematiques }) => ({
      who: auteur,
      departement: departement ?? '',
      activite: '',
      set: sets(thematiques),
    }))
  const type = { recherches: 'recherche', fiches: 'service', structures: 'structure', mobilisations: 'mobilisation' }[mesure]
  return events.flatMap(({ poste: who, activite, departement: needed, fait: one }) => {
    if (one.type !== type) return []
    const sheet =
      'service_id' in one ? joins.service(one.service_id) : 'structure_id' in one ? joins.structure(one.structure_id) : null
    return [
      {
        who,
        departement: sheet?.departement ?? needed ?? '',
        activite: activite ?? '',
        set: sets(
          one.type === 'recherche'
            ? one.thematiques
            : 'service_id' in one
              ? (joins.service(one.service_id)?.thematiques ?? [])
              : [],
        ),
      },
    ]
  })
}

/** Reduced rows, over small whole numbers: exact in floating point here. */
const reduce = (rows: readonly (readonly number[])[]): { readonly rows: number[][]; readonly pivots: number[] } => {
  const left = rows.map((row) => [...row])
  const [kept, pivots]: [number[][], number[]] = [[], []]
  const width = left[0]?.length ?? 0
  for (let at = 0; at < width; at += 1) {
    const index = left.findIndex((row) => Math.abs(row[at] ?? 0) > 1e-9)
    if (index < 0) continue
    const [pivot = []] = left.splice(index, 1)
    const by = pivot[at] ?? 1
    const unit = pivot.map((value) => value / by)
    const clear = (row: number[]): number[] => row.map((value, n) => value - (row[at] ?? 0) * (unit[n] ?? 0))
    left.splice(0, left.length, ...left.map(clear))
    kept.splice(0, kept.length, ...kept.map(clear), unit)
    pivots.push(at)
  }
  return { rows: kept, pivots }
}

type Atom = { readonly departement: string; readonly activite: string; readonly set: readonly string[] }
const ATOMS: readonly Atom[] = [...DEPARTEMENTS, ''].flatMap((departement) =>
  [...ACTIVITES, ''].flatMap((activite) =>
    [[], ['mobilite'], ['sante'], CATEGORIES].map((set) => ({ departement, activite, set })),
  ),
)
const isOf = (one: Counted, { departement, activite, set }: Atom): boolean =>
  one.departement === departement &&
  one.activite === activite &&
  one.set.length === set.length &&
  one.set.every((c) => set.includes(c))

type Told1 = { readonly is: (atom: Atom) => boolean; readonly n: number }
/** Every exact figure of a measure, and which events it says it counts. */
const exactFigures = ({ mesures }: ChiffresMois, mesure: Mesure): readonly Told1[] => {
  const { total, departements, activites, thematiques } = mesures[mesure]
  if (total === null) return []
  const told = (cells: Readonly<Record<string, number | null>>, is: (atom: Atom, key: string) => boolean): Told1[] =>
    Object.entries(cells).flatMap(([key, n]) => (n === null ? [] : [{ is: (atom: Atom) => is(atom, key), n }]))
  return [
    { is: () => true, n: total },
    ...told(departements, ({ departement }, key) => departement === key),
    ...(mesure === 'demandes' ? [] : told(activites, ({ activite }, key) => activite === key)),
    ...told(thematiques, ({ set }, key) => set.includes(key)),
  ]
}

/** Every set of atoms whose count follows from these figures by adding and taking away. */
const derivable = (figures: readonly Told1[]): readonly (readonly Atom[])[] => {
  const { rows, pivots } = reduce(figures.map(({ is }) => ATOMS.map((atom) => (is(atom) ? 1 : 0))))
  const found: Atom[][] = []
  for (let chosen = 1; chosen < 2 ** pivots.length; chosen += 1) {
    const values = ATOMS.map((_, at) => rows.reduce((sum, row, n) => sum + ((chosen >> n) & 1) * (row[at] ?? 0), 0))
    if (values.every((value) => Math.abs(value) < 1e-6 || Math.abs(value - 1) < 1e-6))
      found.push(ATOMS.filter((_, at) => Math.abs((values[at] ?? 0) - 1) < 1e-6))
  }
  return found
}
const peopleIn = (counted: readonly Counted[], atoms: readonly Atom[]): number =>
  new Set(counted.filter((one) => atoms.some((atom) => isOf(one, atom))).map(({ who }) => who)).size

describe('nobody can be counted out of what is told', () => {
  test.each(MESURES.filter((one) => one !== 'imer'))('%s: whatever is added and taken away, nobody or five people', (mesure) => {
    fc.assert(
      fc.property(world, (one) => {
        const counted = countedBy(mesure, one)
        for (const atoms of derivable(exactFigures(tellOf(one).mois, mesure))) {
          const people = peopleIn(counted, atoms)
          expect(people === 0 || people >= AU_MOINS, `${people} people`).toBe(true)
        }
      }),
      SEED,
    )
  })

  test('what is told is what was counted', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { mois } = tellOf(one)
        for (const mesure of MESURES.filter((name) => name !== 'imer')) {
          const counted = countedBy(mesure, one)
          for (const { is, n } of exactFigures(mois, mesure)) expect(counted.filter((event1) => is(event1)).length).toBe(n)
        }
      }),
      SEED,
    )
  })

  test('figures of two entries go by fives, and only where both sides of each are enough people', () => {
    fc.assert(
      fc.property(world, (one) => {
        const { mois } = tellOf(one)
        for (const mesure of MESURES.filter((name) => name !== 'imer')) {
          const counted = countedBy(mesure, one)
          for (const [departement, cells] of Object.entries(mois.mesures[mesure].croises)) {
            expect(mois.mesures[mesure].departements[departement]).not.toBeNull()
            for (const [category, n] of Object.entries(cells)) {
              if (n === null) continue
              expect(n % ROUNDED_TO).toBe(0)
              for (const has of [true, false]) {
                const atoms = ATOMS.filter((atom) => atom.departement === departement && atom.set.includes(category) === has)
                const people = peopleIn(counted, atoms)
                expect(people === 0 || people >= AU_MOINS).toBe(true)
              }
            }
          }
        }
      }),
      SEED,
    )
  })

  test('desks are told where they are five at least, and where those without are not fewer', () => {
    fc.assert(
      fc.property(world, ({ events }) => {
        const { postes } = tellOf({ events, requests: [] }).mois
        const all = new Set(events.map((one) => one.poste)).size
        if (postes.total !== null) expect(postes.total).toBe(all)
        else expect(all).toBeLessThan(AU_MOINS)
        for (const n of Object.values(postes.departements)) {
          if (n === null) continue
          expect(n).toBeGreaterThanOrEqual(AU_MOINS)
          expect(all - n === 0 || all - n >= AU_MOINS).toBe(true)
        }
      }),
      SEED,
    )
  })

  test('a structure is told by fives, of five people at least', () => {
    fc.assert(
      fc.property(world, (one) => {
        const people = (id: string) =>
          new Set(
            one.events.flatMap(({ poste: who, fait: f }) =>
              f.type === 'recherche' && f.premiers.some((v) => joins.service(v)?.structure === id) ? [who] : [],
            ),
          ).size
        for (const [id, { recherches }] of tellOf(one).structures) {
          if (recherches === null) expect(people(id)).toBeLessThan(AU_MOINS)
          else {
            expect(recherches % ROUNDED_TO).toBe(0)
            expect(people(id)).toBeGreaterThanOrEqual(AU_MOINS)
          }
        }
      }),
      SEED,
    )
  })
})

const tried = (n: number, departement: string, of: (at: number) => Fait): Told[] =>
  Array.from({ length: n }, (_, at) => ({ poste: `p-${departement}-${at}`, activite: null, departement, fait: of(at) }))
const seeing = (id: string): Fait => ({ type: 'service', service_id: id, recherche: null })
const called = (id: string, geste: 'telephone' | 'orientation' = 'telephone'): Fait => ({
  type: 'mobilisation',
  service_id: id,
  geste,
  recherche: null,
})

test('one small département is kept back, and the smallest of the others with it', () => {
  const { mois } = tellOf({
    events: [
      ...tried(8, '33', () => seeing('v-0')),
      ...tried(6, '59', () => seeing('v-1')),
      ...tried(1, '75', () => seeing('v-2')),
    ],
    requests: [],
  })
  expect(mois.mesures.fiches).toMatchObject({ total: 15, departements: { '33': 8, '59': null, '75': null } })
})

test('an intention counts once for a person, a structure and a département, by telephone or by request', () => {
  const twice = tried(5, '33', () => called('v-0'))
  const requests = Array.from({ length: 10 }, (_, n) => ({
    auteur: `u-${n % 5}`,
    structure: 's-0',
    departement: '33',
    thematiques: ['sante--un-besoin'],
  }))
  const { mois } = tellOf({ events: [...twice, ...twice, ...tried(5, '33', () => called('v-0', 'orientation'))], requests })
  expect(mois.mesures.mobilisations.total).toBe(15)
  expect(mois.mesures.demandes.total).toBe(10)
  expect(mois.mesures.imer).toMatchObject({ total: 10, departements: { '33': 10 } })
})

test('intentions of too few desks are not told beside the requests of many', () => {
  const requests = Array.from({ length: 10 }, (_, n) => ({
    auteur: `u-${n}`,
    structure: 's-0',
    departement: '33',
    thematiques: [],
  }))
  expect(tellOf({ events: tried(2, '33', () => called('v-0')), requests }).mois.mesures.imer.total).toBeNull()
})

test('a month without anything says zero', () => {
  const { mois, structures } = tellOf({ events: [], requests: [] })
  expect(MESURES.map((mesure) => mois.mesures[mesure].total)).toEqual(MESURES.map(() => 0))
  expect([mois.postes.total, structures.size]).toEqual([0, 0])
})
