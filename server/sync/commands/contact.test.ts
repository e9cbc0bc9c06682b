import { createLetters } from '#server/accounts/context.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import { type Doc } from '#shared/sync/merge.ts'
import { membershipRow, putMembership } from '#server/accounts/memberships.ts'
import { serviceContact } from '#server/accounts/service-contact.ts'
import type { User } from '#server/store/types.ts'
import { isSealed } from '../seal.ts'
import {
  ADMIN,
  ALICE,
  type Bench,
  BOB,
  fill,
  mutation,
  openBench,
  publishable,
  pushAll,
  pushOne,
  seal,
  service,
  START,
  structure,
} from '../testing.ts'
import { contactKey, contactOf, joinContact, splitContact } from './contact.ts'

/** Contacts kept for professionals (dora-backend.md §5.3), through all that is done to a service. */

const CONTACT = { telephone: '0556112233', courriel: 'contact@exemple.test' }
const HIDDEN = publishable('v-1', 's-1', {
  ...CONTACT,
  dora: { is_contact_info_public: false, contact_name: 'Camille', short_desc: 'a' },
})

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
  await fill(bench.store, [structure('s-1'), structure('s-2')], [HIDDEN])
  await belongs(ALICE, 's-1')
})
const belongs = (user: User, id: string) =>
  bench.store.write((writer) =>
    putMembership(
      writer,
      seal,
      membershipRow(user, structure(id), { etat: 'membre', admin: false, cree_le: '2026-11-01T00:00:00.000Z' }),
    ),
  )
const row = async (id = 'v-1') => {
  const entity = await bench.store.read((reader) => reader.entity({ kind: 'service', id }))
  return entity?.doc == null ? null : (JSON.parse(entity.doc) as Service)
}
const kept = (id = 'v-1') => bench.store.read((reader) => contactOf(reader, seal, id))
const update = (base: object, patch: object, by = ALICE, id = 'v-1') =>
  pushOne(bench.core, by, mutation('service.update', id, { base: base as never, patch: patch as never }))
const letters = createLetters(() => START)
const parts = () => ({
  store: bench.store,
  seal,
  now: () => START,
  linkTo: () => 'https://exemple.test/',
  onMail: () => {},
  letters,
})
const WHOLE = { nom: 'Camille', telephone: CONTACT.telephone, courriel: CONTACT.courriel }

describe('parting a service', () => {
  const part = (more: Partial<Service>) => splitContact(service('v', 's', more) as unknown as Doc)
  test.each<[string, Partial<Service>, readonly string[] | null]>([
    [
      'said private',
      { ...CONTACT, dora: { is_contact_info_public: false, contact_name: 'C' } },
      ['nom', 'telephone', 'courriel'],
    ],
    ['one channel', { telephone: '01', dora: { is_contact_info_public: false } }, ['telephone']],
    ['nothing to hide', { telephone: '  ', courriel: '', dora: { is_contact_info_public: false } }, null],
    ['said public', { ...CONTACT, dora: { is_contact_info_public: true } }, null],
    ['nothing said', { ...CONTACT, dora: { short_desc: 'a' } }, null],
    ['another source', CONTACT, null],
  ])('%s', (_, more, channels) => {
    const { visible, contact } = part(more)
    const { dora } = visible as unknown as Service
    expect([dora?.contact_masque ?? null, contact === null ? null : Object.keys(contact)]).toEqual([channels, channels])
    const whole = joinContact(visible, contact) as unknown as Service
    if (channels === null) return
    expect(JSON.stringify(visible)).not.toMatch(/0556|@|"C"/)
    expect(whole).toEqual(service('v', 's', more))
  })
  test('a mark that a desk sends back is not taken for the server’s', () => {
    for (const is_contact_info_public of [true, false]) {
      const { visible } = part({ dora: { is_contact_info_public, contact_masque: ['telephone'] } })
      expect((visible as unknown as Service).dora?.contact_masque).toBeUndefined()
    }
  })
})

describe('what is hidden stays, whoever edits without knowing it', () => {
  test('another field, the whole block, the mark sent back', async () => {
    const visible = (await row()) as Service
    expect(visible).not.toHaveProperty('telephone')
    expect(visible.dora).toEqual({
      beneficiaries_access_modes: ['se-presenter'],
      is_contact_info_public: false,
      short_desc: 'a',
      contact_masque: ['nom', 'telephone', 'courriel'],
    })
    expect(await update({ nom: visible.nom }, { nom: 'Renommé' })).toMatchObject({ status: 'applied' })
    expect(await update(visible, { frais: 'gratuit', dora: { ...visible.dora, short_desc: 'b' } })).toMatchObject({
      status: 'applied',
    })
    expect([await kept(), (await row())?.dora?.short_desc]).toEqual([WHOLE, 'b'])
  })
  test('an editor who knows it changes one channel, or takes one away', async () => {
    expect(await update({ telephone: CONTACT.telephone }, { telephone: '0600000000' })).toMatchObject({ status: 'applied' })
    expect(await kept()).toEqual({ ...WHOLE, telephone: '0600000000' })
    expect(await update({ courriel: CONTACT.courriel }, { courriel: null })).toMatchObject({ status: 'applied' })
    expect([await kept(), (await row())?.dora?.contact_masque]).toEqual([
      { nom: 'Camille', telephone: '0600000000' },
      ['nom', 'telephone'],
    ])
  })
  test('moved to another structure of theirs, and to the state of a draft and back', async () => {
    await belongs(ALICE, 's-2')
    await update({ structure_id: 's-1' }, { structure_id: 's-2' })
    for (const status of ['DRAFT', 'PUBLISHED', 'ARCHIVED', 'DRAFT', 'PUBLISHED'] as const)
      expect(await update({ dora: (await row())?.dora }, { dora: { status } })).toMatchObject({ status: 'applied' })
    expect([await kept(), (await row())?.structure_id]).toEqual([WHOLE, 's-2'])
  })
})

test('made public it is told, made private again it is not; no choice is the private one', async () => {
  await update({ dora: { is_contact_info_public: false } }, { dora: { is_contact_info_public: true } })
  expect(await row()).toMatchObject({ ...CONTACT, dora: { contact_name: 'Camille', is_contact_info_public: true } })
  expect([await kept(), (await row())?.dora?.contact_masque]).toEqual([null, undefined])
  for (const choice of [false, null]) {
    await update({ dora: { is_contact_info_public: true } }, { dora: { is_contact_info_public: choice } })
    expect([JSON.stringify(await row())].filter((text) => /0556|@|Camille/.test(text))).toEqual([])
    expect([await kept(), (await row())?.dora?.is_contact_info_public]).toEqual([WHOLE, false])
    await update({ dora: { is_contact_info_public: false } }, { dora: { is_contact_info_public: true } })
  }
  // A listing made here without the choice keeps its contact for professionals.
  for (const [n, dora] of [undefined, {}, { is_contact_info_public: null }].entries()) {
    const id = `dora--nouveau-${n}`
    const ready = publishable(id, 's-1', CONTACT)
    const made = { ...ready, dora: { ...ready.dora, ...dora } }
    await pushOne(bench.core, ALICE, mutation('service.create', id, { patch: made as never }))
    expect([(await row(id))?.telephone, (await row(id))?.dora?.is_contact_info_public, await kept(id)]).toEqual([
      undefined,
      false,
      CONTACT,
    ])
  }
  // One that came without it was published so.
  await fill(bench.store, [], [service('v-3', 's-1', CONTACT)])
  await update({ nom: 'Service v-3' }, { nom: 'Renommé' }, ALICE, 'v-3')
  expect(await row('v-3')).toMatchObject({ ...CONTACT, nom: 'Renommé' })
})

test('a clash on a hidden telephone is told to who may edit, and to nobody else; its answer is sealed at rest', async () => {
  await belongs(BOB, 's-2')
  const blind = { base: { telephone: '0101010101' }, patch: { telephone: '0202020202' } }
  const asked = mutation('service.update', 'v-1', blind)
  const clash = { telephone: { base: '0101010101', mine: '0202020202', theirs: CONTACT.telephone } }
  expect(await pushOne(bench.core, ALICE, asked)).toMatchObject({ status: 'conflict', fields: clash })
  // The same answer, sent again.
  expect(await pushOne(bench.core, ALICE, asked)).toMatchObject({ status: 'conflict', fields: clash })
  const kept = await bench.store.read((reader) => reader.mutation('c-u-alice', asked.mut_id))
  expect([isSealed(kept?.result ?? ''), kept?.result.includes('0556')]).toEqual([true, false])
  for (const type of ['service.update', 'service.create', 'service.remove']) {
    const { results } = await pushAll(bench.core, BOB, [mutation(type, 'v-1', blind)])
    expect(results).toEqual([expect.objectContaining({ status: 'rejected', code: 'forbidden' })])
    expect(JSON.stringify(results)).not.toContain('0556')
  }
})

test('a gestionnaire who belongs nowhere edits the service, and not the contact that they may not read', async () => {
  const gestionnaire = { ...BOB, gestionnaire: true, departements: ['75'] }
  for (const patch of [
    { telephone: '0202020202' },
    { courriel: null },
    { dora: { contact_name: 'x' } },
    { 'dora.contact_name': 'x' },
    { dora: { is_contact_info_public: true } },
    { 'dora.is_contact_info_public': true },
  ])
    expect(await update({}, patch, gestionnaire)).toMatchObject({ status: 'rejected', code: 'forbidden.contact' })
  expect(await update({}, { frais: 'gratuit' }, gestionnaire)).toMatchObject({ status: 'applied' })
  expect([await kept(), (await row())?.frais]).toEqual([WHOLE, 'gratuit'])
})

test('a service that goes takes its contact with it', async () => {
  await pushOne(bench.core, ADMIN, mutation('service.remove', 'v-1', { base_ver: 9 }))
  const entity = await bench.store.read((reader) => reader.entity(contactKey('v-1')))
  expect([entity?.deleted, entity?.doc]).toEqual([true, null])
})

test('the contact is given to members of any structure whose address is proved, of what they may read', async () => {
  await belongs(BOB, 's-2')
  const ask = (by: User, id = 'v-1') => serviceContact(parts(), by, id).catch((error: Error) => error.message)
  expect(await ask(ALICE)).toEqual(WHOLE)
  expect(await ask(BOB)).toEqual(WHOLE)
  expect(await ask(ADMIN)).toEqual(WHOLE)
  expect(await ask({ ...BOB, valide: false })).toBe('forbidden')
  await update({ dora: HIDDEN.dora }, { dora: { status: 'DRAFT' } })
  expect([await ask(ALICE), await ask(BOB)]).toEqual([WHOLE, 'service-inconnu'])
  await update({ dora: { status: 'DRAFT' } }, { dora: { status: 'PUBLISHED' } })
  // Of a structure that is no more, nothing is for anyone.
  await fill(bench.store, [structure('s-1', { dora: { is_obsolete: true } })], [])
  expect([await ask(ALICE), await ask(BOB), await ask(BOB, 'inconnu')]).toEqual([
    'service-inconnu',
    'service-inconnu',
    'service-inconnu',
  ])
})
