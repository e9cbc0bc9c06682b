import { beforeEach, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { StructureRows } from '#shared/listing/wire.ts'
import { outcome } from '../accounts/testing/bench.ts'
import type { User } from '../store/types.ts'
import { fill, mutation, publishable, service } from '../sync/testing.ts'
import { structureRows } from './structure-rows.ts'
import { type ListingBench, openListings } from './testing/bench.ts'
import { createViews } from './views.ts'

const PAGE = 'https://dora.exemple.test'
const SECRETS = /0599001122|0599003344|zorglub@exemple\.test|Zorglubine/

let bench: ListingBench
let here: Structure
let there: Structure
let member: User
beforeEach(async () => {
  bench = await openListings()
  const { people, store } = bench
  ;[here, there] = [await people.structure(), await people.structure({ code_insee: '59350', code_postal: '59000' })]
  member = await people.person()
  await people.belongs(member, here)
  const hidden = { is_contact_info_public: false, contact_name: 'Zorglubine' }
  await fill(
    store,
    [],
    [
      publishable('dora--publie1', here.id, { telephone: '0599001122', dora: hidden }),
      publishable('dora--public1', here.id, { telephone: '0100000000', dora: { is_contact_info_public: true } }),
      service('dora--brouillon', here.id, { courriel: 'zorglub@exemple.test', dora: { ...hidden, status: 'DRAFT' } }),
      service('dora--archive1', here.id, { dora: { status: 'ARCHIVED' } }),
      service('dora--ailleurs', there.id, { telephone: '0599003344', dora: { ...hidden, status: 'DRAFT' } }),
    ],
  )
})
const ask = (user: User, id = here.id) => structureRows(bench.parts, user, id, PAGE)

test('what members need beside the rows of everyone, of their structure alone', async () => {
  const rows = StructureRows.parse(await ask(member))
  expect(rows.services.map(({ id, ver }) => [id, ver])).toEqual([
    ['dora--archive1', 1],
    ['dora--brouillon', 1],
  ])
  expect(rows.contacts).toEqual({
    'dora--publie1': { nom: 'Zorglubine', telephone: '0599001122', courriel: null },
    'dora--brouillon': { nom: 'Zorglubine', telephone: null, courriel: 'zorglub@exemple.test' },
  })
  // Rows are those of the feed: contacts are apart.
  expect(JSON.stringify([rows.services, rows.modeles])).not.toMatch(SECRETS)
  expect(Object.keys(rows.vues.services).sort()).toEqual(['dora--public1', 'dora--publie1'])
  expect(rows.page).toBe(`${PAGE}/structure/${encodeURIComponent(here.id)}`)
})

test('who may: those who may write its services', async () => {
  const { people } = bench
  const [stranger, asking, invited] = [await people.person(), await people.person(), await people.person()]
  await people.belongs(stranger, there, 'membre', true)
  await people.belongs(asking, here, 'demande')
  await people.belongs(invited, here, 'invitation', true)
  const found = async (user: User, id = here.id) => outcome(ask(user, id))
  for (const one of [stranger, asking, invited, await people.person()]) expect(await found(one)).toBe('interdit')
  expect(await found(await people.person({ gestionnaire: true, departements: ['59'] }))).toBe('interdit')
  expect(await found(member, there.id)).toBe('interdit')
  const team = await people.person({ role: 'administrateur' })
  expect([await found(member), await found(team), await found(team, 'inconnue')]).toEqual(['ok', 'ok', 'structure-inconnue'])
})

test('a gestionnaire who belongs nowhere has the drafts, and no contact kept for professionals', async () => {
  const gestionnaire = await bench.people.person({ gestionnaire: true, departements: ['33'] })
  const rows = await ask(gestionnaire)
  expect(rows.services).toHaveLength(2)
  expect(rows.contacts).toEqual({})
  expect(JSON.stringify(rows)).not.toMatch(SECRETS)
  // A member of any structure is a professional.
  await bench.people.belongs(gestionnaire, there)
  expect(Object.keys((await ask(gestionnaire)).contacts)).toHaveLength(2)
})

test('views of thirty days, of what is published', async () => {
  let today = '2026-12-01'
  const views = createViews({ store: bench.store, seal: bench.parts.seal, today: () => today })
  views.seen('service', 'dora--publie1', 'page')
  views.seen('service', 'dora--publie1', 'bureau')
  views.seen('structure', here.id, 'page')
  await views.flush()
  today = '2026-11-01'
  views.seen('structure', here.id, 'page')
  await views.flush()
  expect((await ask(member)).vues).toEqual({ structure: 1, services: { 'dora--publie1': 2, 'dora--public1': 0 } })
})

test('a draft published leaves it, and comes back taken down, in a higher version', async () => {
  const { said } = bench
  const turn = (status: string, was: string) =>
    said(member, mutation('service.update', 'dora--public1', { base: { 'dora.status': was }, patch: { 'dora.status': status } }))
  const ids = async () => (await ask(member)).services.map(({ id, ver }) => `${id} ${ver}`)
  expect(await said(member, mutation('service.update', 'dora--public1', { patch: { 'dora.status': 'DRAFT' } }))).toBe('applied')
  expect(await ids()).toContain('dora--public1 2')
  expect(await turn('PUBLISHED', 'DRAFT')).toBe('applied')
  expect((await ids()).join(' ')).not.toContain('dora--public1')
  expect(await turn('ARCHIVED', 'PUBLISHED')).toBe('applied')
  expect(await ids()).toContain('dora--public1 4')
})
