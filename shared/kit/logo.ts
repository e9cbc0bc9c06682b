import { type LOGO_TYPES, MAX_LOGO_BYTES } from './kit.ts'

/** A logo that a page and a PDF can show: PNG or JPEG, by its bytes, of a reasonable size. */

export type LogoProblem = 'trop-lourd' | 'format' | 'dimensions'
type Size = { readonly type: (typeof LOGO_TYPES)[number]; readonly largeur: number; readonly hauteur: number }

const MAX_SIDE = 4_000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65536 + u16(bytes, at + 2)
const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))

/** Walks the chunks to the last: a file cut short would break the page it is put in. */
const pngSize = (bytes: Uint8Array): Size | null => {
  if (!PNG.every((byte, at) => bytes[at] === byte) || ascii(bytes, 12, 4) !== 'IHDR') return null
  for (let at = 8; at + 12 <= bytes.length; at += 12 + u32(bytes, at))
    if (ascii(bytes, at + 4, 4) === 'IEND') return { type: 'image/png', largeur: u32(bytes, 16), hauteur: u32(bytes, 20) }
  return null
}

/** Frames of sizes: SOF0 to SOF2, the kinds that every reader has. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2])

const jpegSize = (bytes: Uint8Array): Size | null => {
  const ends = bytes[bytes.length - 2] === 0xff && bytes[bytes.length - 1] === 0xd9
  if (u16(bytes, 0) !== 0xffd8 || !ends) return null
  for (let at = 2; at + 9 < bytes.length; at += 2 + u16(bytes, at + 2)) {
    if (bytes[at] !== 0xff) return null
    if (FRAMES.has(bytes[at + 1] ?? 0)) return { type: 'image/jpeg', largeur: u16(bytes, at + 7), hauteur: u16(bytes, at + 5) }
    if (u16(bytes, at + 2) < 2) return null
  }
  return null
}

/** What a logo is, or why it is refused. */
export const readLogo = (bytes: Uint8Array): Size | LogoProblem => {
  if (bytes.length > MAX_LOGO_BYTES) return 'trop-lourd'
  const size = pngSize(bytes) ?? jpegSize(bytes)
  if (size === null) return 'format'
  const fits = (side: number): boolean => side >= 1 && side <= MAX_SIDE
  return fits(size.largeur) && fits(size.hauteur) ? size : 'dimensions'
}
