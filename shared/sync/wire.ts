import { z } from 'zod'
import { json } from '../json.ts'

/** Messages of `/sync/v1` (sync.md §2.2). Both sides parse what they receive with these. */

/** Version of the messages on this page. */
export const PROTO = 1
/** Version of the documents they carry. Raised when a document changes in a way that an older desk would misread. */
export const SCHEMA = 1

const doc = z.record(z.string(), json)
/**
 * A document that a server gives, as JSON.parse made it: looking into each of its values again takes as long as storing it. What
 * it holds is read by record.ts, field by field, where it is used.
 */
const givenDoc = z.custom<z.infer<typeof doc>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const seq = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const id = z.string().min(1).max(200)
const kind = z.string().regex(/^[a-z][a-z-]{0,31}$/)
export const Epoch = z.string().regex(/^[0-9a-f]{32}$/)
export const ScopeId = z.string().regex(/^(cat:fr|cat:nat|cat:dep:(\d{2,3}|2[AB])|u:me)$/)

const window = z.object({ min: z.number().int(), max: z.number().int() })
/** Count and additive checksum of the rows of a kind (canonical.ts). */
export const Sum = z.object({ n: z.number().int().min(0), sum: z.number().int().min(0) })
export type Sum = z.infer<typeof Sum>
export const Sums = z.record(kind, Sum)
export type Sums = z.infer<typeof Sums>

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A catalogue file ready to download: zstd of a SQLite file of shared/catalogue/file.ts. */
export const SnapshotInfo = z.object({
  scope: ScopeId,
  schema: z.number().int(),
  epoch: Epoch,
  seq,
  /** Absolute, or relative to the server's address. */
  url: z.string().max(2083),
  enc: z.literal('zstd'),
  bytes: z.number().int().min(1),
  sha256,
  raw_bytes: z.number().int().min(1),
  raw_sha256: sha256,
  /** Hash of each `size` bytes of the download, to resume from the last good one. */
  parts: z.object({ size: z.number().int().min(1), sha256: z.array(sha256).min(1) }),
  sums: Sums,
  /** `CATALOGUE_VERSION` and `CATALOGUE_MIN_SAFE_VERSION` of the file. */
  file_version: z.number().int(),
  min_safe_version: z.number().int(),
})
export type SnapshotInfo = z.infer<typeof SnapshotInfo>

export const Info = z.object({
  proto: window,
  schema: window,
  epoch: Epoch,
  head: seq,
  /** A cursor below it has missed deletions that are no longer remembered. */
  floor: seq,
  server_time: z.iso.datetime(),
  /** True when every public row was made up. */
  demonstration: z.boolean(),
  scopes: z.array(z.object({ id: ScopeId, sums: Sums })),
  snapshots: z.array(SnapshotInfo),
})
export type Info = z.infer<typeof Info>

export const PullRequest = z.object({
  proto: z.number().int(),
  schema: z.number().int(),
  client_id: id,
  /** Null only when every cursor is 0: a desk that has nothing yet. */
  epoch: Epoch.nullable(),
  limit: z.number().int().min(1).max(5_000),
  max_bytes: z
    .number()
    .int()
    .min(1_024)
    .max(8 * 1024 * 1024),
  scopes: z
    .array(
      z.object({
        id: ScopeId,
        since: seq,
        /**
         * While a reading from cursor 0 is under way: the head that its first page answered. It has missed no deletion made before,
         * and is not too old for a floor that rose under it.
         */
        begun: seq.optional(),
      }),
    )
    .min(1)
    .max(120),
})
export type PullRequest = z.infer<typeof PullRequest>

export const Change = z.discriminatedUnion('op', [
  z.object({ op: z.literal('put'), seq, kind, id, ver: z.number().int().min(1), h: z.number().int().min(0), doc: givenDoc }),
  /** The row was deleted, or left this scope. */
  z.object({ op: z.literal('remove'), seq, kind, id }),
])
export type Change = z.infer<typeof Change>

export const PullResult = z.object({
  id: ScopeId,
  /** The cursor it was asked from: a page of another question (a cache, a proxy) would leave a hole. */
  since: seq.optional(),
  /** In `seq` order; a page never splits one `seq`. */
  changes: z.array(Change),
  /** Cursor to keep with these rows, in the same transaction. */
  next: seq,
  more: z.boolean(),
  /** What the scope holds at `next`; only when `more` is false. */
  sums: Sums.nullable(),
})
export type PullResult = z.infer<typeof PullResult>

export const PullAnswer = z.object({
  epoch: Epoch,
  head: seq,
  /** Up to here the server's changes survive the loss of its disk: what is above must be kept to be sent again. */
  durable_seq: seq,
  server_time: z.iso.datetime(),
  results: z.array(PullResult),
})
export type PullAnswer = z.infer<typeof PullAnswer>

export const Mutation = z.object({
  /** UUIDv7 made by the desk; with `client_id`, the key of idempotence. */
  mut_id: z.uuid(),
  /** Order of the desk's mutations. */
  n: z.number().int().min(0),
  deps: z.array(z.uuid()).max(50),
  schema: z.number().int(),
  /** `<kind>.<command>`: `favourite.update`, `service.update`… */
  type: z
    .string()
    .regex(/^[a-z][a-z-]*\.[a-z][a-z-]*$/)
    .max(64),
  key: z.object({ kind, id }),
  /** Version of the row the patch was written over; 0 for a row the desk does not know. */
  base_ver: z.number().int().min(0),
  base: doc,
  patch: doc,
  client_time: z.iso.datetime(),
})
export type Mutation = z.infer<typeof Mutation>

export const MAX_MUTATIONS = 50
export const MAX_PUSH_BYTES = 256 * 1024

export const PushRequest = z.object({
  proto: z.number().int(),
  client_id: id,
  /**
   * The history that what the desk has had acknowledged is of: in another one (`epoch_changed`), that may be missing and is sent again
   * first, for a change judged before those that it follows would be undone by them. None when nothing was.
   */
  epoch: Epoch.nullish(),
  mutations: z.array(Mutation).min(1).max(MAX_MUTATIONS),
})
export type PushRequest = z.infer<typeof PushRequest>

export const MutationResult = z.object({
  mut_id: z.uuid(),
  /**
   * `applied`: every field; `merged`: some fields, the others in `fields`; `conflict`: nothing, the target is gone or all fields
   * clash; `rejected`: never will be; `blocked`: a dependency was not applied, and it may be sent again later.
   */
  status: z.enum(['applied', 'merged', 'conflict', 'rejected', 'blocked']),
  /** Where the effect is in the feed; absent without effect. */
  seq: seq.optional(),
  /** Version of the row after it. */
  ver: z.number().int().optional(),
  fields: z.record(z.string(), z.object({ base: json, mine: json, theirs: json })).optional(),
  /** Why: `forbidden`, `gone`, `too-old`, `unknown-type`, `validation.<champ>`, `dependency`… */
  code: z.string().max(100).optional(),
})
export type MutationResult = z.infer<typeof MutationResult>

export const PushAnswer = z.object({
  epoch: Epoch,
  head: seq,
  durable_seq: seq,
  server_time: z.iso.datetime(),
  results: z.array(MutationResult),
})
export type PushAnswer = z.infer<typeof PushAnswer>

/** Data of the `head` event of the live stream: no rows, only that there is something to pull, and where. */
export const Poke = z.object({ epoch: Epoch, head: seq, scopes: z.array(ScopeId) })
export type Poke = z.infer<typeof Poke>

/** `code` of a problem (RFC 9457), with its HTTP status. */
export const PROBLEMS = {
  bad_request: 400,
  token_required: 401,
  token_expired: 401,
  scope_forbidden: 403,
  forbidden: 403,
  not_found: 404,
  /** Not as things stand: `motif` says why. */
  refused: 409,
  epoch_changed: 409,
  cursor_ahead: 409,
  client_forked: 409,
  cursor_too_old: 410,
  too_large: 413,
  upgrade_required: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const
export type ProblemCode = keyof typeof PROBLEMS

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  /** With `scope_forbidden`: which one. */
  scope: ScopeId.optional(),
  /** Finer than the code, for accounts and memberships: shared/accounts/refusals.ts. */
  motif: z.string().max(60).optional(),
})
export type Problem = z.infer<typeof Problem>

/** `POST /auth/v1/session`: a local account of the server; the other ways in are in shared/accounts/wire.ts. */
export const SignIn = z.object({
  courriel: z.email().max(254),
  mot_de_passe: z.string().min(1).max(200),
  poste: z.string().max(100),
})
export const Account = z.object({ id, courriel: z.string(), nom: z.string(), role: z.enum(['administrateur', 'professionnel']) })
export type Account = z.infer<typeof Account>
/**
 * `token` speaks to the server for a few minutes (`expire_le`); `renouvellement` gets the next pair, once: used a second time after
 * its successor was, it ends the session, for one of the two who have it is not the desk.
 */
export const Session = z.object({
  token: z.string().min(32).max(200),
  expire_le: z.iso.datetime(),
  renouvellement: z.string().min(32).max(200),
  compte: Account,
})
export type Session = z.infer<typeof Session>
