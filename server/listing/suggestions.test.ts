import { expect, test } from 'vitest'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import type { Json } from '#shared/rpc.ts'
import { remove } from '../accounts/members.ts'
import { exportAccount } from '../accounts/profile.ts'
import { removeAccount } from '../accounts/removal.ts'
import { DAY_MS, of } from '../accounts/testing/bench.ts'
import type { User } from '../store/types.ts'
import { fill, mutation, publishable } from '../sync/testing.ts'
import { listingHistory } from './history-rights.ts'
import { structureRows } from './structure-rows.ts'
import { putSuggestion } from './suggestions.ts'
import { openListings } from './testing/bench.ts'

/** A counsellor says that a field is wrong; whoever keeps the listing accepts, and it changes, or answers. */

const V = 'dora--service1'
let asked = 0

const scene = async () => {
  const bench = await openListings()
  const { people, store } = bench
  const here = await people.structure()
  const [chef, member, author, outside, gestionnaire] = [
    await people.person(),
    await people.person(),
    await people.person({ prenom: 'Dominique', nom: 'Conseil' }),
    await people.person(),
    await people.person({ gestionnaire: true, departements: ['33'] }),
  ]
  await people.belongs(chef, here, 'membre', true)
  await people.belongs(member, here)
  await people.belongs(author, await people.structure(), 'membre')
  const hidden = { is_contact_info_public: false, contact_name: 'Zorglubine' }
  await fill(store, [], [publishable(V, here.id, { telephone: '0599001122', dora: hidden })])
  const suggest = async (by: User, more: Readonly<Record<string, Json>>, cible: Json = { kind: 'service', id: V }) => {
    const id = `idee-${++asked}`
    return { id, said: await bench.said(by, mutation('suggestion.create', id, { patch: { cible, ...more } })) }
  }
  const answer = (by: User, id: string, etat: string, texte = '') =>
    bench.said(by, mutation('suggestion.answer', id, { patch: { etat, reponse: { texte, nom: '', le: '' } } }))
  return { ...bench, here, chef, member, author, outside, gestionnaire, suggest, answer }
}

test('it is told to its author and to the members, and to nobody else, as these come and go', async () => {
  const { parts, held, suggest, chef, member, author, outside, gestionnaire, here, people } = await scene()
  const { id, said } = await suggest(author, { champ: 'nom', valeur: 'Aide au permis B', message: 'Le titre a changé.' })
  expect(said).toBe('applied')
  const who = async (...users: readonly User[]): Promise<readonly boolean[]> => {
    const found: boolean[] = []
    for (const one of users) found.push((await held(one, 'suggestion')).has(id))
    return found
  }
  expect(await who(chef, member, author, outside, gestionnaire)).toEqual([true, true, true, false, false])
  expect((await held(member, 'suggestion')).get(id)).toMatchObject({
    cible: { kind: 'service', id: V, nom: `Service ${V}` },
    champ: 'nom',
    actuel: `Service ${V}`,
    valeur: 'Aide au permis B',
    auteur: { nom: 'Dominique Conseil' },
    etat: 'ouverte',
    reponse: null,
  })
  await remove(parts, chef, of(member, here))
  await people.belongs(outside, here)
  expect(await who(chef, member, author, outside)).toEqual([true, false, true, true])
  expect((await structureRows(parts, chef, here.id, 'https://dora.exemple.test')).suggestions.map((one) => one.id)).toEqual([id])
})

test('accepted, the field changes, and its history says through what; accepted again it does nothing', async () => {
  const { parts, row, suggest, answer, chef, member, author } = await scene()
  const { id } = await suggest(author, { champ: 'nom', valeur: 'Aide <b>au permis</b> B' })
  expect(await answer(author, id, 'acceptee')).toBe('forbidden')
  expect(await answer(member, id, 'acceptee', 'Merci')).toBe('applied')
  expect(await row('service', V)).toMatchObject({ nom: 'Aide au permis B', date_maj: '2026-12-01' })
  const { entrees } = await listingHistory(parts, chef, { kind: 'service', id: V }, null)
  expect(entrees[0]).toMatchObject({
    acte: 'modification',
    moyen: 'suggestion',
    champs: [{ champ: 'nom', avant: `Service ${V}`, apres: 'Aide au permis B' }],
  })
  expect(await answer(chef, id, 'acceptee')).toBe('applied')
  expect(await answer(chef, id, 'repondue', 'Non')).toBe('deja-repondu')
  expect((await listingHistory(parts, chef, { kind: 'service', id: V }, null)).entrees).toHaveLength(1)
})

test('what was changed since is not written over, nor does what may not be published', async () => {
  const { row, said, suggest, answer, chef, author } = await scene()
  const { id } = await suggest(author, { champ: 'nom', valeur: 'Ancien avis' })
  await said(chef, mutation('service.update', V, { base: { nom: `Service ${V}` }, patch: { nom: 'Tout neuf' } }))
  expect(await answer(chef, id, 'acceptee')).toBe('change-depuis')
  expect(await row('service', V)).toMatchObject({ nom: 'Tout neuf' })
  expect(await answer(chef, id, 'repondue', 'C’est déjà changé.')).toBe('applied')
  const empty = await suggest(author, { champ: 'dora.short_desc', valeur: '', message: 'À vider' })
  expect([empty.said, await answer(chef, empty.id, 'acceptee')]).toEqual(['applied', 'incomplete'])
})

test('a contact that the author may not read is told neither by asking nor by the answer', async () => {
  const { people, held, letters, suggest, answer, chef, author, push, row } = await scene()
  const nobody = await people.person()
  for (const champ of ['telephone', 'dora.contact_name'] as const) {
    const valeur = champ === 'telephone' ? '0102030405' : 'Alix'
    // What takes the place of an unseen value could never be accepted: it is said in words.
    expect((await suggest(nobody, { champ, valeur })).said).toBe('forbidden.contact')
    const { id, said } = await suggest(nobody, { champ, message: 'Ce numéro ne répond plus.' })
    expect(said).toBe('applied')
    expect((await held(nobody, 'suggestion')).get(id)).toMatchObject({ actuel: null, valeur: null })
    const outcome = await push(chef, mutation('suggestion.answer', id, { patch: { etat: 'acceptee' } }))
    expect(JSON.stringify(outcome)).not.toMatch(/0599|Zorglub/)
    await answer(chef, id, 'repondue', 'Merci')
  }
  const told = JSON.stringify([[...(await held(nobody, 'suggestion')).values()], await letters()])
  expect(told).not.toMatch(/0599|Zorglub/)
  // A professional may read it, and so correct it.
  const { id } = await suggest(author, { champ: 'telephone', valeur: '0599003344' })
  expect((await held(author, 'suggestion')).get(id)).toMatchObject({ actuel: '0599001122' })
  expect(await answer(chef, id, 'acceptee')).toBe('applied')
  expect(JSON.stringify(await row('service', V))).not.toContain('0599')
})

test('a gestionnaire who belongs nowhere answers for the structure, without reading its contacts', async () => {
  const { parts, suggest, answer, author, gestionnaire, here } = await scene()
  const secret = await suggest(author, { champ: 'telephone', valeur: '0599003344' })
  const open = await suggest(author, { champ: 'nom', valeur: 'Permis B' })
  const rows = await structureRows(parts, gestionnaire, here.id, 'https://dora.exemple.test')
  expect(rows.suggestions.map(({ id }) => id)).toEqual([open.id])
  expect(JSON.stringify(rows)).not.toMatch(/0599|Zorglub/)
  expect(await answer(gestionnaire, secret.id, 'acceptee')).toBe('forbidden.contact')
  expect(await answer(gestionnaire, open.id, 'acceptee')).toBe('applied')
})

test('one letter a day to those who keep it, whatever comes in; the author hears of the answer', async () => {
  const { told, suggest, answer, pass, chef, author, outside } = await scene()
  const first = await suggest(author, { message: 'Un' })
  await suggest(outside, { message: 'Deux' })
  expect(await told()).toEqual([`suggestion-recue → ${chef.courriel}`])
  pass(DAY_MS - 1)
  await suggest(outside, { message: 'Trois' })
  expect(await told()).toEqual([])
  pass(DAY_MS)
  // Nobody writes letters through someone whom no structure vouches for.
  await suggest(outside, { message: 'Quatre' })
  expect(await told()).toEqual([])
  pass(DAY_MS)
  await suggest(author, { message: 'Cinq' })
  expect(await told()).toEqual([`suggestion-recue → ${chef.courriel}`])
  expect(await answer(chef, first.id, 'repondue', 'C’est noté.')).toBe('applied')
  expect(await told()).toEqual([`suggestion-reponse → ${author.courriel}`])
})

test('a service of no structure: its own address has its letter a day, and nobody else’s use it up', async () => {
  const { store, told, suggest, author } = await scene()
  const alone = (id: string) => publishable(id, null, { source: 'partenaire', courriel: `${id}@exemple.test` })
  await fill(store, [], [alone('p-1'), alone('p-2')])
  for (const id of ['p-1', 'p-1', 'p-2', 'p-2']) await suggest(author, { message: 'a' }, { kind: 'service', id })
  expect(await told()).toEqual(['suggestion-recue → p-1@exemple.test', 'suggestion-recue → p-2@exemple.test'])
})

test('withdrawn by its author alone, while it is open', async () => {
  const { held, told, suggest, answer, chef, member, author } = await scene()
  const { id } = await suggest(author, { message: 'Un' })
  await told()
  for (const one of [chef, member]) expect(await answer(one, id, 'retiree')).toBe('forbidden')
  expect(await answer(author, id, 'retiree')).toBe('applied')
  expect((await held(chef, 'suggestion')).get(id)).toMatchObject({ etat: 'retiree', reponse: null })
  expect([await answer(chef, id, 'acceptee'), await told()]).toEqual(['deja-repondu', []])
})

test.each<[string, Readonly<Record<string, Json>>, string]>([
  ['nothing', {}, 'validation.message'],
  ['a field that no editor has', { champ: 'dora.status', valeur: 'ARCHIVED' }, 'validation.champ'],
  ['a value for a field that is chosen', { champ: 'thematiques', valeur: 'x' }, 'validation.valeur'],
  ['a list', { champ: 'nom', valeur: ['x'] }, 'validation.valeur'],
  ['a value of the wrong form', { champ: 'telephone', valeur: 'demander' }, 'validation.valeur'],
  ['a value without a field', { valeur: 'x' }, 'validation.valeur'],
  ['a tag alone', { message: '<script>alert(1)</script>' }, 'validation.message'],
  ['a long message', { message: 'x'.repeat(2_001) }, 'validation.message'],
])('%s is no suggestion', async (_, more, code) => {
  const { suggest, author } = await scene()
  expect((await suggest(author, more)).said).toBe(code)
})

test('of what is not there for its author: gone; under the name of another’s: refused; sent twice: once', async () => {
  const { store, push, said, suggest, here, author, outside, chef, held } = await scene()
  await fill(store, [], [publishable('dora--brouillon', here.id, { dora: { status: 'DRAFT' } })])
  for (const id of ['dora--brouillon', 'inconnu'])
    expect((await suggest(author, { message: 'a' }, { kind: 'service', id })).said).toBe('gone')
  const { id } = await suggest(author, { message: 'a' })
  const again = () => mutation('suggestion.create', id, { patch: { cible: { kind: 'service', id: V }, message: 'autre' } })
  expect(await said(outside, again())).toBe('forbidden.id')
  expect(await push(author, again())).toMatchObject({ status: 'applied', ver: 1 })
  expect((await held(chef, 'suggestion')).get(id)).toMatchObject({ message: 'a' })
})

test('no more than thirty in a day, whatever becomes of them', async () => {
  const { store, parts, suggest, author, held } = await scene()
  const first = await suggest(author, { message: 'un' })
  const one = (await held(author, 'suggestion')).get(first.id) as unknown as Suggestion
  await store.write(async (writer) => {
    for (let n = 0; n < 28; n++) await putSuggestion(writer, parts.seal, { ...one, id: `${one.id}-${n}`, etat: 'retiree' })
  })
  expect((await suggest(author, { message: 'la trentième' })).said).toBe('applied')
  expect((await suggest(author, { message: 'une de plus' })).said).toBe('trop')
})

test('an account that goes leaves what it suggested, in nobody’s name', async () => {
  const { parts, held, suggest, author, chef } = await scene()
  const { id } = await suggest(author, { message: 'Fermé le lundi.' })
  await removeAccount(parts, author, { by: null, motif: 'demande' })
  const one = (await held(chef, 'suggestion')).get(id)
  expect(one).toMatchObject({ message: 'Fermé le lundi.' })
  for (const personal of ['Dominique', author.id, author.courriel]) expect(JSON.stringify(one)).not.toContain(personal)
})

test('nor does an account that answered leave its name; what it holds can be exported before', async () => {
  const { parts, held, suggest, answer, member, author } = await scene()
  const { id } = await suggest(author, { message: 'Fermé le lundi.' })
  expect(await answer(member, id, 'repondue', 'Merci')).toBe('applied')
  expect(JSON.stringify(await exportAccount(parts, author))).toContain('Fermé le lundi.')
  await removeAccount(parts, member, { by: null, motif: 'demande' })
  const one = (await held(author, 'suggestion')).get(id)
  expect(one).toMatchObject({ reponse: { texte: 'Merci', nom: 'Compte supprimé' } })
  for (const personal of [member.id, member.courriel]) expect(JSON.stringify(one)).not.toContain(personal)
})

test('it goes with its service to another structure, and is closed when the service is removed', async () => {
  const { people, said, suggest, held, chef, author } = await scene()
  const there = await people.structure()
  await people.belongs(chef, there, 'membre', true)
  const neighbour = await people.person()
  await people.belongs(neighbour, there)
  const { id } = await suggest(author, { message: 'Le numéro a changé.' })
  const moved = mutation('service.update', V, { base: {}, patch: { structure_id: there.id } })
  const here = (await held(chef, 'suggestion')).get(id)?.['structure_id']
  expect(await said(chef, { ...moved, base: { structure_id: here as string } })).toBe('applied')
  expect((await held(neighbour, 'suggestion')).get(id)).toMatchObject({ structure_id: there.id, etat: 'ouverte' })
  const team = await people.person({ role: 'administrateur' })
  expect(await said(team, mutation('service.remove', V, { base_ver: 99 }))).toBe('applied')
  expect((await held(author, 'suggestion')).get(id)).toMatchObject({ etat: 'repondue', reponse: { nom: 'DORA' } })
})
