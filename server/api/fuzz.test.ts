import fc from 'fast-check'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Json } from '#shared/rpc.ts'
import { startTestServer, type Server } from '../http/testing/harness.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { createKey } from './keys-acts.ts'
import { openApiDocument } from './openapi.ts'

/** Whatever is asked, the answer is one that the document tells: never a 500, never another shape. */

const RUNS = 60
/** Of what takes no parameter. */
const FEW_RUNS = 8

const document = openApiDocument('https://dora.exemple.test')
type Obj = { readonly [key: string]: Json }
const obj = (json: Json | undefined): Obj => (json ?? {}) as Obj
const PATHS = Object.entries(document.paths).map(([path, one]) => ({ path, operation: obj(obj(one)['get']) }))

const ajv = new Ajv2020({ strict: false, allErrors: false })
addFormats.default(ajv)
ajv.addSchema({ $id: 'https://exemple.test/api', components: document.components })
/** What an answer of that status is to be, or null when it says nothing. Throws for a status that is not told. */
const shapeOf = (operation: Obj, status: number) => {
  const told = obj(operation['responses'])[String(status)]
  if (told === undefined) throw new Error(`Status ${status} is not in the document.`)
  const content = obj(obj(told)['content'])['application/json']
  if (content === undefined) return null
  return ajv.compile(
    JSON.parse(JSON.stringify(obj(content)['schema']).replaceAll('"#/', '"https://exemple.test/api#/')) as object,
  )
}

let server: Server
let key: string
beforeAll(async () => {
  server = await startTestServer({ limits: { apiPerAddress: 1_000_000 } })
  const place = { code_insee: '59350', code_postal: '59000', commune: 'Lille', longitude: 3.066667, latitude: 50.633333 }
  const structures: Structure[] = ['dora--s1', 'autre--s2', 'soliguide--s3'].map((id) => ({
    source: id.split('--')[0] ?? '',
    id,
    nom: `Structure inventée ${id}`,
    date_maj: '2026-02-01',
    ...place,
  }))
  const services: Service[] = structures.flatMap(({ id, source }, at) =>
    [1, 2].map((n) => ({
      source,
      id: `${source}--v${n}`,
      structure_id: id,
      nom: `Permis de conduire ${n}`,
      description: 'Une description assez longue.',
      date_maj: '2026-03-01',
      thematiques: ['mobilite--preparer-un-permis'],
      publics: n === 1 ? ['jeunes'] : null,
      publics_precisions: n === 1 ? 'Jeunes de moins de 26 ans' : null,
      modes_accueil: n === 1 ? ['en-presentiel'] : ['a-distance'],
      zone_eligibilite: n === 1 ? null : ['59', 'france'],
      frais: 'gratuit',
      type: 'formation',
      ...(at === 0 ? { dora: { status: 'PUBLISHED' as const, coach_orientation_modes: ['formulaire-dora'] } } : {}),
      ...place,
    })),
  )
  await server.store.write(async (writer) => {
    for (const one of structures) await putStructure(writer, one)
    for (const one of services) await putService(writer, server.account.seal, one)
  })
  key = (
    await createKey(server.account, server.user, {
      nom: 'Essais',
      contact: 'essais@exemple.test',
      portees: ['api'],
      quota: { minute: 100_000, jour: 10_000_000 },
      sources: [],
    })
  ).cle
})
afterAll(() => server.stop())

/** As they stand in an address: some are broken escapes, which nothing decodes. */
const hostile = fc.oneof(
  fc.constantFrom(
    '',
    '%00',
    '%',
    '%zz',
    '%F0%9F%9A%97',
    '%ED%A0%80',
    '%C0%AE',
    '+',
    '-1',
    '0',
    '1',
    '2',
    '1e308',
    '-1e999',
    'NaN',
    'Infinity',
    '99999999999999999999',
    '0x10',
    '1.0000000001',
    'true',
    'null',
    'undefined',
    '[]',
    '%7B%22a%22%3A1%7D',
    '..%2F..%2Fetc%2Fpasswd',
    '%27%20OR%201%3D1--',
    '%22%29%3B%20DROP%20TABLE%20entities%3B--',
    '*',
    '%22%22%22%20OR%20NEAR(',
    '-%20-%20%22',
    'constructor',
    '__proto__',
    'toString',
    '%0D%0ASet-Cookie%3Aa%3D1',
    'a'.repeat(3_000),
    '%E2%80%AE'.repeat(200),
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => encodeURIComponent(text.toWellFormed())),
)

/** Also what a right question holds, so that what comes after the checks is reached. */
const valuesOf = (schema: Obj): readonly string[] => {
  const name =
    String(schema['$ref'] ?? '')
      .split('/')
      .at(-1) ?? ''
  if (name !== '') return valuesOf(obj(document.components.schemas[name]))
  const all = ((schema['anyOf'] ?? []) as readonly Json[]).flatMap((one) => valuesOf(obj(one)))
  if (schema['type'] === 'array') return valuesOf(obj(schema['items']))
  return [...all, ...((schema['enum'] ?? []) as readonly string[])].slice(0, 20)
}
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  code_commune: ['59350', '75111', '2A004', '59999'],
  lat: ['50.63', '0', '90', '-90.1'],
  lon: ['3.06', '0', '180', '1000'],
  q: ['permis', 'perm%C3%AEs%20de', '%22permis', '-permis'],
  recherche_public: ['jeunes', 'jeunes%20OR%20-vieux', '%22moins%20de%22'],
  sources: ['dora', 'soliguide', 'inconnue'],
  size: ['1', '10000', '10001'],
  page: ['1', '2', '1000000000'],
  page_size: ['1', '1000'],
  score_qualite_minimum: ['0.5', '2'],
  distance: ['1', '1000000'],
  exclure_doublons: ['true', 'false'],
}

const queryOf = (operation: Obj): fc.Arbitrary<string> => {
  const parameters = ((operation['parameters'] ?? []) as readonly Obj[]).filter((one) => one['in'] === 'query')
  const known = parameters.map((one) => {
    const name = String(one['name'])
    const right = [...(RIGHT[name] ?? []), ...valuesOf(obj(one['schema']))]
    const value = right.length === 0 ? hostile : fc.oneof(hostile, { arbitrary: fc.constantFrom(...right), weight: 2 })
    return fc.tuple(fc.constantFrom(name, name, name, name, `${name}[]`, `${name}%5B0%5D`, `${name}.x`), value)
  })
  const other = fc.tuple(fc.oneof(hostile, fc.constantFrom('extra', 'limit', 'offset')), hostile)
  return fc
    .array(fc.oneof(...known, other), { maxLength: 7 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))
    .filter((query) => query.length < 7_000)
}

const named = (path: string): fc.Arbitrary<string> =>
  path.includes('{id}')
    ? fc
        .oneof(hostile, fc.constantFrom('dora--s1', 'dora--v1', 'autre--v2', 's1', 'soliguide--v1'))
        .map((id) => path.replace('{id}', id))
    : fc.constant(path)

test('the document tells every path that is served, and no other', () => {
  const served = server.app.routes
    .map((route) => route.replace('GET ', '').replaceAll(/:(\w+)/g, '{$1}'))
    // Les Emplois have their own (server/http/routes-emplois.ts).
    .filter((path) => path.startsWith('/api/') && !path.startsWith('/api/emplois/'))
  expect(served.sort()).toEqual(PATHS.map(({ path }) => path).sort())
})

test.each(PATHS)(
  '$path',
  async ({ path, operation }) => {
    const headers = fc.record(
      {
        authorization: fc.constantFrom(`Bearer ${key}`, 'Bearer ', 'Bearer a b', `token ${key}`, 'x'.repeat(500)),
        'if-none-match': fc.constantFrom('*', 'W/', '"', '"a", ,', ','.repeat(500)),
        'accept-encoding': fc.constantFrom('gzip', 'zstd', 'br;q=0, *', ';;;'),
      },
      { requiredKeys: path.startsWith('/api/v2') ? ['authorization'] : [] },
    )
    const answered = new Set<number>()
    await fc.assert(
      fc.asyncProperty(named(path), queryOf(operation), headers, async (asked, query, given) => {
        const {
          status,
          headers: told,
          body,
        } = await server.raw('GET', `${asked}${query === '' ? '' : `?${query}`}`, { headers: given })
        answered.add(status)
        // A name with a « / » in it, or none, is another path; a final « / » leads to where there is none.
        if (path.includes('{id}') && [200, 307].includes(status) && !told['content-type']?.startsWith('application/json')) return
        const shape = shapeOf(
          path.includes('{id}') && asked.split('/').length !== path.split('/').length ? {} : operation,
          status,
        )
        expect(status).not.toBe(500)
        expect(told['access-control-allow-origin']).toBe('*')
        if (shape === null || told['content-encoding'] !== undefined || status === 304) return
        expect(told['content-type']).toMatch(/^application\/json/)
        const json = JSON.parse(body.toString()) as unknown
        if (!shape(json)) throw new Error(`${status} ${ajv.errorsText(shape.errors)}\u202f: ${body.toString().slice(0, 300)}`)
      }),
      {
        numRuns:
          operation['parameters'] === undefined || (operation['parameters'] as readonly Json[]).length === 0 ? FEW_RUNS : RUNS,
      },
    )
    // What comes after the checks was reached too.
    if (path.startsWith('/api/v1') && !path.includes('{id}')) expect(answered).toContain(200)
  },
  30_000,
)
