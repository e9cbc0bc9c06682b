import { inflateSync } from 'node:zlib'
import { readLogo } from '#shared/kit/logo.ts'

/**
 * Whether an image can be drawn without harm. pdfkit reads the pixels of a PNG later, in a callback of its own: damaged ones are an
 * error that nobody catches, which ends the application, and a document that never does. They are read here first, whole.
 */

/** Pixels, unpacked: what the largest logo in colour takes. */
const MOST_BYTES = 4_000 * (4_000 * 4 + 1)

/** Colour type → channels, and bits of each (PNG, §11.2.2). */
const CHANNELS: ReadonlyMap<number, readonly [channels: number, bits: readonly number[]]> = new Map([
  [0, [1, [1, 2, 4, 8, 16]]],
  [2, [3, [8, 16]]],
  [3, [1, [1, 2, 4, 8]]],
  [4, [2, [8, 16]]],
  [6, [4, [8, 16]]],
])
/** First column and row, then steps, of the passes of an interlaced image (PNG, §8.2). */
const WHOLE = [[0, 0, 1, 1]] as const
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const
const FILTERS = 5

/** The chunks that draw, of a file that `readLogo` has walked to its end. */
const chunksOf = (png: Buffer): { readonly pixels: Buffer; readonly palette: number } => {
  const pixels: Buffer[] = []
  let palette = 0
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    const size = png.readUInt32BE(at)
    if (type === 'IEND') break
    if (type === 'PLTE') palette = size
    if (type === 'IDAT') pixels.push(png.subarray(at + 8, at + 8 + size))
  }
  return { pixels: Buffer.concat(pixels), palette }
}

const isWholePng = (png: Buffer, width: number, height: number): boolean => {
  const [bits = 0, colour = 0, compression, filter, interlace] = png.subarray(24, 29)
  const [channels, allowed] = CHANNELS.get(colour) ?? [0, []]
  if (!allowed.includes(bits) || compression !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1)) return false
  const { pixels, palette } = chunksOf(png)
  if (palette % 3 !== 0 || palette > 768 || (colour === 3 && palette === 0)) return false
  const rows = (interlace === 1 ? ADAM7 : WHOLE).flatMap(([x, y, dx, dy]) => {
    const [columns, lines] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)]
    return columns <= 0 || lines <= 0 ? [] : [{ lines, bytes: 1 + Math.ceil((columns * bits * channels) / 8) }]
  })
  const size = rows.reduce((sum, { lines, bytes }) => sum + lines * bytes, 0)
  if (size > MOST_BYTES) return false
  let data: Buffer
  try {
    data = inflateSync(pixels, { maxOutputLength: size })
  } catch {
    return false
  }
  if (data.length !== size) return false
  let at = 0
  for (const { lines, bytes } of rows)
    for (let line = 0; line < lines; line++, at += bytes) if ((data[at] ?? FILTERS) >= FILTERS) return false
  return true
}

/** A PNG or a JPEG, whole as far as what draws it looks. */
export const isDrawable = (bytes: Uint8Array): boolean => {
  const read = readLogo(bytes)
  if (typeof read === 'string') return false
  if (read.type !== 'image/png') return true
  return isWholePng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), read.largeur, read.hauteur)
}
