import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type { SnapshotInfo } from '#shared/sync/wire.ts'

/** sync.md §2.4: a download is verified, and resumed, by parts of this many bytes. */
export const PART_BYTES = 8 * 1024 * 1024

export type Packed = Pick<SnapshotInfo, 'bytes' | 'sha256' | 'raw_bytes' | 'raw_sha256' | 'parts'>

/** SHA-256 of a stream, whole and by parts. */
const partsHasher = () => {
  const whole = createHash('sha256')
  const parts: string[] = []
  let part = createHash('sha256')
  let inPart = 0
  let bytes = 0
  return {
    update: (chunk: Buffer): void => {
      whole.update(chunk)
      bytes += chunk.length
      for (let from = 0; from < chunk.length;) {
        const piece = chunk.subarray(from, from + PART_BYTES - inPart)
        part.update(piece)
        inPart += piece.length
        from += piece.length
        if (inPart < PART_BYTES) continue
        parts.push(part.digest('hex'))
        part = createHash('sha256')
        inPart = 0
      }
    },
    digest: () => {
      if (inPart > 0) parts.push(part.digest('hex'))
      return { bytes, sha256: whole.digest('hex'), parts: { size: PART_BYTES, sha256: parts } }
    },
  }
}

/**
 * Compresses `from` into the new file `to`, on the disk when this resolves.
 * @param level of zstd: 9 for a file that many will download, 3 when one is wanted at once (sync.md §4).
 */
export const packFile = async (from: string, to: string, level: number, signal?: AbortSignal): Promise<Packed> => {
  const raw = createHash('sha256')
  let rawBytes = 0
  const packed = partsHasher()
  const output = await open(to, 'wx')
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1024 * 1024 }),
      new Transform({
        transform: (chunk: Buffer, _encoding, done) => {
          raw.update(chunk)
          rawBytes += chunk.length
          done(null, chunk)
        },
      }),
      createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 } }),
      async (chunks: AsyncIterable<Buffer>) => {
        for await (const chunk of chunks) {
          packed.update(chunk)
          await output.writeFile(chunk)
        }
      },
      ...(signal === undefined ? [] : [{ signal }]),
    )
    await output.sync()
  } finally {
    await output.close()
  }
  return { ...packed.digest(), raw_bytes: rawBytes, raw_sha256: raw.digest('hex') }
}
