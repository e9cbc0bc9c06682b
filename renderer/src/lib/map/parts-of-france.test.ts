import { describe, expect, it } from 'vitest'
import { boxAround, METROPOLE, TERRITORIES, territorySeen } from './parts-of-france.ts'

describe('territorySeen', () => {
  it('finds each territory when the view is on it', () => {
    for (const { key, bbox } of TERRITORIES) expect(territorySeen(bbox)?.key).toBe(key)
  })

  it('finds mainland France from one of its towns, and nothing at sea', () => {
    expect(territorySeen(boxAround(50.63, 3.06, 10))).toBe(METROPOLE)
    expect(territorySeen(boxAround(30, -40, 10))).toBeNull()
  })
})

describe('boxAround', () => {
  it('is as wide as high on the ground', () => {
    const { ouest, est, sud, nord } = boxAround(48, 2, 50)
    expect((nord - sud) * 111.195).toBeCloseTo(100, 6)
    expect((est - ouest) * 111.195 * Math.cos((48 * Math.PI) / 180)).toBeCloseTo(100, 6)
  })
})
