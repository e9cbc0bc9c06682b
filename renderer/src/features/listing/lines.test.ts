import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { COLUMNS, filterLines, NO_FILTER, sortLines, type LineFilter } from './lines.ts'

const line = (id: string, over: Partial<ServiceLine> = {}): ServiceLine => ({
  id,
  doc: { nom: `Service ${id}` },
  statut: 'PUBLISHED',
  envoi: 'a-jour',
  copie: false,
  a_actualiser: false,
  brouillon_ancien: false,
  sur_le: '2026-11-20',
  disponibilite: null,
  manques: [],
  score: 1,
  modele: null,
  vues: null,
  ...over,
})

const lines = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      nom: fc.constantFrom('Permis', 'permis', 'Écluse', 'Atelier', '', 'Atelier 10', 'Atelier 9'),
      statut: fc.constantFrom<ServiceLine['statut']>('SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED'),
      vues: fc.option(fc.nat({ max: 5 })),
      phone: fc.option(fc.constantFrom('0199000001', '0199000002')),
      due: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 30 },
  )
  .map((all) =>
    all.map(({ id, nom, statut, vues, phone, due }) =>
      line(id, { doc: { nom, telephone: phone }, statut, vues, a_actualiser: due && statut === 'PUBLISHED' }),
    ),
  )

const ids = (some: readonly ServiceLine[]) => some.map(({ id }) => id)

describe('the table of services', () => {
  it('finds by the beginnings of words, whatever their accents, and shows no archive unless asked', () => {
    const all = [
      line('a', { doc: { nom: 'Garage de l’Écluse', telephone: '0199001234' } }),
      line('b', { doc: { nom: 'Permis', 'dora.contact_name': 'Noor Inventée' } }),
      line('c', { statut: 'ARCHIVED', doc: { nom: 'Écluse' } }),
    ]
    const found = (over: Partial<LineFilter>) => ids(filterLines(all, { ...NO_FILTER, ...over }))
    expect(found({})).toEqual(['a', 'b'])
    expect(found({ words: 'ECLU gar' })).toEqual(['a'])
    expect(found({ words: 'invent' })).toEqual(['b'])
    expect(found({ words: 'ecluse', statut: 'tous' })).toEqual(['a', 'c'])
    expect(found({ words: 'luse' })).toEqual([])
    expect(found({ modele: 'aucun', dispo: 'aucune' })).toEqual(['a', 'b'])
  })

  it('sorts without losing anyone, the same however the rows come, and both ways', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(...COLUMNS), (all, column) => {
        const up = sortLines(all, { column, direction: 'ascending' })
        expect(ids(up).toSorted()).toEqual(ids(all).toSorted())
        expect(ids(sortLines(all.toReversed(), { column, direction: 'ascending' }))).toEqual(ids(up))
        const down = sortLines(all, { column, direction: 'descending' })
        expect(ids(down).toSorted()).toEqual(ids(all).toSorted())
      }),
    )
  })

  it('puts last what nobody said, in both directions', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('ascending' as const, 'descending' as const), (all, direction) => {
        const sorted = sortLines(all, { column: 'vues', direction }).map(({ vues }) => vues)
        const said = sorted.filter((vues) => vues !== null)
        expect(sorted.slice(0, said.length)).toEqual(said)
        const way = direction === 'ascending' ? 1 : -1
        expect(said).toEqual(said.toSorted((a, b) => way * (a - b)))
      }),
    )
  })

  it('filters each line by itself', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom<LineFilter['etat']>('', 'a-actualiser', 'incomplets'), (all, etat) => {
        const filter = { ...NO_FILTER, etat }
        expect(ids(filterLines(all, filter))).toEqual(ids(all.filter((one) => filterLines([one], filter).length === 1)))
      }),
    )
  })
})
