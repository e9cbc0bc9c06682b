import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPdf } from './document.ts'
import { isDrawable } from './images.ts'
import { readPdf } from './testing/read.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}
const png = (side: number, look: readonly number[], pixels: Buffer, palette?: Buffer): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set(look, 8)
  const colours = palette === undefined ? [] : [chunk('PLTE', palette)]
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), ...colours, chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}
const [SIDE, RGBA, INDEXED, INTERLACED] = [8, [8, 6], [1, 3], [8, 6, 0, 0, 1]] as const
const rows = (filter = 0): Buffer =>
  Buffer.concat(Array.from({ length: SIDE }, () => Buffer.from([filter, ...Array.from({ length: SIDE * 4 }, () => 99)])))
/** Lines of the seven passes of 8 × 8 pixels: 1, 1, 1, 2, 2, 4 and 4, of 1, 1, 2, 2, 4, 4 and 8 pixels. */
const PASSES = [[1, 1], [1, 1], [1, 2], [2, 2], [2, 4], [4, 4], [4, 8]] as const // prettier-ignore
const interlaced = Buffer.alloc(PASSES.reduce((sum, [lines, columns]) => sum + lines * (1 + columns * 4), 0))

const GOOD: Readonly<Record<string, Buffer>> = {
  colour: png(SIDE, RGBA, deflateSync(rows())),
  palette: png(SIDE, INDEXED, deflateSync(Buffer.alloc(SIDE * 2)), Buffer.from([0, 0, 0, 255, 255, 255])),
  interlaced: png(SIDE, INTERLACED, deflateSync(interlaced)),
}
/** Each has a head, chunks and an end that are as they should be. */
const BAD: Readonly<Record<string, Buffer>> = {
  'pixels that are not compressed': png(SIDE, RGBA, Buffer.from('nothing of the kind')),
  'pixels cut short': png(SIDE, RGBA, deflateSync(rows()).subarray(0, 12)),
  'too few pixels': png(SIDE, RGBA, deflateSync(rows().subarray(40))),
  'more pixels than it says': png(SIDE, RGBA, deflateSync(Buffer.alloc(50_000_000))),
  'a filter that there is not': png(SIDE, RGBA, deflateSync(rows(9))),
  'a colour that there is not': png(SIDE, [8, 5], deflateSync(rows())),
  'no palette': png(SIDE, INDEXED, deflateSync(Buffer.alloc(SIDE * 2))),
  'no pixels': png(SIDE, RGBA, Buffer.alloc(0)),
}

const withImage = async (bytes: Uint8Array) => {
  const pdf = createPdf({ titre: 'Logo' })
  pdf.image(bytes, 'Le logo inventé', 100, 50)
  pdf.paragraphe('La suite')
  return readPdf(await pdf.fin())
}

test.each(Object.entries(GOOD))('an image is drawn: %s', async (_, bytes) => {
  expect(isDrawable(bytes)).toBe(true)
  expect((await withImage(bytes)).alts).toEqual(['Le logo inventé'])
})

test.each(Object.entries(BAD))(
  'what it says stands for an image that cannot be drawn, and nothing breaks: %s',
  async (_, bytes) => {
    expect(isDrawable(bytes)).toBe(false)
    const { alts, textes } = await withImage(bytes)
    expect(alts).toEqual([])
    expect(textes[0]).toMatch(/Le logo inventé\s*La suite/)
  },
)

test('whatever byte is changed, the document is written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.values(GOOD)), fc.nat(), fc.nat(255), async (bytes, at, value) => {
      const changed = Buffer.from(bytes)
      changed[at % changed.length] = value
      expect((await withImage(changed)).textes[0]).toContain('La suite')
    }),
    { numRuns: 40 },
  )
})
