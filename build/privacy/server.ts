import Database from 'better-sqlite3'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { MAIL_FOLDER } from '#server/mail/folder.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { startProgram, type Program } from '../rounds/program.ts'
import { until } from '../rounds/wait.ts'
import { MOVED_CLOCK } from './clock.ts'

/** A real server process with a folder of its own, whose clock can be moved, and what it keeps. */

export const EMPLOIS_TOKEN = 'jeton-des-emplois-pour-la-recherche-de-fuites'
export const EMPLOIS_KEY = 'cle-des-emplois-pour-la-recherche-de-fuites'

export type ServerHome = {
  readonly folder: string
  /** Null for SQLite in the folder. */
  readonly databaseUrl: string | null
  /** What desks and letters know it by. */
  readonly publicUrl: string
  /** Everything that it writes on its two outputs. */
  readonly output: string[]
  /** Milliseconds that its clock is ahead of this machine's. */
  ahead: number
}

export const openStoreOf = ({ folder, databaseUrl }: ServerHome): Promise<SyncStore> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return databaseUrl === null
    ? openSqliteStore({ file: join(folder, STORE_FILE) })
    : openPostgresqlStore({ url: databaseUrl, listen: false })
}

const environment = ({ folder, databaseUrl, publicUrl, ahead }: ServerHome): Record<string, string> => ({
  DORA_SERVER_FOLDER: folder,
  DORA_SERVER_PORT: '0',
  DORA_SERVER_PUBLIC_URL: publicUrl,
  DORA_SERVER_SIRENE_URL: 'aucun',
  DORA_SERVER_EMPLOIS_TOKEN: EMPLOIS_TOKEN,
  DORA_SERVER_EMPLOIS_KEY: EMPLOIS_KEY,
  DORA_SERVER_BACKUP_HOURS: '1',
  DORA_SERVER_TRUST_PROXY: '127.0.0.1',
  // All that it may ever say.
  DORA_SERVER_LOG: 'debug',
  DORA_SERVER_RATE_ADDRESS: '10000000',
  DORA_SERVER_RATE_CLIENT: '10000000',
  PRIVACY_AHEAD_MS: String(ahead),
  PRIVACY_OFTEN: '1',
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
})

export type RunningServer = {
  readonly origin: string
  readonly setAhead: (ms: number) => void
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

const READY = /Serveur prêt[^:]*: (http:\S+)/

/** Resolves once it answers. */
export const startServer = async (home: ServerHome): Promise<RunningServer> => {
  const from = home.output.length
  const program: Program = startProgram({
    args: [...MOVED_CLOCK, 'server/index.ts', 'serve'],
    env: environment(home),
    output: home.output,
  })
  const said = (): string => home.output.slice(from).join('')
  await until('the server', async () => {
    if (!program.alive()) throw new Error(`the server ended: ${said().slice(-2_000)}`)
    return READY.test(said()) ? null : 'not ready'
  })
  return {
    origin: READY.exec(said())?.[1] ?? '',
    setAhead: (ms) => {
      home.ahead = ms
      program.send({ ahead: ms })
    },
    kill: program.kill,
    stop: async () => {
      await program.stop()
    },
  }
}

/** A command of the person who keeps the server, to its end; answers what it said. @throws the same when it fails */
export const serverCommand = async (home: ServerHome, ...args: readonly string[]): Promise<readonly string[]> => {
  const output: string[] = []
  const program = startProgram({ args: ['server/index.ts', ...args], env: environment(home), output })
  const code = await program.gone
  if (code !== 0) throw new Error(`${args[0] ?? ''} ended with ${String(code)}: ${output.join('')}`)
  return output
}

export type KeptRow = { readonly kind: string; readonly id: string; readonly ver: number; readonly doc: string | null }

const ROWS = 'SELECT kind, id, CAST(ver AS INTEGER) AS ver, doc FROM entity WHERE deleted = 0'

/** Rows as they are stored, read beside the server. */
export const rowsOf = async ({ folder, databaseUrl }: ServerHome): Promise<readonly KeptRow[]> => {
  if (databaseUrl === null) {
    const file = join(folder, STORE_FILE)
    if (!existsSync(file)) return []
    const db = new Database(file, { readonly: true })
    try {
      return db.prepare<[], KeptRow>(ROWS).all()
    } finally {
      db.close()
    }
  }
  return withPostgres(databaseUrl, async (client) => (await client.query<KeptRow>(ROWS)).rows)
}

export const withPostgres = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Every row of every table, a line each, as PostgreSQL writes them. */
export const dumpOf = (url: string): Promise<readonly { readonly table: string; readonly lines: readonly string[] }[]> =>
  withPostgres(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    )
    const dumped: { readonly table: string; readonly lines: readonly string[] }[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`)
      dumped.push({ table: name, lines: rows.map(({ line }) => line) })
    }
    return dumped
  })

/** Where its files are; null when whoever asks may not know. */
export const dataFolderOf = (url: string): Promise<string | null> =>
  withPostgres(url, async (client) => {
    try {
      return (await client.query<{ data_directory: string }>('SHOW data_directory')).rows[0]?.data_directory ?? null
    } catch {
      return null
    }
  })

/** A file stands where letters are put: they wait, as for a mail server that does not answer. */
export const holdMail = ({ folder }: ServerHome): void => writeFileSync(join(folder, MAIL_FOLDER), '')
export const letMailGo = ({ folder }: ServerHome): void => rmSync(join(folder, MAIL_FOLDER))
