import { type FileHandle, open } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type AsyncBuffer, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { DoraError } from '#shared/errors.ts'
import type { Rows } from './read.ts'

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

/** Rows of a Parquet file, a window at a time within each group. `onRead` hears the share of the file done, in bytes. */
export async function* readParquet(path: string, name: string, onRead: (bytes: number) => void): Rows {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const file: AsyncBuffer = {
      byteLength: size,
      slice: (start, end = size) => {
        const bytes = readBytes(handle, start, end)
        // The library reads ahead: what it asked for and then gave up on, in a damaged file, must not end the process.
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
        onRead(Math.round((size * rowEnd) / Math.max(1, total)))
        collect()
        yield rows.map((row, index) => ({ kind: 'row' as const, ligne: from + index + 1, row, hint: null }))
      }
      groupStart += groupRows
    }
  } catch (error) {
    if (error instanceof DoraError) throw error
    throw new DoraError('import-fichier-tronque', { fichier: name, raison: 'le fichier Parquet ne peut pas être lu' }, error)
  } finally {
    await handle.close()
  }
}
