import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOTIFS, type QueueItem } from '#shared/moderation/queue.ts'
import { countsOf, linesFor, neighbour, nextToTreat } from './lines.ts'
import { NO_VIEW, parseView, QUI, viewQuery } from './view.ts'

const NOW = Date.parse('2026-11-27T10:00:00Z')
const who = { moi: 'u1', now: NOW }

const item = (id: string, more: Partial<QueueItem> = {}): QueueItem => ({
  id: `structure/${id}`,
  cible: { kind: 'structure', id },
  autre: null,
  autre_nom: null,
  nom: `Structure ${id}`,
  structure_nom: null,
  commune: 'Lille',
  departement: '59',
  statut: 'NEED_INITIAL_MODERATION',
  raisons: [{ motif: 'structure-a-valider', depuis: '2026-11-20T08:00:00.000Z', nombre: 1 }],
  depuis: '2026-11-20T08:00:00.000Z',
  vues: 0,
  priorite: 1,
  prise: null,
  ...more,
})
const taken = (user_id: string, jusqu_au: string | null): QueueItem['prise'] => ({ user_id, nom: user_id, jusqu_au })
const later = '2026-11-27T10:10:00.000Z'
const before = '2026-11-27T09:50:00.000Z'

const items = [
  item('a', { prise: taken('u1', later) }),
  item('b', { prise: taken('u2', later), nom: 'Garage solidaire' }),
  item('c', { prise: taken('u2', before), commune: 'Épinal', departement: '88' }),
  item('d', { raisons: [{ motif: 'suggestion', depuis: before, nombre: 2 }], structure_nom: 'Relais' }),
  item('e', { prise: taken('u2', null) }),
]
const ids = (lines: readonly QueueItem[]) => lines.map(({ cible }) => cible.id).join('')

describe('what is shown', () => {
  test.each([
    ['tous', 'abcde'],
    ['moi', 'a'],
    ['libres', 'cd'],
  ] as const)('%s: %s; a hold that is over holds nothing', (qui, expected) =>
    expect(ids(linesFor(items, { qui, motif: null }, '', who))).toBe(expected),
  )

  test.each([
    ['garage sol', 'b'],
    ['epinal', 'c'],
    ['vosges', 'c'],
    ['88', 'c'],
    ['relais', 'd'],
    ['rien de tel', ''],
    ['  ', 'abcde'],
  ])('words « %s »', (typed, expected) => expect(ids(linesFor(items, NO_VIEW, typed, who))).toBe(expected))

  test('one reason', () => expect(ids(linesFor(items, { qui: 'tous', motif: 'suggestion' }, '', who))).toBe('d'))

  test('a filter shows as many as it says', () => {
    const counts = countsOf(items, who)
    for (const qui of ['moi', 'libres'] as const) expect(linesFor(items, { qui, motif: null }, '', who)).toHaveLength(counts[qui])
    for (const motif of MOTIFS) expect(linesFor(items, { qui: 'tous', motif }, '', who)).toHaveLength(counts.motifs[motif])
  })
})

describe('where the hand goes', () => {
  const none: ReadonlySet<string> = new Set()
  test('below, past what another has taken', () => {
    expect(nextToTreat(items, 'structure/a', none, who)?.cible.id).toBe('c')
  })
  test('past what waits to leave', () => {
    expect(nextToTreat(items, 'structure/a', new Set(['structure/c']), who)?.cible.id).toBe('d')
  })
  test('above, when nothing is left below', () => {
    expect(nextToTreat(items, 'structure/d', none, who)?.cible.id).toBe('c')
  })
  test('nowhere, when all the others are taken', () => {
    expect(nextToTreat(items.slice(0, 2), 'structure/a', none, who)).toBeNull()
  })
  test('never to what another has, to what waits, nor where one is', () => {
    const many = fc.array(fc.record({ holder: fc.constantFrom(null, 'u1', 'u2'), over: fc.boolean(), busy: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(many, fc.nat(), (all, at) => {
        const lines = all.map(({ holder, over }, n) =>
          item(String(n), { prise: holder === null ? null : taken(holder, over ? before : later) }),
        )
        const busy = new Set(lines.filter((_, n) => all[n]?.busy === true).map(({ id }) => id))
        const here = lines[at % lines.length]?.id ?? ''
        const next = nextToTreat(lines, here, busy, who)
        const open = linesFor(lines, { qui: 'tous', motif: null }, '', who).filter(
          ({ id, prise }) => id !== here && !busy.has(id) && !(prise?.user_id === 'u2' && prise.jusqu_au === later),
        )
        expect(next === null).toBe(open.length === 0)
        if (next !== null) expect(open).toContain(next)
      }),
    )
  })
  test('the neighbour stays within the list', () => {
    expect(neighbour(items, null, 1)?.cible.id).toBe('a')
    expect(neighbour(items, 'structure/a', -1)?.cible.id).toBe('a')
    expect(neighbour(items, 'structure/a', Infinity)?.cible.id).toBe('e')
    expect(neighbour([], null, 1)).toBeUndefined()
  })
})

test('an address says a view whole, and any address is some view', () => {
  const view = fc.record({ qui: fc.constantFrom(...QUI), motif: fc.constantFrom(null, ...MOTIFS) })
  fc.assert(
    fc.property(view, (one) => {
      expect(parseView(viewQuery(one))).toEqual(one)
    }),
  )
  fc.assert(
    fc.property(fc.string(), (query) => {
      expect(QUI).toContain(parseView(query).qui)
    }),
  )
})
