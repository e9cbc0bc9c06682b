import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { WritableDb } from '#main/db/open.ts'
import type { Migration } from './migrations.ts'

const META = `CREATE TABLE IF NOT EXISTS meta (cle TEXT PRIMARY KEY, valeur BLOB NOT NULL) STRICT`

/** The file's own word on who may write it; a file without it was never migrated. */
const minSafeVersion = (db: WritableDb): number => {
  const row = db.prepare(`SELECT valeur FROM meta WHERE cle = 'min_safe_version'`).pluck().get() as Buffer | undefined
  return row === undefined ? 0 : Number(row.toString('utf8'))
}

const isCopyOf = (file: string) => (name: string) => name.startsWith(`${basename(file)}.avant-v`)

/** Copies the whole file, sealed cells and all, beside itself. One copy is kept: older ones hold what was deleted since. */
const backUp = (db: WritableDb, to: number): void => {
  const folder = dirname(db.name)
  for (const name of readdirSync(folder).filter(isCopyOf(db.name))) rmSync(join(folder, name))
  const copy = `${db.name}.avant-v${to}`
  db.prepare('VACUUM INTO ?').run(copy)
  chmodSync(copy, 0o600)
}

/**
 * Brings a file to the last version, each step in its own transaction, after a copy of what was there.
 * A file written by a newer application is left untouched: `a-lire` when it does not say that it may be written.
 */
export const migrate = (db: WritableDb, migrations: readonly Migration[]): 'a-ecrire' | 'a-lire' => {
  const latest = migrations.at(-1)?.version ?? 0
  const current = db.pragma('user_version', { simple: true }) as number
  if (current > latest) {
    return minSafeVersion(db) > latest ? 'a-lire' : 'a-ecrire'
  }
  const missing = migrations.filter(({ version }) => version > current)
  if (missing.length === 0) return 'a-ecrire'
  if (current > 0) backUp(db, latest)
  for (const step of missing) {
    db.transaction(() => {
      // Another process may have taken this step between the reading above and this lock.
      if ((db.pragma('user_version', { simple: true }) as number) >= step.version) return
      db.exec(META)
      step.up(db)
      db.prepare(`INSERT INTO meta VALUES ('min_safe_version', ?) ON CONFLICT DO UPDATE SET valeur = excluded.valeur`).run(
        Buffer.from(String(step.minSafeVersion)),
      )
      db.pragma(`user_version = ${step.version}`)
    }).immediate()
  }
  return 'a-ecrire'
}
