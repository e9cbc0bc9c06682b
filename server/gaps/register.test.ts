import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CarteAsked, RegistreAsked } from '#shared/gaps/line.ts'
import { createTerritory } from '#shared/gaps/territory.ts'
import { commune, NOTHING, poste, recherche } from '#shared/gaps/testing.ts'
import type { Actor } from '#shared/rights.ts'
import { AU_MOINS, type Fait } from '#shared/usage/event.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { fill, seal, service, START, structure } from '../sync/testing.ts'
import { createOfferings } from './offerings.ts'
import { createGapRegister } from './register.ts'

vi.setConfig({ testTimeout: 60_000 })

const PERMIS = 'mobilite--preparer-un-permis'
const ROWS = [
  commune(0, '33', '75', '200000001'),
  commune(1, '33', '75', '200000002'),
  commune(10, '59', '32', '200000003'),
  commune(11, '59', '32', '200000004'),
]
const territory = createTerritory(
  ROWS,
  ROWS.map(({ epcis }, n) => ({ code: epcis[0] ?? '', nom: `CC ${n}` })),
)
const codes = ROWS.map(({ code }) => code)

const closing: SyncStore[] = []
afterEach(async () => {
  for (const store of closing.splice(0)) await store.close()
})

const TEAM: Actor = { id: 'u-e', equipe: true, departements: [], structures: [], attentes: [] }
const keeper = (...departements: readonly string[]): Actor => ({
  id: 'u-g',
  equipe: false,
  departements,
  structures: [],
  attentes: [],
})
const ALL: RegistreAsked = { trimestre: '2026-T4', departement: null, categorie: null, preuve: null, limite: 200 }
const MAP: CarteAsked = { trimestre: '2026-T4', departement: null, thematique: PERMIS }

const opened = async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  closing.push(store)
  let now = START
  const register = createGapRegister({
    store,
    offerings: createOfferings({ store, seal }),
    territory: async () => territory,
    now: () => now,
  })
  const say = async (count: number, fait: Fait, from = 0): Promise<void> => {
    const lieu = 'lieu' in fait ? fait.lieu : { commune: null, departement: null }
    await store.usage.add(
      Array.from({ length: count }, (_, n) => ({
        id: randomUUID(),
        type: fait.type,
        jour: '2026-11-20',
        poste: poste(from + n),
        activite: null,
        ...lieu,
        fait,
      })),
    )
  }
  const pass = (ms: number): void => void (now += ms)
  return { store, register, say, pass }
}

describe('the register over a store', () => {
  test('five people make a line, four do not; what is counted is counted again soon', async () => {
    const { register, say, pass } = await opened()
    await say(4, recherche(codes[0] ?? '', [PERMIS], NOTHING))
    expect(await register.registre(TEAM, ALL)).toMatchObject({ total: 0, lignes: [], jusqu_au: '2026-11-23', departements: null })
    await say(1, recherche(codes[0] ?? '', [PERMIS], NOTHING), 4)
    pass(11_000)
    const { total, lignes, categories } = await register.registre(TEAM, ALL)
    expect([total, lignes[0]?.nom, lignes[0]?.besoin?.personnes, categories]).toEqual([1, 'CC 0', 5, { mobilite: 1 }])
    expect((await register.registre(TEAM, { ...ALL, trimestre: '2026-T3' })).total).toBe(0)
  })
  test('what services offer is followed: published, full, of a structure shown no more', async () => {
    const { store, register, pass } = await opened()
    const near = {
      latitude: ROWS[0]?.lat ?? 0,
      longitude: ROWS[0]?.lon ?? 0,
      thematiques: [PERMIS],
      modes_accueil: ['en-presentiel'],
    }
    const offre = async () => {
      pass(61_000)
      return (await register.carte(TEAM, MAP)).zones[0]?.offre
    }
    await fill(store, [structure('s1')], [service('v1', 's1', near)])
    expect(await offre()).toMatchObject({ sur_place: 1, complets: 0, pour_10000: 1, couverts: 1 })
    const complet = { etat: 'complet', jusqu_au: '2026-11-30', dit_le: '2026-11-20' } as const
    await fill(store, [], [service('v1', 's1', { ...near, dora: { disponibilite: complet } })])
    expect(await offre()).toMatchObject({ sur_place: 1, complets: 1 })
    await fill(store, [], [service('v2', 's1', { ...near, dora: { status: 'DRAFT' } })])
    expect(await offre()).toMatchObject({ sur_place: 1 })
    await fill(store, [structure('s1', { dora: { is_obsolete: true } })], [])
    expect(await offre()).toMatchObject({ sur_place: 0, couverts: 0 })
  })
  test('a geography that could not be read is read again, however many were asking', async () => {
    const store = await openSqliteStore({ file: ':memory:' })
    closing.push(store)
    const broken = Promise.withResolvers<never>()
    const readings = [broken.promise]
    const offerings = createOfferings({ store, seal })
    let asking = 0
    const register = createGapRegister({
      store,
      offerings: async () => {
        const all = await offerings()
        asking += 1
        // Both wait for the geography by then.
        if (asking === 2) setImmediate(() => broken.reject(new Error('no such folder')))
        return all
      },
      territory: () => readings.pop() ?? Promise.resolve(territory),
      now: () => START,
    })
    const quarters = ['2026-T3', '2026-T4'].map((trimestre) => register.registre(TEAM, { ...ALL, trimestre }))
    expect((await Promise.allSettled(quarters)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await register.registre(TEAM, ALL)).toMatchObject({ total: 0 })
  })
  test('a gestionnaire sees nothing of another département, whatever is asked', async () => {
    const { register, say } = await opened()
    for (const [n, code] of codes.entries()) await say(3 + 2 * n, recherche(code, [PERMIS], NOTHING), 100 * n)
    await fc.assert(
      fc.asyncProperty(
        fc.subarray(['33', '59', '75']),
        fc.record({ departement: fc.constantFrom(null, '33', '59'), preuve: fc.constantFrom(null, 'recherches', 'offre') }),
        async (departements, asked) => {
          const actor = keeper(...departements)
          const { lignes } = await register.registre(actor, { ...ALL, ...asked } as RegistreAsked)
          const { zones } = await register.carte(actor, { ...MAP, departement: asked.departement })
          for (const one of [...lignes, ...zones]) expect(departements).toContain(one.departement)
          for (const { besoin } of [...lignes, ...zones])
            if (besoin !== null) expect(besoin.personnes).toBeGreaterThanOrEqual(AU_MOINS)
        },
      ),
      { numRuns: 30 },
    )
    expect((await register.registre(keeper('33'), ALL)).lignes.map(({ niveau, nom }) => [niveau, nom])).toEqual([
      ['zone', 'CC 1'],
    ])
    // Three people of the other zone of the Gironde are told with nobody: all the rest of the country is told.
    expect((await register.registre(TEAM, ALL)).lignes.every(({ niveau }) => niveau === 'zone')).toBe(true)
  })
})
