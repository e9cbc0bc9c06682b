import { canonicalJson } from '#shared/sync/canonical.ts'
import { type Clash, type Doc, type Merged, mergePatch } from '#shared/sync/merge.ts'
import type { Mutation, MutationResult } from '#shared/sync/wire.ts'
import type { Entity, User, Writer } from '#server/store/types.ts'
import type { Actor } from '#shared/rights.ts'
import type { Moyen } from '#server/listing/history.ts'
import type { ReadEmploisToken } from '#server/orientations/emplois-token.ts'
import type { Seal } from '../seal.ts'

/** What a command is run with, whoever calls it: a desk's push, later a page, a partner or a job. */
export type CommandContext = {
  readonly writer: Writer
  readonly seal: Seal
  /** Rights are those of now, not of when the change was made (sync.md §2.8). */
  readonly user: User
  readonly actor: Actor
  /** Milliseconds since 1970, by the server. */
  readonly now: number
  /** Through what it is done; a desk when not said. */
  readonly moyen?: Moyen
  /** Address of the page that leads to a screen of the desk, for letters; none without it. */
  readonly linkTo?: (screen: 'accueil') => string
  /** Address of this server, without a final « / », for links of letters. */
  readonly publicUrl?: string
  /** Reads a signed token of Les Emplois; null for one that is not theirs, is past, or is of another person. */
  readonly emplois?: ReadEmploisToken
}

/** The part of a mutation that a command reads; its documents are of the server's schema. */
export type Asked = Pick<Mutation, 'type' | 'key' | 'base_ver'> & { readonly base: Doc; readonly patch: Doc }

export type Outcome = Omit<MutationResult, 'mut_id' | 'seq'>

/** Stages its effects, or answers why not, having staged nothing. Throws only for what may pass if tried again. */
export type Command = (context: CommandContext, asked: Asked) => Promise<Outcome>

export const applied = (ver: number): Outcome => ({ status: 'applied', ver })
export const rejected = (code: string): Outcome => ({ status: 'rejected', code: code.slice(0, 100) })
export const invalid = (field: string): Outcome => rejected(`validation.${field}`)
const conflict = (code: string, fields: Outcome['fields'], ver?: number): Outcome => ({
  status: 'conflict',
  code,
  ...(fields === undefined || Object.keys(fields).length === 0 ? {} : { fields }),
  ...(ver === undefined ? {} : { ver }),
})

const same = (a: unknown, b: unknown): boolean => canonicalJson((a ?? null) as never) === canonicalJson((b ?? null) as never)
export const sameDoc = (a: Doc, b: Doc): boolean => same(a, b)

/** Delete wins over edit; the fields are told, so that the one who edited keeps what was typed (sync.md §2.9). */
export const gone = ({ base, patch }: Pick<Asked, 'base' | 'patch'>): Outcome =>
  conflict(
    'gone',
    Object.fromEntries(
      Object.keys(patch).map((field) => [field, { base: base[field] ?? null, mine: patch[field] ?? null, theirs: null }]),
    ),
  )

/** Answer of a merge whose document has been stored as version `ver`. */
export const mergeOutcome = ({ taken, clashes }: Merged, ver: number): Outcome => {
  if (Object.keys(clashes).length === 0) return applied(ver)
  return taken.length === 0 ? conflict('clash', clashes, ver) : { status: 'merged', ver, fields: { ...clashes } }
}

/** Creation over a row that is there: nothing was known of it, so only what differs from an empty document was wanted. */
export const mergeCreation = (defaults: Doc, wanted: Doc, theirs: Doc): Merged =>
  mergePatch(
    defaults,
    Object.fromEntries(Object.entries(wanted).filter(([field, value]) => !same(value, defaults[field]))),
    theirs,
  )

/**
 * A removal of something that someone has changed since would lose that change unseen: it is a clash of each changed field, where
 * « mine » is no value. Null when nothing stands in the way.
 */
export const removalClash = (asked: Asked, current: Entity, theirs: Doc, ignored: readonly string[]): Outcome | null => {
  const fields: Record<string, Clash> = {}
  // A version seen before a restore may name another document: what the one who removes had seen is compared all the same.
  const seen = asked.base_ver >= current.ver
  for (const field of new Set([...Object.keys(asked.base), ...(seen ? [] : Object.keys(theirs))])) {
    if (ignored.includes(field) || same(asked.base[field], theirs[field])) continue
    fields[field] = { base: asked.base[field] ?? null, mine: null, theirs: theirs[field] ?? null }
  }
  return Object.keys(fields).length === 0 ? null : conflict('edited', fields, current.ver)
}
