import { crc32, deflateRawSync } from 'node:zlib'

const [LOCAL, DIRECTORY, END] = [0x04034b50, 0x02014b50, 0x06054b50]
const VERSION = 20
const UTF8_NAMES = 0x0800
const DEFLATED = 8
/** 1980-01-01, the first day that the format knows: the same content gives the same bytes. */
const DAY = 0x21

const header = (
  size: number,
  signature: number,
  fields: readonly (readonly [at: number, bytes: 2 | 4, value: number])[],
): Buffer => {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(signature, 0)
  for (const [at, width, value] of fields) bytes.writeUIntLE(value, at, width)
  return bytes
}

/** An archive of a few small parts, in order. */
export const writeZip = (parts: readonly (readonly [name: string, content: string])[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const [nameBytes, raw] = [Buffer.from(name), Buffer.from(content)]
    const packed = deflateRawSync(raw)
    const common = (from: number) =>
      [
        [from, 2, VERSION],
        [from + 2, 2, UTF8_NAMES],
        [from + 4, 2, DEFLATED],
        [from + 8, 2, DAY],
        [from + 10, 4, crc32(raw)],
        [from + 14, 4, packed.length],
        [from + 18, 4, raw.length],
        [from + 22, 2, nameBytes.length],
      ] as const
    const local = header(30, LOCAL, common(4))
    directory.push(header(46, DIRECTORY, [[4, 2, VERSION], ...common(6), [42, 4, offset]]), nameBytes)
    bodies.push(local, nameBytes, packed)
    offset += local.length + nameBytes.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = header(22, END, [
    [8, 2, parts.length],
    [10, 2, parts.length],
    [12, 4, listed.length],
    [16, 4, offset],
  ])
  return Buffer.concat([...bodies, listed, end])
}
