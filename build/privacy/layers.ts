import Database from 'better-sqlite3'
import { constants, gunzipSync, inflateRawSync, zstdDecompressSync } from 'node:zlib'

/** What bytes hold besides themselves: what is compressed, encoded or kept in cells inside them, as deep as it goes. */

export type Layer = {
  /** How it was come by, outermost first; empty for the bytes themselves. */
  readonly par: readonly string[]
  readonly bytes: Buffer
}

const DEEPEST = 3
/** Of what is inflated from one place. */
const MOST_BYTES = 512 * 1024 * 1024

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const SQLITE = Buffer.from('SQLite format 3\0', 'latin1')

function* occurrences(bytes: Buffer, magic: Buffer): Generator<number> {
  for (let at = bytes.indexOf(magic); at !== -1; at = bytes.indexOf(magic, at + 1)) yield at
}

/** Null for what only looked compressed. What was cut gives what it has. */
const attempted = (inflate: () => Buffer): Buffer | null => {
  try {
    const inflated = inflate()
    return inflated.length === 0 ? null : inflated
  } catch {
    return null
  }
}

const CUT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES }
const HEADER_BYTES = 10

const ungzipped = (bytes: Buffer): Buffer | null =>
  attempted(() => gunzipSync(bytes, CUT)) ??
  // With something after it; a header that says more is not of what we write.
  (bytes[3] === 0 ? attempted(() => inflateRawSync(bytes.subarray(HEADER_BYTES), CUT)) : null)

const unzstd = (bytes: Buffer): Buffer | null =>
  attempted(() => zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush, maxOutputLength: MOST_BYTES }))

/** An entry of a zip file, from its own header. */
const unzipped = (bytes: Buffer): Buffer | null => {
  if (bytes.length < 30) return null
  const from = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)
  // Stored as it is: it is read with the file itself.
  return bytes.readUInt16LE(8) === 8 ? attempted(() => inflateRawSync(bytes.subarray(from), CUT)) : null
}

function* compressed(bytes: Buffer): Generator<readonly [string, Buffer]> {
  for (const [name, magic, inflate] of [
    ['gzip', GZIP, ungzipped],
    ['zstd', ZSTD, unzstd],
    ['zip', ZIP, unzipped],
  ] as const) {
    for (const at of occurrences(bytes, magic)) {
      const inflated = inflate(bytes.subarray(at))
      if (inflated !== null) yield [name, inflated]
    }
  }
}

/** Every cell of every table, one after the other: a value that two pages share is whole here. */
export const cellsOf = (db: Database.Database): Buffer => {
  const parts: Buffer[] = []
  const end = Buffer.from('\n')
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0`).pluck().all()
  for (const name of names) {
    for (const row of db
      .prepare<[], unknown[]>(`SELECT * FROM "${name.replaceAll('"', '""')}"`)
      .raw()
      .iterate()) {
      for (const value of row) {
        if (typeof value === 'string') parts.push(Buffer.from(value), end)
        else if (Buffer.isBuffer(value)) parts.push(value, end)
        else if (value !== null) parts.push(Buffer.from(String(value)), end)
      }
    }
  }
  return Buffer.concat(parts)
}

const cells = (bytes: Buffer): Buffer | null => {
  if (!bytes.subarray(0, SQLITE.length).equals(SQLITE)) return null
  const copy = Buffer.from(bytes)
  // A database in memory cannot be in WAL mode.
  copy.set([1, 1], 18)
  try {
    const db = new Database(copy, { readonly: true })
    try {
      return cellsOf(db)
    } finally {
      db.close()
    }
  } catch {
    // Half written, or in the middle of a checkpoint: its bytes are searched.
    return null
  }
}

const BASE64 = /[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*/g
const HEX = /[0-9a-fA-F]{32,}/g

function* encoded(bytes: Buffer): Generator<readonly [string, Buffer]> {
  const text = bytes.toString('latin1')
  const runs: Buffer[] = []
  for (const [run] of text.matchAll(BASE64)) {
    const letters = run.replace(/[\r\n]/g, '')
    // It may begin anywhere in what looks like it.
    for (let shift = 0; shift < 4; shift += 1) runs.push(Buffer.from(letters.slice(shift), 'base64'))
  }
  if (runs.length > 0) yield ['base64', Buffer.concat(runs.flatMap((run) => [run, Buffer.from('\n')]))]
  const bytesOfHex: Buffer[] = []
  for (const [run] of text.matchAll(HEX))
    for (let shift = 0; shift < 2; shift += 1) bytesOfHex.push(Buffer.from(run.slice(shift), 'hex'), Buffer.from('\n'))
  if (bytesOfHex.length > 0) yield ['hexadécimal', Buffer.concat(bytesOfHex)]
  const unescaped = text
    .replace(/=\r?\n/g, '')
    .replace(/[=%]([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#(?:x([0-9a-f]{1,2})|(\d{1,3}));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCharCode(hex === undefined ? Number(decimal) & 255 : Number.parseInt(hex, 16)),
    )
  if (unescaped !== text) yield ['échappements', Buffer.from(unescaped, 'latin1')]
}

/** Room kept on a disk for when it is full. */
const isBlank = (bytes: Buffer): boolean => bytes.length > 0 && bytes[0] === 0 && bytes.equals(Buffer.alloc(bytes.length))

type Depth = {
  /** Also what is written in other letters: base64, hexadecimal, escapes. */
  readonly encoded: boolean
}

/**
 * The bytes, and all that can be decoded of them. Beyond the first, base64 and hexadecimal are not looked for in themselves: what is
 * sealed looks like both everywhere.
 */
export function* layersOf(bytes: Buffer, depth: Depth = { encoded: true }, par: readonly string[] = []): Generator<Layer> {
  if (isBlank(bytes)) return
  yield { par, bytes }
  if (par.length >= DEEPEST) return
  const inner = cells(bytes)
  if (inner !== null) yield* layersOf(inner, depth, [...par, 'cellules'])
  for (const [name, inside] of compressed(bytes)) yield* layersOf(inside, depth, [...par, name])
  // Decoded twice the same way, noise is only noise.
  if (!depth.encoded || par.includes('base64') || par.includes('hexadécimal')) return
  for (const [name, inside] of encoded(bytes)) {
    if (name === 'échappements') yield { par: [...par, name], bytes: inside }
    else yield* layersOf(inside, depth, [...par, name])
  }
}
