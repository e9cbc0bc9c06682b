import { strToU8, zipSync, type Zippable } from 'fflate'

/** Workbooks made by another hand than ours, for the tests: parts as texts, packed by fflate. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'

export type Parts = Readonly<Record<string, string | Uint8Array>>

export const rels = (each: Readonly<Record<string, readonly [type: string, target: string, mode?: string]>>): string =>
  `<Relationships xmlns="${RELS}">${Object.entries(each)
    .map(([id, [type, target, mode]]) => {
      const outside = mode === undefined ? '' : ` TargetMode="${mode}"`
      return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${outside}/>`
    })
    .join('')}</Relationships>`

export const sheet = (rows: string): string => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`

/** A workbook of one sheet; `parts` adds or replaces. */
export const workbook = (rows: string, parts: Parts = {}): Buffer => {
  const all: Parts = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': rels({ r1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Services" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels({
      s1: ['worksheet', 'worksheets/sheet1.xml'],
      s2: ['sharedStrings', 'sharedStrings.xml'],
      s3: ['styles', 'styles.xml'],
    }),
    'xl/worksheets/sheet1.xml': sheet(rows),
    ...parts,
  }
  return zip(all)
}

export const zip = (parts: Parts): Buffer => {
  const packed: Zippable = {}
  for (const [name, content] of Object.entries(parts)) packed[name] = typeof content === 'string' ? strToU8(content) : content
  return Buffer.from(zipSync(packed))
}

/** A row of inline strings. */
export const row = (...texts: readonly string[]): string =>
  `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
