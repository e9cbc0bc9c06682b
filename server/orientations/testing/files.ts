import { strToU8, zipSync } from 'fflate'

/** Files as people attach them, and as they should not. Packed by another hand than the one that looks at them. */

const zip = (entries: Readonly<Record<string, string | Uint8Array>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(entries).map(([name, of]) => [name, typeof of === 'string' ? strToU8(of) : of]))),
  )

const TYPES = { '[Content_Types].xml': '<Types/>' } as const

/** @param bytes in all, at least 20. */
export const pdf = (text: string, bytes = 0): Buffer => {
  const start = Buffer.from(`%PDF-1.7\n${text}\n`)
  return Buffer.concat([start, Buffer.alloc(Math.max(0, bytes - start.length), '% remplissage\n')])
}
export const docx = (text: string): Buffer => zip({ ...TYPES, 'word/document.xml': `<w>${text}</w>` })

/** Accepted name → bytes that are something else. */
export const MISLABELLED: Readonly<Record<string, Buffer>> = {
  'page nommée.pdf': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'dessin nommé.png': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'programme nommé.docx': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300, 0x90)]),
  'programme nommé.doc': Buffer.concat([Buffer.from([0x7f]), Buffer.from('ELF'), Buffer.alloc(300)]),
  'macros nommées.docx': zip({ ...TYPES, 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'Sub AutoOpen()' }),
  'archive nommée.xlsx': zip({ 'lisez-moi.txt': 'bonjour' }),
  'texte nommé.odt': Buffer.from('bonjour'),
  'classeur nommé.docx': zip({ ...TYPES, 'xl/workbook.xml': '<x/>' }),
  'pdf nommé.jpg': pdf('fiche'),
}

/** A document that is one: some kilobytes, and 32 MB once opened. */
export const bomb = (): Buffer => zip({ ...TYPES, 'word/document.xml': '<w/>', 'word/media/a.bin': new Uint8Array(BOMB_BYTES) })
export const BOMB_BYTES = 32 * 1024 * 1024

/** Names that lead elsewhere, hide their end, or end a header. */
export const HOSTILE_NAMES = [
  '../fiche.pdf',
  '..\\fiche.pdf',
  '/etc/fiche.pdf',
  'C:fiche.pdf',
  'fiche\r\nSet-Cookie: a=b.pdf',
  'fiche\u0000.pdf',
  'fiche\u202efdp.exe.pdf',
  'fiche\u200b.pdf',
  'con.pdf',
  ' fiche.pdf',
  'fiche".pdf',
  `${'a'.repeat(97)}.pdf`,
] as const
