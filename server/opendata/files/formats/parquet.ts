import type { SchemaElement } from 'hyparquet'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import type { Column, Row, Table } from '../columns.ts'
import type { FileWriter, Sink } from '../writer.ts'

/** Apache Parquet: days as DATE, lists as LIST of texts, numbers as DOUBLE or INT32; compressed by Snappy, which every reader knows. */

/** Kept in memory at once. */
const GROUP_ROWS = 5_000

const elementsOf = ({ name, type }: Column): SchemaElement[] => {
  const optional = { name, repetition_type: 'OPTIONAL' } as const
  if (type === 'day') return [{ ...optional, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } }]
  if (type === 'number') return [{ ...optional, type: 'DOUBLE' }]
  if (type === 'integer') return [{ ...optional, type: 'INT32' }]
  if (type === 'text') return [{ ...optional, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }]
  return [
    { ...optional, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    {
      name: 'element',
      repetition_type: 'OPTIONAL',
      type: 'BYTE_ARRAY',
      converted_type: 'UTF8',
      logical_type: { type: 'STRING' },
    },
  ]
}

const valueOf = (row: Row, { name, type }: Column): unknown => {
  const value = row[name] ?? null
  return type === 'day' && typeof value === 'string' ? new Date(`${value}T00:00:00Z`) : value
}

const takeFrom = async (bytes: ByteWriter, sink: Sink): Promise<void> => {
  // Without their copy: the sink makes its own.
  await sink.write(bytes.getBytes())
  bytes.index = 0
}

export const parquetOf =
  ({ columns, rows }: Table): FileWriter['write'] =>
  async (written, sink) => {
    const bytes = new ByteWriter()
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    })
    let group: Row[] = []
    const put = async (): Promise<void> => {
      await writer.write({
        columnData: columns.map((column) => ({ name: column.name, data: group.map((row) => valueOf(row, column)) })),
        rowGroupSize: GROUP_ROWS,
      })
      await takeFrom(bytes, sink)
      group = []
    }
    let count = 0
    for await (const row of rows(written)) {
      count++
      if (group.push(row) === GROUP_ROWS) await put()
    }
    if (group.length > 0) await put()
    await writer.finish()
    await takeFrom(bytes, sink)
    return count
  }
