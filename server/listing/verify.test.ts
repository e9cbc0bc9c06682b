import { beforeEach, describe, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import { DAY_MS } from '../accounts/testing/bench.ts'
import type { User } from '../store/types.ts'
import { fill, mutation, publishable } from '../sync/testing.ts'
import { listingHistory } from './history-rights.ts'
import { serviceContact } from '../accounts/service-contact.ts'
import { type ListingBench, openListings } from './testing/bench.ts'
import { renewAvailability, verifyListing } from './verify.ts'

/** What is said of a listing without being an edit of it: « toujours exact », and room for one more. */

const V = 'dora--service1'
let bench: ListingBench
let here: Structure
let camille: User
let sacha: User
beforeEach(async () => {
  bench = await openListings()
  const { people, store } = bench
  here = await people.structure()
  ;[camille, sacha] = [await people.person(), await people.person()]
  for (const one of [camille, sacha]) await people.belongs(one, here, 'membre', true)
  await fill(store, [], [publishable(V, here.id, { telephone: '0599001122', dora: { is_contact_info_public: false } })])
})
const said = (user: User, type: string, base: Readonly<Record<string, Json>>, patch: Readonly<Record<string, Json>>, id = V) =>
  bench.push(user, mutation(type, id, { base, patch }))
const verify = (user: User, is: Json, was: Json = null, id = V) =>
  said(user, `${id === V ? 'service' : 'structure'}.verify`, { 'dora.verifications': was }, { 'dora.verifications': is }, id)
const SAID = { le: '2001-01-01', par: 'equipe', moyen: 'telephone' }
const block = async (kind = 'service', id = V) => (await bench.row(kind, id))['dora'] as Record<string, Json>

describe('verification', () => {
  test('of the groups said now: when, by whom and how is the server’s word; no date of edit, no contact lost', async () => {
    expect(await verify(camille, { contact: SAID, inconnu: SAID })).toMatchObject({ status: 'applied', ver: 2 })
    const row = await bench.row('service', V)
    expect(row).toMatchObject({ date_maj: '2026-01-01' })
    expect(await block()).toMatchObject({ verifications: { contact: { le: '2026-12-01', par: 'structure', moyen: 'poste' } } })
    expect(Object.keys((await block())['verifications'] as object)).toEqual(['contact'])
    expect(await serviceContact(bench.parts, camille, V)).toMatchObject({ telephone: '0599001122' })
  })
  test('groups that the desk sends back as they were are not said again', async () => {
    await verify(camille, { contact: SAID })
    const was = (await block())['verifications'] as Record<string, Json>
    bench.pass(3 * DAY_MS)
    await verify(sacha, { ...was, lieu: SAID }, was)
    expect(await block()).toMatchObject({ verifications: { contact: { le: '2026-12-01' }, lieu: { le: '2026-12-04' } } })
    expect(await verify(sacha, was, was)).toMatchObject({ status: 'rejected' })
    expect(await verify(sacha, { inconnu: SAID })).toMatchObject({ status: 'rejected', code: 'validation.dora.verifications' })
    expect(await verify(sacha, 'tout')).toMatchObject({ status: 'rejected' })
  })
  test('in whose name', async () => {
    const { people } = bench
    const found: Json[] = []
    for (const user of [
      sacha,
      await people.person({ gestionnaire: true, departements: ['33'] }),
      await people.person({ role: 'administrateur' }),
    ]) {
      expect(await verify(user, { contact: { ...SAID, n: found.length } })).toMatchObject({ status: 'applied' })
      found.push(((await block())['verifications'] as Record<string, Record<string, Json>>)['contact']?.['par'] ?? null)
    }
    expect(found).toEqual(['structure', 'territoire', 'equipe'])
  })
  test('by telephone, when those who moderate say so, group by group; never by the structure itself', async () => {
    const gestionnaire = await bench.people.person({ gestionnaire: true, departements: ['33'] })
    expect(await verify(sacha, { publics: SAID })).toMatchObject({ status: 'applied' })
    const was = (await block())['verifications'] as Record<string, Json>
    const said = { ...was, contact: SAID, lieu: { ...SAID, moyen: 'poste' }, documents: { ...SAID, moyen: 'site' } }
    expect(await verify(gestionnaire, said, was)).toMatchObject({ status: 'applied' })
    const here = { le: '2026-12-01', par: 'territoire' }
    expect((await block())['verifications']).toEqual({
      publics: { le: '2026-12-01', par: 'structure', moyen: 'poste' },
      contact: { ...here, moyen: 'telephone' },
      lieu: { ...here, moyen: 'poste' },
      documents: { ...here, moyen: 'poste' },
    })
  })
  test('of a structure; and of everything, by a link, without an account', async () => {
    expect(await verify(camille, { horaires: SAID }, null, here.id)).toMatchObject({ status: 'applied' })
    expect(await bench.row('structure', here.id)).toMatchObject({
      date_maj: '2026-01-01',
      dora: { verifications: { horaires: {} } },
    })
    const { store, parts } = bench
    await store.write((writer) =>
      verifyListing(
        { writer, seal: parts.seal, user: null, now: parts.now() },
        { kind: 'service', id: V, groupes: null, moyen: 'lien', par: 'structure' },
      ),
    )
    const codes = groupsOf('service').map(({ code }) => code)
    expect(Object.keys((await block())['verifications'] as object).sort()).toEqual(codes.toSorted())
    const { entrees } = await listingHistory(parts, camille, { kind: 'service', id: V }, null)
    expect(entrees[0]).toMatchObject({ acte: 'verification', moyen: 'lien', par: null })
    expect(entrees[0]?.champs.map(({ champ }) => champ)).toEqual(codes)
  })
  test('two people at once: nothing of either is lost, nor of an edit meanwhile', async () => {
    await verify(camille, { contact: SAID })
    await said(camille, 'service.update', { nom: `Service ${V}` }, { nom: 'Renommé' })
    await verify(sacha, { lieu: SAID })
    expect(await bench.row('service', V)).toMatchObject({ nom: 'Renommé', dora: { verifications: { contact: {}, lieu: {} } } })
  })
})

describe('availability', () => {
  const D = 'dora.disponibilite'
  const places = (n: number, jusqu_au = '2026-12-15') => ({ etat: 'places', places: n, jusqu_au, dit_le: '2026-12-01' })
  const say = (user: User, base: Json, value: Json) => said(user, 'service.availability', { [D]: base }, { [D]: value })

  test('is no edit, and the day it is said on is the server’s', async () => {
    expect(await say(camille, null, { ...places(3), dit_le: '2001-01-01' })).toMatchObject({ status: 'applied', ver: 2 })
    expect(await bench.row('service', V)).toMatchObject({ date_maj: '2026-01-01', dora: { disponibilite: places(3) } })
    expect(await say(camille, places(3), null)).toMatchObject({ status: 'applied', ver: 3 })
    expect(await block()).not.toHaveProperty('disponibilite')
    expect(await serviceContact(bench.parts, camille, V)).toMatchObject({ telephone: '0599001122' })
  })
  test('of two people at once, the second is told what the first said', async () => {
    expect(await say(camille, null, places(3))).toMatchObject({ status: 'applied' })
    expect(await say(sacha, null, places(1))).toMatchObject({
      status: 'conflict',
      fields: { [D]: { base: null, mine: places(1), theirs: places(3) } },
    })
    expect(await block()).toMatchObject({ disponibilite: places(3) })
    // The same said twice is one thing said.
    expect(await say(sacha, null, places(3))).toMatchObject({ status: 'applied', ver: 2 })
    expect(await say(sacha, places(3), places(1))).toMatchObject({ status: 'applied', ver: 3 })
  })
  test.each<[Json, string]>([
    [places(0), 'validation.dora.disponibilite'],
    [places(3, '2026-11-30'), 'validation.dora.disponibilite.jusqu_au'],
    [places(3, '2026-12-99'), 'validation.dora.disponibilite.jusqu_au'],
    [places(3, '2028-01-01'), 'validation.dora.disponibilite.jusqu_au'],
    [{ ...places(3), etat: 'complet' }, 'validation.dora.disponibilite.places'],
    [{ ...places(3), etat: 'peut-être' }, 'validation.dora.disponibilite'],
    ['complet', 'validation.dora.disponibilite'],
  ])('%j is refused', async (value, code) => {
    expect(await say(camille, null, value)).toMatchObject({ status: 'rejected', code })
    expect(await block()).not.toHaveProperty('disponibilite')
  })
  test('said again in one click, for as long', async () => {
    await say(camille, null, places(3))
    bench.pass(20 * DAY_MS)
    const { store, parts } = bench
    const renew = (id: string) =>
      store.write((writer) =>
        renewAvailability({ writer, seal: parts.seal, user: null, now: parts.now() }, { id, moyen: 'lien' }),
      )
    expect((await renew(V)).value).toMatchObject({ ver: 3 })
    expect(await block()).toMatchObject({ disponibilite: { ...places(3, '2027-01-04'), dit_le: '2026-12-21' } })
    expect((await renew('inconnu')).value).toBeNull()
  })
  test('an edit of the sheet does not change it, whatever it says', async () => {
    await say(camille, null, places(3))
    await said(sacha, 'service.update', {}, { nom: 'Renommé', [D]: null, 'dora.verifications': null })
    expect(await block()).toMatchObject({ disponibilite: places(3) })
  })
})

test('what someone else has written since is not said to be right by whoever had not seen it', async () => {
  const before = (await bench.store.read((reader) => reader.entity({ kind: 'service', id: V })))?.ver ?? 0
  await said(sacha, 'service.update', { nom: (await bench.row('service', V))['nom'] as string }, { nom: 'Renommé depuis' })
  const late = (groupes: readonly string[]) =>
    bench.push(
      camille,
      mutation('service.verify', V, {
        base_ver: before,
        patch: { 'dora.verifications': Object.fromEntries(groupes.map((code) => [code, SAID])) },
      }),
    )
  expect(await late(['presentation'])).toMatchObject({ status: 'rejected', code: 'change-depuis' })
  expect(await late(['presentation', 'lieu'])).toMatchObject({ status: 'applied' })
  expect(Object.keys((await block())['verifications'] as object)).toEqual(['lieu'])
})
