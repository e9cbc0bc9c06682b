import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'

const Holder = z.object({
  pid: z.number().int(),
  /** Address of the server that holds the folder; null while it starts, or for a command. */
  origin: z.string().nullable(),
  /** ISO instant. */
  since: z.string(),
})
export type Holder = z.infer<typeof Holder>

export type Lock = {
  /** Says at which address this server answers. */
  readonly publish: (origin: string) => void
  readonly release: () => void
}

/** Locked by the system for as long as its process lives, however it ends: nothing to judge stale, no process number to trust. */
const LOCKED_FILE = 'verrou.db'
/** Who holds it, for people and for a second start. Means something only while the other is locked. */
const TOLD_FILE = 'verrou.json'
/** Longer than anyone who only looks holds it. */
const PATIENCE_MS = 500

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

const hold = (folder: string, patienceMs: number): Database.Database | null => {
  const db = new Database(join(folder, LOCKED_FILE), { timeout: patienceMs })
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    if (isBusy(error)) return null
    throw error
  }
}

const told = (folder: string): Holder => {
  try {
    return Holder.parse(JSON.parse(readFileSync(join(folder, TOLD_FILE), 'utf8')))
  } catch {
    // Between taking the lock and telling it.
    return { pid: 0, origin: null, since: new Date().toISOString() }
  }
}

/**
 * Takes a data folder for this process, for it must never be opened twice: answers the lock, or who holds it. What a process
 * that died held is free. Rejects with Node's or SQLite's error when the folder cannot be written.
 */
export const takeLock = (folder: string): { readonly lock: Lock } | { readonly holder: Holder } => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = hold(folder, PATIENCE_MS)
  if (db === null) return { holder: told(folder) }
  const since = new Date().toISOString()
  const tell = (origin: string | null): void => {
    const beside = join(folder, `${TOLD_FILE}.tmp`)
    writeFileSync(beside, JSON.stringify({ pid: process.pid, origin, since } satisfies Holder), { mode: 0o600 })
    renameSync(beside, join(folder, TOLD_FILE))
  }
  tell(null)
  return {
    lock: {
      publish: tell,
      release: () => {
        if (!db.open) return
        rmSync(join(folder, TOLD_FILE), { force: true })
        db.close()
      },
    },
  }
}

/** French, for whoever finds the folder taken. */
export const heldBy = ({ pid, origin, since }: Holder): string =>
  `Ce dossier est déjà ouvert par un serveur (${pid === 0 ? '' : `processus ${pid}, `}${origin ?? 'en cours de démarrage'}, depuis le ${since.slice(0, 16).replace('T', ' à ')} UTC).`
