import { CsvError, parse } from 'csv-parse'
import { DoraError } from '#shared/errors.ts'
import { decodeStream, startsAsUtf8 } from './decode.ts'
import { MAX_ROW_BYTES, type ReadRow, type Rows } from './read.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
const BATCH = 500

/** The delimiter that cuts the header into the most columns, outside quotes. */
const delimiterOf = (head: Buffer): string => {
  const text = head.toString('latin1').replace(/"[^"]*"/g, '')
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** A CSV with a header line. Lines too short or too long are read as far as they go; an unclosed quote fails the file. */
export async function* readCsv(stream: AsyncIterable<Buffer>, head: Buffer, name: string): Rows {
  const parser = parse({
    delimiter: delimiterOf(head),
    columns: (header: readonly string[]) => header.map((column) => column.trim()),
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
  })
  const pump = async (): Promise<void> => {
    try {
      for await (const text of decodeStream(stream, startsAsUtf8(head) ? 'utf-8' : 'windows-1252')) {
        if (!parser.write(text))
          await new Promise<void>((resolve) => {
            parser.once('drain', resolve)
            parser.once('close', resolve)
          })
        if (parser.destroyed) return
      }
      parser.end()
    } catch (error) {
      parser.destroy(error as Error)
    }
  }
  const pumping = pump()
  try {
    let batch: ReadRow[] = []
    for await (const item of parser) {
      const { record, info } = item as {
        readonly record: Readonly<Record<string, unknown>>
        readonly info: { readonly lines: number }
      }
      batch.push({ kind: 'row', ligne: info.lines, row: record, hint: null })
      if (batch.length >= BATCH) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const ligne = error['lines']
    throw new DoraError(
      'import-fichier-tronque',
      {
        fichier: name,
        raison: `guillemets jamais refermés, ou ligne démesurée${typeof ligne === 'number' ? `, vers la ligne ${ligne}` : ''}`,
      },
      error,
    )
  } finally {
    parser.destroy()
    await pumping
  }
}
