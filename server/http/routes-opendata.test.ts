import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { manifestIn, publish } from '../opendata/files/testing.ts'
import type { Manifest } from '../opendata/files/manifest.ts'
import { openIndexOf, openService, openStructure } from '../opendata/testing.ts'
import { type RawOptions, startTestServer, type Server } from './testing/harness.ts'

let server: Server
let first: Manifest
let latest: Manifest
const named = (nom: string, invented = false) =>
  openIndexOf({
    structures: [openStructure('dora--s', { nom: '<b>Structure</b>' })],
    services: [
      openService('dora--1', 'dora--s', { nom, thematiques: [NEEDS[0].value], description: 'Un service. '.repeat(200) }),
    ],
    invented,
  })
const get = (path: string, headers: RawOptions['headers'] = {}) => server.raw('GET', path, { headers })

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('says plainly that nothing is published yet', async () => {
  for (const path of ['manifest.json', 'services.csv', 'v/0123456789abcdef/services.csv', 'v/0123456789abcdef/manifest.json'])
    expect((await get(`/opendata/${path}`)).status, path).toBe(404)
  const page = await get('/donnees')
  expect([page.status, page.body.toString()]).toEqual([200, expect.stringContaining('Rien n’est publié pour l’instant')])
  expect(page.body.toString()).toContain('noindex')
  expect(page.body.toString()).not.toContain('manifest.json')
  expect((await get('/opendata/schemas/service.json')).status).toBe(200)
  const folder = join(server.folder, 'donnees-ouvertes')
  first = manifestIn(await publish(folder, named('Un nom'), { keep: 3 }))
  latest = manifestIn(await publish(folder, named('Un autre nom'), { keep: 3 }))
})

test('the manifest leads to every file, at addresses that do not change and at those of the newest', async () => {
  const told = await get('/opendata/manifest.json')
  expect(JSON.parse(told.body.toString())).toEqual(latest)
  for (const { chemin, nom, octets, sha256, type, gzip } of latest.fichiers) {
    for (const path of [chemin, nom]) {
      const { status, headers, body } = await get(`/opendata/${path}`)
      expect([status, body.length, createHash('sha256').update(body).digest('hex')], path).toEqual([200, octets, sha256])
      expect(headers).toMatchObject({
        'content-type': type,
        'access-control-allow-origin': '*',
        'accept-ranges': 'bytes',
        etag: `"${sha256}"`,
        'last-modified': new Date(latest.date).toUTCString(),
        'cache-control': path === nom ? 'public, max-age=300' : 'public, max-age=31536000, immutable',
      })
    }
    if (gzip === null) continue
    const packed = await get(`/opendata/${gzip.nom}`)
    expect([packed.status, packed.headers['content-type'], packed.body.length]).toEqual([200, 'application/gzip', gzip.octets])
  }
  const [change] = latest.changements
  expect((await get(`/opendata/${String(change?.chemin)}`)).body.toString()).toContain('Un autre nom')
  const old = await get(`/opendata/v/${first.version}/services.json`)
  expect(JSON.parse(old.body.toString())).toMatchObject([{ nom: 'Un nom' }])
  expect(JSON.parse((await get(`/opendata/v/${first.version}/manifest.json`)).body.toString())).toEqual(first)
})

test('what is known is not told again, a part is given, and what is compressed is when it may be', async () => {
  const { headers, body } = await get('/opendata/services.json')
  const etag = String(headers.etag)
  const known: readonly RawOptions['headers'][] = [
    { 'if-none-match': etag },
    { 'if-none-match': `"x", W/${etag}` },
    { 'if-modified-since': new Date(latest.date).toUTCString() },
  ]
  for (const sent of known) expect((await get('/opendata/services.json', sent)).status).toBe(304)
  expect(
    (await get('/opendata/services.json', { 'if-none-match': '"x"', 'if-modified-since': 'Mon, 01 Jan 2035 00:00:00 GMT' }))
      .status,
  ).toBe(200)
  expect(
    (await get('/opendata/manifest.json', { 'if-none-match': String((await get('/opendata/manifest.json')).headers.etag) }))
      .status,
  ).toBe(304)

  const part = await get('/opendata/services.json', { range: 'bytes=10-19', 'accept-encoding': 'gzip' })
  expect([part.status, part.headers['content-range'], part.body]).toEqual([
    206,
    `bytes 10-19/${body.length}`,
    body.subarray(10, 20),
  ])
  expect((await get('/opendata/services.json', { range: 'bytes=10-19', 'if-range': '"x"' })).status).toBe(200)
  expect((await get('/opendata/services.json', { range: `bytes=${body.length}-` })).status).toBe(416)

  const packed = await get('/opendata/services.json', { 'accept-encoding': 'br, gzip;q=0.8' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' })
  expect(packed.headers.etag).not.toBe(etag)
  expect(gunzipSync(packed.body).equals(body)).toBe(true)
  for (const refused of ['gzip;q=0', 'identity', 'br'])
    expect((await get('/opendata/services.json', { 'accept-encoding': refused })).headers['content-encoding'], refused).toBe(
      undefined,
    )
  const head = await server.raw('HEAD', '/opendata/services.json')
  expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(body.length)])
  const asked = await server.raw('OPTIONS', '/opendata/v/x/services.json')
  expect([asked.status, asked.headers['access-control-allow-headers']]).toEqual([204, expect.stringContaining('range')])
})

test('no address leads out of the folder', async () => {
  for (const path of [
    '..%2f..%2fcatalogue-central.db',
    'v/..%2f..%2f/catalogue-central.db',
    `v/${latest.version}/..%2f..%2fmanifest.json`,
    'verrou.db',
    'changements/..%2fmanifest.json',
    'schemas/__proto__',
    'schemas/constructor',
    `${'a'.repeat(190)}`,
  ])
    expect((await get(`/opendata/${path}`)).status, path).toBe(404)
})

test('people are told what there is, in a page that runs nothing', async () => {
  const { status, headers, body } = await get('/donnees')
  const page = body.toString()
  expect(status).toBe(200)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(page).not.toMatch(/<script|noindex/)
  for (const { nom } of latest.fichiers) expect(page).toContain(`href="/opendata/${nom}"`)
  for (const said of ['Licence d’essai', latest.version, '/opendata/manifest.json', '/api/docs', '/opendata/changements/'])
    expect(page).toContain(said)
  await publish(join(server.folder, 'donnees-ouvertes'), named('Un nom inventé', true))
  const invented = (await get('/donnees')).body.toString()
  expect(invented).toContain('Données de démonstration')
  expect(invented).toContain('noindex')
})
