import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync, constants } from 'node:zlib'
import { CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { SCHEMA, type SnapshotInfo } from '#shared/sync/wire.ts'
import type { SyncStore } from '#server/store/types.ts'

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

/** The manifest of a file, and its bytes on the wire. */
export const pack = (raw: Buffer, about: Pick<SnapshotInfo, 'epoch' | 'seq' | 'sums'>, rewinds = 0): Snapshot => {
  const packed = zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })
  const parts: string[] = []
  for (let at = 0; at < packed.length; at += PART_BYTES) parts.push(sha256(packed.subarray(at, at + PART_BYTES)))
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
      parts: { size: PART_BYTES, sha256: parts },
      file_version: CATALOGUE_VERSION,
      min_safe_version: CATALOGUE_MIN_SAFE_VERSION,
    },
  }
}

/** A snapshot of the store at its head. `folder` is for the file while it is made. */
export const buildSnapshot = (store: SyncStore, folder: string, at: string, rewinds = 0): Promise<Snapshot> =>
  store.read(async (reader) => {
    const head = await reader.head()
    const sums = await reader.sums(FRANCE)
    const file = join(folder, 'snapshot.db')
    rmSync(file, { force: true })
    const db = new Database(file)
    db.pragma('synchronous = OFF')
    db.pragma('journal_mode = OFF')
    const rows = writeCatalogue(db, () => null)
    for await (const { doc, ver, h } of reader.scan('structure'))
      rows.addStructure(JSON.parse(doc as string) as Structure, { ver, h, scopes: null })
    for await (const { doc, ver, h } of reader.scan('service'))
      rows.addService(JSON.parse(doc as string) as Service, { ver, h, scopes: null })
    rows.finish({
      demonstration: false,
      genere_le: at,
      replica: { epoch: head.epoch, schema: SCHEMA, at, scopes: [{ scope: FRANCE, seq: head.seq, sums }] },
    })
    db.close()
    const raw = readFileSync(file)
    rmSync(file)
    return pack(raw, { epoch: head.epoch, seq: head.seq, sums }, rewinds)
  })
