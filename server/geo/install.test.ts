import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PACK_FORMAT, readCommunes, readEpcis, writeCommunes, writeEpcis } from '#shared/geo/pack.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { install } from './install.ts'
import { readSource } from './source.ts'

const PREPARED = join(import.meta.dirname, '../../../shared/data/geo')

const row = (code: string, nom: string, more: Partial<CommuneRow> = {}): CommuneRow => ({
  code,
  nom,
  type: 'C',
  parent: null,
  codesPostaux: [],
  population: 100,
  lat: 46,
  lon: 5,
  approximatif: true,
  departement: code.slice(0, 2),
  region: '84',
  epcis: [],
  ...more,
})

const commune = (code: string, nom: string, more: Record<string, unknown> = {}) => ({
  code,
  nom,
  codesPostaux: ['01000'],
  codeDepartement: '01',
  codeRegion: '84',
  codeEpci: '200071751',
  population: 41_000,
  centre: { type: 'Point', coordinates: [5.2, 46.2] },
  ...more,
})

let folder: string
const desk = () => join(folder, 'desk', 'geo')
const delivered = () => join(folder, 'delivered')
const source = () => join(folder, 'source')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'install-'))
  for (const name of [delivered(), source()]) await mkdir(name)
  const rows = [
    row('01001', 'Un'),
    row('01002', 'Deux', { epcis: ['200071751', '200057867'] }),
    row('01015', 'Ancienne', { type: 'D', parent: '01001' }),
  ]
  await writeFile(join(delivered(), 'communes.tsv'), writeCommunes(rows))
  await writeFile(join(delivered(), 'epci.tsv'), writeEpcis([{ code: '200071751', nom: 'Ancien nom' }]))
})
afterEach(() => rm(folder, { recursive: true }))

const current = async (): Promise<string> => join(desk(), (await readFile(join(desk(), 'courant'), 'utf8')).trim())
const installed = async () => readCommunes(await readFile(join(await current(), 'communes.tsv'), 'utf8'))
const run = async (where: string) => install(desk(), delivered(), await readSource(where))
const give = (communes: readonly unknown[]) => writeFile(join(source(), 'communes.json'), JSON.stringify(communes))

describe('in the shape of geo.api.gouv.fr', () => {
  test('takes official places over guesses, prefers the town hall, keeps what the source does not have', async () => {
    await give([
      commune('01001', "L'Un", { mairie: { type: 'Point', coordinates: [5.21, 46.21] } }),
      commune('01002', 'Deux', { centre: null }),
    ])
    await writeFile(join(source(), 'epcis.json'), JSON.stringify([{ code: '200071751', nom: "CA du Bassin de l'Un" }]))
    expect(await run(source())).toEqual({ lues: 2, retenues: 2, refusees: 0, conservees: 1, precisees: 1 })
    const [one, two, former] = await installed()
    expect(one).toMatchObject({ nom: 'L’Un', lat: 46.21, lon: 5.21, approximatif: false, epcis: ['200071751'] })
    expect(two).toMatchObject({ lat: 46, lon: 5, approximatif: true, epcis: ['200071751', '200057867'] })
    expect(former).toMatchObject({ code: '01015', type: 'D' })
    expect(readEpcis(await readFile(join(await current(), 'epci.tsv'), 'utf8'))).toEqual([
      { code: '200071751', nom: 'CA du Bassin de l’Un' },
    ])
  })

  test.each([
    ['a code', { code: '1001' }, 'code de commune mal formé'],
    ['a département that is not the code’s', { codeDepartement: '38' }, 'le code de la commune n’est pas de ce département'],
    ['swapped coordinates', { centre: { type: 'Point', coordinates: [46.2, 5.2] } }, 'coordonnées hors de la métropole'],
    ['coordinates in metres', { centre: { type: 'Point', coordinates: [870_000, 6_570_000] } }, 'coordonnées hors de France'],
    ['a postal code', { codesPostaux: ['1000'] }, 'code postal mal formé'],
    ['a population', { population: -3 }, 'population impossible'],
    ['a field of another type', { nom: 12 }, 'champ nom invalide'],
  ])('refuses a row for %s, says which and why, and takes the others', async (_, wrong, raison) => {
    const others = Array.from({ length: 30 }, (__, index) => commune(`01${100 + index}`, `Commune ${index}`))
    await give([...others, commune('01001', 'Un', wrong)])
    const { gathered } = await readSource(source())
    expect(gathered.refus).toHaveLength(1)
    expect(gathered.refus[0]).toMatchObject({ raison })
    expect(gathered.refus[0]?.origine).toContain('commune n° 31')
    expect(await run(source())).toMatchObject({ retenues: 30, refusees: 1 })
    expect((await installed())[0]).toMatchObject({ code: '01001', approximatif: true })
  })

  test('an overseas place is not held to the mainland', async () => {
    await give([
      commune('97411', 'Saint-Denis', {
        codeDepartement: '974',
        codeRegion: '04',
        codesPostaux: ['97400'],
        centre: { type: 'Point', coordinates: [55.45, -20.9] },
      }),
    ])
    expect(await run(source())).toMatchObject({ retenues: 1 })
  })
})

describe('what cannot be used leaves the geography in force as it was', () => {
  beforeEach(async () => {
    await give([commune('01001', 'En place')])
    await run(source())
  })
  const untouched = async () => expect((await installed())[0]).toMatchObject({ nom: 'En place' })

  test.each([
    ['an empty list', () => give([])],
    ['another shape', () => give(Array.from({ length: 20 }, () => ({ id: 1 })))],
    ['no list', () => writeFile(join(source(), 'communes.json'), '{"erreur":"trop de demandes"}')],
    ['a cut file', () => writeFile(join(source(), 'communes.json'), '[{"nom":"Un"')],
    ['an empty folder', () => rm(join(source(), 'communes.json'))],
  ])('%s', async (_, spoil) => {
    await spoil()
    await expect(run(source())).rejects.toThrow()
    await untouched()
  })

  test('a version half written is not seen, and goes at the next success', async () => {
    await mkdir(join(desk(), 'v-coupee'))
    await writeFile(join(desk(), 'v-coupee', 'communes.tsv'), 'code')
    await untouched()
    await give([commune('01001', 'Ensuite')])
    await run(source())
    expect((await installed())[0]).toMatchObject({ nom: 'Ensuite' })
    expect((await readdir(desk())).filter((name) => name.startsWith('v-'))).toHaveLength(1)
  })
})

describe('from an address', () => {
  const serve = async (answers: Readonly<Record<string, unknown>>) => {
    const asked: string[] = []
    const server = createServer((request, reply) => {
      const url = new URL(request.url ?? '/', 'http://x')
      asked.push(request.url ?? '')
      const answer = answers[url.pathname]
      if (answer === undefined) reply.writeHead(404).end()
      else reply.end(JSON.stringify(answer))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return { asked, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
  }

  test('asks the base address for the fields it needs', async () => {
    const server = await serve({ '/communes': [commune('01001', 'Un')], '/epcis': [{ code: '200071751', nom: 'CA' }] })
    expect(await run(server.base)).toMatchObject({ retenues: 1 })
    server.close()
    expect(server.asked[0]).toBe(
      '/communes?fields=nom,code,codesPostaux,codeDepartement,codeRegion,codeEpci,population,centre,mairie&format=json&geometry=centre',
    )
  })

  test('takes a single file, does without names of EPCI, and fails on an error', async () => {
    const server = await serve({ '/communes.json': [commune('01001', 'Un')], '/sans/communes': [commune('01002', 'Deux')] })
    expect(await run(`${server.base}/communes.json`)).toMatchObject({ retenues: 1 })
    expect(await run(`${server.base}/sans/`)).toMatchObject({ retenues: 1 })
    await expect(run(`${server.base}/rien`)).rejects.toThrow('404')
    server.close()
    await expect(run(server.base)).rejects.toThrow()
  })
})

describe('a prepared pack', () => {
  test('reads its columns in any order, prefers the chef-lieu, converts outlines and gathers layers', async () => {
    const columns =
      'nom\tcode\ttype\tparent\tcodesPostaux\tlat\tlon\tlatChefLieu\tlonChefLieu\tpopulation\tdepartement\tregion\tepci'
    const line = 'Un\t01001\tC\t\t01400,01410\t46.1\t4.9\t46.2\t4.8\t860\t01\t84\t200071751'
    await writeFile(join(source(), 'communes-essai.tsv'), `${columns}\n${line}\n`)
    await mkdir(join(source(), 'communes-contours'))
    const topology = {
      type: 'Topology',
      transform: { scale: [0.1, 0.1], translate: [5, 46] },
      arcs: [
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [-1, -1],
        ],
      ],
      objects: {
        '01': {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0]], properties: { code: '01001', nom: 'Un' } }],
        },
      },
    }
    await writeFile(join(source(), 'communes-contours', '01.json'), JSON.stringify(topology))
    await writeFile(join(source(), 'communes-contours', 'autre.json'), '{}')
    await writeFile(join(source(), 'cours-eau.geojson'), '{"type":"FeatureCollection","features":[]}')
    expect(await run(source())).toMatchObject({ retenues: 1, precisees: 1 })
    expect((await installed())[0]).toMatchObject({ lat: 46.2, lon: 4.8, codesPostaux: ['01400', '01410'], epcis: ['200071751'] })
    const outlines = JSON.parse(await readFile(join(await current(), 'communes', '01.geojson'), 'utf8')) as unknown
    expect(outlines).toMatchObject({
      type: 'FeatureCollection',
      features: [
        {
          properties: { code: '01001' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [5, 46],
                [5.1, 46],
                [5.1, 46.1],
                [5, 46],
              ],
            ],
          },
        },
      ],
    })
    expect(await readdir(join(await current(), 'communes'))).toEqual(['01.geojson'])
    expect(existsSync(join(await current(), 'eau.geojson'))).toBe(true)
    const manifest = JSON.parse(await readFile(join(await current(), 'pack.json'), 'utf8')) as unknown
    expect(manifest).toMatchObject({ format: PACK_FORMAT })
  })

  test.skipIf(!existsSync(PREPARED))(
    'takes in the real one whole (skipped without the reference data)',
    async () => {
      const report = await run(PREPARED)
      expect(report).toMatchObject({ lues: 37_590, refusees: 0 })
      expect(await readdir(join(await current(), 'communes'))).toHaveLength(101)
    },
    60_000,
  )
})
