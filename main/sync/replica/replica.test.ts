import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CataloguePointer } from '#shared/catalogue/file.ts'
import { FRANCE, NATIONAL } from '#shared/sync/scope.ts'
import type { Change } from '#shared/sync/wire.ts'
import { createEngine } from '#main/catalogue/engine.ts'
import { installTestCatalogue, testService, testStructure } from '#main/testing/catalogue.ts'
import { blobOf, makeSnapshot, putOf, sumsOf, TEST_EPOCH, versioned, type TestRow } from '#main/testing/snapshot.ts'
import type { Replica } from '../ports.ts'
import { openForChecking } from './connect.ts'
import { openReplica } from './replica.ts'
import { countSums } from './sums.ts'

const AT = '2026-06-03T08:00:00.000Z'
const NORD = 'cat:dep:59'
const quiet = () => {}
const rows: TestRow[] = [
  versioned('structure', testStructure('s1', { nom: 'Maison des services' })),
  versioned('service', testService('a', { structure_id: 's1', nom: 'Atelier de soudure' })),
  versioned('service', testService('b', { structure_id: 's1', nom: 'Cours de français' })),
]

let folder: string
let opened: Replica[] = []
const open = (): Replica => {
  const replica = openReplica({ folder, zoneName: () => null, clock: { now: () => 0 } })
  opened.push(replica)
  return replica
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replica-'))
})
afterEach(async () => {
  for (const replica of opened) await replica.close()
  opened = []
  rmSync(folder, { recursive: true, force: true })
})

const pointer = () => CataloguePointer.parse(JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8')))
const servicesFound = (text: string): string[] => {
  const engine = createEngine(join(folder, pointer().file))
  try {
    const query = { text, place: null, radiusKm: 50, filters: NO_FILTERS, sort: 'nom' as const, offset: 0, limit: 100 }
    return engine.search({ query, place: null, now: Date.parse(AT) }).hits.map(({ id }) => id)
  } finally {
    engine.close()
  }
}
const NO_FILTERS = {
  thematiques: [],
  publics: [],
  types: [],
  frais: [],
  modes_accueil: [],
  modes_mobilisation: [],
  mobilisable_par: [],
  sources: [],
  fraicheur: [],
  orientable: [],
  zone: [],
}
const page = (scope: string, changes: readonly Change[], next: number) => ({ epoch: TEST_EPOCH, scope, changes, next, at: AT })
const removal = (kind: string, id: string, seq: number): Change => ({ op: 'remove', seq, kind, id })

const installed = async (some: readonly TestRow[] = rows) => {
  const replica = open()
  const { info, bytes } = makeSnapshot(some)
  await replica.install(info, blobOf(bytes), quiet)
  return replica
}

test('nothing is there before a first installation, nor when the file did not come from a server', async () => {
  expect(await open().current()).toBeNull()
  installTestCatalogue(folder, { services: [testService('a')] })
  const replica = open()
  expect(await replica.current()).toBeNull()
  await expect(replica.apply(page(FRANCE, [], 1))).rejects.toMatchObject({ code: 'io' })
  expect(servicesFound('')).toEqual(['a'])
})

test('a page changes rows, sums and cursor at once; come again or late, it does nothing', async () => {
  const replica = await installed()
  expect(await replica.current()).toEqual({
    epoch: TEST_EPOCH,
    cursors: [{ id: FRANCE, seq: 10 }],
    demonstration: true,
  })
  expect(await replica.sums(FRANCE)).toEqual(sumsOf(rows))

  const changed = versioned('service', testService('a', { structure_id: 's1', nom: 'Atelier de menuiserie' }), 2)
  const added = versioned('service', testService('c', { nom: 'Aide au permis' }))
  const changes = [putOf(changed, 11), removal('service', 'b', 12), putOf(added, 13)]
  expect(await replica.apply(page(FRANCE, changes, 13))).toBe(3)
  const now = [rows[0] as TestRow, changed, added]
  expect(await replica.sums(FRANCE)).toEqual(sumsOf(now))
  expect(await replica.recount(FRANCE)).toEqual(sumsOf(now))
  expect((await replica.current())?.cursors).toEqual([{ id: FRANCE, seq: 13 }])
  expect(servicesFound('')).toEqual(['c', 'a'])
  expect(servicesFound('menuiserie ')).toEqual(['a'])
  expect(servicesFound('soudure ')).toEqual([])

  // The row removed at 12 is back at 14: the former page, come again, must not remove it.
  const back = versioned('service', testService('b'), 4)
  await replica.apply(page(FRANCE, [putOf(back, 14)], 14))
  expect(await replica.apply(page(FRANCE, changes, 13))).toBe(0)
  expect(await replica.sums(FRANCE)).toEqual(sumsOf([...now, back]))
  expect((await replica.current())?.cursors).toEqual([{ id: FRANCE, seq: 14 }])
})

test('a page of another history is refused, and changes nothing', async () => {
  const replica = await installed()
  const other = { ...page(FRANCE, [removal('service', 'a', 11)], 11), epoch: 'f'.repeat(32) }
  await expect(replica.apply(other)).rejects.toMatchObject({ code: 'epoch_changed' })
  expect(await replica.recount(FRANCE)).toEqual(sumsOf(rows))
})

test('a kind not known yet, and a record that cannot be read, are kept and counted, and stop nothing', async () => {
  const replica = await installed()
  const unknown: TestRow = { kind: 'formation', ver: 1, doc: { id: 'f' } }
  const broken: TestRow = { kind: 'service', ver: 3, doc: { id: 'a' } }
  await replica.apply(page(FRANCE, [putOf(unknown, 11), putOf(broken, 12)], 12))
  const now = [...rows.filter(({ doc }) => doc.id !== 'a'), unknown, broken]
  expect(await replica.sums(FRANCE)).toEqual(sumsOf(now))
  expect(await replica.recount(FRANCE)).toEqual(sumsOf(now))
  expect(servicesFound('')).toEqual(['b'])
  const mended = versioned('service', testService('a'), 4)
  await replica.apply(page(FRANCE, [putOf(mended, 13), removal('formation', 'f', 14)], 14))
  expect(await replica.recount(FRANCE)).toEqual(sumsOf([...rows.filter(({ doc }) => doc.id !== 'a'), mended]))
  expect(servicesFound('')).toEqual(['b', 'a'])
})

describe('a desk that carries territories', () => {
  const plan = { epoch: TEST_EPOCH, scopes: [NATIONAL, NORD], demonstration: true }
  const [s1, a, b] = rows as [TestRow, TestRow, TestRow]

  test('is filled by pages, across restarts, and takes its place when it is whole', async () => {
    await (await installed()).close()
    const first = await open().stage(plan)
    expect(first.cursors).toEqual([
      { id: NORD, seq: 0 },
      { id: NATIONAL, seq: 0 },
    ])
    await first.apply(page(NORD, [putOf(s1, 1), putOf(a, 2)], 2))
    expect(servicesFound('')).toEqual(['a', 'b'])
    await opened.at(-1)?.close()

    const replica = open()
    const second = await replica.stage(plan)
    expect(second.cursors).toContainEqual({ id: NORD, seq: 2 })
    await second.apply(page(NATIONAL, [putOf(s1, 1)], 5))
    expect(await second.sums(NATIONAL)).toEqual(sumsOf([s1]))
    await second.finish(quiet)
    expect(await replica.current()).toMatchObject({
      cursors: [
        { id: NORD, seq: 2 },
        { id: NATIONAL, seq: 5 },
      ],
    })
    expect(servicesFound('soudure ')).toEqual(['a'])
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })

  test('another plan begins again from nothing', async () => {
    const replica = open()
    const first = await replica.stage(plan)
    await first.apply(page(NORD, [putOf(a, 2)], 2))
    const other = await replica.stage({ ...plan, epoch: 'f'.repeat(32) })
    expect(other.cursors).toContainEqual({ id: NORD, seq: 0 })
    expect(readdirSync(join(folder, 'tmp')).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    await other.discard()
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  })

  test('a row leaves with the last scope that holds it', async () => {
    const replica = open()
    const stage = await replica.stage(plan)
    await stage.apply(page(NORD, [putOf(s1, 1), putOf(a, 2), putOf(b, 3)], 3))
    await stage.apply(page(NATIONAL, [putOf(s1, 1), putOf(b, 3)], 3))
    await stage.finish(quiet)
    await replica.apply(page(NORD, [removal('service', 'b', 4)], 4))
    expect(servicesFound('')).toEqual(['a', 'b'])
    expect(await replica.sums(NORD)).toEqual(sumsOf([s1, a]))
    await replica.apply(page(NATIONAL, [removal('service', 'b', 4)], 4))
    expect(servicesFound('')).toEqual(['a'])

    await replica.drop([NORD])
    expect(servicesFound('')).toEqual([])
    expect(await replica.current()).toMatchObject({ cursors: [{ id: NATIONAL, seq: 4 }] })
    expect(await replica.sums(NORD)).toEqual({})
    expect(await replica.recount(NATIONAL)).toEqual(sumsOf([s1]))
  })

  test('sums kept change by change are those of the rows, whatever the history', { timeout: 20_000 }, async () => {
    const replica = open()
    const stage = await replica.stage(plan)
    let seq = 1
    const name = readdirSync(join(folder, 'tmp')).find((one) => one.endsWith('.db')) ?? ''
    const db = openForChecking(join(folder, 'tmp', name))
    const counted = (scope: string) => countSums(db, scope)
    const step = fc.record({
      scope: fc.constantFrom(NORD, NATIONAL),
      kind: fc.constantFrom('structure', 'service', 'formation'),
      id: fc.constantFrom('x', 'y'),
      ver: fc.integer({ min: 1, max: 4 }),
      remove: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const { scope, kind, id, ver, remove } of steps) {
          seq++
          const doc = kind === 'service' ? testService(id) : testStructure(id)
          const change = remove ? removal(kind, id, seq) : putOf({ kind, ver, doc }, seq)
          await stage.apply(page(scope, [change], seq))
        }
        for (const scope of plan.scopes) expect(await stage.sums(scope)).toEqual(counted(scope))
      }),
      { numRuns: 40 },
    )
    db.close()
  })
})

describe('a current file that is damaged', () => {
  test('is set aside, so that the cycle installs another', async () => {
    await (await installed()).close()
    const { file } = pointer()
    const bytes = readFileSync(join(folder, file))
    bytes.fill(0xff, 0, 4096)
    writeFileSync(join(folder, file), bytes)
    const replica = open()
    expect(await replica.current()).toBeNull()
    expect(readdirSync(folder)).toContain(`${file}.abime`)
    const { info, bytes: again } = makeSnapshot(rows)
    await replica.install(info, blobOf(again), quiet)
    expect(pointer().file).not.toBe(file)
    expect(servicesFound('')).toEqual(['a', 'b'])
  })

  test('also when only a page within is', async () => {
    await (await installed()).close()
    const { file } = pointer()
    const bytes = readFileSync(join(folder, file))
    bytes.fill(0xff, 4096)
    writeFileSync(join(folder, file), bytes)
    const replica = open()
    const failure = await replica.recount(FRANCE).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'io' })
    expect(await replica.current()).toBeNull()
  })
})

test('a file that many changes weigh on is written again beside, and says the same', async () => {
  const many = Array.from({ length: 300 }, (_, i) => versioned('service', testService(`n${i}`, { nom: `Atelier ${i}` })))
  const replica = await installed([...rows, ...many])
  expect(await replica.repack(quiet)).toBe(false)
  for (let ver = 2; ver <= 9; ver++) {
    const changes = many.map(({ doc }, i) =>
      putOf(versioned('service', testService(doc.id, { nom: `Cours ${i}` }), ver), ver * 1000 + i),
    )
    await replica.apply(page(FRANCE, changes, ver * 1000 + 999))
  }
  const before = { found: servicesFound('cours '), sums: await replica.sums(FRANCE), current: await replica.current() }
  const { file } = pointer()
  expect(await replica.repack(quiet)).toBe(true)
  expect(pointer().file).not.toBe(file)
  expect({ found: servicesFound('cours '), sums: await replica.recount(FRANCE), current: await replica.current() }).toEqual(
    before,
  )
  expect(before.found).toHaveLength(100)
  expect(await replica.repack(quiet)).toBe(false)
})
