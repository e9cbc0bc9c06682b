import { randomUUID } from 'node:crypto'
import { openReadable } from '#main/db/open.ts'
import { MAX_MUTATIONS, type Mutation, PROTO, PushAnswer, SCHEMA } from '#shared/sync/wire.ts'
import type { BenchServer } from './server.ts'

type Target = { readonly id: string; readonly description: string }

export type Editor = ReturnType<typeof createEditor>

/** An administrator who changes the description of services, as an application would, through push. */
export const createEditor = (server: BenchServer, catalogue: string) => {
  const db = openReadable(catalogue)
  const targets = db
    .prepare("SELECT id, coalesce(record ->> '$.description', '') AS description FROM services ORDER BY rowid LIMIT 100")
    .all() as Target[]
  db.close()
  let n = 0

  const push = async (mutations: readonly Mutation[]): Promise<PushAnswer> => {
    const answer = await fetch(`${server.origin}/sync/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ proto: PROTO, client_id: 'bench-editor', mutations }),
    })
    const read = PushAnswer.parse(await answer.json())
    const refused = read.results.find(({ status }) => status !== 'applied')
    if (refused !== undefined) throw new Error(JSON.stringify(refused))
    return read
  }

  /** Changes that many services, each its own `seq`; answers where the server's head then is. */
  const edit = async (count: number): Promise<{ readonly head: number; readonly epoch: string }> => {
    let last: PushAnswer | null = null
    for (let from = 0; from < count; from += MAX_MUTATIONS) {
      last = await push(
        targets.slice(from, Math.min(count, from + MAX_MUTATIONS)).map((target): Mutation => {
          const next = `${target.description.replace(/ \(modifié \d+\)$/, '')} (modifié ${++n})`
          const mutation: Mutation = {
            mut_id: randomUUID(),
            n,
            deps: [],
            schema: SCHEMA,
            type: 'service.update',
            key: { kind: 'service', id: target.id },
            base_ver: 1,
            base: { description: target.description },
            patch: { description: next },
            client_time: new Date().toISOString(),
          }
          targets[targets.indexOf(target)] = { id: target.id, description: next }
          return mutation
        }),
      )
    }
    if (last === null) throw new Error('nothing to edit')
    return { head: last.head, epoch: last.epoch }
  }
  return { edit }
}
