import { describe, expect, test } from 'vitest'
import { DEPARTEMENTS, REGIONS, departementOfCommune, departementsOf } from './divisions.ts'
import { widestZone, zoneLabel, zoneNames } from './zone.ts'

const names: Readonly<Record<string, string>> = {
  '59350': 'Lille (59)',
  '59512': 'Roubaix (59)',
  '59183': 'Dunkerque (59)',
  '2A004': 'Ajaccio (2A)',
  '200093201': 'Métropole Européenne de Lille',
}
const nameOf = (code: string): string | null => names[code] ?? null

describe('zoneLabel', () => {
  test.each<[string, readonly string[] | null | undefined, string]>([
    ['absent', undefined, 'Zone non renseignée'],
    ['null', null, 'Zone non renseignée'],
    ['empty', [], 'Zone non renseignée'],
    ['national word', ['france'], 'France entière'],
    ['national code', ['99100'], 'France entière'],
    ['national among others', ['59', 'france'], 'France entière'],
    ['commune', ['59350'], 'Lille (59)'],
    ['Corsican commune', ['2A004'], 'Ajaccio (2A)'],
    ['EPCI', ['200093201'], 'Métropole Européenne de Lille'],
    ['département', ['59'], 'Nord (59)'],
    ['overseas département', ['974'], 'La Réunion (974)'],
    ['exactly a région', ['62', '59', '02', '80', '60'], 'Hauts-de-France'],
    ['Corse', ['2A', '2B'], 'Corse'],
    ['nearly a région', ['59', '62', '02', '80'], 'Nord (59), Pas-de-Calais (62) et 2 autres'],
    ['région plus one is not the région', ['2A', '2B', '59'], 'Corse-du-Sud (2A), Haute-Corse (2B) et Nord (59)'],
    ['two parts', ['59350', '59512'], 'Lille (59) et Roubaix (59)'],
    ['doubles', ['59350', '59350'], 'Lille (59)'],
    ['unknown codes ignored', ['59350', '00000', 'xx'], 'Lille (59)'],
    ['nothing readable', ['00000', '97'], 'Zone non reconnue'],
  ])('%s', (_, codes, label) => {
    expect(zoneLabel(codes, nameOf)).toBe(label)
  })

  test('names every part, however many', () => {
    expect(zoneNames(['59350', '59512', '59183', '62'], nameOf)).toEqual([
      'Lille (59)',
      'Roubaix (59)',
      'Dunkerque (59)',
      'Pas-de-Calais (62)',
    ])
  })
})

test.each([
  [['59350', '59'], 'departement'],
  [['59350', '200093201'], 'epci'],
  [['2B033'], 'commune'],
  [['2A'], 'departement'],
  [['971', '97105'], 'departement'],
  [['99100', '59'], 'france'],
  [['france'], 'france'],
  [['???'], 'inconnue'],
  [[], 'inconnue'],
] as const)('widest part of %j is %s', (codes, kind) => {
  expect(widestZone(codes)).toBe(kind)
})

describe('divisions', () => {
  test('every département belongs to one région, and none is lost', () => {
    expect(DEPARTEMENTS).toHaveLength(109)
    expect(REGIONS.flatMap((region) => departementsOf(region.code))).toHaveLength(109)
  })

  test.each([
    ['59350', '59'],
    ['2A004', '2A'],
    ['2B033', '2B'],
    ['97105', '971'],
    ['97801', '978'],
    ['98818', '988'],
    ['20004', null],
    ['99100', null],
    ['', null],
  ])('commune %s is in %s', (commune, departement) => {
    expect(departementOfCommune(commune)).toBe(departement)
  })
})
