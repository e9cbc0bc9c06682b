import { describe, expect, test } from 'vitest'
import { REGIONS, departementsOf } from '#shared/geo/divisions.ts'
import { findDivisions, natureOf, territoriesOf } from './perimeter.ts'

describe('a perimeter', () => {
  test.each([
    [[], null],
    [['france'], 'france'],
    [['99100'], 'france'],
    [['59'], 'departement'],
    [['59350'], 'commune'],
    [['200093201'], 'epci'],
    [['59', '62', '02', '60', '80'], 'region'],
    [['59', '62'], 'departement'],
    [['200093201', '59'], 'departement'],
    [['?'], null],
  ])('%j is %s', (codes, nature) => {
    expect(natureOf(codes)).toBe(nature)
  })

  test('every région comes back as itself', () => {
    for (const { code, nom } of REGIONS) {
      const all = departementsOf(code)
      if (all.length < 2) continue
      expect(natureOf(all)).toBe('region')
      expect(territoriesOf(all, () => null)).toEqual([{ id: code, nom, codes: all }])
    }
  })

  test('territories bear their names; one that nobody knows bears its code', () => {
    const nameOf = (code: string) => (code === '59350' ? 'Lille (59)' : null)
    expect(territoriesOf(['59', '59350', '999999999'], nameOf).map(({ nom }) => nom)).toEqual([
      'Nord (59)',
      'Lille (59)',
      '999999999',
    ])
    expect(territoriesOf(['france'], nameOf)).toEqual([])
  })

  test('divisions are found by their name, without accents, or by their code', () => {
    expect(findDivisions('departement', 'herault').map(({ nom }) => nom)).toEqual(['Hérault (34)'])
    expect(findDivisions('departement', '2a').map(({ nom }) => nom)).toEqual(['Corse-du-Sud (2A)'])
    expect(findDivisions('region', 'hauts fr').map(({ nom }) => nom)).toEqual(['Hauts-de-France'])
  })
})
