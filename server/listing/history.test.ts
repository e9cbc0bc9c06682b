import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { HistoryEntry } from '#shared/listing/wire.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { removeAccount } from '../accounts/removal.ts'
import { outcome } from '../accounts/testing/bench.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { mutation, publishable } from '../sync/testing.ts'
import { writeHistory } from './history.ts'
import { listingHistory } from './history-rights.ts'
import { openListings } from './testing/bench.ts'

const folder = mkdtempSync(join(tmpdir(), 'dora-history-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const V = { kind: 'service', id: 'dora--service1' } as const

const opened = async (file = ':memory:') => {
  const bench = await openListings({ store: await openSqliteStore({ file }) })
  const { people } = bench
  const here = await people.structure()
  const [camille, sacha] = [
    await people.person({ prenom: 'Camille', nom: 'Testeuse' }),
    await people.person({ prenom: 'Sacha', nom: 'Testeur' }),
  ]
  for (const one of [camille, sacha]) await people.belongs(one, here, 'membre', true)
  const whole = publishable(V.id, here.id, { telephone: '0599001122', dora: { is_contact_info_public: false } })
  await bench.push(camille, mutation('service.create', V.id, { patch: whole as never }))
  const edit = (user: typeof camille, base: Doc, patch: Doc, type = 'service.update') =>
    bench.push(user, mutation(type, V.id, { base: base as never, patch: patch as never }))
  const all = async (user = camille): Promise<readonly HistoryEntry[]> =>
    (await listingHistory(bench.parts, user, V, null)).entrees
  return { ...bench, here, camille, sacha, edit, all }
}

const SAID = { le: '2026-12-01', par: 'structure', moyen: 'poste' }

test('who, when, through what, before and after: each act, the newest first', async () => {
  const { camille, sacha, edit, all, pass } = await opened()
  pass(60_000)
  await edit(sacha, { nom: `Service ${V.id}` }, { nom: 'Renommé', 'dora.recurrence': 'lundi' })
  await edit(camille, { 'dora.status': null }, { 'dora.status': 'DRAFT' })
  await edit(camille, {}, { 'dora.verifications': { contact: SAID } }, 'service.verify')
  await edit(
    sacha,
    {},
    { 'dora.disponibilite': { etat: 'complet', jusqu_au: '2026-12-10', dit_le: '2026-12-01' } },
    'service.availability',
  )
  expect(await all()).toMatchObject([
    {
      acte: 'disponibilite',
      par: 'S. Testeur',
      champs: [
        { champ: 'dora.disponibilite', avant: null, apres: { etat: 'complet', jusqu_au: '2026-12-10', dit_le: '2026-12-01' } },
      ],
    },
    { acte: 'verification', par: 'C. Testeuse', champs: [{ champ: 'contact', avant: null, apres: SAID }] },
    { acte: 'statut', par: 'C. Testeuse', champs: [{ champ: 'dora.status', avant: null, apres: 'DRAFT' }] },
    {
      acte: 'modification',
      par: 'S. Testeur',
      moyen: 'poste',
      le: '2026-12-01T09:01:00.000Z',
      champs: [
        { champ: 'dora.recurrence', avant: null, apres: 'lundi' },
        { champ: 'nom', avant: `Service ${V.id}`, apres: 'Renommé' },
      ],
    },
    { acte: 'creation', par: 'C. Testeuse', le: '2026-12-01T09:00:00.000Z', champs: [] },
  ])
})

test('a push that changes nothing, is refused or sent again leaves no entry', async () => {
  const { camille, sacha, edit, all, push } = await opened()
  const one = mutation('service.update', V.id, { base: { nom: 'x' }, patch: { nom: `Service ${V.id}` } })
  await push(camille, one)
  await edit(sacha, { nom: 'autre' }, { nom: 'En vain' })
  await edit(sacha, {}, { type: '' })
  const done = mutation('service.update', V.id, { base: {}, patch: { description: 'a' } })
  for (let times = 0; times < 3; times++) await push(camille, done)
  expect((await all()).map(({ acte }) => acte)).toEqual(['modification', 'creation'])
})

test('acts that leave the public row as it is are each told: a hidden contact twice in a day', async () => {
  const { camille, sacha, edit, all } = await opened()
  await edit(camille, { telephone: '0599001122' }, { telephone: '0599003344' })
  await edit(sacha, { telephone: '0599003344' }, { telephone: '0599005566' })
  for (const one of [camille, sacha]) await edit(one, {}, { 'dora.verifications': { contact: SAID } }, 'service.verify')
  const found = (await all()).map(({ acte, par, champs }) => [acte, par?.split(' ')[1], champs[0]?.avant, champs[0]?.apres])
  expect(found).toEqual([
    // The same, the same day, by the same: nothing more is known.
    ['verification', 'Testeuse', null, SAID],
    ['modification', 'Testeur', '0599003344', '0599005566'],
    ['modification', 'Testeuse', '0599001122', '0599003344'],
    ['creation', 'Testeuse', undefined, undefined],
  ])
})

test('on disk, a contact kept for professionals is nowhere in clear', async () => {
  const file = join(folder, 'central.db')
  const { camille, edit, store } = await opened(file)
  await edit(camille, { telephone: '0599001122' }, { telephone: '0599003344', courriel: 'zorglub@plante.exemple.test' })
  await edit(camille, { telephone: 'autre' }, { telephone: '0599005566' })
  await store.close()
  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join()
  expect(bytes).toContain('Service dora--service1')
  for (const secret of ['0599001122', '0599003344', '0599005566', 'zorglub']) expect(bytes).not.toContain(secret)
})

test('a deleted account leaves no name behind', async () => {
  const { parts, camille, sacha, edit, all, people, here } = await opened()
  await edit(sacha, {}, { description: 'a' })
  await people.belongs(await people.person(), here, 'membre', true)
  await removeAccount(parts, sacha, { by: null, motif: 'demande' })
  expect((await all(camille)).map(({ acte, par }) => [acte, par])).toEqual([
    ['modification', null],
    ['creation', 'C. Testeuse'],
  ])
  const text = JSON.stringify(await all(camille))
  for (const one of ['Testeur"', sacha.courriel, sacha.id]) expect(text).not.toContain(one)
})

test('fifty at a time, each once', async () => {
  const { parts, camille, store } = await opened()
  await store.write(async (writer) => {
    for (let n = 1; n <= 120; n++) {
      const champs = [{ champ: 'nombre_semaines', avant: n - 1, apres: n }]
      const act = { par: camille.id, moyen: 'poste', acte: 'modification', champs, now: parts.now() } as const
      // Two acts in each version: both are told, in their order.
      await writeHistory(writer, parts.seal, V, { ...act, ver: 2 + Math.floor((n - 1) / 2) })
    }
  })
  const found: (readonly [number, unknown])[] = []
  const sizes: number[] = []
  for (let depuis: string | null = null; ;) {
    const page = await listingHistory(parts, camille, V, depuis)
    sizes.push(page.entrees.length)
    for (const [at, { champs }] of page.entrees.entries()) found.push([at, champs[0]?.apres])
    depuis = page.suite
    if (depuis === null) break
  }
  expect(sizes).toEqual([50, 50, 21])
  expect(found.map(([, value]) => value)).toEqual([...Array.from({ length: 120 }, (_, n) => 120 - n), undefined])
})

test('for those who may write it; a gestionnaire who belongs nowhere is told what changed, not what contacts were', async () => {
  const { parts, people, camille, edit, here } = await opened()
  await edit(camille, { telephone: '0599001122' }, { telephone: '0599003344', description: 'a' })
  const gestionnaire = await people.person({ gestionnaire: true, departements: ['33'] })
  const elsewhere = await people.person()
  await people.belongs(elsewhere, await people.structure(), 'membre', true)
  const { entrees } = await listingHistory(parts, gestionnaire, V, null)
  expect(entrees.map(({ champs }) => champs.map(({ champ }) => champ))).toEqual([['description'], []])
  expect(JSON.stringify(entrees)).not.toContain('0599')
  expect(await outcome(listingHistory(parts, elsewhere, V, null))).toBe('interdit')
  expect(await outcome(listingHistory(parts, camille, { kind: 'structure', id: here.id }, null))).toBe('ok')
  const team = await people.person({ role: 'administrateur' })
  expect(await outcome(listingHistory(parts, team, { kind: 'service', id: 'inconnu' }, null))).toBe('service-inconnu')
  expect(await outcome(listingHistory(parts, camille, { kind: 'service', id: 'inconnu' }, null))).toBe('interdit')
})
