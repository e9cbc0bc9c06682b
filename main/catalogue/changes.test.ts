import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPatch, type Patch } from '#shared/catalogue/patch.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { Json } from '#shared/rpc.ts'
import { SearchQuery, type SearchQueryInput } from '#shared/search/query.ts'
import { testService, testStructure } from '#main/testing/catalogue.ts'
import { createEngine, type Engine } from './engine.ts'

/**
 * A file whose rows changed one by one, and an engine that followed it, answer as a file written from nothing with the same rows
 * and an engine that has just opened it (sync.md §3.3, I1 and I11).
 */

const NOW = new Date(2026, 5, 15, 12).getTime()
const LILLE: ResolvedPlace = {
  label: 'Lille (59)',
  lat: 50.633333,
  lon: 3.066667,
  approximatif: false,
  zoneCodes: ['59350', '59'],
  departements: null,
}
const zoneName = (code: string) => (code === '59' ? 'Nord' : code === '62' ? 'Pas-de-Calais' : null)

let folder: string
let run = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null })
const some = (...values: readonly string[]) => fc.option(fc.subarray([...values]), { nil: null })
const service = fc.record({
  structure_id: maybe('s1', 's2'),
  source: fc.constantFrom('dora', 'essai', 'autre'),
  nom: fc.constantFrom('Atelier de soudure', 'Soudure de nuit', 'Cours de français', 'Aide au permis', 'Garderie'),
  description: maybe('Une halte ouverte tôt.', 'Accompagnement au dépôt de dossier, en petit groupe.'),
  thematiques: some('mobilite--preparer-un-permis', 'famille--garde-denfants', 'famille'),
  publics: some('femmes', 'jeunes', 'tous-publics'),
  frais: maybe('gratuit', 'payant'),
  modes_accueil: some('en-presentiel', 'a-distance'),
  zone_eligibilite: maybe(['59'], ['62', '59'], ['france']),
  latitude: maybe(50.6, 50.9, 43.3),
  longitude: maybe(3.06),
  code_insee: maybe('59350', '62041'),
  courriel: maybe('contact@exemple.fr'),
  date_maj: fc.constantFrom('2026-06-01', '2025-06-01', '2020-01-01'),
})
const structure = fc.record({
  nom: fc.constantFrom('Maison des services', 'Mission locale', 'Halte du canal'),
  source: fc.constantFrom('dora', 'essai'),
  commune: maybe('Lille', 'Arras'),
  telephone: maybe('0102030405'),
  reseaux_porteurs: some('mission-locale'),
  dora: fc.option(fc.record({ is_obsolete: fc.boolean(), disable_orientation_form: fc.boolean() }), { nil: undefined }),
})
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ put: fc.constant('service' as const), id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), doc: service }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ put: fc.constant('structure' as const), id: fc.constantFrom('s1', 's2'), doc: structure }),
  },
  { weight: 2, arbitrary: fc.record({ remove: fc.constant('service' as const), id: fc.constantFrom('a', 'b', 'c', 'd', 'e') }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.constant('structure' as const), id: fc.constantFrom('s1', 's2') }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const rowOf = (one: Extract<Step, { readonly put: unknown }>): Service | Structure =>
  one.put === 'service' ? testService(one.id, one.doc as Partial<Service>) : testStructure(one.id, one.doc as Partial<Structure>)

const apply = (patch: Patch, one: Step, ver: number): void => {
  if ('remove' in one) patch.remove({ kind: one.remove, id: one.id })
  else patch.put({ kind: one.put, id: one.id, ver, h: ver, scopes: null, doc: rowOf(one) as unknown as Record<string, Json> })
}

/** A file written from nothing, with the rows of another in their order there. */
const rewritten = (from: Database.Database): string => {
  const file = join(folder, `${run++}.db`)
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const rows = writeCatalogue(db, zoneName)
  const records = (table: string) =>
    (from.prepare(`SELECT record FROM ${table} ORDER BY rowid`).pluck().all() as string[]).map((json): unknown =>
      JSON.parse(json),
    )
  for (const one of records('structures')) rows.addStructure(one as Structure)
  for (const one of records('services')) rows.addService(one as Service)
  rows.finish({ demonstration: true, genere_le: 'x' })
  db.close()
  return file
}

const QUERIES: readonly (SearchQueryInput & { readonly near?: boolean })[] = [
  {},
  { sort: 'nom' },
  { sort: 'fraicheur' },
  { near: true, sort: 'distance' },
  { near: true, radiusKm: 20 },
  { text: 'soudure ' },
  { text: 'soudure nuit' },
  { text: 'permis ' },
  { text: 'garde enfants, permis ' },
  { text: 'halte du can' },
  { text: 'missoin ' },
  { text: 'lille ' },
  { text: 'nord ' },
  { filters: { frais: ['gratuit'], publics: ['jeunes'] } },
  { filters: { thematiques: ['famille'], sources: ['autre'] }, text: 'soudure ' },
]

/** Everything an engine answers, but the time it took. */
const answersOf = (engine: Engine): unknown => {
  const results = QUERIES.map(({ near, ...query }) => {
    const { ms: _, ...result } = engine.search({ query: SearchQuery.parse(query), place: near === true ? LILLE : null, now: NOW })
    return result
  })
  // Shuffled by rowid, which is not the same in both files.
  const shuffled = engine.search({ query: SearchQuery.parse({ sort: 'dora' }), place: null, now: NOW })
  const sheetsOf = (ids: readonly string[], read: (id: string) => unknown) =>
    ids.map((id) => {
      try {
        return read(id)
      } catch (error) {
        return (error as { readonly code: string }).code
      }
    })
  const { genere_le: _, ...info } = engine.info
  return {
    results,
    shuffled: shuffled.hits.map(({ id }) => id).sort(),
    positions: engine.positions({ query: SearchQuery.parse({}), place: null, now: NOW }).lat,
    services: sheetsOf(['a', 'b', 'c', 'd', 'e'], (id) => engine.service(id, NOW)),
    structures: sheetsOf(['s1', 's2'], (id) => engine.structure(id, NOW)),
    info,
  }
}

/** What is derived from the rows, by identifier. */
const derivedOf = (db: Database.Database): unknown => ({
  words: db.prepare('SELECT word, term, df FROM words WHERE df > 0 ORDER BY word').all(),
  facts: db
    .prepare(
      `SELECT s.id, f.lat, f.lon, f.jour, f.suspension, f.flags, f.completude, z.codes AS zone FROM service_facts f
       JOIN services s ON s.rowid = f.rowid LEFT JOIN zones z ON z.rowid = f.zone ORDER BY s.id`,
    )
    .all(),
  points: db.prepare('SELECT s.id, p.lat_min, p.lon_min FROM points p JOIN services s ON s.rowid = p.rowid ORDER BY s.id').all(),
  texts: (db.prepare('SELECT DISTINCT term FROM words WHERE df > 0 ORDER BY term').pluck().all() as string[]).map((term) => [
    term,
    db
      .prepare('SELECT s.id FROM textes JOIN services s ON s.rowid = textes.rowid WHERE textes MATCH ? ORDER BY s.id')
      .pluck()
      .all(`"${term}"`),
  ]),
})

test(
  'a file patched by any history, followed by an open engine, answers as one written from nothing',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 6 }),
        fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        (first, batches) => {
          const file = join(folder, `${run++}.db`)
          const db = new Database(file)
          db.pragma('journal_mode = WAL')
          db.pragma('synchronous = OFF')
          writeCatalogue(db, zoneName).finish({ demonstration: true, genere_le: 'x' })
          let ver = 0
          const patch = openPatch(db, zoneName)
          const change = (steps: readonly Step[]) =>
            db.transaction(() => {
              for (const one of steps) apply(patch, one, ++ver)
              patch.finish('y')
            })()
          change(first)
          const following = createEngine(file)
          const checks: Engine[] = [following]
          try {
            answersOf(following)
            for (const batch of batches) {
              change(batch)
              const fresh = rewritten(db)
              const expected = createEngine(fresh)
              checks.push(expected)
              const answers = answersOf(expected)
              expect(answersOf(following)).toEqual(answers)
              const other = new Database(fresh)
              expect(derivedOf(db)).toEqual(derivedOf(other))
              other.close()
            }
            const reopened = createEngine(file)
            checks.push(reopened)
            expect(answersOf(reopened)).toEqual(answersOf(checks.at(-2) as Engine))
          } finally {
            for (const engine of checks) engine.close()
            db.close()
          }
        },
      ),
      { numRuns: 30 },
    )
  },
)

test('a file of the first version, which knows nothing of changes, is still read', () => {
  const file = join(folder, 'premiere.db')
  const db = new Database(file)
  const rows = writeCatalogue(db, zoneName)
  rows.addService(testService('a', { nom: 'Atelier de soudure' }))
  rows.finish({ demonstration: true, genere_le: 'x' })
  db.exec(`
    DROP TABLE gone; DROP TABLE replica; DROP TABLE replica_scopes; DROP TABLE replica_sums; DROP TABLE other_rows;
    DROP INDEX words_changed; ALTER TABLE words DROP COLUMN at; DELETE FROM meta WHERE key = 'last';
    PRAGMA user_version = 1`)
  db.close()
  const engine = createEngine(file)
  const found = engine.search({ query: SearchQuery.parse({ text: 'soudure ' }), place: null, now: NOW })
  expect(found.hits.map(({ id }) => id)).toEqual(['a'])
  expect(engine.refresh()).toBe(false)
  engine.close()
})

test('beyond the room kept for changes, everything is read again', () => {
  const file = join(folder, 'grandit.db')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  writeCatalogue(db, zoneName).finish({ demonstration: true, genere_le: 'x' })
  const engine = createEngine(file)
  const patch = openPatch(db, zoneName)
  let ver = 0
  const change = (n: number) =>
    db.transaction(() => {
      for (let i = 0; i < n; i++) {
        const doc = { ...testService(`n${i % 50}`, { nom: `Atelier ${i}` }) } as Record<string, Json>
        patch.put({ kind: 'service', id: `n${i % 50}`, ver: ++ver, h: ver, scopes: null, doc })
      }
      patch.finish('y')
    })()
  const search = () => engine.search({ query: SearchQuery.parse({ text: 'atelier ' }), place: null, now: NOW }).total
  for (const n of [3_000, 3_000, 3_000]) {
    change(n)
    expect(search()).toBe(50)
  }
  expect(engine.info.services).toBe(50)
  engine.close()
  db.close()
})

test('values that many services carry are followed too', () => {
  const file = join(folder, 'nombreux.db')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = OFF')
  writeCatalogue(db, zoneName).finish({ demonstration: true, genere_le: 'x' })
  const patch = openPatch(db, zoneName)
  let ver = 0
  const put = (id: string, more: Partial<Service>) => {
    const doc = { ...testService(id, { nom: `Atelier ${id}`, ...more }) } as Record<string, Json>
    patch.put({ kind: 'service', id, ver: ++ver, h: ver, scopes: null, doc })
  }
  const change = (work: () => void) =>
    db.transaction(() => {
      work()
      patch.finish('y')
    })()
  const common = { publics: ['jeunes'], thematiques: ['famille--garde-denfants'], frais: 'gratuit' }
  change(() => {
    for (let i = 0; i < 600; i++) put(`n${i}`, i % 7 === 0 ? { publics: null } : common)
  })
  const following = createEngine(file)
  const opened = [following]
  const asked: readonly SearchQueryInput[] = [
    {},
    { filters: { publics: ['jeunes'] } },
    { filters: { thematiques: ['famille'], frais: ['gratuit'] } },
    { text: 'atelier ', sort: 'nom', filters: { publics: ['femmes'] } },
  ]
  const answers = (engine: Engine) =>
    asked.map((query) => {
      const { ms: _, ...result } = engine.search({ query: SearchQuery.parse(query), place: null, now: NOW })
      return result
    })
  answers(following)
  for (let round = 0; round < 4; round++) {
    change(() => {
      for (let i = 0; i < 40; i++) put(`plus${round}-${i}`, i % 3 === 0 ? { publics: ['femmes'], frais: 'gratuit' } : common)
      for (let i = 0; i < 40; i++) patch.remove({ kind: 'service', id: `n${round * 40 + i}` })
      for (let i = 0; i < 20; i++) put(`n${599 - i}`, { publics: ['tous-publics'], thematiques: ['famille'] })
    })
    const expected = createEngine(rewritten(db))
    opened.push(expected)
    expect(answers(following)).toEqual(answers(expected))
  }
  for (const engine of opened) engine.close()
  db.close()
})
