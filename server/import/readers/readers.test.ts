import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { withFolder } from '../testing.ts'
import { readCsv } from './csv.ts'
import { layoutOf } from './detect.ts'
import { readJson } from './json.ts'
import { readLines } from './lines.ts'
import type { ReadRow } from './read.ts'
import { readParquet } from './parquet.ts'
import { readRows } from './rows.ts'

const ROWS = [
  { id: 'a--1', nom: 'Été « à » l’école', thematiques: ['x--y', "l'autre"] },
  { id: 'a--2', nom: 'Deux, "guillemets"\net une ligne', thematiques: ['z'] },
]
const lines = ROWS.map((row) => JSON.stringify(row)).join('\n')
const csvCell = (text: string) => `"${text.replaceAll('"', '""')}"`
const csv = [
  'id,nom,thematiques',
  ...ROWS.map((row) => [row.id, row.nom, `[${row.thematiques.map((one) => `"${one}"`).join(', ')}]`].map(csvCell).join(',')),
].join('\r\n')
const feature = (row: object) => ({ type: 'Feature', geometry: null, properties: row })

const collect = async (rows: AsyncIterable<readonly ReadRow[]>): Promise<ReadRow[]> => {
  const all: ReadRow[] = []
  for await (const batch of rows) all.push(...batch)
  return all
}
const readContent = (content: Buffer | string, name = 'essai'): Promise<ReadRow[]> =>
  withFolder((folder) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return collect(readRows({ path, name, scratch: join(folder, 'scratch'), onRead: () => undefined, patienceMs: 3_000 }))
  })
const failure = async (work: Promise<unknown>): Promise<DoraError> => {
  try {
    await work
  } catch (error) {
    if (error instanceof DoraError) return error
    throw error
  }
  throw new Error('no failure')
}

const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ROWS.map((row) => row.id), type: 'STRING' },
      { name: 'nom', data: ROWS.map((row) => row.nom), type: 'STRING' },
      { name: 'thematiques', data: ROWS.map((row) => JSON.stringify(row.thematiques)), type: 'STRING' },
    ],
  }),
)

describe.each([
  ['plain', (content: Buffer) => content],
  ['gzip', (content: Buffer) => gzipSync(content)],
  ['zstd', (content: Buffer) => zstdCompressSync(content)],
])('%s', (_, compress) => {
  test.each([
    ['NDJSON', lines],
    ['NDJSON with a BOM and a final newline', `\ufeff${lines}\r\n`],
    ['a JSON array', JSON.stringify(ROWS, null, 2)],
    ['JSON objects one after the other', ROWS.map((row) => JSON.stringify(row, null, 2)).join('\n')],
    ['a page of an API', JSON.stringify({ total: 2, items: ROWS })],
    ['CSV', csv],
    [
      'CSV with semicolons and a BOM',
      `\ufeff${csv.replaceAll('","', '";"').replace('id,nom,thematiques', 'id;nom;thematiques')}`,
    ],
    ['Parquet', parquet],
  ])('%s, under a name that says nothing', async (_, content) => {
    const rows = await readContent(compress(Buffer.from(content)))
    expect(rows.map((row) => (row.kind === 'row' ? [row.row['id'], row.row['nom']] : row))).toEqual(
      ROWS.map((row) => [row.id, row.nom]),
    )
  })
})

test('a wrapper says what its rows are; GeoJSON features are rows', async () => {
  const wrapped = await readContent(
    JSON.stringify({ meta: { version: [1, { a: 1 }] }, structures: [ROWS[0]], services: [ROWS[1]] }),
  )
  expect(wrapped.map((row) => row.kind === 'row' && row.hint)).toEqual(['structure', 'service'])
  const features = await readContent(
    JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name: 'x' } }, features: ROWS.map(feature) }),
  )
  expect(features).toHaveLength(2)
})

test('windows-1252 is read too', async () => {
  const rows = await readContent(Buffer.from('id;nom\n1;Caf\u00e9\n', 'latin1'))
  expect(rows).toEqual([{ kind: 'row', ligne: 2, row: { id: '1', nom: 'Café' }, hint: null }])
})

test('lines are numbered as an editor does', async () => {
  expect((await readContent(JSON.stringify(ROWS, null, 2))).map((row) => row.ligne)).toEqual([2, 10])
  expect((await readContent(`${JSON.stringify(ROWS[0])}\n\n${JSON.stringify(ROWS[1])}`)).map((row) => row.ligne)).toEqual([1, 3])
})

test('a damaged line is one row lost', async () => {
  const rows = await readContent(`${JSON.stringify(ROWS[0])}\n{"id": "x", "nom": \n[1]\n${JSON.stringify(ROWS[1])}\n{"id`)
  expect(rows.map((row) => (row.kind === 'row' ? row.row['id'] : `${row.ligne} ${row.raison}`))).toEqual([
    'a--1',
    '2 JSON illisible sur cette ligne.',
    '3 La ligne n’est pas un objet JSON.',
    'a--2',
    '5 JSON illisible sur cette ligne.',
  ])
})

test('a damaged object of an array is one row lost', async () => {
  const rows = await readContent('[{"id": "1"},\n {"id": "2", "nom": "jamais fermé},\n {"id": "3"},\n {id: 4},\n {"id": "5"}]')
  expect(rows.map((row) => (row.kind === 'row' ? row.row['id'] : row.raison))).toEqual([
    '1',
    'Objet JSON illisible.',
    '3',
    'Objet JSON illisible.',
    '5',
  ])
})

describe('files that cannot be imported say why', () => {
  test.each([
    ['a cut array', '[{"id": "1"}, {"id"', 'import-fichier-tronque'],
    ['a cut gzip', gzipSync(lines.repeat(50)).subarray(0, 60), 'import-fichier-tronque'],
    ['a cut zstd', zstdCompressSync(Buffer.from(lines.repeat(50))).subarray(0, 60), 'import-fichier-tronque'],
    ['a damaged gzip', Buffer.concat([gzipSync(lines).subarray(0, 20), Buffer.alloc(40, 7)]), 'import-fichier-tronque'],
    ['a cut Parquet', parquet.subarray(0, parquet.length - 20), 'import-fichier-tronque'],
    ['a spreadsheet', 'PK\u0003\u0004xxxx', 'import-format-inconnu'],
    ['a web page', '<!doctype html><html></html>', 'import-format-inconnu'],
    ['nothing', '', 'import-format-inconnu'],
    ['words', 'bonjour', 'import-format-inconnu'],
    ['bytes', Buffer.from([1, 0, 2, 0, 44]), 'import-format-inconnu'],
  ])('%s', async (_, content, code) => {
    const error = await failure(readContent(content))
    expect(error.code).toBe(code)
    expect(error.message).toContain('Le catalogue actuel est intact.')
  })
  test('an endless quoted cell of a CSV', async () => {
    const endless = async function* () {
      yield Buffer.from('id,nom\n1,"')
      for (let megabyte = 0; megabyte < 10; megabyte++) yield Buffer.alloc(1024 * 1024, 'a')
    }
    expect((await failure(collect(readCsv(endless(), Buffer.from('id,nom\n'), 'essai')))).code).toBe('import-fichier-tronque')
  })
})

describe('wherever the stream is cut', () => {
  const cutAt = async function* (content: Buffer, cuts: readonly number[]) {
    let from = 0
    for (const to of [...cuts, content.length].map((cut) => cut % (content.length + 1)).sort((a, b) => a - b)) {
      yield content.subarray(from, to)
      from = to
    }
  }
  const cuts = fc.array(fc.nat(4000), { maxLength: 12 })
  const row = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 })
  const rows = fc.array(row, { maxLength: 8 })
  test('arrays, objects in a row and wrappers give the same rows', () =>
    fc.assert(
      fc.asyncProperty(rows, cuts, fc.boolean(), async (values, at, pretty) => {
        const indent = pretty ? 2 : undefined
        const expected = JSON.parse(JSON.stringify(values))
        for (const [depth, text] of [
          [0, values.map((value) => JSON.stringify(value, null, indent)).join(' ')],
          [1, JSON.stringify(values, null, indent)],
          [2, JSON.stringify({ services: values }, null, indent)],
        ] as const) {
          const read = await collect(readJson(cutAt(Buffer.from(text), at), depth, 'essai'))
          expect(read.map((one) => one.kind === 'row' && one.row)).toEqual(expected)
        }
        const read = await collect(readLines(cutAt(Buffer.from(values.map((value) => JSON.stringify(value)).join('\n')), at)))
        expect(read.map((one) => one.kind === 'row' && one.row)).toEqual(expected)
      }),
      { numRuns: 150 },
    ))
})

test(
  'any bytes either give rows or a French refusal',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }),
          fc.string({ maxLength: 200 }).map((text) => Buffer.from(text)),
          // Real content with one byte changed or an end cut off.
          fc
            .tuple(
              fc.constantFrom(lines, JSON.stringify(ROWS), csv, JSON.stringify({ items: ROWS })),
              fc.nat(500),
              fc.nat(255),
              fc.boolean(),
            )
            .map(([text, at, byte, cut]) => {
              const bytes = Buffer.from(text)
              if (cut) return bytes.subarray(0, at % bytes.length)
              bytes[at % bytes.length] = byte
              return bytes
            }),
          fc
            .tuple(fc.constantFrom(gzipSync(lines), zstdCompressSync(Buffer.from(lines)), parquet), fc.nat(2000), fc.nat(255))
            .map(([content, at, byte]) => {
              const bytes = Buffer.from(content)
              bytes[at % bytes.length] = byte
              return bytes
            }),
        ),
        async (content) => {
          layoutOf(Buffer.from(content))
          try {
            for (const row of await readContent(Buffer.from(content))) expect(row.ligne).toBeGreaterThan(0)
          } catch (error) {
            if (!(error instanceof DoraError)) throw error
            expect(error.message).toMatch(/Le catalogue actuel est intact/)
          }
        },
      ),
      { numRuns: 250 },
    ),
  60_000,
)

test('a Parquet that announces two thousand million values in a run is given up, not read for ever', async () => {
  const bytes = Buffer.from(parquetWriteBuffer({ columnData: [{ name: 'id', data: ['a-1', 'a-2', 'a-3'], type: 'STRING' }] }))
  // The length of the run, in the header of its first page.
  bytes[12] = 0x80
  const read = (patienceMs: number) =>
    withFolder((folder) => {
      const path = join(folder, 'essai')
      writeFileSync(path, bytes)
      return collect(readParquet(path, 'essai', () => undefined, patienceMs))
    })
  const refused = await failure(read(1_000))
  expect(refused.code).toBe('import-fichier-tronque')
  expect(refused.cause).toMatchObject({ message: 'no row in 1000 ms' })
})
