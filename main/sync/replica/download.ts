import { createHash } from 'node:crypto'
import type { SnapshotInfo } from '#shared/sync/wire.ts'
import { SyncFailure, type Transport } from '../ports.ts'
import type { Fs, OpenFile } from './fs.ts'

type Download = {
  readonly file: string
  readonly fs: Fs
  readonly blob: Transport['blob']
  readonly signal: AbortSignal | undefined
  /** Bytes there, whether just come or already. */
  readonly onBytes: (bytes: number) => void
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Bytes asked again after a part that came wrong, before giving up. */
const TRIES = 2

/**
 * The parts of a snapshot, whole and verified, in order: those already in the file, then those that come. The file is the only
 * journal (sync.md §2.4): it is cut at the first part that is wrong, and what follows is asked for.
 * @throws SyncFailure `corrupt_download`, `network` when it ends too soon, and those of the transport.
 */
export async function* verifiedParts(
  { url, bytes, parts }: SnapshotInfo,
  download: Download,
): AsyncGenerator<Uint8Array, void, undefined> {
  const last = Math.ceil(bytes / parts.size) - 1
  if (last !== parts.sha256.length - 1) throw new SyncFailure('corrupt_download')
  const lengthOf = (index: number) => (index < last ? parts.size : bytes - last * parts.size)
  const isRight = (index: number, part: Uint8Array) => sha256(part) === parts.sha256[index]

  const handle = download.fs.open(download.file, 'append')
  try {
    handle.truncate(bytes)
    let index = 0
    let kept = download.fs.size(download.file) ?? 0
    while (index <= last && kept >= index * parts.size + lengthOf(index)) {
      const part = readAt(handle, index * parts.size, lengthOf(index))
      if (part === null || !isRight(index, part)) {
        kept = index * parts.size
        handle.truncate(kept)
        break
      }
      download.onBytes(index * parts.size + part.length)
      yield part
      index++
    }
    for (let tries = 1; index <= last; tries++) {
      for await (const part of incoming(handle, index, kept, lengthOf, parts.size, last, url, download)) {
        if (!isRight(index, part)) break
        yield part
        index++
        tries = 1
      }
      if (index > last) break
      kept = index * parts.size
      handle.truncate(kept)
      if (tries >= TRIES) throw new SyncFailure('corrupt_download')
    }
  } finally {
    handle.close()
  }
}

const readAt = (handle: OpenFile, position: number, length: number): Uint8Array | null => {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length;) {
    const n = handle.read(bytes.subarray(at), position + at)
    if (n === 0) return null
    at += n
  }
  return bytes
}

/** Parts from `index` on, written as they come; the first begins with what the file holds of it. */
async function* incoming(
  handle: OpenFile,
  index: number,
  from: number,
  lengthOf: (index: number) => number,
  size: number,
  last: number,
  url: string,
  { blob, signal, onBytes }: Download,
): AsyncGenerator<Uint8Array, void, undefined> {
  let part = new Uint8Array(lengthOf(index))
  let filled = from - index * size
  const begun = readAt(handle, index * size, filled)
  if (begun === null) throw new SyncFailure('io')
  part.set(begun)
  for await (const chunk of blob(url, from, signal)) {
    if (signal?.aborted === true) throw new SyncFailure('network')
    let rest = chunk
    while (rest.length > 0) {
      // More than announced, after all that was announced.
      if (index > last) return
      const taken = rest.subarray(0, part.length - filled)
      handle.write(taken)
      part.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      onBytes(index * size + filled)
      if (filled < part.length) continue
      yield part
      index++
      filled = 0
      if (index <= last) part = new Uint8Array(lengthOf(index))
    }
  }
  if (index <= last) throw new SyncFailure('network')
}
