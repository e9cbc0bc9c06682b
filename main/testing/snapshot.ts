import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { CATALOGUE_MIN_SAFE_VERSION, CATALOGUE_VERSION } from '#shared/catalogue/file.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { Json } from '#shared/rpc.ts'
import { addHash, canonicalJson, rowHash } from '#shared/sync/canonical.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { SCHEMA, type Change, type SnapshotInfo, type Sum } from '#shared/sync/wire.ts'

export const TEST_EPOCH = '0123456789abcdef0123456789abcdef'

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

export type TestRow = { readonly kind: string; readonly ver: number; readonly doc: { readonly id: string } }

/** Rows as a server has them. */
export const versioned = (kind: 'structure' | 'service', doc: Structure | Service, ver = 1): TestRow => ({ kind, ver, doc })

export const hashOf = ({ kind, ver, doc }: TestRow): number =>
  rowHash(sha256, kind, doc.id, ver, canonicalJson(doc as unknown as Json))

export const putOf = (row: TestRow, seq: number): Change => ({
  op: 'put',
  seq,
  kind: row.kind,
  id: row.doc.id,
  ver: row.ver,
  h: hashOf(row),
  doc: row.doc as unknown as Record<string, Json>,
})

export const sumsOf = (rows: readonly TestRow[]): Record<string, Sum> => {
  const sums: Record<string, Sum> = {}
  for (const row of rows) {
    const { n, sum } = sums[row.kind] ?? { n: 0, sum: 0 }
    sums[row.kind] = { n: n + 1, sum: addHash(sum, hashOf(row)) }
  }
  return sums
}

export type SnapshotOptions = {
  readonly epoch?: string
  readonly seq?: number
  readonly scope?: string
  readonly at?: string
  readonly partSize?: number
  /** Last changes to the file before it is hashed. */
  readonly tamper?: (db: Database.Database) => void
}

export type TestSnapshot = { readonly info: SnapshotInfo; readonly bytes: Uint8Array; readonly raw: Uint8Array }

/** A snapshot as a server makes it, of invented rows. */
export const makeSnapshot = (rows: readonly TestRow[], options: SnapshotOptions = {}): TestSnapshot => {
  const { epoch = TEST_EPOCH, seq = 10, scope = FRANCE, at = '2026-06-02T00:00:00.000Z', partSize = 4096 } = options
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'))
  try {
    const file = join(folder, 'snapshot.db')
    const db = new Database(file)
    const sums = sumsOf(rows)
    const writer = writeCatalogue(db, () => null)
    for (const row of rows) {
      const version = { ver: row.ver, h: hashOf(row), scopes: scope === FRANCE ? null : scope }
      if (row.kind === 'structure') writer.addStructure(row.doc as Structure, version)
      else if (row.kind === 'service') writer.addService(row.doc as Service, version)
      else writer.addOther({ ...version, kind: row.kind, id: row.doc.id, doc: JSON.stringify(row.doc) })
    }
    writer.finish({ demonstration: true, genere_le: at, replica: { epoch, schema: SCHEMA, at, scopes: [{ scope, seq, sums }] } })
    options.tamper?.(db)
    db.close()
    const raw = readFileSync(file)
    const bytes = zstdCompressSync(raw, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    const parts = Array.from({ length: Math.ceil(bytes.length / partSize) }, (_, i) =>
      sha256(bytes.subarray(i * partSize, (i + 1) * partSize)),
    )
    return {
      bytes,
      raw,
      info: {
        scope,
        schema: SCHEMA,
        epoch,
        seq,
        url: `/sync/v1/blob/${epoch}.${seq}.db.zst`,
        enc: 'zstd',
        bytes: bytes.length,
        sha256: sha256(bytes),
        raw_bytes: raw.length,
        raw_sha256: sha256(raw),
        parts: { size: partSize, sha256: parts },
        sums,
        file_version: CATALOGUE_VERSION,
        min_safe_version: CATALOGUE_MIN_SAFE_VERSION,
      },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Sends the bytes in pieces. */
export const blobOf = (bytes: Uint8Array, piece = 1000) =>
  async function* blob(_url: string, from: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
