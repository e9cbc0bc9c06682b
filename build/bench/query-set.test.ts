import { describe, expect, it } from 'vitest'
import type { CommuneRow } from '#shared/geo/types.ts'
import { KINDS, makeQueries, misspell } from './query-set.ts'
import { randomFrom } from './random.ts'

const row = (code: string, population: number): CommuneRow => ({
  code,
  nom: `Ville ${code}`,
  type: 'C',
  parent: null,
  codesPostaux: [code],
  population,
  lat: 47,
  lon: 2,
  approximatif: false,
  departement: code.slice(0, 2),
  region: '24',
  epcis: [],
})
const communes = [row('18001', 10), row('18002', 90_000), row('18003', 200)]
const places = {
  communes,
  resolve: () => ({ label: 'x', lat: 47, lon: 2, approximatif: false, zoneCodes: [], departements: null }),
}

describe('the queries', () => {
  const set = makeQueries(places, 30, 7)
  it('are the same for the same seed, and others for another', () => {
    expect(makeQueries(places, 30, 7)).toEqual(set)
    expect(makeQueries(places, 30, 8)).not.toEqual(set)
  })
  it('are as many of each kind', () => {
    for (const kind of Object.keys(KINDS)) expect(set.measured.filter((one) => one.kind === kind)).toHaveLength(30)
  })
  it('never come twice, nor were met in the warm-up', () => {
    const keys = [...set.warm, ...set.measured].map(({ query }) => JSON.stringify(query))
    expect(new Set(keys).size).toBe(keys.length)
  })
  it('ask where people live', () => {
    const asked = set.measured.flatMap(({ query: { place } }) => (place?.kind === 'commune' ? [place.code] : []))
    expect(asked.filter((code) => code === '18002').length).toBeGreaterThan(asked.length * 0.9)
  })
})

it('a slip changes one word by one letter', () => {
  const random = randomFrom(3)
  for (let i = 0; i < 200; i++) {
    const text = misspell('permis de conduire', random)
    expect(text.startsWith('permis de ')).toBe(true)
    expect(Math.abs(text.length - 'permis de conduire'.length)).toBeLessThanOrEqual(1)
  }
})
