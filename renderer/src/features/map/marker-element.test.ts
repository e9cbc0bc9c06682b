import { describe, expect, it } from 'vitest'
import type { MapCluster } from '#shared/contract/catalogue.ts'
import { mapText } from '../../i18n/map.ts'
import { kindOf, nameOf, sizeOf, tipOf } from './marker-element.ts'

const cluster = (more: Partial<MapCluster>): MapCluster => ({
  lat: 48,
  lon: 2,
  count: 1,
  id: null,
  nom: null,
  memeLieu: false,
  cle: 0,
  zoomEclate: 18,
  ...more,
})
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('a marker', () => {
  it('is told apart by kind: one service, one place, a group', () => {
    expect(kindOf(cluster({ id: 's', nom: 'Permis' }))).toBe('service')
    expect(kindOf(cluster({ count: 3, memeLieu: true }))).toBe('lieu')
    expect(kindOf(cluster({ count: 3 }))).toBe('groupe')
  })

  it('says in words what it holds and what pressing it does', () => {
    expect(nameOf(cluster({ id: 's', nom: 'Permis de conduire' }))).toBe('Permis de conduire')
    expect(plain(nameOf(cluster({ count: 3, memeLieu: true })))).toBe('3 services au même endroit, ouvrir la liste')
    expect(plain(nameOf(cluster({ count: 1234 })))).toBe('1 234 services, zoomer pour les séparer')
    expect(plain(tipOf(cluster({ count: 1234 })))).toBe('1 234 services')
    expect(nameOf(cluster({ id: 's' }))).toBe('Service sans nom')
  })

  it('grows with what it holds, within what the map can bear', () => {
    const sizes = [2, 20, 200, 2_000, 20_000, 200_000].map((count) => sizeOf(cluster({ count })))
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(52)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24)
  })
})

it('shortens its figure without ever rounding it up', () => {
  expect([7, 999, 1_000, 1_290, 9_999, 10_000, 27_499].map((count) => plain(mapText.abrege(count)))).toEqual([
    '7',
    '999',
    '1 k',
    '1,2 k',
    '9,9 k',
    '10 k',
    '27 k',
  ])
})
