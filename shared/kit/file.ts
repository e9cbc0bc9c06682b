/**
 * A kit as a file: one line that says what it is, whose key signs it and the signature, then the canonical JSON that is signed, to
 * the last byte. The line has one writing only: whatever is changed in the file, it is no longer one that its key signed.
 */

const MAGIC = 'DORA-KIT 1'
/** What is signed begins so: a signature made for a kit is good for nothing else. */
export const SIGNED_PREFIX = 'dora/kit/1\n'

/** A logo of 200 kB and texts, in base64 and JSON. */
export const MAX_KIT_BYTES = 600_000

const LINE = /^DORA-KIT 1 ([\w-]{43}) ([\w-]{86})$/
const LINE_BYTES = MAGIC.length + 1 + 43 + 1 + 86

/** @param cle Ed25519 public key, 32 bytes in base64url. @param signature 64 bytes in base64url, of `SIGNED_PREFIX` and `text`. */
export const kitFile = (cle: string, signature: string, text: string): string => `${MAGIC} ${cle} ${signature}\n${text}`

export type Envelope = {
  readonly cle: string
  readonly signature: string
  /** What is signed, unread. */
  readonly signed: Uint8Array
}

/** Null for what is no kit of this version. */
export const openEnvelope = (bytes: Uint8Array): Envelope | null => {
  if (bytes.length > MAX_KIT_BYTES || bytes[LINE_BYTES] !== 0x0a) return null
  const [, cle, signature] = LINE.exec(String.fromCharCode(...bytes.subarray(0, LINE_BYTES))) ?? []
  if (cle === undefined || signature === undefined) return null
  return { cle, signature, signed: bytes.subarray(LINE_BYTES + 1) }
}

/** What people check by voice: sixteen hexadecimal digits of the SHA-256 of the key, by four. @param sha256 hexadecimal */
export const fingerprintOf = (sha256: string): string => (sha256.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-')
