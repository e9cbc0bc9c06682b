import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto'
import { fingerprintOf, kitFile, SIGNED_PREFIX } from '#shared/kit/file.ts'

/**
 * Signs territory kits, with an Ed25519 key made of the server's own key (sync/seal.ts): wherever that one is, this one is, on every
 * replica the same, and neither is ever in the database.
 */
export type KitSigner = {
  /** Public key, 32 bytes in base64url. */
  readonly cle: string
  /** `ABCD-0123-4567-89EF`: what people compare by voice. */
  readonly empreinte: string
  /** The file of a kit. The same text has the same file. @param text canonical JSON */
  readonly sign: (text: string) => string
}

const SEED_BYTES = 32
/** DER of a PKCS #8 Ed25519 private key, up to its seed (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** @param secret the server's key, 32 bytes. */
export const createKitSigner = (secret: Uint8Array): KitSigner => {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'dora-server/kit/1', SEED_BYTES))
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
  const raw = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES)
  const cle = raw.toString('base64url')
  return {
    cle,
    empreinte: fingerprintOf(createHash('sha256').update(raw).digest('hex')),
    sign: (text) => kitFile(cle, sign(null, Buffer.from(SIGNED_PREFIX + text), key).toString('base64url'), text),
  }
}
