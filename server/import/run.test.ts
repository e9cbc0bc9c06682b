import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { openPendingCatalogue, readPointer } from './catalogue-folder.ts'
import { sourcesOf } from './input/sources.ts'
import { officialSources } from './official.ts'
import { type ImportOptions, type Progress, runImport, SUMMARY_FILE } from './run.ts'
import { geography, TODAY, withFolder } from './testing.ts'

const structure = (id: string, date = '2026-01-01') => ({
  source: 'essai',
  id,
  nom: `Maison ${id}`,
  date_maj: date,
  reseaux_porteurs: ['mission-locale'],
})
const service = (id: string, structureId: string, date = '2026-01-01') => ({
  source: 'essai',
  id,
  structure_id: structureId,
  nom: `Service ${id}`,
  description: 'Une description suffisante.',
  date_maj: date,
  code_insee: '59350',
})
const ndjson = (...rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n')

const run = (folder: string, locations: readonly string[], more: Partial<ImportOptions> = {}) =>
  runImport({
    sources: sourcesOf(locations),
    folder: join(folder, 'catalogue'),
    geography,
    today: TODAY,
    report: join(folder, 'rapport.ndjson'),
    dryRun: false,
    demonstration: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onIndexing: () => undefined,
    ...more,
  })

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'aucune erreur'
  } catch (error) {
    return error instanceof DoraError ? error.code : String(error)
  }
}

const ids = (folder: string): readonly string[] => {
  const pointer = readPointer(join(folder, 'catalogue'))
  if (pointer === null) return []
  const db = new Database(join(folder, 'catalogue', pointer.file), { readonly: true })
  try {
    return db.prepare("SELECT nom_tri || ' ' || (record ->> '$.date_maj') FROM services ORDER BY id").pluck().all() as string[]
  } finally {
    db.close()
  }
}
const leftovers = (folder: string) => readdirSync(join(folder, 'catalogue')).filter((name) => name.endsWith('.tmp'))

describe('an import', () => {
  test('several files, services before structures, make one catalogue; the later of two wins', () =>
    withFolder(async (folder) => {
      const data = join(folder, 'données')
      mkdirSync(data)
      writeFileSync(
        join(data, 'a-services.json.gz'),
        gzipSync(JSON.stringify([service('1', 's'), service('2', 'absente', '2026-02-01')])),
      )
      writeFileSync(join(data, 'b-structures.ndjson'), ndjson(structure('s')))
      writeFileSync(
        join(data, 'c-encore.ndjson'),
        `${ndjson(service('1', 's', '2026-03-01'), service('2', 'absente', '2020-01-01'))}\n{"cassé`,
      )
      writeFileSync(join(data, 'LISEZMOI.txt'), 'pas des données')
      const steps: Progress[] = []
      const summary = await run(folder, [data], { onProgress: (step) => steps.push(step) })
      expect(summary).toMatchObject({ lignes: 6, structures: 1, services: 2, doublons: 2, refus: 1, sansStructure: 2 })
      expect(ids(folder)).toEqual(['service 1 2026-03-01', 'service 2 2026-02-01'])
      expect(steps.map((step) => step.etape)).toContain('index')
      const report = readFileSync(join(folder, 'rapport.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      expect(report.at(-1)).toEqual({
        fichier: 'c-encore.ndjson',
        ligne: 3,
        id: null,
        champ: 'ligne',
        raison: 'JSON illisible sur cette ligne.',
        gravite: 'refus',
      })
      expect(JSON.parse(readFileSync(join(folder, 'catalogue', SUMMARY_FILE), 'utf8'))).toMatchObject({ services: 2 })
      expect(leftovers(folder)).toEqual([])
    }))

  test('a trial run writes no catalogue', () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'a.json'), JSON.stringify([service('1', 's'), service('1', 's')]))
      expect(await run(folder, [join(folder, 'a.json')], { dryRun: true, report: null })).toMatchObject({
        services: 1,
        doublons: 1,
        catalogue: null,
      })
      expect(readdirSync(join(folder, 'catalogue'))).toEqual([])
    }))
})

describe('the catalogue in use stays', () => {
  const installed = async (folder: string) => {
    writeFileSync(join(folder, 'bon.json'), JSON.stringify([service('1', 's')]))
    await run(folder, [join(folder, 'bon.json')])
    const pointer = readPointer(join(folder, 'catalogue'))
    return {
      pointer,
      unchanged: () => {
        expect(readPointer(join(folder, 'catalogue'))).toEqual(pointer)
        expect(ids(folder)).toEqual(['service 1 2026-01-01'])
        expect(leftovers(folder)).toEqual([])
      },
    }
  }

  test.each([
    ['a cut file', '[{"id": 1', 'import-fichier-tronque'],
    ['rows that all are refused', '[{"id": "1", "structure_id": "s", "nom": "x"}]', 'import-vide'],
    ['no data at all', '<html>', 'import-format-inconnu'],
  ])('after %s', (_, content, code) =>
    withFolder(async (folder) => {
      const { unchanged } = await installed(folder)
      writeFileSync(join(folder, 'mauvais.json'), content)
      expect(
        await codeOf(run(folder, [join(folder, 'bon.json'), join(folder, 'mauvais.json')].slice(code === 'import-vide' ? 1 : 0))),
      ).toBe(code)
      unchanged()
    }),
  )

  test('after a missing file, an empty folder', () =>
    withFolder(async (folder) => {
      expect(await codeOf((async () => run(folder, [join(folder, 'nulle-part')]))())).toBe('import-introuvable')
      mkdirSync(join(folder, 'vide'))
      expect(await codeOf((async () => run(folder, [join(folder, 'vide')]))())).toBe('import-sans-fichier')
    }))

  test('after an interruption, even at the last moment', () =>
    withFolder(async (folder) => {
      const { unchanged } = await installed(folder)
      for (const moment of ['lecture', 'index'] as const) {
        const interruption = new AbortController()
        const interrupted = run(folder, [join(folder, 'bon.json')], {
          signal: interruption.signal,
          onProgress: () => moment === 'lecture' && interruption.abort(),
          onIndexing: () => moment === 'index' && interruption.abort(),
        })
        expect(await codeOf(interrupted)).toBe('import-interrompu')
        unchanged()
      }
    }))

  test('what a dead import left is swept, what a live one writes is not', () =>
    withFolder((folder) => {
      // Process ids end well before this one on every system.
      writeFileSync(join(folder, 'import-999999999-00000000.tmp'), 'reste')
      const first = openPendingCatalogue(folder, { zoneName: () => null })
      const second = openPendingCatalogue(folder, { zoneName: () => null })
      expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toHaveLength(2)
      first.discard()
      second.discard()
      expect(readdirSync(folder)).toEqual([])
    }))

  test('the previous file is kept for the desk that reads it, older ones go', () =>
    withFolder(async (folder) => {
      await installed(folder)
      await run(folder, [join(folder, 'bon.json')])
      await run(folder, [join(folder, 'bon.json')])
      expect(readdirSync(join(folder, 'catalogue')).filter((name) => name.endsWith('.db'))).toHaveLength(2)
    }))
})

describe('the official files', () => {
  const parquetOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
    Buffer.from(
      parquetWriteBuffer({
        columnData: Object.keys(rows[0] ?? {}).map((name) => ({
          name,
          data: rows.map((row) => row[name]),
          type: 'STRING' as const,
        })),
      }),
    )

  const serve = async (answer: (url: string) => { readonly status: number; readonly body?: Buffer; readonly cut?: boolean }) => {
    const server = createServer((request, response) => {
      const { status, body, cut } = answer(request.url ?? '')
      if (cut === true && body !== undefined) {
        response.writeHead(status, { 'content-length': body.length })
        response.write(body.subarray(0, 10), () => response.destroy())
      } else response.writeHead(status).end(body)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return {
      base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fr/datasets/r/`,
      close: () => {
        server.closeAllConnections()
        server.close()
      },
    }
  }
  const fetchFrom = (folder: string, base: string) => run(folder, [], { sources: officialSources('parquet', base) })

  test('are fetched by their permanent addresses', () =>
    withFolder(async (folder) => {
      const server = await serve((url) =>
        url === '/fr/datasets/r/915c05e8-77ea-44f6-9837-0f1eff897a54'
          ? { status: 200, body: parquetOf([structure('s')].map((row) => ({ ...row, reseaux_porteurs: 'mission-locale' }))) }
          : url === '/fr/datasets/r/de4856b8-bb67-4b79-83bd-038e846a1774'
            ? { status: 200, body: parquetOf([service('1', 's'), service('2', 's')]) }
            : { status: 404 },
      )
      try {
        expect(await fetchFrom(folder, server.base)).toMatchObject({ structures: 1, services: 2, sansStructure: 0 })
        expect(leftovers(folder)).toEqual([])
      } finally {
        server.close()
      }
    }))

  test.each([
    ['a refusal', { status: 503 }, 'le serveur a répondu 503'],
    ['a cut', { status: 200, body: Buffer.alloc(1000), cut: true }, 'connexion'],
  ])('say why they cannot be had: %s', (_, answer, words) =>
    withFolder(async (folder) => {
      const server = await serve(() => answer)
      try {
        await expect(fetchFrom(folder, server.base)).rejects.toThrow(words)
        await expect(fetchFrom(folder, server.base)).rejects.toMatchObject({ code: 'import-reseau' })
        expect(leftovers(folder)).toEqual([])
      } finally {
        server.close()
      }
    }),
  )

  test('say why they cannot be had: nobody answers', () =>
    withFolder(async (folder) => {
      const server = await serve(() => ({ status: 200 }))
      server.close()
      await expect(fetchFrom(folder, server.base)).rejects.toThrow(
        /Le téléchargement depuis 127\.0\.0\.1:\d+ a échoué\s: connexion refusée/,
      )
    }))
})

test('memory: rows are not kept', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'grand.ndjson')
    const row = { ...service('x', 's'), description: 'd'.repeat(8000) }
    // 40 MB of rows through an import whose garbage is collected as it goes.
    writeFileSync(file, Array.from({ length: 5000 }, (_, index) => JSON.stringify({ ...row, id: `e--${index}` })).join('\n'))
    expect(statSync(file).size).toBeGreaterThan(40e6)
    const summary = await run(folder, [file], { dryRun: true })
    expect(summary.services).toBe(5000)
    expect(existsSync(join(folder, 'rapport.ndjson'))).toBe(true)
  }))
