import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { SyncProgress } from '#shared/contract/sync.ts'
import type { SnapshotInfo } from '#shared/sync/wire.ts'
import { SyncFailure, type Transport } from '../ports.ts'
import { openForWriting } from './connect.ts'
import { verifiedParts } from './download.ts'
import { failureOf } from './failures.ts'
import { PART, type CatalogueFolder } from './folder.ts'
import type { Fs } from './fs.ts'
import { checkSnapshot, checkVersion } from './verify.ts'

/** Room for the file and for what comes with its use. */
const MARGIN = 1.15
const CHUNK = 1 << 20

export type Installing = {
  readonly folder: CatalogueFolder
  readonly fs: Fs
  readonly blob: Transport['blob']
  readonly onProgress: (progress: SyncProgress) => void
  readonly signal: AbortSignal | undefined
}

/**
 * Downloads, inflates and hashes in one stream, so that each byte is met once; then opens and checks. Answers the file, ready to
 * be turned to. A failure leaves the download as it is for the next time, but one of a file that came whole and wrong.
 */
export const fetchSnapshot = async (snapshot: SnapshotInfo, installing: Installing): Promise<string> => {
  const { folder, fs, blob, onProgress, signal } = installing
  checkVersion(snapshot)
  const part = `${snapshot.sha256}${PART}`
  const inflated = `${snapshot.raw_sha256}.db`
  fs.makeFolder(folder.temporary(''))
  for (const name of folder.temporaries()) if (name.endsWith(PART) && name !== part) fs.remove(folder.temporary(name))
  folder.discard(inflated)
  checkRoom(snapshot, fs, folder.temporary(''), fs.size(folder.temporary(part)) ?? 0)

  const file = folder.temporary(inflated)
  const wire = createHash('sha256')
  const raw = createHash('sha256')
  let length = 0
  const out = fs.open(file, 'write')
  let whole = false
  try {
    const onBytes = throttled((fait) => onProgress({ phase: 'telechargement', fait, total: snapshot.bytes, unite: 'octets' }))
    const source = verifiedParts(snapshot, { file: folder.temporary(part), fs, blob, signal, onBytes })
    await pipeline(
      Readable.from(hashing(source, wire), { objectMode: true, highWaterMark: 1 }),
      createZstdDecompress({ chunkSize: CHUNK }),
      async (chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) {
          length += chunk.length
          // A few bytes may inflate without end: never beyond what was announced.
          if (length > snapshot.raw_bytes) {
            throw new SyncFailure('corrupt_download', { cause: new RangeError('longer than announced') })
          }
          raw.update(chunk)
          out.write(chunk)
        }
      },
    )
    whole = true
    onProgress({ phase: 'verification', fait: 0, total: snapshot.raw_bytes, unite: 'octets' })
    const right = wire.digest('hex') === snapshot.sha256 && raw.digest('hex') === snapshot.raw_sha256
    if (!right || length !== snapshot.raw_bytes) throw new SyncFailure('corrupt_download')
    out.sync()
    checkSnapshot(file, snapshot)
    // Now, while nothing reads it: changing the way a file is journalled asks to be alone with it.
    openForWriting(file).close()
    return file
  } catch (error) {
    const failure = failureOf(error)
    folder.discard(inflated)
    // The parts were right and what they make was not: the same bytes would come again. On a full disk, the room is for what
    // people write.
    const useless = failure.code === 'corrupt_download' && (whole || failure.cause !== undefined)
    if (useless || failure.code === 'disk_full') folder.discard(part)
    throw failure
  } finally {
    out.close()
  }
}

async function* hashing(parts: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const part of parts) {
    hash.update(part)
    yield part
  }
}

/** At each megabyte: a bar does not need more. */
const throttled = (tell: (bytes: number) => void) => {
  let told = -CHUNK
  return (bytes: number) => {
    if (bytes - told < CHUNK) return
    told = bytes
    tell(bytes)
  }
}

const checkRoom = ({ bytes, raw_bytes }: SnapshotInfo, fs: Fs, folder: string, there: number): void => {
  const free = fs.freeBytes(folder)
  if (free !== null && free < bytes - Math.min(there, bytes) + raw_bytes * MARGIN) throw new SyncFailure('disk_full')
}
