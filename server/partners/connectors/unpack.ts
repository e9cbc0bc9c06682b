import { createReadStream, createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { compressionOf } from '#server/import/input/bytes.ts'
import { BadBatch, ConnectorFailure } from './failure.ts'

/**
 * A file once unpacked, within `limit` bytes: a few kilobytes may hold gigabytes. Answers `file` itself when it is not packed, else
 * `to`. Rejects with ConnectorFailure `trop-lourd`, or BadBatch when it is damaged.
 */
export const unpacked = async (file: string, to: string, limit: number, signal: AbortSignal): Promise<string> => {
  const compression = await compressionOf(file)
  if (compression === null) return file
  let bytes = 0
  const count = new Transform({
    transform: (chunk: Buffer, _, done) => {
      bytes += chunk.length
      done(bytes > limit ? new ConnectorFailure('trop-lourd') : null, chunk)
    },
  })
  const inflate = compression === 'gzip' ? createGunzip() : createZstdDecompress()
  try {
    await pipeline(createReadStream(file), inflate, count, createWriteStream(to), { signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z'))
      throw new BadBatch('illisible', error)
    throw error
  }
  return to
}
