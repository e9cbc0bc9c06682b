import { createHash } from 'node:crypto'
import { addHash, canonicalJson, rowHash } from '#shared/sync/canonical.ts'
import { type Doc, mergePatch } from '#shared/sync/merge.ts'
import type { Change, Mutation, MutationResult, Sums } from '#shared/sync/wire.ts'
import type { Json } from '#shared/rpc.ts'

type Row = { readonly ver: number; readonly seq: number; readonly doc: Doc | null }
type State = {
  readonly seq: number
  readonly rows: ReadonlyMap<string, Row>
  readonly answers: ReadonlyMap<string, { readonly said: string; readonly result: MutationResult }>
  /** Every change that these rows show the effect of, by the desk's identifier: none twice. */
  readonly effects: readonly string[]
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const json = (doc: Doc) => doc as Record<string, Json>

/**
 * The least server that keeps the promises of sync.md §2: one history at a time, stored answers, merge by field. Synchronous and in
 * memory, so that a test may cut an exchange anywhere; it stands for the other end only, everything of the desk is real.
 */
export const createModelServer = () => {
  let epoch = 1
  let state: State = { seq: 0, rows: new Map(), answers: new Map(), effects: [] }
  let saved: State = state
  let durable = 0

  const put = (id: string, doc: Doc | null): Row => {
    const row = { ver: (state.rows.get(id)?.ver ?? 0) + 1, seq: state.seq + 1, doc }
    state = { ...state, seq: row.seq, rows: new Map(state.rows).set(id, row) }
    return row
  }

  const judge = ({ mut_id, type, key, base, patch }: Mutation): MutationResult => {
    const row = state.rows.get(key.id)
    const theirs = row?.doc ?? null
    if (patch['note'] === 'REFUS') return { mut_id, status: 'rejected', code: 'validation.note' }
    const done = (doc: Doc | null): MutationResult => {
      state = { ...state, effects: [...state.effects, mut_id] }
      const { ver, seq } = put(key.id, doc)
      return { mut_id, status: 'applied', ver, seq }
    }
    if (type === 'favourite.remove') {
      if (theirs === null) return { mut_id, status: 'applied' }
      const fields = Object.fromEntries(
        ['note', 'listes']
          .filter((field) => canonicalJson(base[field] ?? null) !== canonicalJson(theirs[field] ?? null))
          .map((field) => [field, { base: base[field] ?? null, mine: null, theirs: theirs[field] ?? null }]),
      )
      return Object.keys(fields).length === 0
        ? done(null)
        : { mut_id, status: 'conflict', code: 'edited', fields, ver: row?.ver ?? 0 }
    }
    if (theirs === null) return type === 'favourite.create' ? done(patch) : { mut_id, status: 'conflict', code: 'gone' }
    const { nom: _nom, cree_le: _made, ...typed } = patch
    const { doc, taken, clashes } = mergePatch(base, type === 'favourite.create' ? typed : patch, theirs)
    const fields = { ...clashes }
    if (Object.keys(fields).length === 0) {
      // Nothing new: no effect, hence no seq.
      if (canonicalJson(doc as Json) === canonicalJson(theirs as Json)) return { mut_id, status: 'applied', ver: row?.ver ?? 0 }
      return done(doc)
    }
    if (taken.length === 0 || canonicalJson(doc as Json) === canonicalJson(theirs as Json))
      return { mut_id, status: 'conflict', code: 'clash', fields, ver: row?.ver ?? 0 }
    return { ...done(doc), status: 'merged', fields }
  }

  return {
    epoch: () => String(epoch).padStart(32, '0'),
    effects: (): readonly string[] => state.effects,
    doc: (id: string): Doc | null => state.rows.get(id)?.doc ?? null,
    /** Another desk of the same person. */
    put,
    /** Null when what these follow was acknowledged in another history. */
    push: (clientId: string, after: string | null, mutations: readonly Mutation[]) => {
      if (after !== null && after !== String(epoch).padStart(32, '0')) return null
      const results = mutations.map((mutation) => {
        const key = `${clientId}/${mutation.mut_id}`
        const known = state.answers.get(key)
        const { schema, type, key: row, base_ver, base, patch } = mutation
        const said = JSON.stringify({ schema, type, row, base_ver, base, patch })
        // `client_forked`, which this desk alone must never deserve (sync.md §2.2).
        if (known !== undefined && known.said !== said) throw new Error('another content under the same identifier')
        if (known !== undefined) return known.result
        const result = judge(mutation)
        state = { ...state, answers: new Map(state.answers).set(key, { said, result }) }
        return result
      })
      return { epoch: String(epoch).padStart(32, '0'), head: state.seq, durableSeq: durable, results }
    },
    pull: (userId: string, since: number, limit: number) => {
      const after = [...state.rows]
        .filter(([id, { seq }]) => id.startsWith(`${userId}/`) && seq > since)
        .sort(([, a], [, b]) => a.seq - b.seq)
      const page = after.slice(0, limit)
      const more = page.length < after.length
      const changes = page.map(([id, { seq, ver, doc }]): Change => {
        const kind = 'favourite'
        if (doc === null) return { op: 'remove', seq, kind, id }
        return { op: 'put', seq, kind, id, ver, h: rowHash(sha256, kind, id, ver, canonicalJson(doc as Json)), doc: json(doc) }
      })
      const next = more ? (page.at(-1)?.[1].seq ?? since) : state.seq
      return { userId, epoch: String(epoch).padStart(32, '0'), since, more, changes, next, durableSeq: durable }
    },
    sums: (userId: string): Sums => {
      let n = 0
      let sum = 0
      for (const [id, { ver, doc }] of state.rows) {
        if (doc === null || !id.startsWith(`${userId}/`)) continue
        n++
        sum = addHash(sum, rowHash(sha256, 'favourite', id, ver, canonicalJson(doc as Json)))
      }
      return n === 0 ? {} : { favourite: { n, sum } }
    },
    head: () => state.seq,
    backUp: (): void => {
      saved = state
      durable = state.seq
    },
    restore: (): void => {
      state = saved
      durable = state.seq
      epoch++
    },
  }
}
export type ModelServer = ReturnType<typeof createModelServer>
