import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Doc } from '#shared/sync/merge.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt } from './testing/account.ts'
import { answer, listing, on, readTo, sent, serviceRow, signIn, STRUCTURE, structureRow } from './testing/listing.ts'

let folder: string
let store: UserStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-acts-'))
  store = openAt(folder, countingIds())
  signIn(store)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ids = (count: number) => Array.from({ length: count }, (_, n) => `dora--service-${n}`)
const rows = (count: number, over: Doc = {}) => [structureRow(), ...ids(count).map((id) => serviceRow(id, over))]
const ask = (told: ReturnType<typeof rows>, some = told.slice(1).map(({ id }) => id)) => ({
  structureId: STRUCTURE,
  ids: some,
  told,
})

it('one change per listing, and why each of the others has none', () => {
  const told = [
    ...rows(2),
    serviceRow('dora--archive', { dora: { status: 'ARCHIVED' } }),
    serviceRow('dora--vide', { dora: { status: 'DRAFT', short_desc: null } }),
    serviceRow('dora--ailleurs', { structure_id: 'autre' }),
  ]
  const done = store.listing.setStatus({
    ...ask(told, [...told.slice(1).map(({ id }) => id), 'dora--inconnu']),
    statut: 'PUBLISHED',
  })
  expect(done.faits).toBe(2)
  expect(done.refus.map(({ id }) => id)).toEqual(['dora--archive', 'dora--vide', 'dora--ailleurs', 'dora--inconnu'])
  expect(done.refus[0]?.raison).toBe('Ce changement de statut n’est pas possible.')
  // Published already: nothing to send.
  expect(sent(store)).toEqual([])
  expect(done.annuler).toBeNull()
})

it('undone before it has left, it leaves nothing', () => {
  const told = rows(3)
  const { annuler, faits } = store.listing.setStatus({ ...ask(told), statut: 'ARCHIVED' })
  expect(faits).toBe(3)
  expect(listing(store, told).services.map(({ statut, envoi }) => `${statut} ${envoi}`)).toEqual(
    Array(3).fill('ARCHIVED attente'),
  )
  expect(store.listing.undoing({ annuler: annuler ?? '' })).toHaveLength(3)
  store.listing.undo({ annuler: annuler ?? '', told })
  expect(listing(store, told).services.map(({ statut, envoi }) => `${statut} ${envoi}`)).toEqual(
    Array(3).fill('PUBLISHED a-jour'),
  )
  expect(sent(store)).toEqual([])
  expect(() => store.listing.undo({ annuler: annuler ?? '', told })).toThrow('ne peut plus être annulée')
})

it('undone once it has left, it puts back what is still as it was made, and nothing of what others have changed since', () => {
  const told = rows(2)
  const { annuler } = store.listing.change({ ...ask(told), patch: { 'dora.short_desc': 'Autre résumé.' } })
  answer(store, () => ({ status: 'applied', ver: 2, seq: 10 }))
  readTo(store, 10)
  store.listing.place({ epoch: 'a'.repeat(32), seq: 10 })
  const since = [
    structureRow(),
    serviceRow('dora--service-0', { dora: { short_desc: 'Autre résumé.' } }, 2),
    serviceRow('dora--service-1', { dora: { short_desc: 'Encore autre.' } }, 3),
  ]
  store.listing.undo({ annuler: annuler ?? '', told: since })
  expect(sent(store)).toMatchObject([
    {
      key: { id: 'dora--service-0' },
      base: { 'dora.short_desc': 'Autre résumé.' },
      patch: { 'dora.short_desc': 'Passer le permis.' },
    },
  ])
})

it('steps that the server judges one by one leave one by one, and back the same way', () => {
  const told = rows(1)
  const status = () => sent(store).map(({ base, patch }) => [base['dora.status'], patch['dora.status']])
  const next = (ver: number) => answer(store, () => ({ status: 'applied', ver, seq: ver }))
  const { annuler } = store.listing.setStatus({ ...ask(told), statut: 'ARCHIVED' })
  next(2)
  store.listing.undo({ annuler: annuler ?? '', told })
  expect(status()).toEqual([['ARCHIVED', 'DRAFT']])
  next(3)
  expect(status()).toEqual([['DRAFT', 'PUBLISHED']])
  next(4)
  store.listing.setStatus({ ...ask(told), statut: 'ARCHIVED' })
  next(5)
  store.listing.setStatus({ ...ask(told), statut: 'DRAFT' })
  store.listing.setStatus({ ...ask(told), statut: 'PUBLISHED' })
  expect(listing(store, told).services[0]?.statut).toBe('PUBLISHED')
  expect(status()).toEqual([['ARCHIVED', 'DRAFT']])
})

it('« still right » is no edit: a change of its own, that an edit beside it does not swallow', () => {
  const told = rows(1)
  store.listing.change({ ...ask(told), patch: { 'dora.short_desc': 'Autre résumé.' } })
  store.listing.verify({ ...ask(told), kind: 'service', groupes: ['contact'], par: 'structure' })
  const said = { contact: { le: '2026-03-02', par: 'structure', moyen: 'poste' } }
  expect(listing(store, told).services[0]?.doc).toMatchObject({ 'dora.verifications': said, date_maj: '2026-01-05' })
  expect(sent(store)).toMatchObject([{ type: 'service.update' }])
  answer(store, () => ({ status: 'applied', ver: 2, seq: 10 }))
  expect(sent(store)).toMatchObject([{ type: 'service.verify', base: {}, patch: { 'dora.verifications': said } }])
})

it('all groups are said to be right when none is named', () => {
  const told = rows(1)
  store.listing.verify({ structureId: STRUCTURE, ids: [STRUCTURE], told, kind: 'structure', groupes: [], par: 'equipe' })
  const [one] = sent(store)
  expect(one?.type).toBe('structure.verify')
  expect(Object.keys(one?.patch['dora.verifications'] as object)).toHaveLength(5)
  expect(listing(store, told).structure.sur_le).toBe('2026-03-02')
})

it('whoever moderates says that they telephoned; a structure does not', () => {
  const told = rows(1)
  const verify = (par: 'territoire' | 'structure', groupe: string) =>
    store.listing.verify({ ...ask(told), kind: 'service', groupes: [groupe], par, moyen: 'telephone' })
  verify('territoire', 'contact')
  verify('structure', 'lieu')
  expect(sent(store)[0]?.patch['dora.verifications']).toMatchObject({
    contact: { par: 'territoire', moyen: 'telephone' },
    lieu: { par: 'structure', moyen: 'poste' },
  })
})

it('a « still right » that the server has heard stays said', () => {
  const told = rows(1)
  const { annuler } = store.listing.verify({ ...ask(told), kind: 'service', groupes: [], par: 'structure' })
  answer(store, () => ({ status: 'applied', ver: 2, seq: 10 }))
  expect(() => store.listing.undo({ annuler: annuler ?? '', told })).toThrow('ne peut plus être annulée')
})

it('room is said for three months at most, then taken back', () => {
  const told = rows(2)
  const say = (jusqu_au: string) =>
    store.listing.setAvailability({ ...ask(told), disponibilite: { etat: 'places', places: 3, jusqu_au } })
  expect(() => say('2026-09-01')).toThrow('trois mois')
  expect(say('2026-03-20').faits).toBe(2)
  expect(listing(store, told).services[0]?.disponibilite).toMatchObject({ etat: 'places', places: 3, dit_le: '2026-03-02' })
  store.listing.setAvailability({ ...ask(told), disponibilite: null })
  expect(sent(store)).toEqual([])
})

const model = (over: Doc = {}) => ({
  kind: 'modele',
  id: 'dora-modele--1',
  ver: 1,
  doc: { source: 'dora', id: 'dora-modele--1', structure_id: STRUCTURE, nom: 'Atelier type', frais: 'gratuit', ...over } as Doc,
})

it('a service follows its model, leaves a version of it alone, or leaves it', () => {
  const told = [
    structureRow(),
    serviceRow('dora--service-1', { dora: { modele: 'dora-modele--1', modele_somme: 'ancienne' } }),
    model(),
  ]
  const line = () => listing(store, told).services[0]
  const follow = (acte: 'mettre-a-jour' | 'refuser' | 'detacher') =>
    store.listing.followModel({ ...ask(told as never, ['dora--service-1']), acte })
  expect(line()?.modele).toEqual({ id: 'dora-modele--1', nom: 'Atelier type', change: true })
  expect(listing(store, told).modeles).toMatchObject([{ services: 1, a_mettre_a_jour: 1 }])
  expect(listing(store, told).taches.map(({ code }) => code)).toContain('modeles-changes')
  expect(follow('refuser').faits).toBe(1)
  expect(line()?.modele?.change).toBe(false)
  expect(follow('detacher').faits).toBe(1)
  expect(line()?.modele).toBeNull()
  expect(follow('mettre-a-jour').refus).toMatchObject([{ raison: 'Ce service ne suit aucun modèle.' }])
})

it('a model that would keep a published service from being so is refused to it', () => {
  const told = [structureRow(), serviceRow('dora--service-1', { dora: { modele: 'dora-modele--1' } }), model({ nom: 'Type' })]
  const done = store.listing.followModel({ ...ask(told as never, ['dora--service-1']), acte: 'mettre-a-jour' })
  expect(done).toMatchObject({ faits: 0, refus: [{ raison: 'Choisissez au moins un besoin.' }] })
})

it('only a suggestion is removed, and a model that nothing follows', () => {
  const told = [
    structureRow(),
    serviceRow('dora--s', { dora: { status: 'SUGGESTION', modele: 'dora-modele--1' } }),
    serviceRow('dora--p'),
    model(),
  ]
  const remove = (kind: 'service' | 'modele', some: string[]) => store.listing.remove({ ...ask(told as never, some), kind })
  expect(remove('modele', ['dora-modele--1']).refus).toMatchObject([{ id: 'dora-modele--1' }])
  const done = remove('service', ['dora--s', 'dora--p'])
  expect(done).toMatchObject({ faits: 1, refus: [{ id: 'dora--p' }] })
  expect(listing(store, told).services.map(({ id }) => id)).toEqual(['dora--p'])
  store.listing.undo({ annuler: done.annuler ?? '', told })
  expect(listing(store, told).services).toHaveLength(2)
  expect(sent(store)).toEqual([])
  remove('service', ['dora--s'])
  expect(remove('modele', ['dora-modele--1']).faits).toBe(1)
})

it('an import makes what it says, and is undone whole while nothing has left', () => {
  const told = rows(1)
  const { doc } = serviceRow()
  const made = {
    kind: 'service' as const,
    id: null,
    doc: { nom: 'Nouveau', structure_id: STRUCTURE, 'dora.status': 'DRAFT' } as Doc,
  }
  const bad = { ...made, doc: { ...made.doc, nom: '' } }
  const done = store.listing.bring({
    told,
    rows: [made, bad, { kind: 'service', id: 'dora--service-0', doc: { frais: 'payant', frais_precisions: '5 €' } }],
  })
  expect(done).toMatchObject({ faits: 2, refus: [{ raison: 'Le titre est obligatoire.' }] })
  expect(listing(store, told).services.map(({ doc: { nom, frais } }) => [nom, frais])).toEqual([
    [doc['nom'], 'payant'],
    ['Nouveau', undefined],
  ])
  store.listing.undo({ annuler: done.annuler ?? '', told })
  expect(listing(store, told).services).toHaveLength(1)
  expect(sent(store)).toEqual([])
})

it('a thousand listings at once, and their undo, are each one transaction', { timeout: 60_000 }, () => {
  const told = rows(1_000)
  const { annuler, faits } = store.listing.setStatus({ ...ask(told), statut: 'ARCHIVED' })
  expect(faits).toBe(1_000)
  expect(store.outbox.counts().en_attente).toBe(1_000)
  answer(store, () => ({ status: 'applied', ver: 2, seq: 10 }))
  store.listing.undo({ annuler: annuler ?? '', told })
  expect(listing(store, told).services.every(({ statut }) => statut === 'PUBLISHED')).toBe(true)
})

it('a suggestion is shown at once to who made it, and its answer to who answered', () => {
  store.listing.make({
    cible: { kind: 'service', id: 'dora--service-1', nom: 'Atelier' },
    champ: 'telephone',
    valeur: '0123456789',
    message: '',
  })
  const [mine] = store.listing.mine()
  expect(mine).toMatchObject({ cible: { nom: 'Atelier' }, etat: 'ouverte', auteur: { user_id: 'odette' }, valeur: '0123456789' })
  expect(sent(store)).toMatchObject([{ type: 'suggestion.create', key: { kind: 'suggestion' } }])
  answer(store, () => ({ status: 'applied', ver: 1, seq: 5 }))
  store.listing.answer({ id: mine?.id ?? '', etat: 'retiree', texte: '', told: [] })
  expect(store.listing.mine()).toMatchObject([{ etat: 'retiree' }])
  expect(store.outbox.list()[0]).toMatchObject({
    kind: 'suggestion',
    nom: 'Atelier',
    cible: { kind: 'service', id: 'dora--service-1' },
  })
})

it('refused by the server, it is said in words, and sent again once corrected', () => {
  const told = rows(1)
  store.listing.change({ ...ask(told), patch: { 'dora.short_desc': 'Autre.' } })
  answer(store, () => ({ status: 'rejected', code: 'validation.dora.short_desc' }))
  expect(store.outbox.list()).toMatchObject([{ etat: 'refuse', kind: 'service', reponse: { code: 'refus-valeur' } }])
  expect(store.outbox.list()[0]?.reponse?.message).toContain('Résumé')
  expect(listing(store, told)).toMatchObject({
    services: [{ envoi: 'refuse' }],
    taches: [{ code: 'envois-refuses' }, { code: 'structure-a-completer' }],
  })
  const edit = store.listing.edit(on(told, 'dora--service-0'))
  store.listing.save({ ...on(told, 'dora--service-0'), doc: { ...edit.doc, 'dora.short_desc': 'Mieux.' }, base: 0 })
  store.listing.submit({ ...on(told, 'dora--service-0'), statut: null })
  expect(sent(store)).toMatchObject([
    { patch: { 'dora.short_desc': 'Mieux.' }, base: { 'dora.short_desc': 'Passer le permis.' } },
  ])
})
