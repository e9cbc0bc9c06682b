import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import { StatistiquesPubliques } from '#shared/usage/public.ts'
import { ChiffresDeStructure, ChiffresTerritoire, lastTold } from '#shared/usage/told.ts'
import { invented } from '../accounts/testing/people.ts'
import type { User } from '../store/types.ts'
import { startTestServer, type Server } from './testing/harness.ts'

vi.setConfig({ testTimeout: 60_000 })

let server: Server
let people: ReturnType<typeof invented>
let team: User
let gironde: User
let member: User
let other: User
let garage: Structure
beforeAll(async () => {
  server = await startTestServer({ limits: { perAddress: 1_000_000, perClient: 1_000_000 } })
  people = invented(server.account)
  team = await people.person({ role: 'administrateur' })
  gironde = await people.person({ gestionnaire: true, departements: ['33'] })
  member = await people.person()
  other = await people.person()
  garage = await people.structure({ nom: 'Garage solidaire', code_insee: '33063' })
  await people.belongs(member, garage, 'membre')
  const jour = `${lastTold(parisDay(Date.now()))}-03`
  await server.store.usage.add(
    Array.from({ length: 12 }, (_, n) => ({
      id: randomUUID(),
      type: 'structure' as const,
      jour,
      poste: `poste-${n % 6}`,
      activite: null,
      departement: null,
      commune: null,
      fait: { type: 'structure' as const, structure_id: garage.id, recherche: null },
    })),
  )
})
afterAll(() => server.stop())

const ask = async (user: User | null, path: string): Promise<Response> =>
  fetch(`${server.origin}${path}`, {
    headers: user === null ? {} : { authorization: `Bearer ${await people.token(user)}` },
  })
const statuses = (path: string, users: readonly (User | null)[]) =>
  Promise.all(users.map(async (user) => (await ask(user, path)).status))

describe('territories', () => {
  test('a gestionnaire is told of theirs, the team of all, others of none', async () => {
    const all = [team, gironde, member, null]
    expect(await statuses('/chiffres/v1/territoire/33', all)).toEqual([200, 200, 403, 401])
    expect(await statuses('/chiffres/v1/territoire/59', all)).toEqual([200, 403, 403, 401])
    expect(await statuses('/chiffres/v1/territoire/france', all)).toEqual([200, 403, 403, 401])
    expect(await statuses('/chiffres/v1/territoire/33?mois=25', [team])).toEqual([400])
    expect(await statuses('/chiffres/v1/territoire/ailleurs', [team])).toEqual([400])
  })
  test('as many months as asked', async () => {
    const told = ChiffresTerritoire.parse(await (await ask(gironde, '/chiffres/v1/territoire/33?mois=3')).json())
    expect(told.mois).toHaveLength(3)
    expect(told.series.structures).toEqual([0, 0, 12])
    expect(told.series.postes).toEqual([0, 0, 6])
  })
})

test('a structure is told to its members alone', async () => {
  const path = `/chiffres/v1/structure/${encodeURIComponent(garage.id)}`
  expect(await statuses(path, [member, other, gironde, team, null])).toEqual([200, 403, 403, 403, 401])
  const told = ChiffresDeStructure.parse(await (await ask(member, path)).json())
  expect(told.structure.nom).toBe('Garage solidaire')
  expect(told.series.structure.at(-1)).toBe(10)
  expect(await statuses('/chiffres/v1/structure/inconnue', [member])).toEqual([403])
})

test('everybody reads the page and its files', async () => {
  const page = await ask(null, '/statistiques')
  expect([page.status, page.headers.get('content-type'), page.headers.get('set-cookie')]).toEqual([
    200,
    'text/html; charset=utf-8',
    null,
  ])
  expect(await page.text()).toContain('Statistiques de DORA')
  const json = await ask(null, '/statistiques.json')
  expect(StatistiquesPubliques.parse(await json.json()).reference.structures).toBe(1)
  const csv = await ask(null, '/statistiques.csv')
  expect(csv.headers.get('content-disposition')).toContain('statistiques-dora.csv')
  expect(await csv.text()).toContain('"fiches de structure consultées"')
})
