import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'

/**
 * Seals personal values with AES-256-GCM before they reach the disk.
 * Envelope: format (1 byte) · key id (4) · nonce (12) · ciphertext · tag (16).
 * The key id tells a wrong key from a damaged value; the format byte leaves room for another cipher.
 */
const FORMAT = 1
const KEY_ID_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES
const OVERHEAD_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES

/** Where a value lives. Bound to the seal, so that a value copied into another cell does not open there. */
export type Cell = { readonly table: string; readonly row: string; readonly column: string }

export type Vault = {
  readonly seal: (plain: Uint8Array, cell: Cell) => Uint8Array
  /** Fails with `cle-absente` when sealed by another key, `donnees-utilisateur-illisibles` when altered or moved. */
  readonly open: (sealed: Uint8Array, cell: Cell) => Uint8Array
  readonly sealText: (plain: string, cell: Cell) => Uint8Array
  readonly openText: (sealed: Uint8Array, cell: Cell) => string
}

/** JSON of an array: no separator can be forged from inside a part. */
const boundTo = ({ table, row, column }: Cell): Buffer => Buffer.from(JSON.stringify([table, row, column]))

/** @param key 32 bytes, from the platform's secrets. */
export const createVault = (key: Uint8Array): Vault => {
  if (key.byteLength !== 32) throw new Error('the vault needs a 32-byte key')
  const keyId = createHash('sha256').update('dora-desk:key-id').update(key).digest().subarray(0, KEY_ID_BYTES)
  const head = Buffer.concat([Buffer.of(FORMAT), keyId])
  // Made once: a thousand values are sealed at a time, and preparing the key took longer than using it.
  const secret = createSecretKey(key)

  const seal = (plain: Uint8Array, cell: Cell): Uint8Array => {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(Buffer.concat([head, boundTo(cell)]))
    return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  const open = (sealed: Uint8Array, cell: Cell): Uint8Array => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
    if (bytes.byteLength < OVERHEAD_BYTES || bytes[0] !== FORMAT) throw new DoraError('donnees-utilisateur-illisibles')
    if (!bytes.subarray(1, HEAD_BYTES).equals(keyId)) throw new DoraError('cle-absente')
    const nonce = bytes.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.concat([head, boundTo(cell)]))
    decipher.setAuthTag(bytes.subarray(bytes.byteLength - TAG_BYTES))
    try {
      const body = bytes.subarray(HEAD_BYTES + NONCE_BYTES, bytes.byteLength - TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()])
    } catch (cause) {
      throw new DoraError('donnees-utilisateur-illisibles', undefined, cause)
    }
  }

  return {
    seal,
    open,
    sealText: (plain, cell) => seal(Buffer.from(plain, 'utf8'), cell),
    openText: (sealed, cell) => Buffer.from(open(sealed, cell)).toString('utf8'),
  }
}
