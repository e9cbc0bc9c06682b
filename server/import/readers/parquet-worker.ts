import { type FileHandle, open } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** The thread that decodes a Parquet file, a window at each request (parquet.ts). */

export type ParquetInput = { readonly path: string }
/** `row` is the number of the first one, from 1; `bytes` the share of the file done. Null when nothing is left. */
export type ParquetWindow = {
  readonly row: number
  readonly bytes: number
  readonly rows: readonly Record<string, unknown>[]
} | null

/** Memory given to the rows read at once, uncompressed: writers often put a whole file in one group of rows. */
const WINDOW_BYTES = 12 * 1024 * 1024

/** The buffers of one window outlive it until a full collection, which V8 puts off: two or three windows would pile up. */
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const readBytes = async (handle: FileHandle, start: number, end: number): Promise<ArrayBuffer> => {
  const buffer = new ArrayBuffer(Math.max(0, end - start))
  await handle.read(new Uint8Array(buffer), 0, buffer.byteLength, start)
  return buffer
}

async function* windows(path: string): AsyncGenerator<ParquetWindow> {
  const handle = await open(path)
  const { size } = await handle.stat()
  const file: AsyncBuffer = {
    byteLength: size,
    slice: (start, end = size) => {
      const bytes = readBytes(handle, start, end)
      // The library reads ahead: what it asked for and then gave up on, in a damaged file, must not end the thread.
      bytes.catch(() => {})
      return bytes
    },
  }
  const metadata = await parquetMetadataAsync(file)
  const total = Number(metadata.num_rows)
  let groupStart = 0
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows)
    const rowBytes = Math.max(1, Number(group.total_byte_size) / Math.max(1, groupRows))
    const window = Math.max(200, Math.floor(WINDOW_BYTES / rowBytes))
    for (let from = groupStart; from < groupStart + groupRows; from += window) {
      const rowEnd = Math.min(from + window, groupStart + groupRows)
      const rows = await parquetReadObjects({ file, metadata, rowStart: from, rowEnd, compressors })
      // A damaged file may announce more rows than it holds: nothing would ever end.
      if (rows.length < rowEnd - from) throw new Error('fewer rows than announced')
      collect()
      yield { row: from + 1, bytes: Math.round((size * rowEnd) / Math.max(1, total)), rows }
    }
    groupStart += groupRows
  }
  await handle.close()
}

const reading = windows((workerData as ParquetInput).path)
parentPort?.on('message', async () => {
  try {
    const { value, done } = await reading.next()
    parentPort?.postMessage({ window: done === true ? null : value })
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
