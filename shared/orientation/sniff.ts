import type { AttachmentExtension } from './attachments.ts'

/**
 * Tells what a file is from its bytes. Only what may be attached is known; everything else is null,
 * archives, programs and office files with macros included.
 */
export type SniffedKind = Exclude<AttachmentExtension, 'jpeg'>

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]) =>
  bytes.length >= signature.length && signature.every((byte, index) => bytes[index] === byte)

const latin1 = (bytes: Uint8Array, from: number, length: number): string => {
  let text = ''
  for (const byte of bytes.subarray(from, from + length)) text += String.fromCharCode(byte)
  return text
}

const u16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
const u32 = (bytes: Uint8Array, at: number) => u16(bytes, at) + u16(bytes, at + 2) * 65536

const END_OF_DIRECTORY = 22
const DIRECTORY_ENTRY = 46
const MAX_ENTRIES = 5000

/** Names of a zip's central directory, which is what programs open by; null when it has none that holds together. */
const zipNames = (bytes: Uint8Array): string[] | null => {
  const lowest = Math.max(0, bytes.length - END_OF_DIRECTORY - 0xffff)
  for (let end = bytes.length - END_OF_DIRECTORY; end >= lowest; end--) {
    if (u32(bytes, end) !== 0x06054b50) continue
    const count = u16(bytes, end + 10)
    let at = u32(bytes, end + 16)
    const names: string[] = []
    while (names.length < count && names.length < MAX_ENTRIES && at + DIRECTORY_ENTRY <= end && u32(bytes, at) === 0x02014b50) {
      const length = u16(bytes, at + 28)
      names.push(latin1(bytes, at + DIRECTORY_ENTRY, length))
      at += DIRECTORY_ENTRY + length + u16(bytes, at + 30) + u16(bytes, at + 32)
    }
    return names.length === count ? names : null
  }
  return null
}

/** OpenDocument says its type in a first entry, stored uncompressed, for readers like this one (ODF 1.2 part 3, §3.3). */
const openDocument = (bytes: Uint8Array): 'odt' | 'ods' | null => {
  const name = latin1(bytes, 30, u16(bytes, 26))
  if (name !== 'mimetype' || u16(bytes, 8) !== 0) return null
  const start = 30 + u16(bytes, 26) + u16(bytes, 28)
  const type = latin1(bytes, start, u32(bytes, 18))
  if (type === 'application/vnd.oasis.opendocument.text') return 'odt'
  return type === 'application/vnd.oasis.opendocument.spreadsheet' ? 'ods' : null
}

const zipKind = (bytes: Uint8Array): SniffedKind | null => {
  const names = zipNames(bytes)
  if (names === null) return null
  const odf = openDocument(bytes)
  if (odf !== null) return odf
  // A .docx never holds macros: one that does is a .docm in disguise.
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaProject\.bin$/i.test(name))) return null
  if (names.some((name) => name.startsWith('word/'))) return 'docx'
  return names.some((name) => name.startsWith('xl/')) ? 'xlsx' : null
}

const utf16 = (text: string): number[] => [...text].flatMap((letter) => [letter.charCodeAt(0), 0])

const contains = (bytes: Uint8Array, wanted: readonly number[]): boolean => {
  const [first] = wanted
  if (first === undefined) return true
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true
  }
  return false
}

/** Old office files share one container; the name of the main stream tells them apart ([MS-CFB] §2.6: UTF-16 names). */
const compoundKind = (bytes: Uint8Array): SniffedKind | null => {
  if (contains(bytes, utf16('WordDocument'))) return 'doc'
  return contains(bytes, [...utf16('Workbook'), 0, 0]) || contains(bytes, [...utf16('Book'), 0, 0]) ? 'xls' : null
}

export const sniff = (bytes: Uint8Array): SniffedKind | null => {
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpg'
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipKind(bytes)
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return compoundKind(bytes)
  // Readers accept the header anywhere in the first kilobyte, and real files do have a stray byte or two before it.
  return latin1(bytes, 0, 1024).includes('%PDF-') ? 'pdf' : null
}

export const matchesExtension = (bytes: Uint8Array, extension: AttachmentExtension): boolean =>
  sniff(bytes) === (extension === 'jpeg' ? 'jpg' : extension)
