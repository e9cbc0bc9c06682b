import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { departementOf } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { writeCatalogue } from '#shared/catalogue/write.ts'
import type { RegleSource } from '#shared/deployment/rule.ts'
import { DEPARTEMENTS_DEPLOYABLES } from '#shared/deployment/state.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { openAccounts, seal, START } from '#server/accounts/testing/bench.ts'
import { Forbidden } from '#server/accounts/refusal.ts'
import { putFusion } from '#server/moderation/doublons/rows.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { ingest } from '#server/sync/ingest/ingest.ts'
import { CATALOGUE_JOB } from '#server/sync/ingest/kept.ts'
import { openStaged, type Staged } from '#server/sync/ingest/staged.ts'
import { addRule, dropRule, rulesFor, setEtat, tryRule } from './acts.ts'
import { allEtats, allRules, putRule } from './rows.ts'

const structure = (id: string, source: string, more: Partial<Structure> = {}): Structure => ({
  source,
  id,
  nom: `Centre ${id}`,
  date_maj: '2026-01-01',
  ...more,
})
const service = (id: string, source: string, structure_id: string, more: Partial<Service> = {}): Service => ({
  source,
  id,
  structure_id,
  nom: `Atelier ${id}`,
  date_maj: '2026-01-01',
  modes_accueil: ['en-presentiel'],
  ...more,
})

type Catalogue = { readonly structures: readonly Structure[]; readonly services: readonly Service[] }

const staged = ({ structures, services }: Catalogue): Staged => {
  const db = new Database(':memory:')
  const rows = writeCatalogue(db, () => null)
  for (const one of structures) rows.addStructure(one)
  for (const one of services) rows.addService(one)
  rows.finish({ demonstration: false, genere_le: '2026-12-01T08:00:00.000Z', index: false })
  return openStaged(db)
}

const VOSGES = '88160'
const GIRONDE = '33063'
const reference = async (store: SyncStore): Promise<readonly string[]> =>
  store.read(async (reader) => {
    const all: string[] = []
    for (const kind of ['service', 'structure']) for await (const { id } of reader.scan(kind)) all.push(id)
    return all.sort()
  })

const CATALOGUE: Catalogue = {
  structures: [
    structure('s-vosges', 'soliguide', { code_insee: VOSGES }),
    structure('s-partagee', 'soliguide', { code_insee: VOSGES }),
    structure('s-gironde', 'soliguide', { code_insee: GIRONDE }),
    structure('s-ailleurs', 'soliguide', { code_insee: GIRONDE }),
    structure('s-dora', 'dora', { code_insee: VOSGES }),
  ],
  services: [
    service('v-vosges', 'soliguide', 's-vosges'),
    service('v-partagee', 'soliguide', 's-partagee', { code_insee: VOSGES }),
    service('v-dora', 'dora', 's-partagee', { code_insee: VOSGES }),
    service('v-gironde', 'soliguide', 's-gironde', { code_insee: GIRONDE }),
    service('v-ailleurs', 'soliguide', 's-ailleurs', { code_insee: VOSGES }),
    service('v-chez-dora', 'soliguide', 's-dora'),
  ],
}
const LEFT = ['s-dora', 's-gironde', 's-partagee', 'v-dora', 'v-gironde']
const RULE = { source: 'soliguide', departements: ['88'] }

test('a rule hides at once, holds at the next import, and what it hid comes back once it is taken away', async () => {
  const { parts, store, people, journal } = await openAccounts()
  const team = await people.person({ role: 'administrateur' })
  await ingest({ store, seal }, staged(CATALOGUE))
  const before = await reference(store)
  expect(await tryRule(parts, team, RULE)).toEqual({ services: 4, structures: 2 })
  expect(await reference(store)).toEqual(before)
  const { regle, ...gone } = await addRule(parts, team, RULE)
  expect(gone).toEqual({ services: 4, structures: 2, differe: false })
  expect(await reference(store)).toEqual(LEFT)
  expect((await addRule(parts, team, RULE)).regle).toEqual(regle)
  expect(await ingest({ store, seal }, staged(CATALOGUE))).toMatchObject({ written: 0, removed: 0 })
  expect(await reference(store)).toEqual(LEFT)
  await dropRule(parts, team, regle.id)
  await dropRule(parts, team, regle.id)
  expect(await reference(store)).toEqual(LEFT)
  await ingest({ store, seal }, staged(CATALOGUE))
  expect(await reference(store)).toEqual(before)
  expect((await journal()).map(({ action, details }) => [action, details['source']])).toEqual([
    ['regle-source.ajoutee', 'soliguide'],
    ['regle-source.retiree', 'soliguide'],
  ])
})

test('sheets that people keep here are never hidden', async () => {
  const { parts, store, people } = await openAccounts()
  const team = await people.person({ role: 'administrateur' })
  await ingest({ store, seal }, staged(CATALOGUE))
  const member = await people.person()
  await people.belongs(member, { id: 's-vosges', nom: 'Centre', source: 'soliguide', date_maj: '2026-01-01' })
  expect(await addRule(parts, team, RULE)).toMatchObject({ services: 3, structures: 1 })
  const kept = [...LEFT, 's-vosges', 'v-vosges'].sort()
  expect(await reference(store)).toEqual(kept)
  await ingest({ store, seal }, staged(CATALOGUE))
  expect(await reference(store)).toEqual(kept)
})

test('a rule added while an import is under way is applied as it ends', async () => {
  const { parts, store, people } = await openAccounts()
  const team = await people.person({ role: 'administrateur' })
  let added = false
  const during: SyncStore = {
    ...store,
    write: async (work) => {
      if (!added) {
        added = true
        const [told] = [await addRule(parts, team, RULE)]
        expect(told).toMatchObject({ services: 0, structures: 0, differe: true })
      }
      return store.write(work)
    },
  }
  await ingest({ store: during, seal }, staged(CATALOGUE))
  expect(await reference(store)).toEqual(LEFT)
  expect(await store.exclusively(CATALOGUE_JOB, async () => 'libre')).toBe('libre')
})

test('a merge does not keep what a rule hides, and the sheet that it put aside comes in for itself', async () => {
  const { parts, store, people } = await openAccounts()
  const team = await people.person({ role: 'administrateur' })
  const twins: Catalogue = {
    structures: [structure('s-a', 'soliguide', { code_insee: VOSGES }), structure('s-b', 'autre', { code_insee: VOSGES })],
    services: [service('v-a', 'soliguide', 's-a'), service('v-b', 'autre', 's-b')],
  }
  const [a, b] = twins.structures
  await store.write((writer) =>
    putFusion(writer, seal, {
      kind: 'structure',
      garde: 's-a',
      membres: { 's-a': a as never, 's-b': b as never },
      choix: {},
      services: { 'v-b': 's-b' },
      par: { user_id: team.id, nom: 'Alix' },
      le: new Date(START).toISOString(),
    }),
  )
  await addRule(parts, team, RULE)
  await ingest({ store, seal }, staged(twins))
  expect(await reference(store)).toEqual(['s-b', 'v-b'])
})

test('the team alone says it; a gestionnaire reads what concerns their départements', async () => {
  const { parts, store, people, journal, pass } = await openAccounts()
  const team = await people.person({ role: 'administrateur' })
  const manager = await people.person({ gestionnaire: true, departements: ['33'] })
  const member = await people.person()
  await people.belongs(member, await people.structure(), 'membre', true)
  for (const user of [manager, member]) {
    await expect(setEtat(parts, user, '33', 3)).rejects.toThrow(Forbidden)
    await expect(tryRule(parts, user, RULE)).rejects.toThrow(Forbidden)
    await expect(addRule(parts, user, RULE)).rejects.toThrow(Forbidden)
    await expect(dropRule(parts, user, 'aucune')).rejects.toThrow(Forbidden)
  }
  await expect(rulesFor(parts, member)).rejects.toThrow(Forbidden)
  await addRule(parts, team, RULE)
  // Told in the order they were made.
  pass(1_000)
  await addRule(parts, team, { source: 'autre', departements: ['33', '88'] })
  expect((await rulesFor(parts, team)).map(({ departements }) => departements)).toEqual([['88'], ['33', '88']])
  expect((await rulesFor(parts, manager)).map(({ source, departements }) => [source, departements])).toEqual([['autre', ['33']]])
  expect((await store.read(allRules)).length).toBe(2)
  await setEtat(parts, team, '33', 2)
  await setEtat(parts, team, '33', 2)
  await setEtat(parts, team, '88', 0)
  await setEtat(parts, team, '88', null)
  expect(await store.read(allEtats)).toEqual([{ departement: '33', etat: 2, depuis: '2026-12-01' }])
  const told = (await journal()).filter(({ action }) => action === 'deploiement.etat')
  expect(told.map(({ objet, details }) => [objet.id, details['avant'], details['apres']])).toEqual([
    ['33', null, 2],
    ['88', null, 0],
    ['88', 0, null],
  ])
})

const SOURCES = ['soliguide', 'dora', 'carif"oref'] as const
const PLACES = [VOSGES, GIRONDE, '2A004', '97411', undefined] as const
const place = fc.constantFrom(...PLACES).map((code_insee) => (code_insee === undefined ? {} : { code_insee }))
const catalogues = fc
  .array(fc.record({ source: fc.constantFrom(...SOURCES), place }), { minLength: 1, maxLength: 6 })
  .chain((homes) =>
    fc
      .array(fc.record({ source: fc.constantFrom(...SOURCES), place, home: fc.nat(homes.length - 1) }), { maxLength: 12 })
      .map((offers): Catalogue => ({
        structures: homes.map((one, at) => structure(`s-${at}`, one.source, one.place)),
        services: offers.map((one, at) => service(`v-${at}`, one.source, `s-${one.home}`, one.place)),
      })),
  )
const rules = fc.array(
  fc.record({
    source: fc.constantFrom(...SOURCES),
    departements: fc.uniqueArray(
      fc.constantFrom('88', '33', '2A', '974', ...DEPARTEMENTS_DEPLOYABLES.slice(0, 2).map(({ code }) => code)),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  }),
  { maxLength: 3 },
)

test(
  'after any import no service of a rule is there, its structures have services left or are elsewhere, all else is untouched',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(catalogues, catalogues, rules, async (first, second, asked) => {
        const store = await openSqliteStore({ file: ':memory:' })
        const plain = await openSqliteStore({ file: ':memory:' })
        await store.write(async (writer) => {
          for (const [at, one] of asked.entries()) {
            const id = `00000000-0000-4000-8000-00000000000${at}`
            await putRule(writer, { ...one, id, creee_le: new Date(START).toISOString() } satisfies RegleSource)
          }
          // One that people made here: it stays, whatever its source and place.
          await putStructure(writer, {
            ...structure('s-0', 'soliguide', { code_insee: VOSGES }),
            dora: { moderation_status: 'VALIDATED' },
          } as unknown as Doc)
          await putService(writer, seal, service('v-ici', 'soliguide', 's-0') as unknown as Doc)
        })
        const hides = (source: string, code: string | null): boolean =>
          code !== null && asked.some((one) => one.source === source && one.departements.includes(code))
        for (const catalogue of [first, second]) {
          await ingest({ store, seal }, staged(catalogue), { force: true })
          await ingest({ store: plain, seal }, staged(catalogue), { force: true })
          const [left, all] = [new Set(await reference(store)), await reference(plain)]
          expect(left.has('s-0') && left.has('v-ici')).toBe(true)
          const homes = new Map(catalogue.structures.map((one) => [one.id, one]))
          const isHidden = ({ source, structure_id, code_insee }: Service): boolean => {
            const home = structure_id === null ? undefined : homes.get(structure_id)
            return hides(source, departementOf(code_insee, null) ?? departementOf(home?.code_insee, null))
          }
          for (const one of catalogue.services)
            if (one.structure_id !== 's-0') expect([one.id, left.has(one.id)]).toEqual([one.id, !isHidden(one)])
          for (const one of catalogue.structures.filter(({ id }) => id !== 's-0')) {
            const own = catalogue.services.filter(({ structure_id }) => structure_id === one.id)
            const some = own.some((offer) => !isHidden(offer))
            const ruled = hides(one.source, departementOf(one.code_insee, null))
            const concerned = asked.some(({ source }) => source === one.source)
            expect([one.id, left.has(one.id)]).toEqual([one.id, some || !(ruled || (concerned && own.length > 0))])
          }
          expect([...left].filter((id) => id !== 's-0' && id !== 'v-ici' && !all.includes(id))).toEqual([])
        }
        await store.close()
        await plain.close()
      }),
      { numRuns: 25 },
    )
  },
)
