import { DoraError } from '#shared/errors.ts'
import type { Collector } from './collect.ts'
import { columnIndex, columnName } from '#main/table/columns.ts'
import type { TableLimits } from './limits.ts'
import { type NumberFormat, numberText } from './number-format.ts'
import { type Attributes, readXml } from './xml.ts'
import { fromXString } from '#main/table/xstring.ts'

/** Texts of `<t>`, in an item that may have several runs; how they are pronounced (`rPh`) is left out. */
const createTexts = (limit: number, tooLong: () => Error) => {
  let text = ''
  let [inText, inPhonetic] = [false, false]
  return {
    open: (tag: string, own: string) => {
      if (tag === 'rPh') inPhonetic = true
      else if (tag === own) inText = true
    },
    text: (more: string) => {
      if (!inText || inPhonetic) return
      text += more
      if (text.length > limit * 7) throw tooLong()
    },
    close: (tag: string) => {
      if (tag === 'rPh') inPhonetic = false
      else if (tag === 't' || tag === 'v') inText = false
    },
    take: (): string => {
      const whole = text
      text = ''
      return whole
    },
  }
}

/** Strings that cells show by number. */
export const readStrings = async (pieces: AsyncIterable<Buffer>, limits: TableLimits): Promise<readonly string[]> => {
  const strings: string[] = []
  let length = 0
  const texts = createTexts(limits.caracteres, () => new DoraError('tableau-trop-gros'))
  await readXml(pieces, {
    open: (tag) => texts.open(tag, 't'),
    text: texts.text,
    close: (tag) => {
      texts.close(tag)
      if (tag !== 'si') return
      const text = fromXString(texts.take())
      length += text.length
      if (length > limits.texte) throw new DoraError('tableau-trop-gros')
      strings.push(text)
    },
  })
  return strings
}

export type SheetContext = {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly since1904: boolean
  readonly limits: TableLimits
}

/** What a person should know: cells that were computed, computed nothing, or failed; rows that a filter hides. */
export type SheetFacts = { formules: number; sansValeur: number; erreurs: number; masquees: number }

/** Columns of Excel. */
const WIDEST = 16_384

/** Rows of a sheet, as text, to the collector. A formula is its last value. */
export const readSheet = async (
  pieces: AsyncIterable<Buffer>,
  rows: Collector,
  { strings, formats, since1904, limits }: SheetContext,
): Promise<SheetFacts> => {
  const facts: SheetFacts = { formules: 0, sansValeur: 0, erreurs: 0, masquees: 0 }
  let [numero, column] = [0, -1]
  let cells: string[] = []
  let cell: Attributes | null = null
  let isFormula = false
  const texts = createTexts(limits.caracteres, () => {
    const details = { ligne: numero, colonne: columnName(Math.max(column, 0)), limite: limits.caracteres }
    return new DoraError('tableau-cellule-trop-longue', details)
  })

  const valueOf = ({ t: type = 'n', s: style }: Attributes, text: string): string => {
    if (type === 's') return strings[Number(text)] ?? ''
    if (type === 'inlineStr' || type === 'str') return fromXString(text)
    if (type === 'b') return text.trim() === '1' || text.trim() === 'true' ? 'VRAI' : 'FAUX'
    if (type === 'd') return text.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    if (type !== 'e') return numberText(text, formats[Number(style ?? 0)] ?? null, since1904)
    facts.erreurs++
    return ''
  }

  const closeCell = (attributes: Attributes): void => {
    const text = texts.take()
    if (isFormula) facts.formules++
    if (isFormula && text === '') facts.sansValeur++
    const value = text === '' ? '' : valueOf(attributes, text)
    if (value === '') return
    if (column >= limits.colonnes && value.trim() !== '') {
      throw new DoraError('tableau-trop-de-colonnes', { limite: limits.colonnes, ligne: numero })
    }
    if (column >= limits.colonnes) return
    while (cells.length < column) cells.push('')
    cells[column] = value
  }

  await readXml(pieces, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        const said = Number(attributes['r'])
        numero = Number.isInteger(said) && said > 0 ? said : numero + 1
        column = -1
        cells = []
        if (attributes['hidden'] === '1' || attributes['hidden'] === 'true') facts.masquees++
      } else if (tag === 'c') {
        const said = attributes['r'] === undefined ? column + 1 : columnIndex(attributes['r'])
        if (said < 0) throw new DoraError('tableau-abime', { raison: 'une cellule n’a pas de place' })
        if (said >= WIDEST) throw new DoraError('tableau-trop-de-colonnes', { limite: limits.colonnes, ligne: numero })
        column = said
        cell = attributes
        isFormula = false
      } else if (tag === 'f') isFormula = true
      else if (cell !== null) texts.open(tag, cell['t'] === 'inlineStr' ? 't' : 'v')
    },
    text: (text) => {
      if (cell !== null) texts.text(text)
    },
    close: (tag) => {
      texts.close(tag)
      if (tag === 'c' && cell !== null) {
        closeCell(cell)
        cell = null
      } else if (tag === 'row') rows.add(numero, cells)
    },
  })
  return facts
}
