import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DoraError } from '#shared/errors.ts'
import { openWritable, type WritableDb } from '#main/db/open.ts'
import { coded } from './failures.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS, type Migration } from './migrations.ts'
import type { Vault } from './vault.ts'

const WITNESS = { table: 'meta', row: 'temoin', column: 'valeur' }

/**
 * A value sealed when the file is made. Opening it tells at once that the key is the right one,
 * before anything is sealed with another that would be lost with it.
 */
const checkKey = (db: WritableDb, vault: Vault, readOnly: boolean): void => {
  const sealed = db.prepare(`SELECT valeur FROM meta WHERE cle = 'temoin'`).pluck().get() as Buffer | undefined
  if (sealed === undefined && readOnly) return
  if (sealed === undefined) db.prepare(`INSERT INTO meta VALUES ('temoin', ?)`).run(vault.sealText('dora', WITNESS))
  else vault.openText(sealed, WITNESS)
}

/** Made by us before SQLite opens it, so that it is never readable by others, not even for an instant; -wal and -shm inherit its mode. */
const prepareFile = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'user.db')
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  return file
}

export type UserDb = { readonly db: WritableDb; readonly readOnly: boolean }

/**
 * Opens `<folder>/user.db`, made on first use. A damaged file is never replaced nor repaired:
 * it fails with `donnees-utilisateur-illisibles` and stays as it is, for someone to recover.
 * One that a newer application wrote, and that this one may harm, can only be read.
 */
export const openUserDb = (folder: string, vault: Vault, migrations: readonly Migration[] = MIGRATIONS): UserDb =>
  coded(() => {
    const db = openWritable(prepareFile(folder))
    try {
      db.pragma('busy_timeout = 5000')
      db.pragma('secure_delete = ON')
      if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DoraError('donnees-utilisateur-illisibles')
      const readOnly = migrate(db, migrations) === 'a-lire'
      if (readOnly) db.pragma('query_only = ON')
      checkKey(db, vault, readOnly)
      return { db, readOnly }
    } catch (error) {
      db.close()
      throw error
    }
  })
