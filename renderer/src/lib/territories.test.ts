import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syncContract } from '#shared/contract/sync.ts'
import { findTerritories, TERRITORIES, territoriesInWords } from './territories.ts'

const found = (typed: string) => findTerritories(typed).map(({ code }) => code)

describe('départements to carry', () => {
  test('found by number, by name with or without accents, by région', () => {
    expect(found('59')).toEqual(['59'])
    expect(found('2a')).toEqual(['2A'])
    expect(found('cotes d armor')).toEqual(['22'])
    expect(found('Côte-d’Or')).toContain('21')
    expect(found('bretagne')).toEqual(['22', '29', '35', '56'])
    expect(found('hauts de france')).toEqual(['02', '59', '60', '62', '80'])
    expect(found('nulle part')).toEqual([])
    expect(found('  ')).toHaveLength(TERRITORIES.length)
  })

  test('any words typed give some of them, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const codes = found(typed)
        expect(new Set(codes).size).toBe(codes.length)
      }),
    )
  })

  test('told by name when few, by their number when many, nothing for France', () => {
    expect(territoriesInWords([])).toBeNull()
    expect(territoriesInWords(['59', '02'])).toBe('Nord (59), Aisne (02)')
    expect(territoriesInWords(['59', '02', '60', '62'])?.replace('\u00a0', ' ')).toBe('4 départements')
  })

  test('each is a territory the desk accepts', () => {
    const { input } = syncContract.procedures['sync.setTerritories']
    for (const { code } of TERRITORIES) expect(input.safeParse({ departements: [code] }).success).toBe(true)
  })
})
