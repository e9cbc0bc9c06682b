import Database from 'better-sqlite3'
import type { Json } from '#shared/rpc.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { PROTO, SCHEMA, type Mutation } from '#shared/sync/wire.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged } from '#server/sync/ingest/staged.ts'
import { anotherPlace, inventService, inventStructure, newWord } from './catalogue-rows.ts'
import type { Operation } from './operations.ts'
import type { World } from './run.ts'
import { ADMIN, seal, ServerKilled } from './server.ts'

type Act = Extract<Operation, { op: 'admin' }>['act']

const CLIENT = 'admin-client'
/** What the administrator's screen still shows of rows. */
const old = new WeakMap<World, Map<string, { readonly doc: Doc; readonly ver: number }>>()

const rowsOf = (world: World, kind: string): Promise<{ id: string; doc: Doc; ver: number }[]> =>
  world.server.store().read(async (reader) => {
    const rows: { id: string; doc: Doc; ver: number }[] = []
    for await (const { id, doc, ver } of reader.scan(kind)) rows.push({ id, doc: JSON.parse(doc as string) as Doc, ver })
    return rows
  })

const mutation = (world: World, type: string, id: string, base: Doc, patch: Doc, baseVer: number): Mutation => {
  const n = ++world.count
  return {
    mut_id: `0190aaaa-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    n,
    deps: [],
    schema: SCHEMA,
    type,
    key: { kind: type.slice(0, type.indexOf('.')), id },
    base_ver: baseVer,
    base: base as Record<string, Json>,
    patch: patch as Record<string, Json>,
    client_time: new Date(world.now).toISOString(),
  }
}

/** An administrator edits the catalogue, by the same commands as everyone. */
export const administer = async (world: World, act: Act, target: number): Promise<void> => {
  const { server, random, note } = world
  const services = await rowsOf(world, 'service')
  const structures = await rowsOf(world, 'structure')
  const remembered = old.get(world) ?? new Map<string, { readonly doc: Doc; readonly ver: number }>()
  old.set(world, remembered)
  const service = services[target % Math.max(1, services.length)]
  const list: Mutation[] = []
  const edit = (one: (typeof services)[number], patch: Doc, seen: { readonly doc: Doc; readonly ver: number } = one) => {
    const from = Object.fromEntries(Object.keys(patch).map((field) => [field, seen.doc[field] ?? null]))
    list.push(mutation(world, 'service.update', one.id, from, patch, seen.ver))
  }
  switch (act) {
    case 'edit':
      if (service !== undefined) edit(service, { nom: `Service ${newWord()}` })
      break
    case 'stale-edit':
      if (service !== undefined) {
        edit(
          service,
          { nom: `Service ${newWord()}`, publics: random.chance(0.5) ? ['adultes'] : ['jeunes', 'familles'] },
          remembered.get(service.id),
        )
      }
      break
    case 'move':
      if (service !== undefined) edit(service, { ...anotherPlace(random) })
      break
    case 'batch':
      for (const one of services.slice(0, 4)) edit(one, { nom: `Service ${newWord()}` })
      break
    case 'structure': {
      const one = structures[target % Math.max(1, structures.length)]
      if (one !== undefined) {
        const patch = random.chance(0.5) ? { nom: `Structure ${newWord()}` } : { ...anotherPlace(random) }
        const base = Object.fromEntries(Object.keys(patch).map((field) => [field, one.doc[field] ?? null]))
        list.push(mutation(world, 'structure.update', one.id, base, patch, one.ver))
      }
      break
    }
    case 'create': {
      // An identifier may come back after it was removed.
      const id = `s-${random.int(14)}`
      list.push(
        mutation(
          world,
          'service.create',
          id,
          {},
          {
            ...inventService(
              id,
              structures.map((one) => one.id),
              random,
            ),
          } as unknown as Doc,
          0,
        ),
      )
      break
    }
    case 'remove':
      if (service !== undefined) {
        const seen = (random.chance(0.5) ? undefined : remembered.get(service.id)) ?? service
        list.push(mutation(world, 'service.remove', service.id, seen.doc, {}, seen.ver))
      }
  }
  for (const { id, doc, ver } of services) if (!remembered.has(id) || random.chance(0.3)) remembered.set(id, { doc, ver })
  if (list.length === 0) return
  try {
    const answer = JSON.parse(await server.push(JSON.stringify({ proto: PROTO, client_id: CLIENT, mutations: list }), ADMIN)) as {
      results: { status: string; code?: string }[]
    }
    note(`  admin ${answer.results.map(({ status, code }) => (code === undefined ? status : `${status} ${code}`)).join(' ')}`)
  } catch (error) {
    if (!(error instanceof ServerKilled)) throw error
    server.restart()
  }
}

/** A whole catalogue comes in, mostly the one that is there. */
export const ingestSome = async (world: World, size: number): Promise<void> => {
  const { server, random, note } = world
  const structures = (await rowsOf(world, 'structure')).map(({ doc }) => doc as unknown as Structure)
  const services = (await rowsOf(world, 'service')).map(({ doc }) => doc as unknown as Service)
  const ids = structures.map(({ id }) => id)
  const kept = services.filter(() => random.chance(0.7))
  const db = new Database(':memory:')
  try {
    const rows = writeCatalogue(db, () => null)
    for (const one of structures) rows.addStructure(random.chance(0.2) ? inventStructure(one.id, random) : one)
    for (const one of kept) rows.addService(random.chance(0.2) ? inventService(one.id, ids, random) : one)
    for (let at = kept.length; at < size; at++) {
      const id = `s-${random.int(14)}`
      rows.addService(inventService(id, ids, random))
    }
    rows.finish({ demonstration: false, genere_le: new Date(world.now).toISOString(), index: false })
    // Cut anywhere, it is begun again and ends the same.
    if (random.chance(0.3)) {
      server.setFuse(random.int(30))
      await ingest({ store: server.watchedStore(), seal }, openStaged(db)).catch((error: unknown) => {
        if (!(error instanceof ServerKilled)) throw error
        note('  import cut')
      })
      server.restart()
    }
    const done = await ingest({ store: server.watchedStore(), seal }, openStaged(db))
    note(`  import ${JSON.stringify(done)}`)
  } finally {
    db.close()
  }
}
