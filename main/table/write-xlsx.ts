import { DoraError } from '#shared/errors.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { CELL_MAX } from './cells.ts'
import { columnName } from './columns.ts'
import { shieldShielded } from '#shared/text/formula.ts'
import { writeZip } from './write-zip.ts'
import { toXString } from './xstring.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string): string => toXString(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)

/** A name that spreadsheets accept: 31 characters, none of `[]:*?/\`, no apostrophe at its ends. */
const sheetName = (name: string): string => {
  const clean = name
    .replace(/[[\]:*?/\\]/g, ' ')
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .toWellFormed()
    .replace(/^[\s']+|[\s']+$/g, '')
  return clean === '' ? 'Feuille 1' : clean
}

/** Bold in the first row; everywhere the format « Text », so that a cell opened then left stays a text. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
const [TEXT, BOLD] = [1, 2]

const cell = (text: string, row: number, index: number): string => {
  if (text === '') return ''
  const shown = shieldShielded(text)
  if (shown.length > CELL_MAX) {
    const details = { ligne: row, colonne: columnName(index), limite: CELL_MAX }
    throw new DoraError('tableau-cellule-trop-longue', details)
  }
  const style = row === 1 ? BOLD : TEXT
  return `<c r="${columnName(index)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(shown)}</t></is></c>`
}

const sheetOf = ({ colonnes, lignes }: WrittenTable): string => {
  const rows = [colonnes, ...lignes].map(
    (cells, index) => `<row r="${index + 1}">${cells.map((text, column) => cell(text, index + 1, column)).join('')}</row>`,
  )
  const widths =
    colonnes.length === 0 ? '' : `<cols><col min="1" max="${colonnes.length}" width="24" style="${TEXT}" customWidth="1"/></cols>`
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>${widths}<sheetData>${rows.join('')}</sheetData></worksheet>`
}

const relations = (each: readonly (readonly [type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each
    .map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const types = (each: readonly (readonly [part: string, type: string])[]): string =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${each
    .map(([part, type]) => `<Override PartName="${part}" ContentType="${TYPE}.${type}+xml"/>`)
    .join('')}</Types>`

/** The smallest workbook that spreadsheets open without a word: one sheet of text cells, its first row in bold and frozen. */
export const writeXlsx = (table: WrittenTable): Uint8Array =>
  writeZip([
    [
      '[Content_Types].xml',
      types([
        ['/xl/workbook.xml', 'sheet.main'],
        ['/xl/worksheets/sheet1.xml', 'worksheet'],
        ['/xl/styles.xml', 'styles'],
      ]),
    ],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${xml(sheetName(table.feuille))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ['xl/worksheets/sheet1.xml', sheetOf(table)],
  ])
