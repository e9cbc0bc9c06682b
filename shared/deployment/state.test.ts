import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countByState,
  DEPARTEMENTS_DEPLOYABLES,
  type DepartementDeploye,
  departementsDeployes,
  ETATS_DEPLOIEMENT,
  isBegun,
  notBegun,
} from './state.ts'
import { TILE_COLUMNS, TILE_LINES, TILES } from './tiles.ts'

const codes = DEPARTEMENTS_DEPLOYABLES.map(({ code }) => code)
const someEtats = fc
  .uniqueArray(fc.constantFrom(...codes), { maxLength: 30 })
  .chain((some) =>
    fc.tuple(
      ...some.map((departement) =>
        fc.constantFrom(...ETATS_DEPLOIEMENT).map((etat): DepartementDeploye => ({ departement, etat, depuis: '2026-11-01' })),
      ),
    ),
  )

test('begun are 3 and 4, and these are the deployed ones', () => {
  expect(ETATS_DEPLOIEMENT.map(isBegun)).toEqual([false, false, false, true, true])
  expect(
    departementsDeployes(
      ETATS_DEPLOIEMENT.map((etat, at) => ({
        departement: ['01', '02', '03', '04', '05'][at] ?? '',
        etat,
        depuis: '2026-11-01',
      })),
    ),
  ).toEqual(['04', '05'])
})

test('what is not begun is known and asked for; an unknown département is never said not to be', () => {
  fc.assert(
    fc.property(someEtats, fc.array(fc.constantFrom(...codes)), (etats, asked) => {
      const told = notBegun(asked, etats).map(({ departement }) => departement)
      expect(new Set(told).size).toBe(told.length)
      for (const code of codes) {
        const known = etats.find(({ departement }) => departement === code)
        expect(told.includes(code)).toBe(asked.includes(code) && known !== undefined && !isBegun(known.etat))
      }
    }),
  )
})

test('counts add up to all départements', () => {
  fc.assert(
    fc.property(someEtats, (etats) => {
      const { par, inconnus } = countByState(etats)
      expect(Object.values(par).reduce((sum, n) => sum + n, inconnus)).toBe(codes.length)
    }),
  )
})

test('the map has a tile for each département, and none over another', () => {
  expect(TILES.map(({ code }) => code).toSorted()).toEqual(codes.toSorted())
  expect(new Set(TILES.map(({ ligne, colonne }) => `${ligne} ${colonne}`)).size).toBe(TILES.length)
  expect(Math.max(...TILES.map(({ colonne }) => colonne))).toBeLessThan(TILE_COLUMNS)
  expect(Math.max(...TILES.map(({ ligne }) => ligne))).toBeLessThan(TILE_LINES)
})
