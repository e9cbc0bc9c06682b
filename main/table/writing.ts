import type { WrittenTable } from '#shared/listing/import/table.ts'
import { workerUrl } from '../worker/locate.ts'
import { startWorker } from '../worker/start.ts'

export type TableFormat = 'csv' | 'xlsx'

/** What the thread of tables (main/listing/table/worker.ts) does for anyone. */
export type TableWriter = {
  readonly tableau: (ask: { readonly table: WrittenTable; readonly format: TableFormat }) => Uint8Array
}

export const TABLE_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The table as a file, in base64, made in a thread of its own. Throws as `writeTable`. */
export const writeInThread = async (table: WrittenTable, format: TableFormat): Promise<string> => {
  const thread = startWorker<TableWriter>(workerUrl('table'))
  try {
    const bytes = await thread.remote.tableau({ table, format })
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  } finally {
    await thread.stop()
  }
}
