import type { Role } from '#shared/accounts/compte.ts'
import type { Sums } from '#shared/sync/wire.ts'
import type { Evenement, Fait } from '#shared/usage/event.ts'
import type { StructureField } from './schema.ts'

/**
 * The store of the central catalogue: one interface, two engines (SQLite embedded, PostgreSQL to scale out), one contract suite.
 * It knows rows, versions, scopes and the order of commits; what a row means is the business of server/sync.
 * Everything is asynchronous for PostgreSQL's sake. Numbers are JavaScript integers below 2^53.
 */

/** A history. `seq` grows in the order of commits within an epoch; the epoch changes when history may have gone back. */
export type Head = {
  readonly epoch: string
  readonly seq: number
  readonly floor: number
  readonly durableSeq: number
}

export type EntityKey = { readonly kind: string; readonly id: string }

export type Entity = EntityKey & {
  /** 1 at creation, one more at each change of the document, deletion included. */
  readonly ver: number
  readonly seq: number
  readonly deleted: boolean
  /** Sorted. Empty once deleted. */
  readonly scopes: readonly string[]
  /** Row it hangs on: the structure of a service; null for none, or once deleted. */
  readonly parent: string | null
  /** As stored: canonical JSON, sealed for private rows; null once deleted. */
  readonly doc: string | null
  /** Checksum of the row (shared/sync/canonical.ts); 0 once deleted. */
  readonly h: number
}

export type FeedRow = EntityKey &
  (
    | { readonly op: 'put'; readonly seq: number; readonly ver: number; readonly h: number; readonly doc: string }
    | { readonly op: 'remove'; readonly seq: number }
  )

export type FeedPage = { readonly rows: readonly FeedRow[]; readonly next: number; readonly more: boolean }
export type ChangedPage = { readonly rows: readonly Entity[]; readonly next: number; readonly more: boolean }

export type StoredMutation = {
  readonly payloadHash: string
  readonly userId: string
  readonly seq: number | null
  readonly result: string
}

/** Reads of one instant: head, rows and sums agree with one another. */
export type Reader = {
  readonly head: () => Promise<Head>
  readonly entity: (key: EntityKey) => Promise<Entity | null>
  readonly entities: (keys: readonly EntityKey[]) => Promise<Entity[]>
  /** Rows of a kind that hang on `parent` and are not deleted, in id order. */
  readonly children: (kind: string, parent: string) => Promise<Entity[]>
  /** Rows of a kind whose id begins so, deleted ones included, in id order, at most `limit`. `prefix`: ASCII, not empty. */
  readonly byPrefix: (kind: string, prefix: string, limit: number) => Promise<Entity[]>
  /** Structures, not deleted, of that SIRET, SAFIR code or parent structure, in id order. Only rows of kind `structure`, in clear. */
  readonly structuresBy: (field: StructureField, value: string) => Promise<Entity[]>
  /** Rows of a kind in a scope, not deleted, in id order. Meant for scopes of one person: they are read whole. */
  readonly inScope: (kind: string, scope: string) => Promise<Entity[]>
  /**
   * Rows of a scope changed after `since`, in `seq` order: at most `limit` rows and about `maxBytes` of documents, at least one
   * row, never splitting one `seq`. `next` is the last `seq` given, or the head when nothing is left.
   */
  readonly feed: (scope: string, since: number, limit: number, maxBytes: number) => Promise<FeedPage>
  /**
   * Rows of every kind changed after `since`, deleted ones included, in `seq` order: at most `limit` rows, or those of one `seq`,
   * which is never split. `next` is as in `feed`.
   */
  readonly changedSince: (since: number, limit: number) => Promise<ChangedPage>
  readonly sums: (scope: string) => Promise<Sums>
  readonly mutation: (clientId: string, mutId: string) => Promise<StoredMutation | null>
  /** Rows of a kind that are not deleted, in id order, streamed: snapshots, imports, exports. */
  readonly scan: (kind: string) => AsyncIterable<Entity>
  readonly setting: (key: string) => Promise<string | null>
}

export type PutRow = EntityKey & {
  readonly scopes: readonly string[]
  readonly doc: string
  /** As in Entity; null when left out. */
  readonly parent?: string | null
  /** Given the version the row takes. */
  readonly hash: (ver: number) => number
}

/**
 * Writes of one transaction. Nothing has a `seq` before the end: rows are staged, and the head row is taken last
 * (sync.md §2.3), so that no reader ever sees a `seq` before a smaller one. Its reads see what is staged, but for `head`, `feed`
 * and `changedSince`, which know only what is committed; `ver` of a staged row is final, its `seq` is not known yet.
 */
export type Writer = Reader & {
  /**
   * Stages a row as it is to be. Unchanged document, scopes and parent stage nothing; scopes or parent alone leave `ver` as it is.
   * @throws StoreError `unstorable-text` for NUL or half a surrogate pair.
   */
  readonly put: (row: PutRow) => Promise<{ readonly ver: number; readonly changed: boolean }>
  /** Stages a tombstone; false when the row is not there. */
  readonly remove: (key: EntityKey) => Promise<boolean>
  /**
   * Runs a part that succeeds or fails alone: when `work` throws, what it staged and wrote is undone and the error is passed on.
   * What it stages takes one `seq` of its own; `work` outside any step takes one for all. Beyond 100 rows, one `seq` for each
   * 100 rows in the order staged: a page never splits a `seq`, and whoever has the last one has all. Steps do not nest.
   * Bulk work reads its rows by `entities` first (one round trip; `put` then finds them), some 2,000 a transaction.
   */
  readonly step: <T>(work: () => Promise<T>) => Promise<T>
  /** Keeps the answer of a mutation; `seq` is that of the step under way when it staged something. */
  readonly keepMutation: (mutation: {
    readonly clientId: string
    readonly mutId: string
    readonly userId: string
    readonly payloadHash: string
    readonly result: string
  }) => Promise<void>
  readonly setSetting: (key: string, value: string) => Promise<void>
}

/** What a commit changed: what pokes are made of. */
export type Commit = { readonly head: Head; readonly scopes: readonly string[] }

export type User = {
  readonly id: string
  /** In small letters; unique. */
  readonly courriel: string
  readonly prenom: string
  readonly nom: string
  readonly role: Role
  /** scrypt, as server/accounts writes it; null when the person comes in another way. */
  readonly motDePasse: string | null
  /** The identity provider's name for the person; unique. */
  readonly sub: string | null
  /** The address was proved to be the person's. */
  readonly valide: boolean
  readonly actif: boolean
  readonly gestionnaire: boolean
  readonly departements: readonly string[]
  readonly activite: string | null
  readonly decouverte: string | null
  readonly decouverteAutre: string
  readonly infolettre: boolean
  /** Version of the conditions → instant (ISO) of their first acceptance. */
  readonly cgu: Readonly<Record<string, string>>
  /** ISO instants. */
  readonly creeLe: string
  /** Of the last sign-in or renewal; null when never. */
  readonly vuLe: string | null
}

export type UserPatch = Partial<Omit<User, 'id' | 'creeLe' | 'motDePasse'>>

export type StoredSession = {
  readonly id: string
  readonly userId: string
  readonly poste: string
  readonly moyen: 'fournisseur' | 'courriel' | 'mot-de-passe'
  /** ISO instants. `expireLe`: of the session, put off at each renewal; `accesExpireLe`: of the present access. */
  readonly creeLe: string
  readonly vuLe: string
  readonly expireLe: string
  readonly accesExpireLe: string
  /** SHA-256 of the tokens, hexadecimal. */
  readonly acces: string
  readonly renouvellement: string
  readonly precedent: string | null
  /** A token of the present pair has been used: the renewal it came from will never be right again. */
  readonly servi: boolean
  readonly idToken: string | null
}

/** Accounts, sessions and single-use secrets: outside the feed. Memberships are rows of the feed (server/accounts). */
export type Accounts = {
  /** Rejects with StoreError `email-taken`, also when the `sub` is. */
  readonly addUser: (user: User) => Promise<void>
  readonly userByEmail: (courriel: string) => Promise<User | null>
  readonly userBySub: (sub: string) => Promise<User | null>
  readonly userById: (id: string) => Promise<User | null>
  readonly users: () => Promise<User[]>
  /** Null when the account is not there. Rejects with StoreError `email-taken`. An account made inactive loses its sessions. */
  readonly updateUser: (id: string, patch: UserPatch) => Promise<User | null>
  /** Changes the password, and ends every session of that user but `except`, in one transaction. */
  readonly setPassword: (userId: string, motDePasse: string, except?: string) => Promise<void>
  /** The account, its sessions and what was answered to its pushes; the rows it wrote are the caller's business. */
  readonly removeUser: (id: string) => Promise<void>

  readonly addSession: (session: StoredSession) => Promise<void>
  /** The session of an access that is good at `now` (ISO), of an active account. */
  readonly sessionOfAccess: (
    hash: string,
    now: string,
  ) => Promise<{ readonly user: User; readonly session: StoredSession } | null>
  /** The session that a renewal, present or spent, belongs to. */
  readonly sessionOfRenewal: (hash: string) => Promise<StoredSession | null>
  readonly markUsed: (id: string) => Promise<void>
  /** Gives a session its next pair, if `from` is still its present renewal; false when another request was first. */
  readonly renewSession: (
    id: string,
    from: string,
    next: Pick<StoredSession, 'acces' | 'accesExpireLe' | 'renouvellement' | 'precedent' | 'expireLe' | 'vuLe'>,
  ) => Promise<boolean>
  readonly sessionsOf: (userId: string) => Promise<StoredSession[]>
  /** False when there is none of that name. */
  readonly endSession: (id: string) => Promise<boolean>
  readonly endSessionsOf: (userId: string, except?: string) => Promise<void>

  readonly addTicket: (ticket: Ticket) => Promise<void>
  /** Reads a ticket without using it. Null when it is not there, of another kind, or too old at `now` (ISO). */
  readonly readTicket: (hash: string, kind: string, now: string) => Promise<string | null>
  /** Uses a ticket: of two who present it, one gets its data. */
  readonly takeTicket: (hash: string, kind: string, now: string) => Promise<string | null>
  /** Forgets sessions, spent renewals and tickets that are over at `now` (ISO). */
  readonly forgetExpired: (now: string) => Promise<void>

  /** Ties a desk to the user who first pushes from it; answers whose it is. */
  readonly claimClient: (clientId: string, userId: string) => Promise<string>
}

export type Ticket = { readonly hash: string; readonly kind: string; readonly data: string; readonly expireLe: string }

/** An event of use as it is kept (shared/usage/event.ts): `poste` is salted and hashed by the server, so that no desk is known again. */
export type StoredUsage = {
  readonly id: string
  readonly type: Evenement
  /** ISO day. */
  readonly jour: string
  readonly poste: string
  readonly activite: string | null
  /** Of the need; null when it was not said. */
  readonly departement: string | null
  readonly commune: string | null
  readonly fait: Fait
}

/** Events of use: outside the feed, tied to no account. */
export type Usage = {
  /** Adds those that are not there already, by id; answers how many were new. */
  readonly add: (events: readonly StoredUsage[]) => Promise<number>
  /** Events from `from` to `to` (ISO days, both included) in the order of days, then ids, streamed. */
  readonly scan: (
    span: { readonly from: string; readonly to: string },
    only?: { readonly types?: readonly Evenement[]; readonly departements?: readonly string[] },
  ) => AsyncIterable<StoredUsage>
  /** How many that desk added that day. */
  readonly countOf: (poste: string, jour: string) => Promise<number>
  /** Forgets events of before that day; answers how many. */
  readonly forgetBefore: (jour: string) => Promise<number>
}

export type SyncStore = {
  readonly engine: 'sqlite' | 'postgresql'
  readonly read: <T>(work: (reader: Reader) => Promise<T>) => Promise<T>
  /**
   * One transaction, tried again when the engine refuses it for concurrency (never visible to the caller, so `work` must only
   * touch the writer). Resolves once durable. `seqs` are those taken by its steps, in order, null for a step without effect.
   */
  readonly write: <T>(
    work: (writer: Writer) => Promise<T>,
  ) => Promise<{ readonly value: T; readonly commit: Commit; readonly seqs: readonly (number | null)[] }>
  /** Hears of every commit that changed a scope, of this process and, on PostgreSQL, of the other replicas. */
  readonly onCommit: (listener: (commit: Commit) => void) => () => void
  readonly accounts: Accounts
  readonly usage: Usage
  /** Moves the durable horizon (a backup was made, or the engine's commits are durable by themselves). */
  readonly setDurable: (seq: number) => Promise<void>
  /** Starts a new epoch: after a restore, or when history may have gone back. `seq` goes on. Answers the new head. */
  readonly newEpoch: () => Promise<Head>
  /**
   * Forgets the removals of the feed up to `seq`, and raises the floor to it, in one transaction. Answers how many. Deleted
   * entities keep their key and version: a row made again goes on from it.
   */
  readonly purgeTombstones: (seq: number) => Promise<number>
  /** `seq` at or before which nothing is younger than that instant (ISO): what `purgeTombstones` may be given. */
  readonly seqBefore: (instant: string) => Promise<number>
  /** Runs `work` if no other process is doing the job of that name; null otherwise. */
  readonly exclusively: <T>(job: string, work: () => Promise<T>) => Promise<T | null>
  /** A quick question to the engine: fails when it cannot answer. */
  readonly ping: () => Promise<void>
  readonly close: () => Promise<void>
}
