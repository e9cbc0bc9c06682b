import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { promisify } from 'node:util'

/** RFC 7914 with parameters that OWASP gives for scrypt: 32 MiB, three times over. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const KEY_BYTES = 32
const SALT_BYTES = 16

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

/** Derivations at once: they must leave the threads that compress answers and read files, and memory, to everybody else. */
const AT_ONCE = 2
/** Waiting for their turn at most: some ten seconds of work. */
const MAX_WAITING = 50
let running = 0
const waiting: (() => void)[] = []

/** Too many passwords to judge at once: those who ask are to come back. */
export class Crowded extends Error {}

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (waiting.length >= MAX_WAITING) throw new Crowded('too many at once')
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}

const keyOf = (password: string, salt: Buffer, cost: { readonly N: number; readonly r: number; readonly p: number }) =>
  inTurn(() => derive(password.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem: 256 * cost.N * cost.r }))

/** What is kept of a password. Rejects with Crowded. Written: `scrypt$<N>$<r>$<p>$<salt>$<key>`. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES)
  const key = await keyOf(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

const KEPT = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([\w-]{22})\$([\w-]{43})$/
/** What an unknown account is compared with, so that it takes as long as a known one. No password has it. */
const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$')

/** Whether that is the password, or rejects with Crowded; `kept` is null for an account that does not exist, which takes the same work. */
export const isPassword = async (password: string, kept: string | null): Promise<boolean> => {
  const [, N, r, p, salt = '', expected = ''] = KEPT.exec(kept ?? NOBODY) ?? KEPT.exec(NOBODY) ?? []
  const key = await keyOf(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(key, Buffer.from(expected, 'base64url')) && kept !== null
}

/** Letters and digits that nobody mistakes for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A random password that can be read aloud: 20 characters of 31, 99 bits. */
export const readablePassword = (): string => {
  const letters: string[] = []
  while (letters.length < 20) {
    for (const byte of randomBytes(32)) {
      // Bytes above the last whole multiple would favour the first letters.
      if (byte < READABLE.length * 8 && letters.length < 20) letters.push(READABLE[byte % READABLE.length] as string)
    }
  }
  return letters.join('').replace(/.{5}(?=.)/g, '$&-')
}
