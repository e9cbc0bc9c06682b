import { beforeEach, describe, expect, test } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import { flat } from '#shared/listing/flat.ts'
import type { ServiceStatus } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { readHistory } from '#server/listing/history.ts'
import { membershipRow, putMembership } from '#server/accounts/memberships.ts'
import {
  ADMIN,
  ALICE,
  type Bench,
  fill,
  mutation,
  openBench,
  publishable,
  pushOne,
  seal,
  service,
  structure,
} from '../testing.ts'
import { recordOf } from './catalogue-rows.ts'
import { contactOf, joinContact } from './contact.ts'

/** The rules of publication and of statuses, held by the server whoever pushes (dora-backend.md §4.1–4.5). */

const HOUSE = structure('s-1')
let bench: Bench
beforeEach(async () => {
  bench = await openBench()
  await fill(bench.store, [HOUSE], [])
  const row = membershipRow(ALICE, HOUSE, { etat: 'membre', admin: false, cree_le: '2026-11-01T00:00:00.000Z' })
  await bench.store.write((writer) => putMembership(writer, seal, row))
})

const row = (id: string): Promise<Doc> =>
  bench.store.read(async (reader) => {
    const doc = recordOf(await reader.entity({ kind: 'service', id }))
    return doc === null ? {} : flat(joinContact(doc, await contactOf(reader, seal, id)))
  })
const create = (one: Service, by = ALICE) => pushOne(bench.core, by, mutation('service.create', one.id, { patch: one as never }))
const update = async (id: string, patch: Doc, by = ALICE) => {
  const seen = await row(id)
  const base = Object.fromEntries(Object.keys(patch).map((champ) => [champ, seen[champ] ?? null]))
  return pushOne(bench.core, by, mutation('service.update', id, { base, patch: patch as never }))
}

const REQUIRED: readonly (readonly [champ: string, patch: Doc])[] = [
  ['thematiques', { thematiques: [] }],
  ['type', { type: null }],
  ['dora.short_desc', { 'dora.short_desc': ' ' }],
  ['dora.coach_orientation_modes', { 'dora.beneficiaries_access_modes': [] }],
  ['dora.coach_orientation_modes_other', { 'dora.coach_orientation_modes': ['autre'] }],
  [
    'dora.beneficiaries_access_modes_external_form_link',
    { 'dora.beneficiaries_access_modes': ['completer-le-formulaire-dadhesion'] },
  ],
  [
    'dora.forms',
    { 'dora.coach_orientation_modes': ['envoyer-un-mail-avec-une-fiche-de-prescription'], courriel: 'a@exemple.test' },
  ],
  ['frais_precisions', { frais: 'payant' }],
  ['zone_eligibilite', { zone_eligibilite: null }],
  ['modes_accueil', { modes_accueil: [] }],
  ['commune', { modes_accueil: ['en-presentiel'], adresse: '1 rue', code_postal: '75001' }],
  ['telephone', { 'dora.coach_orientation_modes': ['telephoner'] }],
  ['courriel', { 'dora.coach_orientation_modes': ['envoyer-un-mail'] }],
]

describe('publication', () => {
  test.each(REQUIRED)('is refused without %s, by name, whichever way it is asked', async (champ, patch) => {
    const refused = { status: 'rejected', code: 'incomplete', fields: { [champ]: { base: null, mine: null, theirs: null } } }
    const whole = flat(publishable('dora--aaaaaaaa', 's-1') as unknown as Doc)
    const made = (status: ServiceStatus | null) =>
      mutation('service.create', 'dora--aaaaaaaa', {
        patch: { ...whole, ...patch, ...(status === null ? {} : { 'dora.status': status }) } as never,
      })
    // Made as published, with or without saying so.
    for (const status of ['PUBLISHED', null] as const)
      expect(await pushOne(bench.core, ALICE, made(status))).toMatchObject(refused)
    expect(await row('dora--aaaaaaaa')).toEqual({})
    // A draft may lack it, and be published once it does not.
    expect(await pushOne(bench.core, ALICE, made('DRAFT'))).toMatchObject({ status: 'applied' })
    expect(await update('dora--aaaaaaaa', { 'dora.status': 'PUBLISHED' })).toMatchObject(refused)
    expect((await row('dora--aaaaaaaa'))['dora.status']).toBe('DRAFT')
    const mended = Object.fromEntries(Object.keys(patch).map((one) => [one, whole[one] ?? null]))
    expect(await update('dora--aaaaaaaa', { ...mended, 'dora.status': 'PUBLISHED' })).toMatchObject({ status: 'applied' })
    // Once published, it is not taken away.
    expect(await update('dora--aaaaaaaa', patch)).toMatchObject(refused)
  })
  test('all that is missing is told at once', async () => {
    const { fields } = await create(service('dora--aaaaaaaa', 's-1', { dora: { status: 'PUBLISHED' } }))
    expect(Object.keys(fields ?? {}).sort()).toEqual(
      ['dora.coach_orientation_modes', 'dora.short_desc', 'modes_accueil', 'thematiques', 'type', 'zone_eligibilite'].sort(),
    )
  })
  test('a listing published before, that lacks things, is mended piece by piece and never made worse', async () => {
    await fill(bench.store, [], [service('v-1', 's-1', { type: 'accueil', dora: { status: 'PUBLISHED' } })])
    expect(await update('v-1', { description: 'Mieux' })).toMatchObject({ status: 'applied' })
    expect(await update('v-1', { zone_eligibilite: ['france'] })).toMatchObject({ status: 'applied' })
    expect(await update('v-1', { type: null })).toMatchObject({ code: 'incomplete', fields: { type: {} } })
    expect(await update('v-1', { zone_eligibilite: [] })).toMatchObject({ code: 'incomplete' })
    expect(await update('v-1', { description: 'Encore', modes_accueil: ['en-presentiel'] })).toMatchObject({
      code: 'incomplete',
      fields: { commune: {}, adresse: {}, code_postal: {} },
    })
    // Taken down, it is published again only whole.
    expect(await update('v-1', { 'dora.status': 'DRAFT' })).toMatchObject({ status: 'applied' })
    expect(await update('v-1', { 'dora.status': 'PUBLISHED' })).toMatchObject({ code: 'incomplete' })
  })
  test('what a draft says is of the right form; what it does not say yet is no matter', async () => {
    const draft = (more: object) => ({ ...service('dora--aaaaaaaa', 's-1'), ...more, dora: { status: 'DRAFT' } }) as Service
    expect(await create(draft({ courriel: 'contact' }))).toMatchObject({ status: 'rejected', code: 'validation.courriel' })
    expect(await create(draft({ telephone: '1' }))).toMatchObject({ status: 'rejected', code: 'validation.telephone' })
    expect(await create(draft({}))).toMatchObject({ status: 'applied' })
  })
  test('a form that was wrong before keeps nobody from mending another field', async () => {
    await fill(bench.store, [], [service('v-1', 's-1', { telephone: 'demander', dora: { status: 'DRAFT' } })])
    expect(await update('v-1', { nom: 'Autre' })).toMatchObject({ status: 'applied' })
    expect(await update('v-1', { telephone: 'demander Camille' })).toMatchObject({ code: 'validation.telephone' })
  })
  test('a listing of another source is as its source says', async () => {
    await fill(bench.store, [], [service('v-1', 's-1', { source: 'partenaire' })])
    expect(await update('v-1', { type: 'accueil' })).toMatchObject({ status: 'applied' })
  })
  test('a race: what one took away keeps the other from publishing, and nothing is lost', async () => {
    await fill(bench.store, [], [publishable('v-1', 's-1', { dora: { status: 'DRAFT' } })])
    const publish = mutation('service.update', 'v-1', {
      base: { 'dora.status': 'DRAFT', nom: 'Service v-1' },
      patch: { 'dora.status': 'PUBLISHED', nom: 'Nouveau' },
    })
    await update('v-1', { type: null })
    expect(await pushOne(bench.core, ALICE, publish)).toMatchObject({
      status: 'rejected',
      code: 'incomplete',
      fields: { type: {} },
    })
    expect(await row('v-1')).toMatchObject({ nom: 'Service v-1', 'dora.status': 'DRAFT' })
  })
})

describe('statuses', () => {
  const ALL = ['SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED'] as const
  //               → suggestion · draft · published · archived
  test.each<[ServiceStatus | null, string]>([
    [null, 'xxx.'],
    ['SUGGESTION', 'xx..'],
    ['DRAFT', '.xxx'],
    ['PUBLISHED', '.xxx'],
    ['ARCHIVED', '.x.x'],
  ])('from %s', async (from, open) => {
    const found: string[] = []
    for (const [n, to] of ALL.entries()) {
      const id = `dora--aaaaaaa${n}`
      if (from !== null) await fill(bench.store, [], [publishable(id, 's-1', { dora: { status: from } })])
      const answer =
        from === null ? await create(publishable(id, 's-1', { dora: { status: to } })) : await update(id, { 'dora.status': to })
      found.push(answer.status === 'applied' ? 'x' : answer.code === 'status' ? '.' : String(answer.code))
      expect((await row(id))['dora.status']).toBe(answer.status === 'applied' ? to : (from ?? undefined))
    }
    expect(found.join('')).toBe(open)
  })
  test('dates and moderation follow; nobody writes them', async () => {
    const lie = { creation_date: '2001-01-01', publication_date: '2001-01-01', contact_masque: ['nom'] as const }
    await create(publishable('dora--aaaaaaaa', 's-1', { dora: { status: 'DRAFT', ...(lie as object) } }))
    expect(await row('dora--aaaaaaaa')).toMatchObject({ 'dora.creation_date': '2026-11-23' })
    expect(await row('dora--aaaaaaaa')).not.toHaveProperty('dora.publication_date')
    bench.clock.now = () => Date.parse('2026-12-01T09:00:00Z')
    await update('dora--aaaaaaaa', { 'dora.status': 'PUBLISHED' })
    expect(await row('dora--aaaaaaaa')).toMatchObject({
      'dora.creation_date': '2026-11-23',
      'dora.publication_date': '2026-12-01',
      'dora.moderation_status': 'NEED_INITIAL_MODERATION',
      date_maj: '2026-12-01',
    })
    bench.clock.now = () => Date.parse('2026-12-02T09:00:00Z')
    await update('dora--aaaaaaaa', { nom: 'Autre', 'dora.publication_date': '2001-01-01', 'dora.verifications': { lieu: null } })
    expect(await row('dora--aaaaaaaa')).toMatchObject({
      'dora.publication_date': '2026-12-01',
      'dora.moderation_status': 'NEED_NEW_MODERATION',
    })
    // Whoever moderates does not ask themselves to.
    await update('dora--aaaaaaaa', { 'dora.moderation_status': 'VALIDATED' }, ADMIN)
    await update('dora--aaaaaaaa', { nom: 'Encore' }, ADMIN)
    expect((await row('dora--aaaaaaaa'))['dora.moderation_status']).toBe('VALIDATED')
  })
})

test('v1 follows the block, also when something is taken away from it', async () => {
  await fill(
    bench.store,
    [],
    [service('v-1', 's-1', { modes_mobilisation: ['telephoner'], conditions_acces: 'Être inscrit', dora: { status: 'DRAFT' } })],
  )
  await update('v-1', { nom: 'Autre' })
  expect(await row('v-1')).toMatchObject({ modes_mobilisation: ['telephoner'], conditions_acces: 'Être inscrit' })
  await update('v-1', { 'dora.coach_orientation_modes': ['envoyer-un-mail'], 'dora.requirements': ['Parler français'] })
  expect(await row('v-1')).toMatchObject({
    modes_mobilisation: ['envoyer-un-courriel'],
    mobilisable_par: ['professionnels'],
    conditions_acces: 'Prérequis :\n* Parler français',
  })
  await update('v-1', { 'dora.coach_orientation_modes': null, 'dora.requirements': null })
  expect(await row('v-1')).toMatchObject({ modes_mobilisation: null, mobilisable_par: null, conditions_acces: null })
  const { entrees } = await readHistory(bench.store, seal, { kind: 'service', id: 'v-1' }, null)
  // In words of the block, which is what was changed.
  expect(entrees.map(({ champs }) => champs.map(({ champ }) => champ))).toEqual([
    ['dora.coach_orientation_modes', 'dora.requirements'],
    ['dora.coach_orientation_modes', 'dora.requirements'],
    ['nom'],
  ])
})
