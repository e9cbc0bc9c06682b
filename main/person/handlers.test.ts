import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OrientationLine } from '#shared/contract/orientation.ts'
import { Profil } from '#shared/person/profile.ts'
import { PlanDoc } from '#shared/plan/plan.ts'
import { createVirtualClock, type VirtualClock } from '../sync/testing/virtual-clock.ts'
import { createFolderMethods } from '../user/folders-worker.ts'
import { openUserStore, type UserStore } from '../user/store.ts'
import { key, sheetOf } from '../user/testing/people.ts'
import { createPersonEligibility } from './eligibility.ts'
import { createPersonHandlers } from './handlers.ts'

const CODE = 'quatre chats gris'
const START = Date.parse('2026-11-28T09:00:00.000Z')
const MINUTE = 60_000

let folder: string
let clock: VirtualClock
let store: UserStore
let seated: string | null
let events: [string, unknown][]
let requests: OrientationLine[]
let persons: ReturnType<typeof createPersonHandlers>

const methods = () => ({
  ...createFolderMethods((act) => act(store)),
  'account.get': () => ({ compte: seated === null ? null : { id: seated } }),
  'account.known': () => ({ rattachements: [], structure: null }),
  'drafts.create': ({ service, known }: never) => store.drafts.create(service, known),
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-persons-'))
  clock = createVirtualClock(START)
  store = openUserStore({
    folder,
    key,
    clock: { now: () => new Date(clock.now()).toISOString(), today: () => '2026-11-28' },
    reserveBytes: 0,
  })
  seated = null
  events = []
  requests = []
  const services = { s1: sheetOf('s1') }
  const docs: Record<string, unknown> = { s1: services.s1.service }
  persons = createPersonHandlers({
    user: async () => {
      const all = methods() as unknown as Record<string, (ask: unknown) => unknown>
      // As a worker answers: later, and by its own copy.
      return new Proxy(
        {},
        { get: (_, name) => (name === 'then' ? undefined : async (ask: unknown) => all[String(name)]?.(ask)) },
      ) as never
    },
    catalogue: { 'catalogue.service': () => ({ ...services.s1, droits: { ecrire: false } }) as never },
    eligibility: createPersonEligibility({
      told: {
        rows: async (ids) =>
          ids.flatMap(({ id }) => (docs[id] === undefined ? [] : [{ kind: 'service', id, doc: docs[id] }])) as never,
      },
      resolve: () => ({ label: 'Valbourg', zoneCodes: ['59999'] }) as never,
    }),
    settings: () => ({ verrouApresMin: 10, dossiersJours: 90 }),
    requests: async () => requests,
    emit: (name: string, value: unknown) => void events.push([name, value]),
    clock,
    log: (what: string, error: unknown) => {
      throw new Error(what, { cause: error })
    },
  } as never)
})
afterEach(() => {
  persons.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = async (name: string, input?: unknown): Promise<never> =>
  (await (persons.handlers as unknown as Record<string, (input: unknown) => unknown>)[name]?.(input)) as never
const state = async (): Promise<string> => ((await ask('personnes.verrou')) as { readonly etat: string }).etat
const person = async (profil: Partial<Profil>): Promise<string> => {
  await ask('personnes.choisirCode', { code: CODE })
  return ((await ask('personnes.creer', { profil })) as { readonly id: string }).id
}

it('shuts after so many minutes without a gesture, each gesture putting it off', async () => {
  await person({})
  await clock.advance(9 * MINUTE)
  await ask('personnes.presence')
  await clock.advance(9 * MINUTE)
  expect(await state()).toBe('ouvert')
  await clock.advance(MINUTE + 1)
  expect(await state()).toBe('verrouille')
  expect(events.filter(([name]) => name === 'personnes.verrouChange').at(-1)?.[1]).toMatchObject({ etat: 'verrouille' })
  await expect(ask('personnes.list')).rejects.toThrow()
})

it('a machine that slept over its time tells nothing once awake', async () => {
  const id = await person({ prenom: 'Capucine' })
  // Its timers slept with it.
  clock.jump(11 * MINUTE)
  await expect(ask('personnes.get', { id })).rejects.toMatchObject({ code: 'dossiers-verrouilles' })
})

it('shuts when another sits down, and not when something of the same account has changed', async () => {
  seated = 'a'
  await person({})
  persons.accountChanged()
  await clock.settle()
  expect(await state()).toBe('ouvert')
  seated = 'b'
  persons.accountChanged()
  await clock.settle()
  expect(await state()).toBe('verrouille')
})

it('weighs services for the folder, those that left the catalogue left out', async () => {
  const id = await person(Profil.parse({ publics: { jeunes: 'oui' }, conditions: { 'Avoir 18 ans': 'non' }, lieu: null }))
  const weighed = (await ask('personnes.eligibilites', { id, services: ['gone', 's1'] })) as readonly { readonly id: string }[]
  expect(weighed).toMatchObject([{ id: 's1', verdict: 'non', raison: expect.stringContaining('18 ans') as string }])
})

it('makes a draft with what the folder knows and the service asks, and tells of it in the folder', async () => {
  const id = await person(
    Profil.parse({
      prenom: 'Capucine',
      nom: 'Inventée',
      publics: { jeunes: 'oui', femmes: 'oui' },
      conditions: { 'Avoir 18 ans': 'oui' },
    }),
  )
  const { draftId } = (await ask('personnes.demande', { id, serviceId: 's1' })) as { readonly draftId: string }
  const { content } = store.drafts.get(draftId)
  expect(content).toMatchObject({
    beneficiaire_prenom: 'Capucine',
    beneficiaire_nom: 'Inventée',
    situation: ['Jeunes'],
    criteres: ['Avoir 18 ans'],
    dossier: id,
  })
  await ask('plans.creer', { doc: PlanDoc.parse({ personneId: id }) })
  const life = (await ask('personnes.histoire', { id })) as readonly { readonly quoi: string; readonly texte: string }[]
  expect(life.map(({ quoi }) => quoi).sort()).toEqual(['brouillon', 'plan'])
  expect(life.find(({ quoi }) => quoi === 'brouillon')?.texte).toContain('Atelier mobilité')
})
