import { expect, test } from 'vitest'
import type { PlaceSuggestion } from '#shared/contract/geo.ts'
import { DoraError } from '#shared/errors.ts'
import { deliveredGeo } from '../geo/testing.ts'
import type { PlaceAsk } from './table/places.ts'
import { createPlaces } from './tables-places.ts'

const { commune } = deliveredGeo()
const ask = (more: Partial<PlaceAsk> = {}): PlaceAsk => ({
  commune: 'LILLE',
  code_postal: '59000',
  code_insee: null,
  adresse: '1 rue des Lilas',
  point: true,
  ...more,
})
const found = (code: string): PlaceSuggestion => ({
  place: { kind: 'point', lat: 50.6, lon: 3.1, label: '1 rue des Lilas', commune: code },
  label: '1 rue des Lilas',
  detail: '',
  approximatif: false,
  lat: 50.6,
  lon: 3.1,
})
const opened = (online: boolean, answer: (text: string) => PlaceSuggestion[]) => {
  const asked: string[] = []
  const addresses = ({ text }: { readonly text: string }) => {
    asked.push(text)
    return answer(text)
  }
  return { asked, places: createPlaces({ commune, addresses, online: () => online }) }
}

test('without the network nothing leaves, the commune is known, and no coordinates are invented', async () => {
  const { asked, places } = opened(false, () => [found('59350')])
  expect(await places([ask()])).toEqual([
    {
      code_insee: '59350',
      commune: 'Lille',
      code_postal: '59000',
      epci: '200093201',
      latitude: null,
      longitude: null,
      note: null,
    },
  ])
  expect(asked).toEqual([])
})

test('an address is asked once, and is taken in its own commune only', async () => {
  const { asked, places } = opened(true, (text) => (text.startsWith('1 ') ? [found('59350')] : [found('29232')]))
  const asks = [ask(), ask({ adresse: '2 rue des Lilas' }), ask({ adresse: null }), ask({ point: false, adresse: '3 rue' })]
  const [one, two, ...others] = await places(asks)
  expect(one).toMatchObject({ latitude: 50.6, longitude: 3.1, note: null })
  expect(two).toMatchObject({ latitude: null, note: { champ: 'adresse' } })
  expect(others.map(({ latitude, note }) => [latitude, note])).toEqual([
    [null, null],
    [null, null],
  ])
  await places(asks)
  expect(asked).toEqual(['1 rue des Lilas 59000 Lille', '2 rue des Lilas 59000 Lille'])
})

test('once the network is out, the others are not asked, and the rows say so', async () => {
  const { asked, places } = opened(true, () => {
    throw new DoraError('hors-ligne')
  })
  const answers = await places(Array.from({ length: 100 }, (_, index) => ask({ adresse: `${index} rue` })))
  expect(asked.length).toBeLessThan(10)
  expect(answers.every(({ code_insee, note }) => code_insee === '59350' && note?.champ === 'adresse')).toBe(true)
})

test('a commune that nobody knows is told', async () => {
  const { places } = opened(false, () => [])
  expect(await places([ask({ commune: 'Nulle-Part', code_postal: '00000' })])).toMatchObject([
    { code_insee: null, commune: 'Nulle-Part', note: { champ: 'commune' } },
  ])
})
