import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Private rows at rest: AES-256-GCM, with a key that is not in the database (sync.md §2.11), so that a copy of the database alone
 * tells nothing. Sealing is random: two seals of one text differ, and only what they open to can be compared.
 */
export type Seal = {
  /** @param context what the text belongs to: a sealed text moved elsewhere does not open. */
  readonly seal: (context: string, text: string) => string
  /** Throws when the key is another one, or the text was changed or moved. */
  readonly open: (context: string, sealed: string) => string
  /**
   * A name in place of `text`, the same each time, that nobody makes or finds again without the key: 32 hexadecimal digits of an HMAC.
   * @param context one text has another name in each.
   */
  readonly alias: (context: string, text: string) => string
}

/** The same for the bytes of files, which are kept apart from the database. */
export type BytesSeal = {
  /** @param context what the bytes belong to: sealed bytes moved elsewhere do not open. */
  readonly seal: (context: string, bytes: Uint8Array) => Buffer
  /** Throws when the key is another one, or the bytes were changed, cut or moved. */
  readonly open: (context: string, sealed: Uint8Array) => Buffer
}

const PREFIX = 'scelle1:'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param label what the key is for: one for texts is of no use for bytes. */
const keyFor = (secret: Uint8Array, label: string): KeyObject => {
  if (secret.length !== KEY_BYTES) throw new Error('La clé du serveur doit faire 32 octets.')
  // As an object: given as bytes, it is made ready again at each use, which costs more than the sealing.
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', label, KEY_BYTES)))
}

/** @returns nonce, tag, then the bytes. */
const sealWith = (key: KeyObject, context: string, bytes: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = [cipher.update(bytes), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body])
}

const openWith = (key: KeyObject, context: string, bytes: Uint8Array): Buffer => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

/** @param secret 32 random bytes. */
export const createSeal = (secret: Uint8Array): Seal => {
  const key = keyFor(secret, 'dora-server/rows/1')
  const aliases = keyFor(secret, 'dora-server/aliases/1')
  return {
    seal: (context, text) => PREFIX + sealWith(key, context, Buffer.from(text)).toString('base64'),
    open: (context, sealed) => {
      if (!sealed.startsWith(PREFIX)) throw new Error('A private row is not sealed.')
      return openWith(key, context, Buffer.from(sealed.slice(PREFIX.length), 'base64')).toString('utf8')
    },
    // Told apart as an array: no separator can be forged from inside a part.
    alias: (context, text) =>
      createHmac('sha256', aliases)
        .update(JSON.stringify([context, text]))
        .digest('hex')
        .slice(0, 32),
  }
}

const BYTES_PREFIX = Buffer.from('scelle1\n')

/** @param secret 32 random bytes. */
export const createBytesSeal = (secret: Uint8Array): BytesSeal => {
  const key = keyFor(secret, 'dora-server/blobs/1')
  return {
    seal: (context, bytes) => Buffer.concat([BYTES_PREFIX, sealWith(key, context, bytes)]),
    open: (context, sealed) => {
      const body = sealed.subarray(BYTES_PREFIX.length)
      if (body.length < NONCE_BYTES + TAG_BYTES || !BYTES_PREFIX.equals(sealed.subarray(0, BYTES_PREFIX.length)))
        throw new Error('A file is not sealed.')
      return openWith(key, context, body)
    },
  }
}

/** 64 hexadecimal digits, or 32 bytes in base64. */
export const parseServerKey = (text: string): Uint8Array => {
  const trimmed = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (bytes.length !== KEY_BYTES) {
    throw new Error('La clé du serveur est illisible\u202f: 64 chiffres hexadécimaux, ou 32 octets en base64, sont attendus.')
  }
  return bytes
}

/**
 * The key of `file`, made when there is none, readable by the owner only. Never replaces a file that is there: a key lost is every
 * private row lost. Throws, in French, when the file cannot be read as a key.
 */
export const loadServerKey = (file: string): Uint8Array => {
  try {
    return parseServerKey(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  const handle = openSync(beside, 'wx', 0o600)
  try {
    writeSync(handle, `${randomBytes(KEY_BYTES).toString('hex')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    // Fails when another process has just made one, which is then the key.
    linkSync(beside, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(beside, { force: true })
  }
  return parseServerKey(readFileSync(file, 'utf8'))
}

/** JSON never begins so. */
export const isSealed = (text: string): boolean => text.startsWith(PREFIX)
