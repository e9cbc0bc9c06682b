import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { isPublicScope, MINE, userScope } from '#shared/sync/scope.ts'
import { within } from '#shared/sync/versions.ts'
import type { PullRequest } from '#shared/sync/wire.ts'
import type { FeedRow, Head, User } from '#server/store/types.ts'
import type { SyncParts } from './core.ts'
import { SyncProblem } from './problem.ts'
import { clearDoc } from './rows.ts'
import type { Versions } from './versions.ts'

/** `POST /sync/v1/pull` (sync.md §2.2): one instant of the store for head, rows and sums. */
export const pull = async (parts: SyncParts, request: PullRequest, user: User | null): Promise<string> => {
  checkVersions(parts.versions, request)
  if (new Set(request.scopes.map(({ id }) => id)).size < request.scopes.length)
    throw new SyncProblem('bad_request', 'a scope is asked twice')
  const scopes = request.scopes.map((asked) => ({ ...asked, stored: storedScope(asked.id, user) }))
  return parts.store.read(async (reader) => {
    const head = await reader.head()
    checkCursors(head, request)
    const results: string[] = []
    let rows = request.limit
    let bytes = request.max_bytes
    for (const { id, since, stored } of scopes) {
      // At least one row of each scope: a busy one must not keep the others from moving. No more once either budget is spent, for
      // the store looks at as many rows as it is asked, whatever their weight.
      const page = await reader.feed(stored, since, bytes > 0 ? Math.max(1, rows) : 1, Math.max(1, bytes))
      const changes = page.rows.map((row) => changeText(parts, row, request.schema))
      rows -= changes.length
      for (const one of changes) bytes -= one.length
      const sums = page.more ? null : await reader.sums(stored)
      results.push(
        `{"id":${JSON.stringify(id)},"since":${since},"changes":[${changes.join(',')}],"next":${page.next},"more":${page.more},"sums":${JSON.stringify(sums)}}`,
      )
    }
    const server_time = JSON.stringify(new Date(parts.clock.now()).toISOString())
    return `{"epoch":"${head.epoch}","head":${head.seq},"durable_seq":${head.durableSeq},"server_time":${server_time},"results":[${results.join(',')}]}`
  })
}

const checkVersions = (versions: Versions, { proto, schema }: PullRequest): void => {
  if (!within(versions.proto, proto)) throw new SyncProblem('upgrade_required', `proto ${proto} is not spoken here`)
  if (!within(versions.schema, schema)) throw new SyncProblem('upgrade_required', `schema ${schema} is not served`)
}

/** Whose rows `u:me` are is read from the token, never from the request (sync.md §2.1). */
const storedScope = (id: string, user: User | null): string => {
  if (isPublicScope(id)) return id
  if (id !== MINE) throw new SyncProblem('scope_forbidden', 'a private scope is asked as u:me', { scope: id })
  if (user === null) throw new SyncProblem('token_required', 'u:me needs a session', { scope: id })
  return userScope(user.id)
}

const checkCursors = (head: Head, { epoch, scopes }: PullRequest): void => {
  if (epoch === null ? scopes.some(({ since }) => since > 0) : epoch !== head.epoch) {
    throw new SyncProblem('epoch_changed', 'the cursors are of another history')
  }
  for (const { id, since, begun } of scopes) {
    if (since > head.seq) throw new SyncProblem('cursor_ahead', `cursor ${since}, head ${head.seq}`, { scope: id })
    // A reading that began from nothing has only missed the deletions made after it began.
    if (since > 0 && Math.max(since, begun ?? 0) < head.floor) {
      throw new SyncProblem('cursor_too_old', `cursor ${since}, floor ${head.floor}`, { scope: id })
    }
  }
}

const changeText = ({ seal, versions }: SyncParts, row: FeedRow, schema: number): string => {
  const start = `{"seq":${row.seq},"op":"${row.op}","kind":${JSON.stringify(row.kind)},"id":${JSON.stringify(row.id)}`
  if (row.op === 'remove') return `${start}}`
  const clear = clearDoc(seal, row)
  const doc =
    schema === versions.schema.max ? clear : canonicalJson(versions.down(row.kind, JSON.parse(clear) as Doc, schema) as Json)
  return `${start},"ver":${row.ver},"h":${row.h},"doc":${doc}}`
}
