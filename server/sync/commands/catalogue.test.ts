import { expect, test } from 'vitest'
import { ADMIN, type Bench, fill, mutation, openBench, publishable, pushOne, service, structure } from '../testing.ts'

const row = async ({ store }: Bench, kind: string, id: string) => {
  const entity = await store.read((reader) => reader.entity({ kind, id }))
  return entity === null
    ? null
    : { ver: entity.ver, scopes: entity.scopes, doc: JSON.parse(entity.doc ?? 'null') as Record<string, unknown> }
}
const update = (id: string, base: object, patch: object) =>
  mutation('service.update', id, { base: base as never, patch: patch as never })

test('two people change two fields of one service, also within its dora block; the same field is a clash', async () => {
  const bench = await openBench()
  const { core, store } = bench
  const first = publishable('v-1', 's-1', {
    type: 'formation',
    publics: ['jeunes'],
    dora: { short_desc: 'a', recurrence: 'lundi' },
  })
  await fill(store, [structure('s-1')], [first])
  await pushOne(core, ADMIN, update('v-1', first, { type: 'accueil', publics: ['jeunes', 'femmes'], dora: { short_desc: 'b' } }))
  const answer = await pushOne(
    core,
    ADMIN,
    update('v-1', first, {
      nom: 'Nouveau',
      type: 'atelier',
      publics: ['adultes'],
      dora: { recurrence: null, remote_url: 'https://exemple.test/' },
    }),
  )
  expect(answer).toMatchObject({ status: 'merged', fields: { type: { base: 'formation', mine: 'atelier', theirs: 'accueil' } } })
  expect((await row(bench, 'service', 'v-1'))?.doc).toMatchObject({
    nom: 'Nouveau',
    type: 'accueil',
    publics: ['femmes', 'adultes'],
    dora: { short_desc: 'b', remote_url: 'https://exemple.test/' },
    date_maj: '2026-11-23',
  })
})

test('the date is the server’s, in Paris, and only moves with a change', async () => {
  const bench = await openBench()
  bench.clock.now = () => Date.parse('2026-12-31T23:30:00Z')
  await fill(bench.store, [structure('s-1')], [service('v-1', 's-1')])
  const same = update('v-1', { nom: 'x' }, { nom: 'Service v-1', date_maj: '2001-01-01' })
  expect(await pushOne(bench.core, ADMIN, same)).toEqual({ mut_id: same.mut_id, status: 'applied', ver: 1 })
  expect((await row(bench, 'service', 'v-1'))?.doc['date_maj']).toBe('2026-01-01')
  await pushOne(bench.core, ADMIN, update('v-1', { nom: 'Service v-1' }, { nom: 'Autre', date_maj: '2001-01-01' }))
  expect((await row(bench, 'service', 'v-1'))?.doc['date_maj']).toBe('2027-01-01')
})

test('what a record cannot be is refused by field, and stages nothing', async () => {
  const bench = await openBench()
  await fill(bench.store, [structure('s-1')], [service('v-1', 's-1')])
  const codes = []
  for (const patch of [
    { nom: '  ' },
    { thematiques: 'une' },
    { id: 'v-2' },
    { source: 'autre' },
    { structure_id: 's-inconnue' },
    { dora: { status: 'PERDU' } },
  ]) {
    codes.push((await pushOne(bench.core, ADMIN, update('v-1', service('v-1', 's-1'), patch))).code)
  }
  expect(codes).toEqual([
    'validation.nom',
    'validation.thematiques',
    'validation.id',
    'validation.source',
    'validation.structure_id',
    'validation.dora.status',
  ])
  expect(await row(bench, 'service', 'v-1')).toMatchObject({ ver: 1 })
})

test('a structure goes wherever its services go, and moves with its place', async () => {
  const bench = await openBench()
  await fill(bench.store, [structure('s-1')], [service('v-1', 's-1'), service('v-2', 's-1', { code_insee: '33063' })])
  const scopes = async (kind: string, id: string) => (await row(bench, kind, id))?.scopes
  expect(await scopes('structure', 's-1')).toEqual(['cat:dep:33', 'cat:dep:75', 'cat:fr'])
  const created = mutation('service.create', 'v-3', { patch: { ...service('v-3', 's-1'), code_insee: '59350' } as never })
  expect(await pushOne(bench.core, ADMIN, created)).toMatchObject({ status: 'applied', ver: 1 })
  expect(await scopes('structure', 's-1')).toEqual(['cat:dep:33', 'cat:dep:59', 'cat:dep:75', 'cat:fr'])
  const move = mutation('structure.update', 's-1', { base: { code_insee: '75056' }, patch: { code_insee: '97411' } })
  expect(await pushOne(bench.core, ADMIN, move)).toMatchObject({ status: 'applied', ver: 2 })
  // A service without a place of its own is where its structure is.
  expect(await scopes('service', 'v-1')).toEqual(['cat:dep:974', 'cat:fr'])
  expect(await scopes('structure', 's-1')).toEqual(['cat:dep:33', 'cat:dep:59', 'cat:dep:974', 'cat:fr'])
})

test('a structure that has services stays; what is removed is gone for those who edit it', async () => {
  const bench = await openBench()
  await fill(bench.store, [structure('s-1')], [service('v-1', 's-1')])
  const removal = (type: string, id: string) => pushOne(bench.core, ADMIN, mutation(type, id, { base_ver: 1 }))
  expect(await removal('structure.remove', 's-1')).toMatchObject({ status: 'rejected', code: 'has-services' })
  expect(await removal('service.remove', 'v-1')).toMatchObject({ status: 'applied', ver: 2 })
  expect(await removal('structure.remove', 's-1')).toMatchObject({ status: 'applied', ver: 2 })
  expect(await pushOne(bench.core, ADMIN, update('v-1', { nom: 'a' }, { nom: 'b' }))).toMatchObject({
    status: 'conflict',
    code: 'gone',
    fields: { nom: { base: 'a', mine: 'b', theirs: null } },
  })
})

test('a service made twice is made once, and one that was changed since is not removed unseen', async () => {
  const bench = await openBench()
  await fill(bench.store, [structure('s-1')], [])
  const create = () => mutation('service.create', 'v-1', { patch: service('v-1', 's-1') as never })
  expect(await pushOne(bench.core, ADMIN, create())).toMatchObject({ status: 'applied', ver: 1 })
  expect(await pushOne(bench.core, ADMIN, create(), 'c-other')).toMatchObject({ status: 'applied', ver: 1 })
  await pushOne(bench.core, ADMIN, update('v-1', { nom: 'Service v-1' }, { nom: 'Autre' }))
  const stale = mutation('service.remove', 'v-1', { base_ver: 1, base: service('v-1', 's-1') as never })
  expect(await pushOne(bench.core, ADMIN, stale)).toMatchObject({
    status: 'conflict',
    code: 'edited',
    fields: { nom: { base: 'Service v-1', mine: null, theirs: 'Autre' } },
  })
})

test('a suggestion of a service is removed as its structure had it: flat, with the contact that its public row leaves out', async () => {
  const bench = await openBench()
  const dora = { status: 'SUGGESTION', is_contact_info_public: false, contact_name: 'Noor Inventée' } as const
  const whole = service('v-1', 's-1', { telephone: '0556000000', dora })
  await fill(bench.store, [structure('s-1')], [whole])
  const { dora: _block, ...own } = whole
  const base = { ...own, 'dora.status': 'SUGGESTION', 'dora.is_contact_info_public': false, 'dora.contact_name': 'Noor Inventée' }
  const asked = (more: object) => mutation('service.remove', 'v-1', { base_ver: 1, base: { ...base, ...more } as never })
  expect(await pushOne(bench.core, ADMIN, asked({ telephone: '0556999999' }))).toMatchObject({
    status: 'conflict',
    code: 'edited',
  })
  expect(await pushOne(bench.core, ADMIN, asked({}))).toMatchObject({ status: 'applied' })
})
