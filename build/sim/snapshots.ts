import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { SCHEMA, type SnapshotInfo } from '#shared/sync/wire.ts'
import type { SyncStore } from '#server/store/types.ts'
import { buildSnapshot as build } from '#server/sync/snapshot/build.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const PART_BYTES = 16 * 1024

export type Snapshot = {
  readonly info: SnapshotInfo
  readonly packed: Buffer
  readonly raw: Buffer
  /** Times history had gone back under the same name when it was made. */
  readonly rewinds: number
}

/** What the server's shelf does for the desks: the last files, oldest forgotten first (sync.md §2.4). */
export type SnapshotShelf = {
  readonly list: () => readonly SnapshotInfo[]
  readonly get: (url: string) => Snapshot | null
  readonly put: (snapshot: Snapshot) => void
  /** Forgets all but the last. */
  readonly rotate: () => void
}

export const createShelf = (): SnapshotShelf => {
  let all: Snapshot[] = []
  return {
    list: () => all.map(({ info }) => info),
    get: (url) => all.find(({ info }) => info.url === url) ?? null,
    put: (snapshot) => {
      all = [...all.filter(({ info }) => info.url !== snapshot.info.url), snapshot].slice(-3)
    },
    rotate: () => {
      all = all.slice(-1)
    },
  }
}

const partsOf = (packed: Buffer): SnapshotInfo['parts'] => {
  const hashes: string[] = []
  for (let at = 0; at < packed.length; at += PART_BYTES) hashes.push(sha256(packed.subarray(at, at + PART_BYTES)))
  return { size: PART_BYTES, sha256: hashes }
}

/** The manifest of a file, and its bytes on the wire. */
export const pack = (raw: Buffer, about: Pick<SnapshotInfo, 'epoch' | 'seq' | 'sums'>, rewinds = 0): Snapshot => {
  const packed = zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  return {
    raw,
    packed,
    rewinds,
    info: {
      ...about,
      scope: FRANCE,
      schema: SCHEMA,
      url: `/sync/v1/blob/${sha256(packed).slice(0, 16)}-${about.seq}.db.zst`,
      enc: 'zstd',
      bytes: packed.length,
      sha256: sha256(packed),
      raw_bytes: raw.length,
      raw_sha256: sha256(raw),
      parts: partsOf(packed),
      file_version: CATALOGUE_VERSION,
      min_safe_version: CATALOGUE_MIN_SAFE_VERSION,
    },
  }
}

/**
 * A snapshot of the store at its head, by the server's own builder, cut in parts small enough for a run to see several of them.
 * `folder` is where the server keeps its files.
 */
export const buildSnapshot = async (store: SyncStore, folder: string, now: number, rewinds = 0): Promise<Snapshot> => {
  const { name, snapshot } = await build(store.read, { folder, zoneName: () => null, level: 1, now })
  const packed = readFileSync(join(folder, name))
  rmSync(folder, { recursive: true })
  return {
    info: { ...snapshot, url: `/sync/v1/blob/${name}`, parts: partsOf(packed) },
    packed,
    raw: zstdDecompressSync(packed),
    rewinds,
  }
}
