import type { Table } from '../columns.ts'
import type { FileWriter } from '../writer.ts'

/** One array, a record a line: a whole document for those who read whole documents. */
export const jsonOf =
  ({ rows }: Table): FileWriter['write'] =>
  async (written, sink) => {
    let count = 0
    for await (const row of rows(written)) await sink.write(`${count++ === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`)
    await sink.write(count === 0 ? '[]\n' : '\n]\n')
    return count
  }
