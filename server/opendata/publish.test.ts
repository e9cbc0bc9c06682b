import { describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { service, structure } from '../sync/testing.ts'
import { isServiceExportable, isStructureExportable, publishService, publishStructure } from './publish.ts'
import { SERVICE_FIELDS, STRUCTURE_FIELDS } from './record.ts'

const OPTIONS = { today: '2026-11-23', origin: 'https://dora.exemple.test' }
const ours = (more: Partial<Structure> = {}): Structure => structure('dora--s', more)
const theirs = (more: Partial<Structure> = {}): Structure => structure('autre--s', { source: 'autre', ...more })
const aService = (id: string, more: Partial<Service> = {}): Service =>
  service(id, 'dora--s', { source: id.split('--', 1)[0] ?? '', description: 'Un service inventé.', ...more })

const published = (one: Service, of: Structure = ours()) => {
  const made = publishService(one, of, OPTIONS)
  if (!('record' in made)) throw new Error(made.unfit)
  return made.record
}
const publishedStructure = (one: Structure) => {
  const made = publishStructure(one, OPTIONS)
  if (!('record' in made)) throw new Error(made.unfit)
  return made.record
}

describe('a structure leaves', () => {
  test.each([
    ['ours, with a service', ours(), { services: 1, members: 0 }, true],
    ['ours, with a member', ours(), { services: 0, members: 1 }, true],
    ['ours, with nobody and nothing', ours(), { services: 0, members: 0 }, false],
    ['a producer’s, whatever it offers', theirs(), { services: 0, members: 0 }, true],
    ['obsolete', theirs({ dora: { is_obsolete: true } }), { services: 1, members: 1 }, false],
  ])('%s', (_name, one, around, expected) => expect(isStructureExportable(one, around)).toBe(expected))
})

describe('a service leaves', () => {
  test.each([
    ['published', { status: 'PUBLISHED' }, ours(), true],
    ['a draft', { status: 'DRAFT' }, ours(), false],
    ['archived', { status: 'ARCHIVED' }, ours(), false],
    ['until its last day', { suspension_date: '2026-11-23' }, ours(), true],
    ['no later', { suspension_date: '2026-11-22' }, ours(), false],
    ['not without a structure', {}, null, false],
    ['not with an obsolete one', {}, ours({ dora: { is_obsolete: true } }), false],
  ] as const)('%s', (_name, dora, of, expected) =>
    expect(isServiceExportable(aService('dora--1', { dora }), of, OPTIONS.today)).toBe(expected),
  )
})

test('has every field of the standard, and no other', () => {
  expect(Object.keys(publishedStructure(ours())).sort()).toEqual([...STRUCTURE_FIELDS].sort())
  expect(Object.keys(published(aService('dora--1'))).sort()).toEqual([...SERVICE_FIELDS].sort())
})

describe('is held back for', () => {
  test.each([
    ['nom', { nom: 'Ab' }],
    ['description', { description: 'Abcd' }],
    ['date_maj', { date_maj: '2026-11-24' }],
    ['source', { source: '' }],
  ] as const)('%s', (unfit, more) => {
    expect(publishService(aService('dora--1', more), ours(), OPTIONS)).toEqual({ unfit })
  })
  test('a short description is used when there is no longer one', () => {
    expect(published(aService('dora--1', { description: '-', dora: { short_desc: 'En deux mots.' } })).description).toBe(
      'En deux mots.',
    )
  })
})

describe('publics', () => {
  const all = PUBLICS.map(({ value }) => value).filter((value) => value !== 'tous-publics')
  test.each([
    ['ours, none', 'dora--1', [], ['tous-publics']],
    ['ours, all one by one', 'dora--1', all, ['tous-publics']],
    ['with everyone beside others', 'dora--1', ['tous-publics', 'femmes'], ['tous-publics']],
    ['some', 'dora--1', ['femmes', 'jeunes', 'inconnu'], ['femmes', 'jeunes']],
    ['a producer’s, none: it said nothing', 'autre--1', [], null],
  ])('%s', (_name, id, publics, expected) => expect(published(aService(id, { publics })).publics).toEqual(expected))
  test('what is vouched for here of a producer’s sheet says nothing of its publics', () => {
    expect(published(aService('autre--1', { publics: null, dora: { verifications: {} } })).publics).toBeNull()
  })
})

describe('contacts', () => {
  test('a person’s address and the number beside it stay', () => {
    const kept = published(aService('dora--1', { courriel: 'ines.ravel@exemple.test', telephone: '01 23 45 67 89' }))
    expect([kept.courriel, kept.telephone]).toEqual([null, null])
  })
  test('that of a function leaves, with a number in its international form', () => {
    const kept = published(aService('dora--1', { courriel: 'accueil@exemple.test', telephone: '01 23 45 67 89' }))
    expect([kept.courriel, kept.telephone]).toEqual(['accueil@exemple.test', '+33123456789'])
  })
  test('a name never leaves', () => {
    expect(published(aService('dora--1', { dora: { contact_name: 'Inès Ravel' } })).contact_nom_prenom).toBeNull()
  })
})

describe('links', () => {
  test('of ours is the page here; of a producer’s, its own', () => {
    expect(published(aService('dora--1', { lien_source: 'https://ailleurs.exemple.test' })).lien_source).toMatch(
      /^https:\/\/dora\.exemple\.test\//,
    )
    expect(published(aService('autre--1', { lien_source: 'https://ailleurs.exemple.test' }), theirs()).lien_source).toBe(
      'https://ailleurs.exemple.test',
    )
  })
  test('our own form is reached from that page', () => {
    const one = published(aService('dora--1', { modes_mobilisation: ['utiliser-lien-mobilisation'] }))
    expect(one.lien_mobilisation).toBe(one.lien_source)
    expect(published(aService('dora--1', { modes_mobilisation: ['se-presenter'] })).lien_mobilisation).toBeNull()
  })
})
