import { describe, expect, test } from 'vitest'
import { communeName, fieldsOfAddress, fieldsOfCommune } from './place.ts'

describe('a place chosen', () => {
  test.each([
    ['Lille (59)', 'Lille'],
    ['Ajaccio (2A)', 'Ajaccio'],
    ['Saint-Denis (974)', 'Saint-Denis'],
    ['Lyon 3e (69)', 'Lyon 3e'],
  ])('%s', (label, name) => {
    expect(communeName(label)).toBe(name)
  })

  const commune = {
    place: { kind: 'commune', code: '59350' },
    label: 'Lille (59)',
    approximatif: false,
    lat: 50.6,
    lon: 3,
  } as const

  test('a commune gives its code, its postal code when it has one, and takes the old point away', () => {
    expect(fieldsOfCommune({ ...commune, detail: '59000, 59160, 59260… · Nord' })).toEqual({
      commune: 'Lille',
      code_insee: '59350',
      code_postal: null,
      latitude: null,
      longitude: null,
    })
    expect(fieldsOfCommune({ ...commune, detail: '59100 · Nord' })).toMatchObject({ code_postal: '59100' })
  })

  test('an address gives its street, its code, its town and its point', () => {
    expect(
      fieldsOfAddress({
        place: { kind: 'point', lat: 50.63, lon: 3.06, label: '12 Rue de la Paix, 59000 Lille', commune: '59350' },
        label: '12 Rue de la Paix, 59000 Lille',
        detail: '',
        approximatif: false,
        lat: 50.63,
        lon: 3.06,
      }),
    ).toEqual({
      adresse: '12 Rue de la Paix',
      code_postal: '59000',
      commune: 'Lille',
      code_insee: '59350',
      latitude: 50.63,
      longitude: 3.06,
    })
  })
})
