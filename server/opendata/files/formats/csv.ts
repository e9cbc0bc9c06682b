import type { Table } from '../columns.ts'
import type { FileWriter } from '../writer.ts'

/**
 * RFC 4180, UTF-8 without a mark: a comma, lines ended by CR LF, a head. A list is a JSON array; nothing is what is not known (no
 * value of ours is an empty text). Values are told as they are, also those that begin by « = »: this is data for programs, and
 * a sign put before them would be read as theirs by every one of them.
 */

const EOL = '\r\n'
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const line = (values: readonly unknown[]): string => values.map(cell).join(',') + EOL

export const csvOf =
  ({ columns, rows }: Table): FileWriter['write'] =>
  async (written, sink) => {
    await sink.write(line(columns.map(({ name }) => name)))
    let count = 0
    for await (const row of rows(written)) {
      await sink.write(line(columns.map(({ name }) => row[name])))
      count++
    }
    return count
  }
