import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Transform } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { DoraError } from '#shared/errors.ts'

export type Compression = 'gzip' | 'zstd' | null

/** By the first bytes: extensions lie. */
export const compressionOf = async (path: string): Promise<Compression> => {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    if (bytesRead >= 2 && buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip'
    return bytesRead === 4 && buffer.readUInt32LE() === 0xfd2fb528 ? 'zstd' : null
  } finally {
    await handle.close()
  }
}

const CHUNK = 256 * 1024

/**
 * The bytes of a file, decompressed on the way. `onRead` hears how many bytes of the file itself were read so far.
 * Fails with `import-fichier-tronque` when the compressed stream stops short or is damaged.
 */
export async function* bytesOf(
  path: string,
  name: string,
  onRead: (bytes: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const compression = await compressionOf(path)
  const file = createReadStream(path, { highWaterMark: CHUNK })
  let read = 0
  file.on('data', (chunk) => {
    read += chunk.length
    onRead(read)
  })
  if (compression === null) {
    file.pause()
    for await (const chunk of file) {
      signal?.throwIfAborted()
      yield chunk as Buffer
    }
    return
  }
  const inflate: Transform =
    compression === 'gzip' ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK })
  file.on('error', (error) => inflate.destroy(error))
  file.pipe(inflate)
  try {
    for await (const chunk of inflate) {
      signal?.throwIfAborted()
      yield chunk as Buffer
    }
  } catch (error) {
    if (signal?.aborted === true) throw error
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!code.startsWith('Z')) throw error
    const raison = code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong' ? 'la fin manque' : 'la compression est abîmée'
    throw new DoraError('import-fichier-tronque', { fichier: name, raison }, error)
  } finally {
    file.destroy()
    inflate.destroy()
  }
}

/** The first bytes of a stream, up to `size`, and the whole stream again. */
export const peek = async (
  stream: AsyncGenerator<Buffer>,
  size: number,
): Promise<{ readonly head: Buffer; readonly all: AsyncIterable<Buffer> }> => {
  const taken: Buffer[] = []
  let length = 0
  while (length < size) {
    const next = await stream.next()
    if (next.done === true) break
    taken.push(next.value)
    length += next.value.length
  }
  const all = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* taken
      taken.length = 0
      yield* stream
    } finally {
      await stream.return(undefined)
    }
  }
  return { head: Buffer.concat(taken).subarray(0, size), all: all() }
}
