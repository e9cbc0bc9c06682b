import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { APPLICATION_ID } from '../store/schema.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { Head } from '../store/types.ts'

export const STORE_FILE = 'catalogue-central.db'

export type BackupCode = 'exists' | 'unreadable' | 'differs' | 'not-a-store'

const MESSAGES: Readonly<Record<BackupCode, string>> = {
  exists: 'Un fichier existe déjà à cet endroit. Il n’a pas été touché. Indiquez un autre nom.',
  unreadable: 'Ce fichier de sauvegarde est illisible ou abîmé. Rien n’a été remplacé. Essayez une sauvegarde plus ancienne.',
  differs: 'La copie ne correspond pas à l’original. Elle a été supprimée et l’original est intact. Relancez la sauvegarde.',
  'not-a-store': 'Ce fichier n’est pas une sauvegarde de ce serveur. Rien n’a été remplacé.',
}

export class BackupError extends Error {
  readonly code: BackupCode

  constructor(code: BackupCode, cause?: unknown) {
    super(MESSAGES[code], { cause })
    this.name = 'BackupError'
    this.code = code
  }
}

const flush = (path: string): void => {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Windows cannot open a folder to flush it. */
const flushFolder = (file: string): void => {
  if (process.platform !== 'win32') flush(dirname(file))
}

export type BackupHead = { readonly epoch: string; readonly seq: number }

/** Sums of 48-bit numbers pass 2^63 in a large catalogue: halves are added apart. */
const SUMS_DIFFER = `
WITH counted AS (
  SELECT f.scope, f.kind, count(*) AS n, sum(e.h & 16777215) AS low, sum(e.h >> 24) AS high
  FROM feed f JOIN entity e ON e.kind = f.kind AND e.id = f.id WHERE f.op = 1 GROUP BY f.scope, f.kind
)
SELECT count(*) FROM scope_sum s LEFT JOIN counted c ON c.scope = s.scope AND c.kind = s.kind
WHERE s.n <> coalesce(c.n, 0)
   OR s.sum <> (((coalesce(c.high, 0) + (coalesce(c.low, 0) >> 24)) & 16777215) << 24) + (coalesce(c.low, 0) & 16777215)`

/**
 * Reads a whole store file: its pages, its tables, and every row against the sums that desks verify. Answers its head.
 * Throws `unreadable`, `not-a-store` or `differs`.
 */
export const verifyFile = (file: string): BackupHead => {
  let db: Database.Database
  try {
    db = new Database(file, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw new BackupError('unreadable', error)
  }
  try {
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw new BackupError('unreadable')
    const tables = db
      .prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('head', 'entity', 'feed', 'scope_sum')")
      .pluck()
      .get()
    if (tables !== 4 || db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new BackupError('not-a-store')
    if (db.prepare(SUMS_DIFFER).pluck().get() !== 0) throw new BackupError('differs')
    return db.prepare('SELECT epoch, seq FROM head').get() as BackupHead
  } catch (error) {
    throw error instanceof BackupError ? error : new BackupError('unreadable', error)
  } finally {
    db.close()
  }
}

const removeStore = (file: string): void => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${suffix}`, { force: true })
}

/**
 * Copies the SQLite store at `file`, whether a server uses it or not, to `to`: one instant of it, verified, on the disk when this
 * returns. What is at or below the head answered then survives the loss of the original, which is told so (`durable_seq`).
 * Takes seconds for a large catalogue, without giving way: a running server calls it in a worker (backup-worker.ts).
 */
export const backUpFile = (file: string, to: string): BackupHead => {
  if (existsSync(to)) throw new BackupError('exists')
  const beside = `${to}.en-cours`
  removeStore(beside)
  const db = new Database(file, { fileMustExist: true, timeout: 30_000 })
  try {
    db.prepare('VACUUM INTO ?').run(beside)
    flush(beside)
    const head = verifyFile(beside)
    renameSync(beside, to)
    flushFolder(to)
    db.prepare('UPDATE head SET durable_seq = max(durable_seq, min(?, seq)) WHERE epoch = ?').run(head.seq, head.epoch)
    return head
  } finally {
    db.close()
    removeStore(beside)
  }
}

const stampOf = (now: number): string => new Date(now).toISOString().replace(/[-:]/g, '').slice(0, 15)

const CUT = /^sauvegarde-[0-9a-f]{32}-\d{1,16}-\d{8}T\d{6}\.db\.en-cours(-wal|-shm|-journal)?$/
const AUTOMATIC = /^sauvegarde-([0-9a-f]{32})-(\d{1,16})-(\d{8}T\d{6})\.db$/
export const backupName = ({ epoch, seq }: BackupHead, now: number): string => `sauvegarde-${epoch}-${seq}-${stampOf(now)}.db`

export type KeptBackup = BackupHead & { readonly file: string; readonly at: number }

/**
 * Automatic backups of a folder, newest first. One from the future, made while the clock was wrong, counts as the oldest: it must
 * neither put the next one off nor have it removed in its place.
 */
export const keptBackups = (folder: string, now: number): readonly KeptBackup[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, epoch, seq, at] = AUTOMATIC.exec(name) ?? []
      if (epoch === undefined || seq === undefined || at === undefined) return []
      const iso = at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z')
      const made = Date.parse(iso)
      return [{ epoch, seq: Number(seq), at: made > now ? 0 : made, file: join(folder, name) }]
    })
    .sort((a, b) => b.at - a.at)
}

/** Removes the oldest automatic backups, and what one cut short left. */
export const forgetBackups = (folder: string, keep: number, now: number): void => {
  for (const { file } of keptBackups(folder, now).slice(keep)) rmSync(file, { force: true })
  for (const name of readdirSync(folder)) if (CUT.test(name)) rmSync(join(folder, name), { force: true })
}

/** Writes the log that a crash left into its file. A file too damaged for that keeps it. */
const foldLog = (file: string): void => {
  try {
    const db = new Database(file, { fileMustExist: true })
    try {
      db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      db.close()
    }
  } catch {
    // Damaged: kept as it is.
  }
}

/**
 * Puts a backup in the place of the store at `file`, which nobody may have open. The file replaced is kept beside it, and history
 * starts a new epoch, so that desks know it may have gone back. Answers the new head and where the former file is.
 */
export const restoreFile = async (
  backup: string,
  file: string,
  now: number,
): Promise<{ readonly head: Head; readonly aside: string | null }> => {
  verifyFile(backup)
  const beside = `${file}.restauration`
  removeStore(beside)
  try {
    copyFileSync(backup, beside)
    const store = await openSqliteStore({ file: beside })
    const head = await store.newEpoch().finally(() => store.close())
    flush(beside)
    verifyFile(beside)
    const aside = existsSync(file) ? `${file.replace(/\.db$/, '')}-avant-restauration-${stampOf(now)}.db` : null
    if (aside !== null) {
      foldLog(file)
      try {
        linkSync(file, aside)
      } catch {
        // A disk without hard links.
        copyFileSync(file, aside)
        flush(aside)
      }
      // A log left beside would be replayed over the restored file. One that could not be folded in goes with its file: last, for
      // the file in place must not be without it while something can still fail.
      for (const suffix of ['-wal', '-shm'])
        if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`)
    }
    for (const suffix of ['-wal', '-shm']) rmSync(`${beside}${suffix}`, { force: true })
    renameSync(beside, file)
    flushFolder(file)
    return { head, aside }
  } finally {
    removeStore(beside)
  }
}
