import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { isPlainText } from '../http/json.ts'
import type { OpenSnapshot, SnapshotReference } from '../opendata/open-index.ts'
import type { SyncStore } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { apiAccess } from './gate-caller.ts'
import { isFresh } from './gate-fresh.ts'
import { type Query, readParams } from './params.ts'
import { notFound } from './problem.ts'
import { serviceV2, structureV2 } from './v2-mapping.ts'
import { MAX_PAGE, MAX_PAGE_SIZE } from './v2-openapi.ts'

/**
 * `/api/v2`, DORA’s own partner API (dora-backend.md §2.16). Which listings, and in what order, is that of what is open; what is said
 * of them is read from the store, some at a time: no list is ever whole in memory.
 */

export type V2Parts = {
  readonly openReference: SnapshotReference
  readonly store: Pick<SyncStore, 'read'>
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

type Kind = 'structure' | 'service'

/** Rows read at once: less than a millisecond of work between two other requests. */
const AT_ONCE = 100

const kept = new WeakMap<OpenSnapshot, Readonly<Record<Kind, readonly string[]>>>()
/** Those kept in DORA, in the order of identifiers. */
const idsOf = (snapshot: OpenSnapshot, kind: Kind): readonly string[] => {
  const known = kept.get(snapshot)
  if (known !== undefined) return known[kind]
  const ours = (entries: readonly { readonly id: string }[]) => entries.flatMap(({ id }) => (id.startsWith('dora--') ? [id] : []))
  const ids = { structure: ours(snapshot.structureEntries), service: ours(snapshot.serviceEntries) }
  kept.set(snapshot, ids)
  return ids[kind]
}

export const addV2Routes = (scope: FastifyInstance, { openReference, store, publicUrl }: V2Parts): void => {
  /** In the order asked; those gone since are left out. */
  const tell = (kind: Kind, ids: readonly string[]): Promise<readonly object[]> =>
    store.read(async (reader) => {
      const options = { origin: publicUrl() }
      const rows = new Map((await reader.entities(ids.map((id) => ({ kind, id })))).map((row) => [row.id, row]))
      const found = ids.flatMap((id) => recordOf(rows.get(id) ?? null) ?? [])
      if (kind === 'service') return found.map((one) => serviceV2(one as unknown as Service, options))
      const structures = found as unknown as readonly Structure[]
      const names = [...new Set(structures.flatMap(({ dora }) => dora?.parent ?? []))]
      const parents = new Map(
        (names.length === 0 ? [] : await reader.entities(names.map((id) => ({ kind, id })))).map((row) => [row.id, row]),
      )
      return structures.map((one) =>
        structureV2(one, recordOf(parents.get(one.dora?.parent ?? '') ?? null) as unknown as Structure | null, options),
      )
    })

  async function* whole(kind: Kind, ids: readonly string[]): AsyncGenerator<string> {
    let [before, at] = ['[', 0]
    for (; at < ids.length; at += AT_ONCE) {
      const told = await tell(kind, ids.slice(at, at + AT_ONCE))
      if (told.length === 0) continue
      yield before + told.map((one) => JSON.stringify(one)).join(',')
      before = ','
    }
    yield before === '[' ? '[]' : ']'
  }

  const list = async (kind: Kind, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const query = request.query as Query
    const params = readParams(query)
    const page = params.integer('page', 1, { least: 1, most: MAX_PAGE })
    const given = params.integer('page_size', MAX_PAGE_SIZE, { least: 1, most: MAX_PAGE_SIZE })
    params.check()
    const size = query['page_size'] === undefined ? null : given
    const snapshot = await openReference.current()
    const ids = idsOf(snapshot, kind)
    if (size !== null && page > 1 && (page - 1) * size >= ids.length) throw notFound()
    if (isFresh(request, reply, `${snapshot.version} ${snapshot.today}`)) return reply
    if (size === null) return reply.type('application/json; charset=utf-8').send(Readable.from(whole(kind, ids)))
    const results: object[] = []
    const wanted = ids.slice((page - 1) * size, page * size)
    for (let at = 0; at < wanted.length; at += AT_ONCE) results.push(...(await tell(kind, wanted.slice(at, at + AT_ONCE))))
    const address = (n: number): string => `${publicUrl()}/api/v2/${kind}s/?page=${n}&page_size=${size}`
    return {
      count: ids.length,
      next: page * size < ids.length ? address(page + 1) : null,
      previous: page > 1 ? address(page - 1) : null,
      results,
    }
  }

  const one = async (kind: Kind, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const given = (request.params as { readonly id: string }).id
    if (!isPlainText(given)) throw notFound()
    const id = `dora--${given.replace(/^dora--/, '')}`
    const snapshot = await openReference.current()
    if ((kind === 'structure' ? snapshot.structureEntry(id) : snapshot.serviceEntry(id)) === null) throw notFound()
    if (isFresh(request, reply, `${snapshot.version} ${snapshot.today}`)) return reply
    const [told] = await tell(kind, [id])
    if (told === undefined) throw notFound()
    return told
  }

  const base = scope.prefix === '/api' ? '' : '/api'
  for (const kind of ['structure', 'service'] as const) {
    scope.get(`${base}/v2/${kind}s/`, apiAccess('key'), (request, reply) => list(kind, request, reply))
    scope.get(`${base}/v2/${kind}s/:id/`, apiAccess('key'), (request, reply) => one(kind, request, reply))
  }
}
