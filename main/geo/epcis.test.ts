import { beforeAll, describe, expect, test } from 'vitest'
import type { Geo } from './geo.ts'
import { deliveredGeo } from './testing.ts'

let geo: Geo
beforeAll(() => {
  geo = deliveredGeo()
})

const named = async (text: string): Promise<readonly string[]> =>
  (await geo.handlers['geo.epcis']({ text, limit: 8 })).map(({ nom }) => nom)

describe('intercommunalités', () => {
  test.each([
    ['metropole lille', /lille/i],
    ['métropole de lyon', /lyon/i],
    // Its own name does not hold the commune's.
    ['roubaix', /lille/i],
  ])('%s', async (text, name) => {
    expect((await named(text))[0]).toMatch(name)
  })

  test('a code finds itself, nothing finds nothing, and the limit is kept', async () => {
    const [first] = await geo.handlers['geo.epcis']({ text: 'grenoble', limit: 1 })
    expect(await geo.handlers['geo.epcis']({ text: first?.code ?? '', limit: 8 })).toEqual([first])
    expect(await named('   ')).toEqual([])
    expect(await named('qqqqqq')).toEqual([])
    expect((await geo.handlers['geo.epcis']({ text: 'communaute', limit: 3 })).length).toBe(3)
  })
})

test('codes of a perimeter are named; unknown ones say so', async () => {
  expect(await geo.handlers['geo.zoneNames']({ codes: ['59', '59350', 'france', 'zzz'] })).toEqual([
    { code: '59', nom: 'Nord (59)' },
    { code: '59350', nom: 'Lille (59)' },
    { code: 'france', nom: 'France entière' },
    { code: 'zzz', nom: null },
  ])
})
