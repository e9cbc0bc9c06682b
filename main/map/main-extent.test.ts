import { describe, expect, it } from 'vitest'
import { mainExtent } from './main-extent.ts'

type Place = readonly [lat: number, lon: number]
const positions = (places: readonly Place[]) => ({
  lat: Float32Array.from(places, ([lat]) => lat),
  lon: Float32Array.from(places, ([, lon]) => lon),
})
const LILLE: Place = [50.63, 3.06]
const PARIS: Place = [48.86, 2.35]
const SAINT_DENIS_REUNION: Place = [-20.88, 55.45]

describe('mainExtent', () => {
  it('is null where there is nothing', () => {
    expect(mainExtent(positions([]))).toBeNull()
  })

  it('is the extent of the results when they are together', () => {
    const extent = mainExtent(positions([LILLE, PARIS, [43.3, 5.37]]))
    expect(extent?.nord).toBeCloseTo(50.63, 3)
    expect(extent?.sud).toBeCloseTo(43.3, 3)
    expect(extent?.ouest).toBeCloseTo(2.35, 3)
    expect(extent?.est).toBeCloseTo(5.37, 3)
  })

  it('leaves overseas aside when most are in mainland France, and swapped coordinates always', () => {
    const extent = mainExtent(positions([LILLE, PARIS, SAINT_DENIS_REUNION, [3.06, 50.63]]))
    expect(extent?.sud).toBeGreaterThan(48)
    expect(extent?.est).toBeLessThan(4)
  })

  it('holds La Réunion and Mayotte together', () => {
    const extent = mainExtent(positions([SAINT_DENIS_REUNION, [-12.78, 45.23], LILLE]))
    expect(extent?.ouest).toBeCloseTo(45.23, 2)
    expect(extent?.est).toBeCloseTo(55.45, 2)
  })
})
