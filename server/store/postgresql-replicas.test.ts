import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { row } from './testing/contract-suite.ts'
import { openPostgresqlStore, type PostgresqlOptions, type PostgresqlStore } from './postgresql.ts'
import { STORE_VERSION } from './schema.ts'
import type { Commit, SyncStore } from './types.ts'

/** What only several connections to a real PostgreSQL can show (sync.md §2.3). */

// A real server on a machine that does other things: a database a test takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const open = async (url: string, options: Partial<PostgresqlOptions> = {}): Promise<PostgresqlStore> => {
  const store = await openPostgresqlStore({ url, ...options })
  closing.push(store.close)
  return store
}
const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  closing.push(() => client.end())
  return client
}

const FR = 'cat:fr'
const put = (store: SyncStore, id: string, scopes: readonly string[] = [FR]) => store.write((w) => w.put(row(id, 'x', scopes)))
const never = 3_600_000

describe('no seq is seen before a smaller one', () => {
  /** Whoever began first commits last, which is what a desk's cursor steps over. */
  const overtake = async (begin: (id: string) => Promise<() => Promise<void>>, see: () => Promise<readonly string[]>) => {
    const seen: string[] = []
    const finishFirst = await begin('first')
    const finishSecond = await begin('second')
    await finishSecond()
    seen.push(...(await see()))
    await finishFirst()
    seen.push(...(await see()))
    return seen
  }

  test('must fail: numbers given by a sequence lose the one that was overtaken', async () => {
    const url = await postgres.newDatabase()
    const reader = await connect(url)
    await reader.query('CREATE TABLE log (seq BIGSERIAL PRIMARY KEY, id TEXT)')
    let cursor = 0
    const seen = await overtake(
      async (id) => {
        const client = await connect(url)
        await client.query('BEGIN')
        await client.query('INSERT INTO log (id) VALUES ($1)', [id])
        return async () => void (await client.query('COMMIT'))
      },
      async () => {
        const { rows } = await reader.query<{ seq: string; id: string }>('SELECT * FROM log WHERE seq > $1 ORDER BY seq', [
          cursor,
        ])
        cursor = Math.max(cursor, ...rows.map(({ seq }) => Number(seq)))
        return rows.map(({ id }) => id)
      },
    )
    expect(seen).toEqual(['second'])
  })

  test('the head row taken last loses nothing', async () => {
    const store = await open(await postgres.newDatabase())
    let cursor = 0
    const seen = await overtake(
      async (id) => {
        const staged = Promise.withResolvers<void>()
        const finish = Promise.withResolvers<void>()
        const done = store.write(async (w) => {
          await w.put(row(id, 'x', [FR]))
          staged.resolve()
          await finish.promise
        })
        await staged.promise
        return async () => {
          finish.resolve()
          await done
        }
      },
      async () => {
        const page = await store.read((r) => r.feed(FR, cursor, 100, 1e9))
        cursor = page.next
        return page.rows.map(({ id }) => id)
      },
    )
    expect(seen).toEqual(['second', 'first'])
  })

  test('eight writers on two replicas and someone who follows: all is seen, in order, once', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url)]
    let writing = true
    const seen: { seq: number; id: string }[] = []
    const follow = async () => {
      let cursor = 0
      for (let last = false; !last;) {
        last = !writing
        const page = await b.read((r) => r.feed(FR, cursor, 7, 1e9))
        expect(page.next).toBeGreaterThanOrEqual(cursor)
        cursor = page.next
        seen.push(...page.rows.map(({ seq, id }) => ({ seq, id })))
        last &&= !page.more
      }
    }
    const following = follow()
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 40; n += 1) await put(writer % 2 === 0 ? a : b, `${writer}-${n}`)
      }),
    )
    writing = false
    await following
    expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 320 }, (_, at) => at + 1))
    expect(new Set(seen.map(({ id }) => id)).size).toBe(320)
  })
})

describe('what was decided on is still so when it is written', () => {
  test('a row changed by another meanwhile: the work is done again, and in the end with nobody in between', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url)]
    let tries = 0
    const seqs: number[] = []
    let last: Promise<unknown> = Promise.resolve()
    const done = await a.write(async (w) => {
      tries += 1
      const was = await w.entity({ kind: 'service', id: 'a' })
      await w.put(row('a', `${was?.doc ?? 'nothing'}!`, [FR]))
      const other = b.write((v) => v.put(row('a', `other ${tries}`, [FR]))).then(({ commit }) => seqs.push(commit.head.seq))
      // The fourth time the head row is held already: waiting for the other would be for ever.
      if (tries < 4) await other
      else last = other
    })
    await last
    expect(tries).toBe(4)
    expect([...seqs, done.commit.head.seq]).toEqual([1, 2, 3, 5, 4])
    expect(await a.read((r) => r.entity({ kind: 'service', id: 'a' }))).toMatchObject({ ver: 5, doc: '{"value":"other 4"}' })
  })

  test('a child that came meanwhile is seen by who removes the parent', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url)]
    await put(a, 's1')
    let tries = 0
    const { value } = await a.write(async (w) => {
      tries += 1
      const children = await w.children('service', 's1')
      if (tries === 1) await b.write((v) => v.put(row('child', 'x', [FR], 'service', 's1')))
      for (const { kind, id } of children) await w.remove({ kind, id })
      await w.remove({ kind: 'service', id: 's1' })
      return children.length
    })
    expect([tries, value]).toEqual([2, 1])
    expect(await a.read((r) => r.sums(FR))).toEqual({})
  })

  test('a connection that is cut in the middle leaves nothing', async () => {
    const url = await postgres.newDatabase()
    const store = await open(url, { listen: false, pollMs: never })
    await put(store, 'a')
    const admin = await connect(url)
    const cut = store.write(async (w) => {
      await w.put(row('b', 'x', [FR]))
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      )
    })
    await expect(cut).rejects.toThrow()
    expect((await store.read((r) => r.feed(FR, 0, 10, 1e9))).rows.map(({ id }) => id)).toEqual(['a'])
    await put(store, 'c')
    expect((await store.read((r) => r.head())).seq).toBe(2)
  })
})

describe('replicas hear of one another', () => {
  const heardBy = (store: SyncStore): Commit[] => {
    const told: Commit[] = []
    store.onCommit((commit) => told.push(commit))
    return told
  }
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 10 })

  test('by notification', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url, { pollMs: never })]
    const [own, told] = [heardBy(a), heardBy(b)]
    const { commit } = await put(a, 'a', [FR, 'cat:dep:75'])
    expect(own).toEqual([commit])
    await eventually(() => expect(told).toEqual([commit]))
    const next = await put(a, 'b')
    await eventually(() => expect(told).toEqual([commit, next.commit]))
    // Its own notification came back meanwhile, and was not told again.
    expect(own).toEqual([commit, next.commit])
  })

  test('by looking at the head where notifications do not come', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url, { listen: false, pollMs: 20 })]
    const told = heardBy(b)
    const { commit } = await put(a, 'a', [FR, 'cat:dep:75'])
    await eventually(() => expect(told).toEqual([commit]))
  })

  test('again once the connection that listens is back, with what was missed', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url, { listen: false }), await open(url, { pollMs: never })]
    const told = heardBy(b)
    const admin = await connect(url)
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`
    await eventually(async () => expect((await admin.query(cut)).rowCount).toBe(1))
    await put(a, 'a')
    await eventually(() => expect(told.at(-1)?.head.seq).toBe(1))
    const { commit } = await put(a, 'b')
    await eventually(() => expect(told.at(-1)).toEqual(commit))
  })

  test('of more scopes than a notification can hold', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url, { pollMs: never })]
    const told = heardBy(b)
    await put(a, 'first')
    await eventually(() => expect(told.length).toBe(1))
    const scopes = Array.from({ length: 600 }, (_, at) => `u:personne-${String(at).padStart(4, '0')}`)
    const { commit } = await put(a, 'a', scopes)
    await eventually(() => expect(told.at(-1)).toEqual(commit))
    expect(commit.scopes).toEqual(scopes)
  })

  test('a job is done by one replica at a time, and freed when that one dies', async () => {
    const url = await postgres.newDatabase()
    const [a, b] = [await open(url), await open(url)]
    const inside = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    const dying = a.exclusively('purge', async () => {
      inside.resolve()
      await end.promise
    })
    await inside.promise
    expect(await b.exclusively('purge', async () => 1)).toBeNull()
    const admin = await connect(url)
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`)
    await eventually(async () => expect(await b.exclusively('purge', async () => 2)).toBe(2))
    end.resolve()
    await dying.catch(() => {})
  })
})

describe('opening', () => {
  test('two replicas that start at once on an empty database share one history', async () => {
    const url = await postgres.newDatabase()
    const stores = await Promise.all([open(url), open(url), open(url)])
    const epochs = await Promise.all(stores.map((store) => store.read((r) => r.head()).then(({ epoch }) => epoch)))
    expect(new Set(epochs).size).toBe(1)
  })

  test('a newer, foreign or mis-encoded database is refused, and left as it is', async () => {
    const newer = await postgres.newDatabase()
    await (await openPostgresqlStore({ url: newer })).close()
    await (await connect(newer)).query(`UPDATE store_schema SET version = ${STORE_VERSION + 1}`)
    await expect(openPostgresqlStore({ url: newer })).rejects.toMatchObject({ code: 'newer-schema' })

    const foreign = await postgres.newDatabase()
    const client = await connect(foreign)
    await client.query('CREATE TABLE client (name TEXT)')
    await expect(openPostgresqlStore({ url: foreign })).rejects.toMatchObject({ code: 'not-a-store' })

    await client.query(`CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0`)
    const latin = new URL(foreign)
    latin.pathname = '/latin'
    await expect(openPostgresqlStore({ url: latin.href })).rejects.toMatchObject({ code: 'not-utf8' })
  })

  test('an integer beyond what JavaScript holds is an error, not another number', async () => {
    const url = await postgres.newDatabase()
    const store = await open(url)
    await (await connect(url)).query('UPDATE head SET seq = 9007199254740993')
    await expect(store.read((r) => r.head())).rejects.toThrow('beyond 2^53')
  })
})

describe('a database that is not the one of the history', () => {
  const elsewhere = (client: pg.Client) =>
    client.query("UPDATE setting SET value = '1234567890/00000001' WHERE key = 'postgresql-lineage'")
  const epochOf = async (store: SyncStore) => (await store.read((reader) => reader.head())).epoch

  test('begins a new epoch when it is opened, once for all replicas, and none where nothing changed', async () => {
    const url = await postgres.newDatabase()
    const [one, two, client] = [await open(url), await open(url), await connect(url)]
    expect(await one.guardHistory()).toBe(false)
    await put(one, 'first')
    const epoch = await epochOf(one)
    expect([await one.guardHistory(), await two.guardHistory(), await epochOf(one)]).toEqual([false, false, epoch])
    await elsewhere(client)
    expect((await Promise.all([one.guardHistory(), two.guardHistory()])).filter(Boolean)).toHaveLength(1)
    expect(await epochOf(two)).not.toBe(epoch)
    expect(await two.guardHistory()).toBe(false)
    // Whoever runs the server may be no superuser.
    await client.query('CREATE ROLE simple')
    await client.query('SET ROLE simple')
    expect((await client.query('SELECT system_identifier FROM pg_control_system()')).rows).toHaveLength(1)
    expect((await client.query('SELECT pg_walfile_name(pg_current_wal_lsn())')).rows).toHaveLength(1)
  })

  test.each([true, false])('that takes over under a running server (listening: %s): a new epoch, told to all', async (listen) => {
    const url = await postgres.newDatabase()
    const [store, client] = [await open(url, { listen, pollMs: 50 }), await connect(url)]
    await store.guardHistory()
    for (const id of ['a', 'b', 'c']) await put(store, id)
    const before = await store.read((reader) => reader.head())
    const told: Commit[] = []
    store.onCommit((commit) => told.push(commit))
    // As a standby that was promoted without the last commit, to which all connections go from now on.
    await elsewhere(client)
    await client.query('UPDATE head SET seq = seq - 1')
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await vi.waitFor(
      () => expect(told.some(({ head, scopes }) => head.epoch !== before.epoch && scopes.includes(FR))).toBe(true),
      20_000,
    )
    const after = await store.read((reader) => reader.head())
    expect(after.seq).toBe(before.seq - 1)
    // Its commits are heard again, though their numbers were told before.
    const other = await open(url)
    await put(other, 'd')
    await vi.waitFor(() => expect(told.at(-1)?.head).toMatchObject({ epoch: after.epoch, seq: before.seq }), 20_000)
  })
})
