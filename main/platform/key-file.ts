import { DoraError } from '#shared/errors.ts'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomically } from '../app/write-atomically.ts'

/** Where the keys of a data folder lie: `<name>.key` as they are, or `<name>.wrapped` by the system's store (Electron). */
export const keyPaths = (dataFolder: string, name: string): { readonly plain: string; readonly wrapped: string } => {
  if (!/^[a-z][a-z-]{0,40}$/.test(name)) throw new Error(`not a key name: ${name}`)
  return { plain: join(dataFolder, 'keys', `${name}.key`), wrapped: join(dataFolder, 'keys', `${name}.wrapped`) }
}

export const KEY_BYTES = 32
export const newKey = (): Uint8Array => new Uint8Array(randomBytes(KEY_BYTES))

/** Reads a key kept as it is. A file of the wrong length is left alone: what it protected may yet be saved. */
export const readPlainKey = (file: string): Uint8Array => {
  let key: Buffer
  try {
    key = readFileSync(file)
  } catch (cause) {
    throw new DoraError('cle-absente', undefined, cause)
  }
  if (key.length !== KEY_BYTES) throw new DoraError('cle-absente')
  return new Uint8Array(key)
}

/**
 * The key in a 0600 file. When the application has run in Electron, which moves the key to the system's store,
 * this host cannot read it: `cle-absente`, rather than a second key that would make two halves of one file.
 */
export const loadPlainKey = (dataFolder: string, name: string): Uint8Array => {
  const { plain, wrapped } = keyPaths(dataFolder, name)
  if (existsSync(plain)) {
    if (process.platform !== 'win32' && (statSync(plain).mode & 0o077) !== 0) chmodSync(plain, 0o600)
    return readPlainKey(plain)
  }
  if (existsSync(wrapped)) throw new DoraError('cle-absente')
  const key = newKey()
  try {
    writeAtomically(plain, key)
  } catch (cause) {
    throw new DoraError('ecriture-impossible', undefined, cause)
  }
  return key
}

export const removePlainKey = (dataFolder: string, name: string): void =>
  rmSync(keyPaths(dataFolder, name).plain, { force: true })
