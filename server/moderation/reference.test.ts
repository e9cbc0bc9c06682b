import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { putStructure } from '../sync/commands/catalogue-rows.ts'
import { seal, structure } from '../sync/testing.ts'
import type { Facts } from './facts.ts'
import { createReference } from './reference.ts'
import { START, steps, writeAll } from './testing/world.ts'

vi.setConfig({ testTimeout: 60_000 })

const closing: SyncStore[] = []
afterEach(async () => {
  for (const store of closing.splice(0)) await store.close()
})
const opened = async (): Promise<SyncStore> => {
  const store = await openSqliteStore({ file: ':memory:' })
  closing.push(store)
  return store
}

/** All that is known, as it is now: facts change in place. */
const copy = ({ seq: _, ...facts }: Facts): object =>
  structuredClone(Object.fromEntries(Object.keys(facts).map((name) => [name, facts[name as keyof typeof facts]])))

test('whatever is written, and whenever it is read, what is followed is what a fresh reading finds', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const store = await openSqliteStore({ file: ':memory:' })
      let now = START
      const followed = createReference({ store, seal, now: () => now })
      const expectSame = async (): Promise<void> => {
        const fresh = createReference({ store, seal, now: () => now })
        expect(copy(await followed.facts())).toEqual(copy(await fresh.facts()))
      }
      try {
        for (const one of all) {
          if (one.do === 'write') await writeAll(store, seal, one.writes)
          else if (one.do === 'pass') now += one.ms
          else if (one.do === 'epoch') await store.newEpoch()
          else await expectSame()
        }
        await expectSame()
      } finally {
        await store.close()
      }
    }),
    { numRuns: 80 },
  )
})

describe('a reading', () => {
  const put = (store: SyncStore, id: string) => store.write((writer) => putStructure(writer, { ...structure(id) } as never))
  /** A reference on a store that counts the readings it is asked for, each of which waits to be let through, or fails. */
  const held = async () => {
    const store = await opened()
    let reads = 0
    let gate: Promise<unknown> = Promise.resolve()
    const reference = createReference({
      seal,
      now: () => START,
      store: {
        read: async (work) => {
          reads += 1
          await gate
          return store.read(work)
        },
      },
    })
    return {
      store,
      ids: async () => [...(await reference.facts()).structures.keys()].toSorted(),
      reads: () => reads,
      setGate: (next: Promise<unknown>) => {
        gate = next
      },
    }
  }

  test('serves all who came before it began; who comes while it is under way, having written, has the next one', async () => {
    const { store, ids, reads, setGate } = await held()
    await put(store, 'a')
    const { promise, resolve } = Promise.withResolvers<void>()
    setGate(promise)
    const first = [ids(), ids(), ids()]
    await vi.waitFor(() => expect(reads()).toBe(1))
    await put(store, 'b')
    const later = [ids(), ids()]
    resolve()
    expect(await Promise.all(first)).toHaveLength(3)
    expect(await Promise.all(later)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(reads()).toBe(2)
  })
  test('of thousands of rows lets others pass', async () => {
    const store = await opened()
    await store.write(async (writer) => {
      for (let n = 0; n < 3_000; n += 1) {
        const doc = JSON.stringify(structure(`s-${n}`))
        await writer.put({ kind: 'structure', id: `s-${n}`, scopes: [], doc, hash: () => n })
      }
    })
    let passed = 0
    let reading = true
    const pass = (): void => {
      passed += 1
      if (reading) setImmediate(pass)
    }
    setImmediate(pass)
    const facts = await createReference({ store, seal, now: () => START }).facts()
    reading = false
    expect(facts.structures.size).toBe(3_000)
    expect(passed).toBeGreaterThan(5)
  })
  test('that fails is told to who asked, and the next one finds everything', async () => {
    const { store, ids, setGate } = await held()
    await put(store, 'a')
    const failing = (): void => {
      const gone = Promise.reject(new Error('the base is gone'))
      gone.catch(() => {})
      setGate(gone)
    }
    failing()
    await expect(ids()).rejects.toThrow('the base is gone')
    setGate(Promise.resolve())
    expect(await ids()).toEqual(['a'])
    await put(store, 'b')
    failing()
    await expect(ids()).rejects.toThrow('the base is gone')
    setGate(Promise.resolve())
    expect(await ids()).toEqual(['a', 'b'])
  })
})

test('a row that cannot be read hides no other, and counts for nothing', async () => {
  const store = await opened()
  await store.write(async (writer) => {
    await putStructure(writer, { ...structure('a') } as never)
    for (const kind of ['rattachement', 'suggestion', 'orientation', 'dossier', 'doublon', 'vues', 'structure'])
      await writer.put({ kind, id: 'structure/a', scopes: [], doc: '{"nom":1}', hash: () => 1 })
  })
  const facts = await createReference({ store, seal, now: () => START }).facts()
  expect([...facts.structures.keys()]).toEqual(['a'])
  expect(
    [facts.people, facts.suggestions, facts.demandes, facts.dossiers, facts.doublons, facts.vues].map(({ size }) => size),
  ).toEqual(Array(6).fill(0))
})
