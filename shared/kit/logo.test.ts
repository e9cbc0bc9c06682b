import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_LOGO_BYTES } from './kit.ts'
import { readLogo } from './logo.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (two) => Number.parseInt(two, 16))
const side = (n: number): string => n.toString(16).padStart(8, '0')
/** The chunks that say what it is: signature, IHDR, IEND. */
const png = (width: number, height: number): Uint8Array =>
  bytes(`89504e470d0a1a0a0000000d49484452${side(width)}${side(height)}080200000000000000${'0000000049454e44ae426082'}`)
/** SOI, APP0, SOF0, EOI. */
const jpeg = (width: number, height: number): Uint8Array =>
  bytes(`ffd8ffe000040000ffc0000b08${side(height).slice(4)}${side(width).slice(4)}01011100ffd9`)

test('a PNG and a JPEG tell their sides', () => {
  expect(readLogo(png(64, 24))).toEqual({ type: 'image/png', largeur: 64, hauteur: 24 })
  expect(readLogo(jpeg(320, 200))).toEqual({ type: 'image/jpeg', largeur: 320, hauteur: 200 })
})

test('what is too heavy, too large, cut or something else is refused, with why', () => {
  expect(readLogo(new Uint8Array(MAX_LOGO_BYTES + 1))).toBe('trop-lourd')
  expect(readLogo(png(4_001, 10))).toBe('dimensions')
  expect(readLogo(png(0, 10))).toBe('dimensions')
  expect(readLogo(png(64, 24).subarray(0, 40))).toBe('format')
  expect(readLogo(jpeg(320, 200).subarray(0, 20))).toBe('format')
  for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.7', 'RIFF____WEBP'])
    expect(readLogo(Uint8Array.from(text, (one) => one.charCodeAt(0)))).toBe('format')
})

test('whatever the bytes, it ends and answers', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(png(1, 1), jpeg(1, 1)), fc.nat(60), (noise, start, cut) => {
      const read = readLogo(Uint8Array.from([...start.subarray(0, cut), ...noise]))
      expect(typeof read === 'string' || read.largeur >= 1).toBe(true)
    }),
  )
})
