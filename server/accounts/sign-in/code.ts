import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Codes that a desk exchanges for a session. Their alphabet (Crockford's base 32) can be read aloud: no letter looks like a digit,
 * and those that do are taken for it.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Carried by an address: nobody types it. */
export const ADDRESS_CODE = 32
/** Typed by a person: 50 bits, for five minutes, and of no use without the verifier that the desk keeps. */
export const TYPED_CODE = 10

export const newCode = (length: number): string =>
  Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length] as string).join('')

/** XXXXX-XXXXX. */
export const readable = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-')

/** As it was made, however it was typed: dashes, blanks and capitals are of no account. */
export const normalised = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')

/** Whether a verifier is the one that a challenge was made of (RFC 7636, S256). */
export const proves = (verifieur: string, defi: string): boolean => {
  const made = Buffer.from(createHash('sha256').update(verifieur).digest('base64url'))
  const asked = Buffer.from(defi)
  return made.length === asked.length && timingSafeEqual(made, asked)
}
