import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../search/text.ts'
import { ALL_STRUCTURES, type BoardLine, type BoardQuery, TRIS } from './board.ts'
import { prepareBoard, selectBoard } from './board-filter.ts'
import { ETATS_STRUCTURE } from './structure-state.ts'

const line = (id: string, over: Partial<BoardLine> = {}): BoardLine => ({
  id,
  nom: `Structure ${id}`,
  siret: null,
  source: 'dora',
  typologie: null,
  departement: '59',
  commune: 'Lille',
  code_postal: '59000',
  point: null,
  telephone: null,
  courriel: null,
  resume: '',
  etat: 'en-ordre',
  moderation: 'VALIDATED',
  labels: [],
  thematiques: [],
  publies: 0,
  brouillons: 0,
  actifs: 0,
  a_actualiser: 0,
  membres: 0,
  administrateurs: 0,
  date_maj: '2026-01-01',
  vues: 0,
  vu: { fiche: 1, dossier: 0 },
  ...over,
})

const asked = (lines: readonly BoardLine[], over: Partial<BoardQuery> = {}) => {
  const board = prepareBoard(lines)
  const { rows, ...counts } = selectBoard(board, { ...ALL_STRUCTURES, ...over })
  return { ...counts, ids: Array.from(rows, (n) => lines[n]?.id) }
}

describe('words', () => {
  const lines = [
    line('a', { nom: 'Régie de l’Épinette', commune: 'Saint-Étienne' }),
    line('b', { nom: 'MISSION LOCALE', commune: 'Lille', siret: '12345678900012' }),
    line('c', { nom: 'Mission régionale 123', commune: null, siret: '98765432100019' }),
  ]
  it.each([
    ['regie', ['a']],
    ['ÉPINETTE', ['a']],
    ['saint etienne', ['a']],
    ['saint-ét', ['a']],
    ['mission', ['b', 'c']],
    ['locale mission', ['b']],
    ['ission', []],
    ['mission lille', ['b']],
    ['123 456 789 00012', ['b']],
    ['123456789', ['b']],
    // A number of the name, and the beginning of a SIRET.
    ['123', ['b', 'c']],
    ['12', ['c']],
    ['4567', []],
    ['  ', ['b', 'c', 'a']],
    ['!', ['b', 'c', 'a']],
  ])('« %s »', (texte, ids) => {
    expect(asked(lines, { texte }).ids).toEqual(ids)
  })
})

it('counts each facet with the other filters applied', () => {
  const lines = [
    line('a', { etat: 'a-valider', departement: '59', labels: ['x', 'y'], thematiques: ['t'] }),
    line('b', { etat: 'a-valider', departement: '62', labels: ['x'] }),
    line('c', { etat: 'obsolete', departement: '59', source: 'autre' }),
    line('d', { etat: 'obsolete', departement: '62', typologie: 'ML' }),
  ]
  const found = asked(lines, { etats: ['a-valider'], departements: ['59', '99'] })
  expect(found.ids).toEqual(['a'])
  expect(found.par_etat).toMatchObject({ 'a-valider': 1, obsolete: 1, 'en-ordre': 0 })
  expect(found.facettes).toEqual({
    departements: { '59': 1, '62': 1, '99': 0 },
    typologies: {},
    thematiques: { t: 1 },
    labels: { x: 1, y: 1 },
    sources: { dora: 1 },
  })
})

it('sorts without accents nor case, what is unknown last both ways, and equals by name', () => {
  const lines = [
    line('1', { nom: 'zoé', commune: null }),
    line('2', { nom: 'Élan', commune: 'Lens' }),
    line('3', { nom: 'abri', commune: 'Arras' }),
    line('4', { nom: 'Elan', commune: 'Arras' }),
  ]
  expect(asked(lines).ids).toEqual(['3', '2', '4', '1'])
  expect(asked(lines, { decroissant: true }).ids).toEqual(['1', '4', '2', '3'])
  expect(asked(lines, { tri: 'commune' }).ids).toEqual(['3', '4', '2', '1'])
  expect(asked(lines, { tri: 'commune', decroissant: true }).ids).toEqual(['2', '3', '4', '1'])
})

const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const lines = fc
  .array(
    fc
      .record({
        nom: some('Élan', 'elan', 'Abri', 'abri du Nord', ''),
        siret: some(null, '12345678900012', '12345678900020'),
        source: some('dora', 'soliguide', '__proto__'),
        typologie: some(null, 'ML', 'ASSO'),
        departement: some(null, '59', '62'),
        commune: some(null, 'Lille', 'Arras'),
        etat: some(...ETATS_STRUCTURE),
        labels: fc.subarray(['l1', 'l2', 'constructor']),
        thematiques: fc.subarray(['t1', 't2', 't3']),
        publies: fc.nat(3),
        date_maj: some('2026-01-01', '2026-02-01', ''),
      })
      .map((over) => over),
    { maxLength: 30 },
  )
  .map((all) => all.map((over, n) => line(`s${String(n).padStart(2, '0')}`, over)))

const query: fc.Arbitrary<BoardQuery> = fc.record({
  texte: some('', 'elan', 'abri nord', '123', 'li'),
  etats: fc.subarray([...ETATS_STRUCTURE], { maxLength: 3 }),
  departements: fc.subarray(['59', '62', '75']),
  typologies: fc.subarray(['ML', 'AUTRE']),
  thematiques: fc.subarray(['t1', 't2', 'nulle-part']),
  labels: fc.subarray(['l1', 'constructor']),
  sources: fc.subarray(['dora', '__proto__']),
  tri: some(...TRIS),
  decroissant: fc.boolean(),
})

/** What is said of the filters, as slowly as it reads. */
const NAMES = ['etats', 'departements', 'typologies', 'thematiques', 'labels', 'sources'] as const
const valuesOf = (one: BoardLine): Readonly<Record<(typeof NAMES)[number], readonly (string | null)[]>> => ({
  etats: [one.etat],
  departements: [one.departement],
  typologies: [one.typologie],
  thematiques: one.thematiques,
  labels: one.labels,
  sources: [one.source],
})
const hasText = ({ nom, commune, siret }: BoardLine, texte: string): boolean =>
  texte.split(' ').every((word) =>
    fold(`${nom} ${commune ?? ''}`)
      .split(' ')
      .some((each) => each.startsWith(word)),
  ) ||
  (/^\d{3}/.test(texte) && siret?.startsWith(texte) === true)
const keeps = (one: BoardLine, asking: BoardQuery, but: string | null): boolean =>
  hasText(one, asking.texte) &&
  NAMES.every((name) => {
    const wanted: readonly string[] = asking[name]
    return name === but || wanted.length === 0 || valuesOf(one)[name].some((value) => value !== null && wanted.includes(value))
  })

it('says what reading line by line would, whatever is asked', () => {
  fc.assert(
    fc.property(lines, query, (all, asking) => {
      const { ids, par_etat, facettes } = asked(all, asking)
      expect([...ids].sort()).toEqual(all.filter((one) => keeps(one, asking, null)).map(({ id }) => id))
      const counts = { etats: par_etat, ...facettes }
      for (const name of NAMES) {
        const expected = new Map<string, number>()
        for (const one of all)
          if (keeps(one, asking, name))
            for (const value of valuesOf(one)[name]) if (value !== null) expected.set(value, (expected.get(value) ?? 0) + 1)
        expect(new Map(Object.entries(counts[name]).filter(([, count]) => count > 0))).toEqual(expected)
      }
    }),
  )
})

it('gives every line once by any sort, a same one each time, and pages that follow one another', () => {
  fc.assert(
    fc.property(lines, query, (all, asking) => {
      const board = prepareBoard(all)
      const [first, again] = [selectBoard(board, asking).rows, selectBoard(board, asking).rows]
      expect(again).toEqual(first)
      expect(new Set(first).size).toBe(first.length)
      const numbers = Array.from(first, (n) => all[n]?.publies ?? 0)
      if (asking.tri === 'publies') expect(numbers).toEqual(numbers.toSorted((a, b) => (asking.decroissant ? b - a : a - b)))
    }),
  )
})
