import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import { createVault, type Vault } from './vault.ts'

/**
 * The key of the folders of people: made at random, wrapped by a code that is kept nowhere, and sealed again by the desk's own key, so
 * that neither the machine without the code nor a copy of the file without the machine opens them. In memory only while unlocked.
 */

/** About a tenth of a second and 64 MB: what one guess costs (RFC 7914; OWASP asks for N = 2^16 with r = 8, p = 2 at most). */
const COST = { log2N: 16, r: 8, p: 1 } as const
/** Those of a row that somebody altered must not take the memory of the machine. */
const MOST_LOG2N = 18
const MOST_RP = 16
const SALT_BYTES = 16
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
export const SHORTEST_CODE = 6

/** Wrong codes that are let by, then how long to wait: doubled each time, a quarter of an hour at most. */
const FREE_TRIES = 3
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000

const CELL = { table: 'folder_code', row: '1', column: 'cle' }

type Row = {
  readonly sel: Buffer
  /** `log2N,r,p`: a later version may ask for more, and still open what this one wrapped. */
  readonly cout: string
  readonly cle: Buffer
  readonly essais: number
  readonly pas_avant: number
}

const kek = (code: string, salt: Uint8Array, cout: string): Buffer => {
  const [log2N = 0, r = 0, p = 0] = cout.split(',').map(Number)
  if (log2N > MOST_LOG2N || r > MOST_RP || p > MOST_RP) throw new DoraError('donnees-utilisateur-illisibles')
  const N = 2 ** log2N
  return scryptSync(code.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r + 1024 * 1024 })
}

const wrap = (key: Uint8Array, by: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', by, nonce, { authTagLength: TAG_BYTES })
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** Null for another code. */
const unwrap = (wrapped: Buffer, by: Uint8Array): Buffer | null => {
  const decipher = createDecipheriv('aes-256-gcm', by, wrapped.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES, wrapped.length - TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

export type FolderKey = ReturnType<typeof createFolderKey>
export type LockState = { readonly etat: 'a-creer' | 'verrouille' | 'ouvert'; readonly attente_s: number }

/** @param now milliseconds since 1970 */
export const createFolderKey = (db: WritableDb, vault: Vault, now: () => number) => {
  const read = db.prepare<[], Row>(`SELECT sel, cout, cle, essais, pas_avant FROM folder_code WHERE n = 1`)
  const put = db.prepare(`INSERT OR REPLACE INTO folder_code (n, sel, cout, cle, essais, pas_avant) VALUES (1, ?, ?, ?, 0, 0)`)
  const miss = db.prepare(`UPDATE folder_code SET essais = ?, pas_avant = ? WHERE n = 1`)
  let opened: { readonly key: Buffer; readonly vault: Vault } | null = null

  const lock = (): void => {
    opened?.key.fill(0)
    opened = null
  }
  /** A clock set back must not lock the folders for years. */
  const waitMs = (row: Row): number => Math.min(LONGEST_WAIT_MS, Math.max(0, row.pas_avant - now()))
  const state = (): LockState => {
    const row = read.get()
    if (row === undefined) return { etat: 'a-creer', attente_s: 0 }
    return { etat: opened === null ? 'verrouille' : 'ouvert', attente_s: Math.ceil(waitMs(row) / 1_000) }
  }
  const keep = (key: Buffer, code: string): void => {
    const salt = randomBytes(SALT_BYTES)
    const cout = `${COST.log2N},${COST.r},${COST.p}`
    put.run(salt, cout, vault.seal(wrap(key, kek(code, salt, cout)), CELL))
    opened = { key, vault: createVault(key) }
  }
  const checkLength = (code: string): void => {
    if ([...code.trim()].length < SHORTEST_CODE) throw new DoraError('code-trop-court', { minimum: SHORTEST_CODE })
  }
  /** The key that this code opens; fails with `code-refuse`, and the next tries wait longer and longer. */
  const keyOf = (code: string): Buffer => {
    const row = read.get()
    if (row === undefined) throw new DoraError('dossiers-verrouilles')
    const wait = waitMs(row)
    if (wait > 0) throw new DoraError('code-refuse', { attente_s: Math.ceil(wait / 1_000) })
    const key = unwrap(Buffer.from(vault.open(row.cle, CELL)), kek(code, row.sel, row.cout))
    if (key !== null) {
      miss.run(0, 0)
      return key
    }
    const tries = row.essais + 1
    const delay = tries < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES))
    miss.run(tries, delay === 0 ? 0 : now() + delay)
    throw new DoraError('code-refuse', { attente_s: Math.ceil(delay / 1_000) })
  }

  return {
    state,
    /** Fails with `code-trop-court`, or `code-deja-choisi`. */
    choose: (code: string): LockState => {
      checkLength(code)
      if (read.get() !== undefined) throw new DoraError('code-deja-choisi')
      keep(randomBytes(KEY_BYTES), code)
      return state()
    },
    open: (code: string): LockState => {
      const key = keyOf(code)
      lock()
      opened = { key, vault: createVault(key) }
      return state()
    },
    change: (before: string, after: string): LockState => {
      checkLength(after)
      const key = keyOf(before)
      lock()
      keep(key, after)
      return state()
    },
    lock: (): LockState => {
      lock()
      return state()
    },
    /** Forgets the key for good: what it sealed can never be read again. */
    erase: (): void => {
      lock()
      db.prepare(`DELETE FROM folder_code`).run()
    },
    /** Fails with `dossiers-verrouilles`. */
    vault: (): Vault => {
      if (opened === null) throw new DoraError('dossiers-verrouilles')
      return opened.vault
    },
    isOpen: (): boolean => opened !== null,
  }
}
