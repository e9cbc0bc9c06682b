import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { qrFile, qrOf } from './qr-svg.ts'

/** Dark modules of the drawing, read back from its path. */
const darkOf = (path: string): ReadonlySet<string> =>
  new Set(
    [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, at) => `${Number(x) + at},${Number(y)}`),
    ),
  )

describe('QR code', () => {
  it('has its three finders inside a quiet zone of four modules, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), (text) => {
        const { size, path } = qrOf(text)
        const dark = darkOf(path)
        expect((size - 8 - 17) % 4).toBe(0)
        for (const at of dark) {
          const [x = -1, y = -1] = at.split(',').map(Number)
          expect(Math.min(x, y) >= 4 && Math.max(x, y) < size - 4).toBe(true)
        }
        for (const [x, y] of [
          [4, 4],
          [size - 11, 4],
          [4, size - 11],
        ] as const)
          for (let at = 0; at < 7; at++) {
            expect(dark.has(`${x + at},${y}`)).toBe(true)
            expect(dark.has(`${x},${y + at}`)).toBe(true)
          }
      }),
      { numRuns: 40 },
    )
  })

  it('is a file of its own', () => {
    expect(qrFile('https://dora.exemple.test/s/0123456789ab')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  })
})
