import { describe, expect, it } from 'vitest'
import { median, percentile, round } from './stats.ts'

describe('percentile', () => {
  it('is one of the samples, whatever their order', () => {
    const samples = [9, 1, 5, 3, 7, 2, 4, 6, 8, 10]
    expect(percentile(samples, 0.5)).toBe(5)
    expect(percentile(samples, 0.95)).toBe(10)
    expect(percentile(samples, 0)).toBe(1)
    expect(percentile([3], 0.95)).toBe(3)
    expect(samples[0]).toBe(9)
  })
  it('does not hide the slow one of twenty, and bears the slow one of twenty-one', () => {
    expect(percentile([...Array<number>(18).fill(1), 50, 50], 0.95)).toBe(50)
    expect(percentile([...Array<number>(20).fill(1), 50], 0.95)).toBe(1)
  })
  it('knows nothing of no sample', () => {
    expect(median([])).toBeNaN()
    expect(round(median([]))).toBeNull()
  })
})
