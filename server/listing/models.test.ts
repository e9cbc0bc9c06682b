import { expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { patchFromModel } from '#shared/listing/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { accept, remove } from '../accounts/members.ts'
import { of } from '../accounts/testing/bench.ts'
import type { User } from '../store/types.ts'
import { mutation, publishable } from '../sync/testing.ts'
import { createBranch } from './branches.ts'
import { structureRows } from './structure-rows.ts'
import { openListings } from './testing/bench.ts'

/** Models reach the members of their structure and of its branches, and nobody else, as these come and go (dora-backend.md §4.6). */

const M = 'dora-modele--00000001'
const PLACE = {
  adresse: '1 rue',
  complement_adresse: null,
  code_postal: '33000',
  commune: 'Bordeaux',
  code_insee: '33063',
  latitude: null,
  longitude: null,
}

const scene = async () => {
  const bench = await openListings()
  const { people } = bench
  const here = await people.structure()
  const [chef, member, stranger] = [await people.person(), await people.person(), await people.person()]
  await people.belongs(chef, here, 'membre', true)
  await people.belongs(member, here)
  await people.belongs(stranger, await people.structure(), 'membre', true)
  const model: Doc = {
    id: M,
    source: 'dora',
    structure_id: here.id,
    nom: 'Permis',
    frais: 'gratuit',
    dora: { short_desc: 'Une aide.' } as never,
  }
  expect(await bench.said(chef, mutation('modele.create', M, { patch: model as never }))).toBe('applied')
  const who = async (...users: readonly User[]): Promise<readonly boolean[]> => {
    const found: boolean[] = []
    for (const user of users) found.push((await bench.held(user, 'modele')).has(M))
    return found
  }
  const branch = async (nom: string): Promise<Structure> => {
    const { id } = await createBranch(bench.parts, chef, here.id, { ...PLACE, nom, siret: null })
    return (await bench.structure(id)) as Structure
  }
  return { ...bench, here, chef, member, stranger, model, who, branch }
}

test('of the structure: who joins has it, who leaves has it no more', async () => {
  const { parts, people, here, chef, member, stranger, who } = await scene()
  expect(await who(chef, member, stranger)).toEqual([true, true, false])
  const asked = await people.person()
  await people.belongs(asked, here, 'demande')
  expect(await who(asked)).toEqual([false])
  await accept(parts, chef, of(asked, here))
  await remove(parts, chef, of(member, here))
  expect(await who(chef, member, stranger, asked)).toEqual([true, false, false, true])
})

test('of its branches too: made, joined, left, given to another structure', async () => {
  const { parts, people, said, chef, who, branch, row, here } = await scene()
  const antenne = await branch('Antenne')
  const local = await people.person()
  expect(await who(local)).toEqual([false])
  await people.belongs(local, antenne)
  expect(await who(chef, local)).toEqual([true, true])
  const rows = await structureRows(parts, local, antenne.id, 'https://dora.exemple.test')
  expect(rows.modeles.map(({ id }) => id)).toEqual([M])
  await remove(parts, chef, of(local, antenne))
  expect(await who(chef, local)).toEqual([true, false])
  // Members of a branch follow it, and do not write it.
  await people.belongs(local, antenne)
  expect(await said(local, mutation('modele.update', M, { patch: { frais: 'payant' } }))).toBe('forbidden')
  expect(await said(local, mutation('modele.remove', M, { base_ver: 1 }))).toBe('forbidden')
  // No branch any more, by the team's hand.
  const team = await people.person({ role: 'administrateur' })
  const parent = (is: string | null, was: string | null) =>
    said(team, mutation('structure.update', antenne.id, { base: { 'dora.parent': was }, patch: { 'dora.parent': is } }))
  expect(await parent(null, here.id)).toBe('applied')
  expect(await who(chef, local)).toEqual([true, false])
  expect(await parent(here.id, null)).toBe('applied')
  expect(await who(chef, local)).toEqual([true, true])
  expect(await row('modele', M)).toMatchObject({ frais: 'gratuit' })
})

test('a model of a branch is not its parent’s', async () => {
  const { people, said, branch, held, member } = await scene()
  const antenne = await branch('Antenne')
  const local = await people.person()
  await people.belongs(local, antenne)
  const id = 'dora-modele--00000002'
  const own = { id, source: 'dora', structure_id: antenne.id, nom: 'Local' }
  expect(await said(local, mutation('modele.create', id, { patch: own }))).toBe('applied')
  expect([(await held(local, 'modele')).has(id), (await held(member, 'modele')).has(id)]).toEqual([true, false])
})

test('removed, the services that followed it stop: those of the structure and of its branches, their contact kept', async () => {
  const { said, chef, model, branch, here, held, row, parts } = await scene()
  const antenne = await branch('Antenne')
  const patch = patchFromModel(model, ['nom', 'frais'])
  const places = [here.id, antenne.id]
  for (const [n, structureId] of places.entries()) {
    const one = publishable(`dora--suivi-${n}-x`, structureId, {
      telephone: '0599001122',
      dora: { is_contact_info_public: false },
    })
    expect(await said(chef, mutation('service.create', one.id, { patch: one as never }))).toBe('applied')
    expect(await said(chef, mutation('service.update', one.id, { base: one as never, patch: patch as never }))).toBe('applied')
    expect(await row('service', one.id)).toMatchObject({ dora: { modele: M } })
  }
  const edited = mutation('modele.remove', M, { base_ver: 1, base: { ...(model as object), frais: 'payant' } as never })
  expect(await said(chef, edited)).toBe('edited')
  expect(await said(chef, mutation('modele.remove', M, { base_ver: 1, base: model as never }))).toBe('applied')
  expect((await held(chef, 'modele')).size).toBe(0)
  for (const [n, structureId] of places.entries()) {
    const { dora } = await row('service', `dora--suivi-${n}-x`)
    expect(dora).not.toHaveProperty('modele')
    expect(dora).not.toHaveProperty('modele_somme')
    const { contacts } = await structureRows(parts, chef, structureId, 'https://dora.exemple.test')
    expect(contacts[`dora--suivi-${n}-x`]).toMatchObject({ telephone: '0599001122' })
  }
})

test('two people change two fields of a model; the same field is a clash; what is no part of a model is not kept', async () => {
  const { push, said, chef, member, row } = await scene()
  const update = (base: Doc, patch: Doc) => mutation('modele.update', M, { base: base as never, patch: patch as never })
  expect(await said(chef, update({ frais: 'gratuit' }, { frais: 'payant' }))).toBe('applied')
  expect(await push(member, update({ frais: 'gratuit', nom: 'Permis' }, { frais: null, nom: 'Permis B' }))).toMatchObject({
    status: 'merged',
    fields: { frais: { base: 'gratuit', mine: null, theirs: 'payant' } },
  })
  await push(
    member,
    update({}, { telephone: '0100000000', adresse: '1 rue', 'dora.status': 'PUBLISHED', description: 'a<script>b</script>' }),
  )
  const doc = await row('modele', M)
  expect(doc).toMatchObject({ nom: 'Permis B', frais: 'payant', description: 'a' })
  for (const one of ['telephone', 'adresse']) expect(doc).not.toHaveProperty(one)
  expect(doc['dora']).toEqual({ short_desc: 'Une aide.' })
})

test('a model is made under a name of its own, in a structure that is there, and stays in it', async () => {
  const { people, said, chef, here, model } = await scene()
  const other = await people.structure()
  const team = await people.person({ role: 'administrateur' })
  const made = (id: string, structure_id: string | null, by = chef) =>
    said(by, mutation('modele.create', id, { patch: { ...(model as object), id, structure_id } as never }))
  expect(await made('dora--pas-un-modele', here.id)).toBe('forbidden.id')
  expect(await made('dora-modele--00000003', other.id)).toBe('forbidden')
  expect(await made('dora-modele--00000003', 'inconnue', team)).toBe('validation.structure_id')
  expect(await made('dora-modele--00000003', null, team)).toBe('validation.structure_id')
  expect(await said(chef, mutation('modele.update', M, { patch: { structure_id: other.id } }))).toBe('validation.structure_id')
  expect(await said(chef, mutation('modele.update', 'dora-modele--00000009', { patch: { nom: 'x' } }))).toBe('gone')
})
