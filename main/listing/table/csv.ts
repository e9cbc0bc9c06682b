import { CsvError, parse } from 'csv-parse/sync'
import { DoraError } from '#shared/errors.ts'
import type { Table } from '#shared/listing/import/table.ts'
import { createCollector } from './collect.ts'
import { decodeText } from './decode.ts'
import type { TableLimits } from './limits.ts'

const SEPARATORS = [';', '\t', ',', '|'] as const
/** Enough to hold the names and some rows. */
const HEAD = 64 * 1024
const HEAD_LINES = 10

/** How often each line of a text holds a separator outside quotes. */
const counts = (head: string, separator: string): readonly number[] =>
  head
    .replace(/"[^"]*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, HEAD_LINES)
    .map((line) => line.split(separator).length - 1)

/** What every line holds, and most often in the first; null for a single column. */
const separatorOf = (texte: string): string | null => {
  const head = texte.slice(0, HEAD)
  const scored = SEPARATORS.map((separator) => {
    const each = counts(head, separator)
    return { separator, least: Math.min(...each), first: each[0] ?? 0 }
  })
  const best = scored.reduce((one, other) =>
    other.least > one.least || (other.least === one.least && other.first > one.first) ? other : one,
  )
  return best.first > 0 ? best.separator : null
}

/** First line of some exports, which spreadsheets obey. */
const SAID = /^sep=(.)\r?\n/

const looksLikeMarkup = (texte: string): boolean => /^\s*<(?:!doctype|\?xml|html|table|[a-z]+[\s>])/i.test(texte.slice(0, 200))

/** Throws `tableau-guillemets`, `tableau-encodage`, and what the collector throws. */
export const readCsv = (bytes: Buffer, limits: TableLimits, entete?: number): Table => {
  const { texte: whole, encodage, avertissements } = decodeText(bytes)
  if (looksLikeMarkup(whole)) {
    throw new DoraError('tableau-format-inconnu', { raison: 'c’est une page web ou du XML, pas un tableau' })
  }
  const said = SAID.exec(whole)
  const texte = said === null ? whole : whole.slice(said[0].length)
  const separateur = said?.[1] ?? separatorOf(texte)
  const rows = createCollector(limits, entete)
  let numero = said === null ? 0 : 1
  // Lines of the file where the last whole row ended: what is left open began after it.
  let ended = numero
  try {
    parse(texte, {
      delimiter: separateur ?? ';',
      // A byte order mark was taken off already.
      bom: false,
      // A file may mix them: the longest first.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: limits.texte,
      onRecord: (record: readonly string[], { lines }) => {
        numero++
        ended = lines + (said === null ? 0 : 1)
        rows.add(numero, record)
        return null
      },
    })
  } catch (error) {
    if (error instanceof DoraError) throw error
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
      throw new DoraError('tableau-guillemets', { ligne: ended + 1 }, error)
    }
    if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE')
      throw new DoraError('tableau-trop-gros', undefined, error)
    throw new DoraError('tableau-abime', { raison: 'ses lignes ne peuvent pas être séparées' }, error)
  }
  return { format: 'csv', feuilles: [], feuille: null, ...rows.table(), encodage, separateur, avertissements }
}
