import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { ETATS } from '#shared/orientation/life.ts'
import { countsOf, isToTreat, linesFor, neighbour, nextToTreat } from './lines.ts'
import { NO_VIEW, parseView, TRIS, viewQuery, VUES, type View } from './view.ts'

const base: OrientationLine = {
  sens: 'reception',
  id: 'a',
  numero: '7F3K-Q2',
  personne: 'Dominique Inventé',
  serviceId: 's',
  serviceNom: 'Aide au permis',
  structure_id: 'g1',
  structureNom: 'Le Relais de l’Écluse',
  prescripteur: 'Camille Inventée',
  suivi_par: '',
  a_moi: false,
  etat: 'OUVERTE',
  issue: null,
  cree_le: '2026-11-20T10:00:00.000Z',
  bouge_le: '2026-11-20T10:00:00.000Z',
  lue: false,
  tour: 'structure',
  echeance: { quoi: 'reponse-attendue', le: '2026-11-27T10:00:00.000Z' },
  retard: false,
  plan_b: false,
  envoi: 'a-jour',
  muette: false,
}
const line = (change: Partial<OrientationLine>): OrientationLine => ({ ...base, ...change })
const day = fc.integer({ min: 10, max: 28 }).map((n) => `2026-11-${n}T10:00:00.000Z`)
const arbitrary: fc.Arbitrary<OrientationLine> = fc
  .record({
    etat: fc.constantFrom(...ETATS),
    cree_le: day,
    bouge_le: day,
    a_moi: fc.boolean(),
    retard: fc.boolean(),
    plan_b: fc.boolean(),
    personne: fc.constantFrom('Dominique Inventé', 'Noor Inventée', ''),
    tour: fc.constantFrom('structure', 'prescripteur', 'moderation', 'personne', null),
    envoi: fc.constantFrom('a-jour', 'attente', 'pieces', 'refuse'),
    echeance: fc.option(day.map((le) => ({ quoi: 'rappel' as const, le }))),
    sens: fc.constantFrom('envoi', 'reception'),
  })
  .map((change) => line(change))
const many = fc.array(arbitrary, { maxLength: 30 }).map((lines) => lines.map((one, index) => ({ ...one, id: `${index}` })))
const view: fc.Arbitrary<View> = fc.record({
  moi: fc.boolean(),
  vue: fc.constantFrom(...VUES),
  etat: fc.option(fc.constantFrom(...ETATS)),
  tri: fc.constantFrom(...TRIS),
})

describe('the address of a list', () => {
  test('says the view and nothing more, and reads it back', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(parseView(viewQuery(one))).toEqual(one)
      }),
    )
    expect(viewQuery(NO_VIEW)).toBe('')
  })

  test('any query string is some view', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(VUES).toContain(parseView(query).vue)
      }),
    )
  })
})

describe('a list of requests', () => {
  test.each([
    ['', true],
    ['domi', true],
    ['permis dominique', true],
    ['ecluse', true],
    ['7f3k', true],
    ['camille', true],
    ['minique', false],
    ['permis noor', false],
  ])('the words %j find it: %s', (typed, found) => {
    expect(linesFor([base], NO_VIEW, typed)).toHaveLength(found ? 1 : 0)
  })

  test('shows lines of its own, once each, all those that the view keeps', () => {
    fc.assert(
      fc.property(many, view, (lines, one) => {
        const shown = linesFor(lines, one, '')
        expect(new Set(shown).size).toBe(shown.length)
        expect(shown.every((each) => lines.includes(each))).toBe(true)
        const counts = countsOf(lines)
        if (!one.moi && one.etat === null) expect(shown).toHaveLength(counts[one.vue])
      }),
    )
  })

  test('has one order, whatever the order they came in', () => {
    fc.assert(
      fc.property(many, view, (lines, one) => {
        const ids = (of: readonly OrientationLine[]) => linesFor(of, one, '').map(({ id }) => id)
        expect(ids(lines.toReversed())).toEqual(ids(lines))
      }),
    )
  })

  test('what is to treat comes first, the nearest deadline before', () => {
    const lines = [
      line({ id: 'close', etat: 'REFUSÉE', tour: null, echeance: null, bouge_le: '2026-11-26T10:00:00.000Z' }),
      line({ id: 'loin', echeance: { quoi: 'reponse-attendue', le: '2026-12-01T10:00:00.000Z' } }),
      line({ id: 'proche' }),
      line({
        id: 'retard',
        retard: true,
        tour: 'prescripteur',
        echeance: { quoi: 'expiration', le: '2026-12-20T10:00:00.000Z' },
      }),
      line({ id: 'refusee', sens: 'reception', envoi: 'refuse', etat: 'VALIDÉE' }),
    ]
    expect(linesFor(lines, NO_VIEW, '').map(({ id }) => id)).toEqual(['refusee', 'retard', 'proche', 'loin', 'close'])
  })
})

describe('whose turn it is', () => {
  test.each([
    [line({}), true],
    [line({ etat: 'VALIDÉE', tour: 'personne' }), false],
    [line({ echeance: { quoi: 'pas-avant', le: '2026-12-12T00:00:00.000Z' } }), false],
    [line({ sens: 'envoi' }), false],
    [line({ sens: 'envoi', retard: true, tour: 'prescripteur', plan_b: true }), true],
    [line({ sens: 'envoi', etat: 'EXPIRÉE', tour: 'prescripteur', plan_b: false }), false],
    [line({ sens: 'envoi', envoi: 'refuse' }), true],
  ])('%#', (one, waits) => {
    expect(isToTreat(one)).toBe(waits)
  })
})

describe('from one request to the next', () => {
  const lines = ['a', 'b', 'c', 'd'].map((id) => line({ id, etat: id === 'c' ? 'VALIDÉE' : 'OUVERTE' }))

  test('an answer leads to the next one that waits, below then above, and to none when it was the last', () => {
    expect(nextToTreat(lines, 'a')).toBe('b')
    expect(nextToTreat(lines, 'b')).toBe('d')
    expect(nextToTreat(lines, 'd')).toBe('b')
    expect(nextToTreat([line({ id: 'a' })], 'a')).toBeNull()
    expect(nextToTreat(lines, 'gone')).toBe('a')
  })

  test('it is never itself, and always waits', () => {
    fc.assert(
      fc.property(many, fc.nat(30), (all, at) => {
        const next = nextToTreat(all, `${at}`)
        const found = all.find(({ id }) => id === next)
        expect(next).not.toBe(`${at}`)
        if (next === null) expect(all.filter((one) => one.id !== `${at}`).some(isToTreat)).toBe(false)
        else expect(found !== undefined && isToTreat(found)).toBe(true)
      }),
    )
  })

  test('moves stop at both ends, and begin at the first', () => {
    expect(neighbour(lines, null, 1)?.id).toBe('a')
    expect(neighbour(lines, 'a', -1)?.id).toBe('a')
    expect(neighbour(lines, 'a', 1)?.id).toBe('b')
    expect(neighbour(lines, 'd', 1)?.id).toBe('d')
    expect(neighbour([], null, 1)).toBeUndefined()
  })
})
