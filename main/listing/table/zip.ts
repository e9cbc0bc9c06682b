import { crc32, createInflateRaw } from 'node:zlib'
import { DoraError } from '#shared/errors.ts'
import type { TableLimits } from './limits.ts'

/**
 * Reading of a ZIP archive by its directory, so that entries, sizes and ciphers are known before anything is inflated; then each part
 * inflates in pieces, counted against what was declared and against the limits. Nothing is written to disk.
 */
type Entry = {
  readonly name: string
  readonly ciphered: boolean
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

export type Zip = {
  /** As written, without a leading slash. */
  readonly names: readonly string[]
  /** The name of a part whatever its case; null when there is none. */
  readonly find: (name: string) => string | null
  /** Inflated, in pieces. Throws `tableau-abime`, `tableau-gonfle` or `tableau-chiffre`. */
  readonly read: (name: string) => AsyncGenerator<Buffer>
}

const [END, DIRECTORY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
const SEE_EXTRA = 0xffffffff
const ZIP64_EXTRA = 1
const [STORED, DEFLATED] = [0, 8]
/** A part this small may be as repetitive as it likes. */
const RATIO_FROM = 4 * 1024 * 1024
const PIECE = 64 * 1024

const damaged = (raison: string, cause?: unknown): DoraError => new DoraError('tableau-abime', { raison }, cause)
const bomb = (): DoraError => new DoraError('tableau-gonfle')

const findEnd = (bytes: Buffer): number => {
  for (let at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - LONGEST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  throw damaged('la fin du classeur manque')
}

/** Sizes and place from the extra field that some writers always use, however small the file. */
const fromExtra = (extra: Buffer, short: readonly [number, number, number]): readonly [number, number, number] => {
  if (!short.includes(SEE_EXTRA)) return short
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_EXTRA) continue
    let next = at + 4
    const [size, packed, offset] = short.map((value) => {
      if (value !== SEE_EXTRA) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    })
    return [size ?? 0, packed ?? 0, offset ?? 0]
  }
  throw damaged('une taille manque')
}

const readDirectory = (bytes: Buffer, limits: TableLimits): readonly Entry[] => {
  const end = findEnd(bytes)
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.entrees) throw bomb()
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY) throw damaged('son sommaire est faux')
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const nameEnd = at + 46 + nameLength
    const extra = bytes.subarray(nameEnd, nameEnd + extraLength)
    const short = [24, 20, 42].map((field) => bytes.readUInt32LE(at + field)) as [number, number, number]
    const [size, packed, offset] = fromExtra(extra, short)
    entries.push({
      name: bytes
        .toString('utf8', at + 46, nameEnd)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      ciphered: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed,
      size,
      offset,
    })
    at = nameEnd + extraLength + commentLength
  }
  return entries
}

/** What an entry holds, still packed. */
const packedBytes = (bytes: Buffer, { offset, packed }: Entry): Buffer => {
  if (bytes.readUInt32LE(offset) !== LOCAL) throw damaged('une partie n’est pas où le sommaire le dit')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + packed > bytes.length) throw damaged('une partie est coupée')
  return bytes.subarray(start, start + packed)
}

/** Parts that share bytes: how a small archive declares little and inflates to much. */
const refuseOverlap = (entries: readonly Entry[]): void => {
  const byPlace = entries.toSorted((a, b) => a.offset - b.offset)
  byPlace.forEach(({ offset }, index) => {
    const before = byPlace[index - 1]
    if (before !== undefined && before.offset + 30 + before.packed > offset) throw bomb()
  })
}

/** Runs what reads bytes by their place: a place outside of the file is a damaged file. */
const within = <T>(act: () => T): T => {
  try {
    return act()
  } catch (error) {
    if (error instanceof RangeError) throw damaged('son sommaire est faux', error)
    throw error
  }
}

export const openZip = (bytes: Buffer, limits: TableLimits): Zip => {
  const entries = within(() => readDirectory(bytes, limits))
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  if (byName.size !== entries.length) throw damaged('une partie y figure deux fois')
  if (entries.some(({ ciphered }) => ciphered)) throw new DoraError('tableau-chiffre')
  if (entries.reduce((sum, { size }) => sum + size, 0) > limits.gonfle) throw bomb()
  refuseOverlap(entries)
  let inflated = 0

  async function* read(name: string): AsyncGenerator<Buffer> {
    const entry = byName.get(name.toLowerCase())
    if (entry === undefined) throw damaged(`la partie ${name} manque`)
    const packed = within(() => packedBytes(bytes, entry))
    let [size, sum] = [0, 0]
    const pieces = entry.method === STORED ? [packed] : entry.method === DEFLATED ? inflate(packed) : null
    if (pieces === null) throw damaged('sa compression n’est pas reconnue')
    try {
      for await (const piece of pieces) {
        size += piece.length
        inflated += piece.length
        if (size > entry.size || inflated > limits.gonfle) throw bomb()
        if (size > RATIO_FROM && size > entry.packed * limits.rapport) throw bomb()
        sum = crc32(piece, sum)
        yield piece
      }
    } catch (error) {
      if (error instanceof DoraError) throw error
      throw damaged('une partie ne peut pas être décompressée', error)
    }
    if (size !== entry.size || sum !== entry.crc) throw damaged('une partie ne correspond pas à sa somme de contrôle')
  }

  return { names: entries.map(({ name }) => name), find: (name) => byName.get(name.toLowerCase())?.name ?? null, read }
}

/** By pieces, as they are asked for: what is not read is not inflated. */
async function* inflate(packed: Buffer): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: PIECE })
  stream.end(packed)
  for await (const piece of stream) yield piece as Buffer
}
