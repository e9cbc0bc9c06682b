import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Sink } from './writer.ts'

/** Files written once, whole and forced out of the cache before they are told of. */

export type Kept = { readonly octets: number; readonly sha256: string }

const CHUNK_BYTES = 256 * 1024
const GZIP_LEVEL = 6

/** The file, made new, is closed in all cases; on the disk when this resolves. Rejects as `work` or Node does. */
export const keepFile = async <T>(file: string, work: (sink: Sink) => Promise<T>): Promise<Kept & { readonly value: T }> => {
  const handle = await open(file, 'wx', 0o644)
  try {
    const hash = createHash('sha256')
    let octets = 0
    let waiting: Uint8Array[] = []
    let bytes = 0
    const flush = async (): Promise<void> => {
      const whole = Buffer.concat(waiting)
      waiting = []
      bytes = 0
      for (let at = 0; at < whole.length;) at += (await handle.write(whole, at)).bytesWritten
      hash.update(whole)
      octets += whole.length
    }
    const value = await work({
      write: async (chunk) => {
        // Copied: whoever wrote it may use it again.
        const part = Buffer.from(chunk as string)
        waiting.push(part)
        bytes += part.length
        if (bytes >= CHUNK_BYTES) await flush()
      },
    })
    if (bytes > 0) await flush()
    await handle.sync()
    return { octets, sha256: hash.digest('hex'), value }
  } finally {
    await handle.close()
  }
}

/** `file` compressed into `into`: the same bytes each time. */
export const keepGzip = async (file: string, into: string): Promise<Kept> => {
  const { octets, sha256 } = await keepFile(into, async (sink) => {
    const plain = createReadStream(file, { highWaterMark: CHUNK_BYTES })
    await pipeline(plain, createGzip({ level: GZIP_LEVEL }), async (packed: AsyncIterable<Buffer>) => {
      for await (const chunk of packed) await sink.write(chunk)
    })
  })
  return { octets, sha256 }
}

/** A folder remembers its names once it is forced out too; some systems cannot, and do it by themselves. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
