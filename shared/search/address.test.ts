import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyQuery, fromAddress, roundCoordinate, toAddress } from './address.ts'
import { FACETS, SearchQuery, SORTS } from './query.ts'

const code = fc.stringMatching(/^[0-9A-Z]{1,5}$/)
const place = fc.oneof(
  fc.record({ kind: fc.constantFrom('commune', 'code-postal', 'departement', 'region'), code }),
  fc.record(
    {
      kind: fc.constant('point' as const),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
      label: fc.string({ maxLength: 40 }),
      commune: code,
    },
    { requiredKeys: ['kind', 'lat', 'lon', 'label'] },
  ),
)
const value = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((text) => text.isWellFormed())
const values = fc.uniqueArray(value, { maxLength: 4 })
const query = fc
  .record({
    text: fc.string({ maxLength: 120, unit: 'binary' }),
    place: fc.option(place),
    radiusKm: fc.integer({ min: 1, max: 300 }),
    filters: fc.record(Object.fromEntries(FACETS.map((facet) => [facet, values]))),
    sort: fc.constantFrom(...SORTS),
  })
  .map((input) => SearchQuery.parse(input))

/** What an address keeps of a query. */
const kept = (asked: SearchQuery): SearchQuery => ({
  ...asked,
  text: asked.text.toWellFormed(),
  place:
    asked.place?.kind === 'point'
      ? { ...asked.place, lat: roundCoordinate(asked.place.lat), lon: roundCoordinate(asked.place.lon), label: '' }
      : asked.place,
})

describe('the address of a search', () => {
  test('gives the search back, whatever it is', () => {
    fc.assert(
      fc.property(query, (asked) => {
        expect(fromAddress(toAddress(asked))).toEqual(kept(asked))
        expect(fromAddress(`?${toAddress(asked)}`)).toEqual(kept(asked))
      }),
    )
  })

  test('reads any string as a valid query and never throws', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.tuple(fc.constantFrom('q', 'lieu', 'rayon', 'tri', 'publics', '%', 'x'), fc.string()))
        .map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
    )
    fc.assert(
      fc.property(noise, (text) => {
        const read = fromAddress(text)
        expect(SearchQuery.parse(read)).toEqual(read)
        expect(fromAddress(toAddress(read))).toEqual(read)
      }),
    )
  })

  test.each([
    ['', {}],
    ['q=permis', { text: 'permis' }],
    ['q=garde+d’enfant', { text: 'garde d’enfant' }],
    ['lieu=commune:59350', { place: { kind: 'commune', code: '59350' } }],
    ['lieu=cp:51300', { place: { kind: 'code-postal', code: '51300' } }],
    ['lieu=dep:2A', { place: { kind: 'departement', code: '2A' } }],
    ['lieu=point:50.63:3.066:59350', { place: { kind: 'point', lat: 50.63, lon: 3.066, label: '', commune: '59350' } }],
    ['lieu=point:500:3', {}],
    ['lieu=n-importe:quoi', {}],
    ['rayon=20&tri=distance', { radiusKm: 20, sort: 'distance' }],
    ['rayon=5000&tri=hasard', { radiusKm: 300 }],
    ['rayon=abc', {}],
    ['publics=jeunes&publics=jeunes&publics=femmes', { filters: { ...emptyQuery().filters, publics: ['jeunes', 'femmes'] } }],
    ['%E0%A4%A&q=%', {}],
    ['fiche=abc&carte=1', {}],
  ])('reads « %s »', (text, expected) => {
    expect(fromAddress(text)).toEqual({ ...emptyQuery(), ...expected })
  })

  test('never carries the words of an address, and no more than 100 m of precision', () => {
    const place = { kind: 'point', lat: 48.85837, lon: 2.294481, label: '12 rue des Lilas' } as const
    const text = toAddress({ ...emptyQuery(), place })
    expect(text).toBe('lieu=point:48.858:2.294')
  })

  test('the empty search has an empty address', () => {
    expect(toAddress(emptyQuery())).toBe('')
  })
})
