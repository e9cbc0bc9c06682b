import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Propositions } from '#shared/contract/plans.ts'
import type { Eligible } from '#shared/contract/personnes.ts'
import type { Trajet } from '#shared/contract/portee.ts'
import { DoraError } from '#shared/errors.ts'
import { PlanBesoin, PlanDoc } from '#shared/plan/plan.ts'
import { createEngine, type Engine } from '../catalogue/engine.ts'
import { testService, testStructure, writeTestCatalogue } from '../testing/catalogue.ts'
import { createPlanHandlers, type PlanHandlers } from './handlers.ts'

const PERMIS = 'mobilite--preparer-un-permis'
const PLAN = '3c1f6a52-7e0b-4d0c-9a55-0f5d3a7c2b10'
const PERSON = '0b8f9f1e-0d5b-4c53-9a2e-6f6d3b9f0a11'
const placed = { latitude: 45.76, longitude: 4.84, code_insee: '69123', commune: 'Lyon', modes_accueil: ['en-presentiel'] }
const services = [
  testService('a', { nom: 'Préparer le permis', thematiques: [PERMIS], structure_id: 'g1', frais: 'gratuit', ...placed }),
  testService('b', { nom: 'Permis en groupe', thematiques: [PERMIS], structure_id: 'g1', frais: 'payant', ...placed }),
  testService('c', { nom: 'Code et permis', thematiques: [PERMIS], structure_id: 'g2', frais: 'gratuit', ...placed }),
  testService('d', { nom: 'Une place en crèche', thematiques: ['famille--garde-denfants'], structure_id: 'g2', ...placed }),
]

let folder: string
let engine: Engine
let handlers: PlanHandlers
let doc: PlanDoc
let reached: ReadonlyMap<string, Trajet | null> | null
/** Where one searches from. */
let from: { readonly lat: number; readonly lon: number }
let made: { serviceId: string; draftId: string; envoye: boolean }[]
let verdicts: readonly Eligible[] | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-plan-'))
  const file = join(folder, 'catalogue.db')
  writeTestCatalogue(file, { structures: [testStructure('g1'), testStructure('g2')], services })
  engine = createEngine(file)
  doc = PlanDoc.parse({})
  verdicts = null
  reached = null
  made = []
  from = { lat: 45.76, lon: 4.84 }
  const place = { label: 'Lyon', approximatif: false, zoneCodes: ['69123', '69'], departements: null }
  handlers = createPlanHandlers({
    catalogue: {
      'search.run': async (query: never) => {
        const result = engine.search({ query, place: { ...place, ...from }, now: Date.parse('2026-11-28') })
        return { ...result, hits: result.hits.map((card) => ({ ...card, zone: '' })) }
      },
      'catalogue.service': async ({ id }: { readonly id: string }) => {
        if (id === 'parti') throw new DoraError('service-introuvable')
        return { orientable: id === 'b' ? { ok: false, raison: 'Pas de courriel.' } : { ok: true, raison: '' } }
      },
    } as never,
    settings: () => ({ synonymes: [] }),
    today: () => '2026-11-28',
    eligible: async () => verdicts,
    reached: async () => reached,
    plan: (async () => ({ doc })) as never,
    draft: async ({ serviceId, plan }) => ({ id: `seul-${serviceId}-${plan === PLAN ? 'plan' : ''}` }) as never,
    prepared: async () => made,
    ofPerson: async ({ id, serviceId }) => {
      if (serviceId === 'd') throw new DoraError('dossiers-verrouilles')
      return { draftId: `${id === PERSON ? 'personne' : 'autre'}-${serviceId}` }
    },
  })
})
afterEach(() => {
  engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const needs = async (texte: string): Promise<PlanBesoin[]> =>
  (await handlers['plans.lire']({ texte })).besoins.map((one, at) => PlanBesoin.parse({ ...one, id: String(at), options: [] }))
const propose = async (besoins: PlanBesoin[], more: Partial<PlanDoc> = {}, sauf: string[] = []): Promise<Propositions[]> =>
  handlers['plans.proposer']({ cadre: PlanDoc.parse(more), besoins, combien: 2, sauf })
const ids = (told: readonly Propositions[]) => told.map(({ propositions }) => propositions.map(({ card }) => card.id))

test('a mistake that the catalogue knows is read, and said', async () => {
  const read = await handlers['plans.lire']({ texte: 'permsi, crèche' })
  expect(read.besoins.map(({ thematiques }) => thematiques[0])).toEqual([PERMIS, 'famille--garde-denfants'])
  expect(read.corrections).toEqual([{ de: 'permsi', vers: 'permis' }])
})

test('for each need its own, a structure once before twice, a service once in the plan, the set aside never', async () => {
  const both = await needs('permis, crèche')
  const [first, second] = ids(await propose(both))
  expect([...(first ?? [])].sort()).toEqual(['a', 'c'])
  expect(second).toEqual(['d'])
  expect(ids(await propose(both))).toEqual([first, second])
  const twice = [...both, ...both.map((one) => ({ ...one, id: `${one.id}-bis` }))]
  expect(ids(await propose(twice)).slice(2)).toEqual([['b'], []])
  const [aside] = both.map((one) => ({ ...one, ecartes: ['a'] }))
  expect(ids(await propose(aside === undefined ? [] : [aside], {}, ['c']))).toEqual([['b']])
})

test('who would be turned away is sent there last, and it is said when there is nothing else', async () => {
  verdicts = ['a', 'b', 'c'].map((id) => ({ id, verdict: id === 'b' ? 'eligible' : 'non' }) as unknown as Eligible)
  const permis = await needs('permis')
  const [told] = await propose(permis, { personneId: PERSON })
  expect(told?.propositions[0]?.card.id).toBe('b')
  verdicts = verdicts.map((one) => ({ ...one, verdict: 'non' }))
  expect((await propose(permis, { personneId: PERSON }))[0]?.remarque).toMatch(/ne semble éligible à aucun/)
})

test('without a car, what a vehicle leads to in time comes first, and it is said when none does', async () => {
  const trajet: Trajet = {
    moyen: 'transports',
    minutes: 25,
    km: null,
    depart: '08:05',
    arrivee: '08:30',
    correspondances: 0,
    etapes: [],
  }
  from = { lat: 45.8, lon: 4.9 }
  const near = { place: { kind: 'point', ...from, label: 'Ici' }, label: 'Ici' } as const
  const permis = await needs('permis')
  reached = new Map([
    ['a', null],
    ['b', null],
    ['c', trajet],
  ])
  const [told] = await propose(permis, { lieu: near, contraintes: ['sans-voiture'] })
  expect(told?.propositions[0]?.card.id).toBe('c')
  expect(told?.propositions[0]?.option.pourquoi).toContain('En transports\u202f: départ 08:05, descente 08:30')
  // With a car, timetables are not asked.
  expect(JSON.stringify(await propose(permis, { lieu: near }))).not.toContain('En transports')
  reached = new Map([...reached].map(([id]) => [id, null]))
  expect((await propose(permis, { lieu: near, contraintes: ['sans-voiture'] }))[0]?.remarque).toMatch(/aucun ne se rejoint/)
})

test('nothing found says why', async () => {
  const [told] = await propose(await needs('zumba'))
  expect(told?.propositions).toEqual([])
  expect(told?.remarque).toMatch(/zumba/)
  expect(told?.remarque).toMatch(/Dites-le autrement/)
  expect(told?.remarque).not.toMatch(/sans les mots/)
})

test('nothing near says what was understood, around where, and what a wider search would bring', async () => {
  from = { lat: 46.9, lon: 4.84 }
  const lieu = { place: { kind: 'point', ...from, label: 'Lyon' }, label: 'Lyon' } as const
  const [told] = await propose(await needs('permis'), { lieu, rayonKm: 30 })
  expect(told?.propositions).toEqual([])
  expect(told?.remarque).toMatch(
    /^Aucun service ne répond à «\u202fpermis\u202f» à moins de 30\u202fkm de Lyon, ni à distance\. Il y aurait 3 services en élargissant à \d+\u202fkm\.$/u,
  )
})

const planOf = (...ids: readonly string[]): PlanBesoin[] => [
  PlanBesoin.parse({
    id: '1',
    mots: 'permis',
    thematiques: [],
    options: ids.map((serviceId) => ({ serviceId, nom: serviceId, structure: '', pourquoi: [] })),
  }),
]

test('requests: those that can be, the others with the reason; folders that are shut stop all', async () => {
  doc = { ...doc, besoins: planOf('a', 'b', 'c', 'd', 'parti') }
  expect(await handlers['plans.demandes']({ id: PLAN, services: ['a', 'a', 'b', 'parti'] })).toEqual({
    brouillons: [{ serviceId: 'a', draftId: 'seul-a-plan', deja: false }],
    refus: [
      { serviceId: 'b', raison: 'Pas de courriel.' },
      { serviceId: 'parti', raison: new DoraError('service-introuvable').message },
    ],
  })
  doc = { ...doc, personneId: PERSON }
  expect((await handlers['plans.demandes']({ id: PLAN, services: ['c'] })).brouillons).toEqual([
    { serviceId: 'c', draftId: 'personne-c', deja: false },
  ])
  await expect(handlers['plans.demandes']({ id: PLAN, services: ['d'] })).rejects.toMatchObject({
    code: 'dossiers-verrouilles',
  })
})

test('asked again, a draft that waits is not doubled; what was sent may be asked again on purpose', async () => {
  doc = { ...doc, besoins: planOf('a', 'c') }
  made = [
    { serviceId: 'a', draftId: 'premier', envoye: false },
    { serviceId: 'c', draftId: 'envoye', envoye: true },
  ]
  expect((await handlers['plans.demandes']({ id: PLAN, services: ['a', 'c'] })).brouillons).toEqual([
    { serviceId: 'a', draftId: 'premier', deja: true },
    { serviceId: 'c', draftId: 'seul-c-plan', deja: false },
  ])
})

test('a service that the plan does not hold stops all, before anything is made', async () => {
  doc = { ...doc, besoins: planOf('a') }
  await expect(handlers['plans.demandes']({ id: PLAN, services: ['a', 'c'] })).rejects.toMatchObject({
    code: 'service-hors-plan',
  })
})
