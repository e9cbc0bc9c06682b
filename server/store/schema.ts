import { sql, type Kysely } from 'kysely'
import { StoreError } from './errors.ts'
import type { SyncStore } from './types.ts'

export type Engine = SyncStore['engine']

/** The same tables on both engines (sync.md §2.1). Booleans are 0 and 1, instants ISO texts or milliseconds. */
export type Tables = {
  readonly store_schema: { readonly version: number }
  readonly head: {
    readonly one: number
    readonly epoch: string
    readonly seq: number
    readonly floor: number
    readonly durable_seq: number
  }
  readonly entity: {
    readonly kind: string
    readonly id: string
    readonly ver: number
    readonly seq: number
    readonly deleted: number
    /** JSON list, sorted. */
    readonly scopes: string
    readonly parent: string | null
    readonly h: number
    readonly doc: string | null
  }
  /** One row per (scope, kind, id): what last happened to it there. */
  readonly feed: {
    readonly scope: string
    readonly kind: string
    readonly id: string
    readonly seq: number
    /** 1 put, 0 remove. */
    readonly op: number
  }
  /** `seq`: of the last change, so that a commit whose notification was lost can still be told by scope. */
  readonly scope_sum: {
    readonly scope: string
    readonly kind: string
    readonly n: number
    readonly sum: number
    readonly seq: number
  }
  readonly mutation: {
    readonly client_id: string
    readonly mut_id: string
    readonly user_id: string
    readonly payload_hash: string
    readonly seq: number | null
    readonly result: string
    readonly at: number
  }
  readonly setting: { readonly key: string; readonly value: string }
  readonly user_account: {
    readonly id: string
    readonly courriel: string
    readonly nom: string
    readonly role: string
    /** '' when the account has none. */
    readonly mot_de_passe: string
    readonly cree_le: string
    readonly prenom: string
    readonly sub: string | null
    readonly valide: number
    readonly actif: number
    readonly gestionnaire: number
    /** JSON list. */
    readonly departements: string
    readonly activite: string | null
    readonly decouverte: string | null
    readonly decouverte_autre: string
    readonly infolettre: number
    /** JSON map: version → instant. */
    readonly cgu: string
    readonly vu_le: string | null
  }
  readonly session: {
    readonly id: string
    readonly user_id: string
    readonly poste: string
    readonly moyen: string
    readonly cree_le: string
    readonly vu_le: string
    readonly expire_le: string
    readonly acces: string
    readonly acces_expire_le: string
    readonly renouvellement: string
    /** The renewal that the present pair came from. */
    readonly precedent: string | null
    /** 1 once a token of the present pair has been used. */
    readonly servi: number
    /** Sealed: what ends the identity provider's own session. */
    readonly id_token: string | null
  }
  /** Renewals that have been used, as hashes: one that comes again tells a theft. */
  readonly spent: { readonly hash: string; readonly session_id: string; readonly le: string }
  /** Secrets good for one use: e-mail links, sign-in attempts, codes. */
  readonly ticket: { readonly hash: string; readonly kind: string; readonly data: string; readonly expire_le: string }
  readonly client: { readonly client_id: string; readonly user_id: string }
  /** Events of use; `fait` is JSON. */
  readonly usage_event: {
    readonly id: string
    readonly type: string
    readonly jour: string
    readonly poste: string
    readonly activite: string | null
    readonly departement: string | null
    readonly commune: string | null
    readonly fait: string
  }
  /** Everything up to `seq` was committed at `at` or before; `at` never goes back. */
  readonly seq_at: { readonly seq: number; readonly at: number }
}

/** A transaction on the bare tables, for what copies a whole store: nothing else writes meanwhile. */
export type InTables = <T>(mode: 'read' | 'write', work: (db: Kysely<Tables>) => Promise<T>) => Promise<T>

/** 'DORA', so that another program's file is told from ours. */
export const APPLICATION_ID = 0x444f5241

/** `text` compares byte by byte on both engines; `rowless` is for small rows only (sync.md §0.10). */
const tables = (engine: Engine): readonly string[] => {
  const [text, rowless] = engine === 'sqlite' ? ['TEXT', ' WITHOUT ROWID'] : ['TEXT COLLATE "C"', '']
  return [
    `CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), epoch ${text} NOT NULL, seq BIGINT NOT NULL,
       floor BIGINT NOT NULL, durable_seq BIGINT NOT NULL)`,
    `CREATE TABLE entity (kind ${text} NOT NULL, id ${text} NOT NULL, ver BIGINT NOT NULL, seq BIGINT NOT NULL,
       deleted INTEGER NOT NULL, scopes ${text} NOT NULL, parent ${text}, h BIGINT NOT NULL, doc ${text},
       PRIMARY KEY (kind, id))`,
    'CREATE INDEX entity_by_parent ON entity (kind, parent, id) WHERE parent IS NOT NULL',
    `CREATE TABLE feed (scope ${text} NOT NULL, kind ${text} NOT NULL, id ${text} NOT NULL, seq BIGINT NOT NULL,
       op INTEGER NOT NULL, PRIMARY KEY (scope, kind, id))${rowless}`,
    'CREATE INDEX feed_by_seq ON feed (scope, seq)',
    // What the purge of tombstones looks for.
    'CREATE INDEX feed_removed ON feed (seq) WHERE op = 0',
    `CREATE TABLE scope_sum (scope ${text} NOT NULL, kind ${text} NOT NULL, n BIGINT NOT NULL, sum BIGINT NOT NULL,
       seq BIGINT NOT NULL, PRIMARY KEY (scope, kind))${rowless}`,
    `CREATE TABLE mutation (client_id ${text} NOT NULL, mut_id ${text} NOT NULL, user_id ${text} NOT NULL,
       payload_hash ${text} NOT NULL, seq BIGINT, result ${text} NOT NULL, at BIGINT NOT NULL,
       PRIMARY KEY (client_id, mut_id))`,
    `CREATE TABLE setting (key ${text} PRIMARY KEY NOT NULL, value ${text} NOT NULL)`,
    `CREATE TABLE user_account (id ${text} PRIMARY KEY NOT NULL, courriel ${text} NOT NULL UNIQUE, nom ${text} NOT NULL,
       role ${text} NOT NULL, mot_de_passe ${text} NOT NULL, cree_le ${text} NOT NULL)`,
    `CREATE TABLE token (hash ${text} PRIMARY KEY NOT NULL, user_id ${text} NOT NULL REFERENCES user_account (id),
       poste ${text} NOT NULL, expire_le ${text} NOT NULL)`,
    `CREATE TABLE client (client_id ${text} PRIMARY KEY NOT NULL, user_id ${text} NOT NULL)`,
    `CREATE TABLE seq_at (seq BIGINT PRIMARY KEY NOT NULL, at BIGINT NOT NULL)`,
  ]
}

/**
 * What a structure is looked for by, as text of its document. PostgreSQL reads it as text too, for it refuses JSON that holds an
 * escaped NUL: in canonical JSON a quote within a text is escaped, so that these words are only ever the field's.
 */
const named = (field: string) => ({
  sqlite: `doc ->> '$.${field}'`,
  postgresql: `substring(doc from '"${field.split('.').at(-1)}":"([^"\\\\]*)"')`,
})
export const STRUCTURE_FIELDS = {
  siret: named('siret'),
  safir: named('dora.code_safir_ft'),
  parent: named('dora.parent'),
} as const
export type StructureField = keyof typeof STRUCTURE_FIELDS

/** The field itself: what the text finds may be the same name elsewhere in the document. */
export const structureField = (doc: string, field: StructureField): unknown => {
  const { siret, dora } = JSON.parse(doc) as { siret?: unknown; dora?: { code_safir_ft?: unknown; parent?: unknown } }
  return field === 'siret' ? siret : field === 'safir' ? dora?.code_safir_ft : dora?.parent
}

/** Accounts as part 3 knows them. Sessions of the first kind, which nothing renews, end: people sign in again. */
const accounts = (engine: Engine): readonly string[] => {
  const [text, rowless] = engine === 'sqlite' ? ['TEXT', ' WITHOUT ROWID'] : ['TEXT COLLATE "C"', '']
  const column = (definition: string): string => `ALTER TABLE user_account ADD COLUMN ${definition}`
  return [
    column(`prenom ${text} NOT NULL DEFAULT ''`),
    column(`sub ${text}`),
    column('valide INTEGER NOT NULL DEFAULT 1'),
    column('actif INTEGER NOT NULL DEFAULT 1'),
    column('gestionnaire INTEGER NOT NULL DEFAULT 0'),
    column(`departements ${text} NOT NULL DEFAULT '[]'`),
    column(`activite ${text}`),
    column(`decouverte ${text}`),
    column(`decouverte_autre ${text} NOT NULL DEFAULT ''`),
    column('infolettre INTEGER NOT NULL DEFAULT 0'),
    column(`cgu ${text} NOT NULL DEFAULT '{}'`),
    column(`vu_le ${text}`),
    'CREATE UNIQUE INDEX user_by_sub ON user_account (sub) WHERE sub IS NOT NULL',
    'DROP TABLE token',
    `CREATE TABLE session (id ${text} PRIMARY KEY NOT NULL, user_id ${text} NOT NULL REFERENCES user_account (id),
       poste ${text} NOT NULL, moyen ${text} NOT NULL, cree_le ${text} NOT NULL, vu_le ${text} NOT NULL,
       expire_le ${text} NOT NULL, acces ${text} NOT NULL UNIQUE, acces_expire_le ${text} NOT NULL,
       renouvellement ${text} NOT NULL UNIQUE, precedent ${text}, servi INTEGER NOT NULL, id_token ${text})`,
    'CREATE INDEX session_by_user ON session (user_id)',
    `CREATE TABLE spent (hash ${text} PRIMARY KEY NOT NULL, session_id ${text} NOT NULL, le ${text} NOT NULL)${rowless}`,
    'CREATE INDEX spent_by_session ON spent (session_id)',
    // Structures by what people know of them. The same words as in reader.ts, or the planner does not see them.
    ...Object.values(STRUCTURE_FIELDS).map(
      (field, n) => `CREATE INDEX structure_by_${n} ON entity ((${field[engine]})) WHERE kind = 'structure' AND deleted = 0`,
    ),
    `CREATE TABLE ticket (hash ${text} PRIMARY KEY NOT NULL, kind ${text} NOT NULL, data ${text} NOT NULL,
       expire_le ${text} NOT NULL)`,
  ]
}

/** What the panel of moderation follows the store by. */
const changes = (): readonly string[] => ['CREATE INDEX entity_by_seq ON entity (seq)']

const usage = (engine: Engine): readonly string[] => {
  const text = engine === 'sqlite' ? 'TEXT' : 'TEXT COLLATE "C"'
  return [
    `CREATE TABLE usage_event (id ${text} PRIMARY KEY NOT NULL, type ${text} NOT NULL, jour ${text} NOT NULL, poste ${text} NOT NULL,
       activite ${text}, departement ${text}, commune ${text}, fait ${text} NOT NULL)`,
    'CREATE INDEX usage_by_day ON usage_event (jour, id)',
    'CREATE INDEX usage_by_poste ON usage_event (poste, jour)',
  ]
}

/** Statements that lead from version i to i + 1. Never changed once released: a change is a new entry. */
const MIGRATIONS: readonly ((engine: Engine) => readonly string[])[] = [tables, accounts, changes, usage]

export const STORE_VERSION = MIGRATIONS.length

const tableNames = async (db: Kysely<Tables>, engine: Engine): Promise<readonly string[]> => {
  const { rows } =
    engine === 'sqlite'
      ? await sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'table'`.execute(db)
      : await sql<{ name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`.execute(db)
  return rows.map(({ name }) => name)
}

/**
 * Brings an empty or older database to this version. `db` must be in a transaction that no other process can be in.
 * @throws StoreError `newer-schema`, `not-a-store`; nothing is changed then.
 */
export const prepareSchema = async (db: Kysely<Tables>, engine: Engine, epoch: string): Promise<void> => {
  const names = await tableNames(db, engine)
  const known = names.includes('store_schema')
  if (!known && names.length > 0) throw new StoreError('not-a-store')
  const found = known ? (await db.selectFrom('store_schema').select('version').executeTakeFirstOrThrow()).version : 0
  if (found > STORE_VERSION) throw new StoreError('newer-schema', { found, known: STORE_VERSION })
  if (found === STORE_VERSION) return
  if (!known) {
    await sql`CREATE TABLE store_schema (version INTEGER NOT NULL)`.execute(db)
    await db.insertInto('store_schema').values({ version: 0 }).execute()
  }
  for (const migration of MIGRATIONS.slice(found)) {
    for (const statement of migration(engine)) await sql.raw(statement).execute(db)
  }
  await db.updateTable('store_schema').set({ version: STORE_VERSION }).execute()
  if (!known) await db.insertInto('head').values({ one: 1, epoch, seq: 0, floor: 0, durable_seq: 0 }).execute()
}
