import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesExtension, sniff } from './sniff.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const concat = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))
const le = (value: number, size: number) =>
  Uint8Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index) & 255)

/** A zip of stored entries, as office programs would lay it out. */
const zip = (entries: readonly (readonly [name: string, content: string])[], comment = '') => {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [name, content] of entries) {
    const sizes = concat(le(content.length, 4), le(content.length, 4), le(name.length, 2))
    const local = concat(bytes('PK\u0003\u0004'), le(20, 2), le(0, 12), sizes, le(0, 2), bytes(name), bytes(content))
    directory.push(concat(bytes('PK\u0001\u0002'), le(20, 2), le(20, 2), le(0, 12), sizes, le(0, 12), le(at, 4), bytes(name)))
    locals.push(local)
    at += local.length
  }
  const listing = concat(...directory)
  const count = le(entries.length, 2)
  const end = concat(
    bytes('PK\u0005\u0006'),
    le(0, 4),
    count,
    count,
    le(listing.length, 4),
    le(at, 4),
    le(comment.length, 2),
    bytes(comment),
  )
  return concat(...locals, listing, end)
}
const utf16 = (text: string) => concat(...[...text].map((letter) => le(letter.charCodeAt(0), 2)))
const compound = (stream: string) =>
  concat(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), new Uint8Array(600), utf16(stream), new Uint8Array(64))

const TYPES: [string, string] = ['[Content_Types].xml', '<Types/>']
const samples = {
  pdf: bytes('%PDF-1.7\n…'),
  png: concat(Uint8Array.of(0x89), bytes('PNG\r\n\u001a\n'), new Uint8Array(20)),
  jpg: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16),
  docx: zip([TYPES, ['word/document.xml', '<w/>']]),
  xlsx: zip([TYPES, ['xl/workbook.xml', '<x/>']]),
  odt: zip([
    ['mimetype', 'application/vnd.oasis.opendocument.text'],
    ['content.xml', '<o/>'],
  ]),
  ods: zip([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['content.xml', '<o/>'],
  ]),
  doc: compound('WordDocument'),
  xls: compound('Workbook'),
} as const

describe('what a file is, from its bytes', () => {
  it.each(Object.entries(samples))('%s', (kind, content) => {
    expect(sniff(content)).toBe(kind)
    for (const extension of Object.keys(samples))
      expect(matchesExtension(content, extension as keyof typeof samples)).toBe(extension === kind)
    expect(matchesExtension(content, 'jpeg')).toBe(kind === 'jpg')
  })

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a text', bytes('Bonjour')],
    ['a page', bytes('<html><script>')],
    ['a program', bytes('MZ\u0090\u0000')],
    ['an ordinary archive', zip([['readme.txt', 'x']])],
    ['a document with macros under another name', zip([TYPES, ['word/document.xml', ''], ['word/vbaProject.bin', '']])],
    ['a presentation', zip([TYPES, ['ppt/presentation.xml', '']])],
    ['an OpenDocument drawing', zip([['mimetype', 'application/vnd.oasis.opendocument.graphics']])],
    ['a document whose directory is cut off', samples.docx.subarray(0, samples.docx.length - 30)],
    ['an installer in the old container', compound('SummaryInformation')],
  ])('nothing acceptable: %s', (_, content) => {
    expect(sniff(content)).toBe(null)
  })

  it('reads past a zip’s comment and a stray byte before a PDF', () => {
    expect(sniff(zip([TYPES, ['word/document.xml', '']], 'un commentaire'))).toBe('docx')
    expect(sniff(bytes('\n%PDF-1.4'))).toBe('pdf')
  })

  it('never throws nor hangs, on noise or on a damaged sample', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void sniff(noise)))
    const damaged = fc.tuple(fc.constantFrom(...Object.values(samples)), fc.nat(), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(damaged, ([sample, at, value]) => {
        const copy = Uint8Array.from(sample)
        copy[at % copy.length] = value
        sniff(copy)
      }),
    )
  })
})
