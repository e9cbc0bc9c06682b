import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { POINTER_FILE } from '#shared/catalogue/file.ts'
import { openPatch, type Patch } from '#shared/catalogue/patch.ts'
import { catalogueContract, ServiceSheet, StructureSheet } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import type { Json } from '#shared/rpc.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { installTestCatalogue, pointTo, testService, testStructure } from '#main/testing/catalogue.ts'
import { createCatalogueHandlers, type CatalogueOptions, type CatalogueServices } from './handlers.ts'

const threads = vi.hoisted(() => [] as { readonly stop: () => Promise<void> }[])
// The real thing, remembered so that a test can kill a thread.
vi.mock('#main/worker/start.ts', async (original) => {
  const real = await original<typeof import('#main/worker/start.ts')>()
  const startWorker: typeof real.startWorker = (url, data) => {
    const worker = real.startWorker<never>(url, data)
    threads.push({ stop: worker.stop })
    return worker as never
  }
  return { ...real, startWorker }
})

// Each test starts a real worker thread: slow on a busy machine, never endless.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
let services: CatalogueServices | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'))
})
afterEach(async () => {
  await services?.close()
  services = null
  rmSync(folder, { recursive: true, force: true })
})

const start = (more: Pick<CatalogueOptions, 'pollMs' | 'onSlow' | 'slowMs'> = {}) => {
  const emit = vi.fn()
  const log = vi.fn()
  const started = createCatalogueHandlers({
    folder,
    geo: {
      resolve: (place) => {
        if (place.kind !== 'commune' || place.code !== '59350') throw new DoraError('lieu-inconnu')
        return { label: 'Lille (59)', lat: 50.63, lon: 3.06, approximatif: false, zoneCodes: ['59350', '59'], departements: null }
      },
      zoneName: (code) => (code === '59350' ? 'Lille (59)' : null),
    },
    emit,
    log,
    ...more,
  })
  services = started
  const run = (text = '') => started.handlers['search.run'](SearchQuery.parse({ text, sort: 'nom' }))
  return { ...started, emit, log, run }
}
const names = (result: { readonly hits: readonly { readonly nom: string }[] }) => result.hits.map(({ nom }) => nom)
const catalogueOf = (nom: string) => ({ services: [testService('s', { nom, zone_eligibilite: ['59350'] })] })

describe('without catalogue', () => {
  test('the search says so, info answers null', async () => {
    const { run, handlers } = start()
    await expect(run()).rejects.toMatchObject({ code: 'catalogue-absent' })
    expect(await handlers['catalogue.info'](undefined)).toBeNull()
  })

  test('the first import is found at the next question', async () => {
    const { run } = start()
    await expect(run()).rejects.toMatchObject({ code: 'catalogue-absent' })
    installTestCatalogue(folder, catalogueOf('Premier'))
    expect(names(await run())).toEqual(['Premier'])
  })
})

describe('answers fit the contract', () => {
  test('search, cards, sheets, info', async () => {
    installTestCatalogue(folder, {
      structures: [testStructure('st', { horaires_accueil: 'Mo-Fr 09:00-12:00' })],
      services: [testService('s', { structure_id: 'st', zone_eligibilite: ['59350'], latitude: 50.6, longitude: 3.06 })],
    })
    const { handlers, positions, cardsByRowid } = start()
    const { procedures } = catalogueContract
    const query = SearchQuery.parse({ place: { kind: 'commune', code: '59350' } })
    const result = await handlers['search.run'](query)
    expect(procedures['search.run'].output.parse(result)).toEqual(result)
    expect(result.hits[0]?.zone).toBe('Lille (59)')
    const sheet = await handlers['catalogue.service']({ id: 's' })
    // What a person may do of it is added with their account (main/account/capabilities.ts).
    expect(ServiceSheet.omit({ droits: true }).parse(sheet).zone).toEqual({ label: 'Lille (59)', noms: ['Lille (59)'] })
    const structure = await handlers['catalogue.structure']({ id: 'st' })
    expect(StructureSheet.omit({ droits: true }).parse(structure).services).toHaveLength(1)
    expect(procedures['catalogue.cards'].output.parse(await handlers['catalogue.cards']({ ids: ['s', 'x'] }))).toHaveLength(1)
    expect(procedures['catalogue.info'].output.parse(await handlers['catalogue.info'](undefined))).toMatchObject({
      demonstration: true,
      services: 1,
      structures: 1,
      sources: [{ source: 'essai', services: 1, structures: 1 }],
    })
    const { rowids } = await positions(query)
    expect((await cardsByRowid([...rowids], query)).map(({ distanceKm }) => distanceKm)).toEqual([expect.closeTo(3.3, 0)])
  })

  test('an unknown place is an error, never an empty answer', async () => {
    installTestCatalogue(folder, catalogueOf('x'))
    const { handlers } = start()
    const query = SearchQuery.parse({ place: { kind: 'commune', code: '00000' } })
    await expect(handlers['search.run'](query)).rejects.toMatchObject({ code: 'lieu-inconnu' })
  })
})

describe('swap', () => {
  test('a new file takes the place of the old one while searches run; none fails, and the screens are told', async () => {
    installTestCatalogue(folder, catalogueOf('Ancien'))
    const { run, emit, refresh } = start()
    expect(names(await run())).toEqual(['Ancien'])
    emit.mockClear()

    let swapped = false
    const seen = new Set<string>()
    const searching = (async () => {
      while (!swapped) for (const nom of names(await run())) seen.add(nom)
    })()
    installTestCatalogue(folder, catalogueOf('Nouveau'), 1)
    await refresh()
    const after = names(await run())
    swapped = true
    await searching
    expect(after).toEqual(['Nouveau'])
    expect([...seen].every((nom) => nom === 'Ancien' || nom === 'Nouveau')).toBe(true)
    expect(emit).toHaveBeenCalledExactlyOnceWith('catalogue.changed', { genere_le: '2026-06-02T00:00:00.000Z' })
  })

  test('is noticed without being told', async () => {
    installTestCatalogue(folder, catalogueOf('Ancien'))
    const { run, emit } = start({ pollMs: 20 })
    expect(names(await run())).toEqual(['Ancien'])
    installTestCatalogue(folder, catalogueOf('Nouveau'), 1)
    await vi.waitFor(() => expect(emit).toHaveBeenCalledTimes(2), { timeout: 50_000 })
    expect(names(await run())).toEqual(['Nouveau'])
  })

  test('a new file that cannot be read leaves the old one in use', async () => {
    installTestCatalogue(folder, catalogueOf('Ancien'))
    const { run, log, refresh } = start()
    expect(names(await run())).toEqual(['Ancien'])
    writeFileSync(join(folder, 'catalogue-essai-7.db'), 'rien de bon')
    pointTo(folder, { file: 'catalogue-essai-7.db', seq: 7 })
    await refresh()
    expect(names(await run())).toEqual(['Ancien'])
    // Said once, however often the pointer is looked at.
    await refresh()
    expect(log).toHaveBeenCalledTimes(1)
  })
})

describe('a damaged catalogue', () => {
  test.each([
    ['a pointer that leads elsewhere', '{"file":"../user.db","epoch":"a","seq":0,"genere_le":"x"}'],
    ['a pointer that is no JSON', '{'],
    ['a pointer to nothing', '{"file":"catalogue-a-0.db","epoch":"a","seq":0,"genere_le":"x"}'],
  ])('%s is said, and mended by the next import', async (_, pointer) => {
    writeFileSync(join(folder, POINTER_FILE), pointer)
    const { run, handlers, refresh } = start()
    await expect(run()).rejects.toMatchObject({ code: 'catalogue-illisible' })
    await expect(handlers['catalogue.info'](undefined)).rejects.toMatchObject({ code: 'catalogue-illisible' })
    installTestCatalogue(folder, catalogueOf('Réparé'))
    await refresh()
    expect(names(await run())).toEqual(['Réparé'])
  })
})

test('once closed, a question is refused and starts nothing', async () => {
  installTestCatalogue(folder, catalogueOf('x'))
  const { run, close } = start()
  await run()
  await close()
  await expect(run()).rejects.toMatchObject({ code: 'hote-injoignable' })
})

test('slow statements are told with their SQL, never with what was typed', async () => {
  installTestCatalogue(folder, catalogueOf('Premier'))
  const onSlow = vi.fn()
  const { run } = start({ onSlow, slowMs: 0 })
  await run('premier')
  const told = onSlow.mock.calls.map(([statement]) => statement as { readonly sql: string; readonly ms: number })
  expect(told.some(({ sql, ms }) => sql.startsWith('SELECT ') && ms >= 0)).toBe(true)
  expect(JSON.stringify(told)).not.toMatch(/premier/i)
})

describe('a thread that dies', () => {
  test('is replaced at the next question, and the screens are told to ask again', async () => {
    installTestCatalogue(folder, catalogueOf('Toujours là'))
    const { run, emit } = start()
    await run()
    emit.mockClear()
    await threads.at(-1)?.stop()
    expect(names(await run())).toEqual(['Toujours là'])
    expect(emit).toHaveBeenCalledExactlyOnceWith('catalogue.changed', expect.anything())
  })

  test('fails the questions it had with a coded error, and those alone', async () => {
    installTestCatalogue(folder, catalogueOf('Toujours là'))
    const { run } = start()
    await run()
    const asked = Promise.resolve(run('toujours')).then(
      () => 'answered',
      (error: unknown) => (error instanceof DoraError ? error.code : 'not coded'),
    )
    await threads.at(-1)?.stop()
    expect(['answered', 'interne']).toContain(await asked)
    expect(names(await run())).toEqual(['Toujours là'])
  })
})

describe('rows changed by synchronisation', () => {
  const patching = (file: string, work: (patch: Patch) => void) => {
    const db = new Database(file)
    db.pragma('journal_mode = WAL')
    db.transaction(() => {
      const patch = openPatch(db, () => null)
      work(patch)
      patch.finish('2026-07-01T00:00:00.000Z')
    })()
    db.close()
  }
  const put = (nom: string, ver: number) => (patch: Patch) => {
    const doc = { ...testService('s', { nom }) } as Record<string, Json>
    patch.put({ kind: 'service', id: 's', ver, h: 1, scopes: null, doc })
  }

  test('are in the next answer even before anyone tells, and the screens are told once however many tell', async () => {
    const file = installTestCatalogue(folder, catalogueOf('Ancien'))
    const { run, emit, applied, handlers } = start()
    expect(names(await run())).toEqual(['Ancien'])
    emit.mockClear()
    patching(file, put('Nouveau', 1))
    expect(names(await run())).toEqual(['Nouveau'])
    expect(names(await run('nouveau '))).toEqual(['Nouveau'])
    expect(emit).not.toHaveBeenCalled()
    for (let i = 0; i < 50; i++) applied()
    await vi.waitFor(() => {
      expect(emit).toHaveBeenCalledExactlyOnceWith('catalogue.changed', { genere_le: '2026-07-01T00:00:00.000Z' })
    })
    expect(await handlers['catalogue.info'](undefined)).toMatchObject({ genere_le: '2026-07-01T00:00:00.000Z', services: 1 })

    // A change told while the last one is being told is not lost.
    patching(file, (patch) => patch.remove({ kind: 'service', id: 's' }))
    applied()
    await vi.waitFor(() => {
      expect(emit).toHaveBeenCalledTimes(2)
    })
    expect((await run()).total).toBe(0)
  })
})
