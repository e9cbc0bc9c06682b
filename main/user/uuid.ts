/** Gives a new identifier at each call; injected, so that a simulation repeats itself. */
export type NewId = () => string

/** Bytes without order nor meaning. */
const RANDOM_BYTES = 10

/**
 * UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then chance. Sorted as they were made, which keeps indexes compact.
 * @param nowMs milliseconds since 1970. @param random at least ten bytes.
 */
export const uuidV7 = (nowMs: number, random: Uint8Array): string => {
  if (random.byteLength < RANDOM_BYTES) throw new Error('a UUIDv7 needs ten random bytes')
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Math.max(0, Math.trunc(nowMs)) % 2 ** 48, 0, 6)
  bytes.set(random.subarray(0, RANDOM_BYTES), 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
