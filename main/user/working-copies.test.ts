import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DoraError } from '#shared/errors.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt } from './testing/account.ts'
import { listing, on, sent, serviceRow, signIn, STRUCTURE, structureRow } from './testing/listing.ts'

let folder: string
let store: UserStore
const newId = countingIds()
const KEY = { kind: 'service', id: 'dora--service-1' } as const

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-copies-'))
  store = openAt(folder, newId)
  signIn(store)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return (error as DoraError).code
  }
}
const told = [structureRow(), serviceRow()]
/** Begins to change the name, as a screen does. */
const begin = (nom: string) => {
  const edit = store.listing.edit(on(told))
  return store.listing.save({ ...on(told), doc: { ...edit.doc, nom }, base: edit.version })
}

it('keeps what is typed over a restart, sealed, and sends nothing', () => {
  begin('Atelier vélo')
  store.close()
  store = openAt(folder, newId)
  const edit = store.listing.edit(on(told))
  expect(edit.doc['nom']).toBe('Atelier vélo')
  expect(edit).toMatchObject({ version: 1, envoi: 'a-jour', heurts: [], recus: [], statut: 'PUBLISHED' })
  expect(sent(store)).toEqual([])
  expect(listing(store, told).services[0]).toMatchObject({ copie: true, doc: { nom: 'Atelier mobilité' } })
  store.close()
  for (const name of readdirSync(folder)) {
    if (name.startsWith('user.db')) expect(readFileSync(join(folder, name)).includes('Atelier v')).toBe(false)
  }
  store = openAt(folder, newId)
})

it('is its author’s: another person on the same desk neither sees nor sends it', () => {
  begin('Atelier vélo')
  signIn(store, 'basile')
  expect(store.listing.edit(on(told))).toMatchObject({ version: 0, doc: { nom: 'Atelier mobilité' } })
  expect(listing(store, told).services[0]?.copie).toBe(false)
  expect(codeOf(() => store.listing.discard(KEY))).toBe('fiche-introuvable')
  signIn(store)
  expect(store.listing.edit(on(told)).doc['nom']).toBe('Atelier vélo')
})

it('goes with an account that is erased from the desk', () => {
  begin('Atelier vélo')
  store.account.clear({ effacer: true })
  signIn(store)
  expect(store.listing.edit(on(told)).version).toBe(0)
})

it('a save over a version that another window has replaced stores nothing; the same words again are no other save', () => {
  const { version } = begin('Atelier vélo')
  const { doc } = store.listing.edit(on(told))
  const save = (nom: string) => store.listing.save({ ...on(told), doc: { ...doc, nom }, base: version })
  expect(save('Atelier auto').version).toBe(2)
  expect(codeOf(() => save('Atelier train'))).toBe('fiche-modifiee-ailleurs')
  expect(save('Atelier auto').version).toBe(2)
  expect(store.listing.edit(on(told)).doc['nom']).toBe('Atelier auto')
})

it('takes what others change meanwhile, tells it once, and sends mine alone', () => {
  begin('Atelier vélo')
  const moved = [structureRow(), serviceRow('dora--service-1', { description: 'Un autre atelier.' }, 2)]
  const edit = store.listing.edit(on(moved))
  expect(edit).toMatchObject({
    doc: { nom: 'Atelier vélo', description: 'Un autre atelier.' },
    recus: ['description'],
    heurts: [],
  })
  expect(store.listing.edit(on(moved)).recus).toEqual([])
  // What was typed over the former base would put it back.
  const former = { ...edit.doc, description: 'Un atelier.' }
  expect(codeOf(() => store.listing.save({ ...on(moved), doc: former, base: 1 }))).toBe('fiche-modifiee-ailleurs')
  store.listing.submit({ ...on(moved), statut: null })
  expect(sent(store)).toMatchObject([
    { type: 'service.update', patch: { nom: 'Atelier vélo' }, base: { nom: 'Atelier mobilité' } },
  ])
})

it('a first save over what the listing has become since leaves untouched what it did not show', () => {
  const edit = store.listing.edit(on(told))
  const moved = [structureRow(), serviceRow('dora--service-1', { description: 'Un autre atelier.' }, 2)]
  // Another window, later.
  store.listing.edit(on(moved))
  store.listing.save({ ...on(moved), doc: { ...edit.doc, nom: 'Atelier vélo' }, base: 0 })
  expect(store.listing.edit(on(moved))).toMatchObject({ doc: { description: 'Un autre atelier.' }, heurts: [] })
  store.listing.submit({ ...on(moved), statut: null })
  expect(sent(store).map(({ patch }) => Object.keys(patch))).toEqual([['nom']])
})

it('a field changed on both sides is asked about, and nothing leaves before it is chosen', () => {
  begin('Atelier vélo')
  const moved = [structureRow(), serviceRow('dora--service-1', { nom: 'Atelier auto' }, 2)]
  const clash = { champ: 'nom', avant: 'Atelier mobilité', leur: 'Atelier auto' }
  expect(store.listing.edit(on(moved))).toMatchObject({ doc: { nom: 'Atelier vélo' }, heurts: [clash] })
  expect(codeOf(() => store.listing.submit({ ...on(moved), statut: null }))).toBe('fiche-heurts')
  expect(store.listing.edit(on(moved)).heurts).toEqual([clash])
  expect(store.listing.choose({ ...on(moved), choix: { nom: 'mienne' } })).toMatchObject({
    doc: { nom: 'Atelier vélo' },
    heurts: [],
  })
  store.listing.submit({ ...on(moved), statut: null })
  expect(sent(store)).toMatchObject([{ base: { nom: 'Atelier auto' }, patch: { nom: 'Atelier vélo' } }])
})

it('theirs, chosen, leaves nothing to send', () => {
  begin('Atelier vélo')
  const moved = [structureRow(), serviceRow('dora--service-1', { nom: 'Atelier auto' }, 2)]
  store.listing.edit(on(moved))
  expect(store.listing.choose({ ...on(moved), choix: { nom: 'leur' } })).toMatchObject({
    doc: { nom: 'Atelier auto' },
    heurts: [],
  })
  store.listing.submit({ ...on(moved), statut: null })
  expect(sent(store)).toEqual([])
})

it('given up, it comes back as long as the application runs, and is gone for good once it was closed', () => {
  begin('Atelier vélo')
  store.listing.discard(KEY)
  expect(store.listing.edit(on(told)).doc['nom']).toBe('Atelier mobilité')
  store.listing.restore(KEY)
  expect(store.listing.edit(on(told)).doc['nom']).toBe('Atelier vélo')
  store.listing.discard(KEY)
  store.close()
  store = openAt(folder, newId)
  expect(codeOf(() => store.listing.restore(KEY))).toBe('fiche-introuvable')
})

it('refuses what cannot be published, or kept, and says which fields', () => {
  const edit = store.listing.edit(on(told))
  const save = (doc: object) => {
    const { version } = store.listing.edit(on(told))
    store.listing.save({ ...on(told), doc: { ...edit.doc, ...doc } as never, base: version })
  }
  const refusal = (): DoraError | null => {
    try {
      store.listing.submit({ ...on(told), statut: null })
      return null
    } catch (error) {
      return error as DoraError
    }
  }
  save({ telephone: 'demain' })
  expect(refusal()).toMatchObject({ code: 'fiche-invalide', details: { champs: [{ champ: 'telephone' }] } })
  save({ 'dora.short_desc': '' })
  expect(refusal()).toMatchObject({ code: 'fiche-incomplete', details: { champs: [{ champ: 'dora.short_desc' }] } })
  expect(codeOf(() => store.listing.submit({ ...on(told), statut: 'SUGGESTION' }))).toBe('fiche-statut')
  // As a draft, it may lack what it lacks.
  store.listing.submit({ ...on(told), statut: 'DRAFT' })
  expect(sent(store)).toMatchObject([{ patch: { 'dora.status': 'DRAFT', 'dora.short_desc': null } }])
})

it('a new service begins as DORA’s editor does, is kept once written in, and leaves whole', () => {
  const { id } = store.listing.create({ kind: 'service', structureId: STRUCTURE, depuis: null, told })
  expect(id).toMatch(/^dora--[0-9a-f-]{36}$/)
  const edit = store.listing.edit(on(told, id))
  expect(edit).toMatchObject({
    base: {},
    envoi: 'local',
    statut: 'DRAFT',
    doc: {
      frais: 'gratuit',
      'dora.is_cumulative': true,
      'dora.update_frequency': 'tous-les-6-mois',
      'dora.coach_orientation_modes': ['formulaire-dora'],
    },
  })
  expect(listing(store, told).services).toHaveLength(1)
  store.listing.save({ ...on(told, id), doc: { ...edit.doc, nom: 'Garde d’enfants' }, base: edit.version })
  expect(listing(store, told).services.find((one) => one.id === id)).toMatchObject({ copie: true, envoi: 'local' })
  store.listing.submit({ ...on(told, id), statut: null })
  expect(sent(store)).toMatchObject([
    {
      type: 'service.create',
      key: { kind: 'service', id },
      base: {},
      patch: { nom: 'Garde d’enfants', structure_id: STRUCTURE },
    },
  ])
  expect(listing(store, told).services.find((one) => one.id === id)).toMatchObject({
    copie: false,
    envoi: 'local',
    statut: 'DRAFT',
  })
})

it('a structure that refuses the form is not offered it', () => {
  const refusing = [structureRow({ dora: { disable_orientation_form: true } })]
  const { id } = store.listing.create({ kind: 'service', structureId: STRUCTURE, depuis: null, told: refusing })
  expect(store.listing.edit(on(refusing, id)).doc).not.toHaveProperty('dora.coach_orientation_modes')
})

it('a model made of a service is followed by it, once the model has left', () => {
  const { id } = store.listing.create({
    kind: 'modele',
    structureId: STRUCTURE,
    depuis: { kind: 'service', id: 'dora--service-1' },
    told,
  })
  expect(id).toMatch(/^dora-modele--/)
  const edit = store.listing.edit(on(told, id, 'modele'))
  expect(edit.doc).toMatchObject({ nom: 'Atelier mobilité', 'dora.short_desc': 'Passer le permis.' })
  expect(edit.doc).not.toHaveProperty('courriel')
  store.listing.submit({ ...on(told, id, 'modele'), statut: null })
  const mutations = sent(store)
  expect(mutations.map(({ type }) => type)).toEqual(['modele.create', 'service.update'])
  expect(mutations[1]).toMatchObject({ deps: [mutations[0]?.mut_id], patch: { 'dora.modele': id } })
  expect(listing(store, told)).toMatchObject({
    modeles: [{ id, services: 1, a_mettre_a_jour: 0 }],
    services: [{ modele: { id, nom: 'Atelier mobilité', change: false } }],
  })
})

it('a copy of a service has its words and its contact, and none of its life', () => {
  const whole = [
    structureRow(),
    serviceRow('dora--service-1', {
      dora: {
        creation_date: '2020-01-01',
        publication_date: '2020-01-02',
        moderation_status: 'VALIDATED',
        verifications: { contact: { le: '2026-01-01', par: 'structure', moyen: 'poste' } },
        disponibilite: { etat: 'complet', jusqu_au: '2026-04-01', dit_le: '2026-03-01' },
      },
    }),
  ]
  const depuis = { kind: 'service' as const, id: 'dora--service-1' }
  const { id } = store.listing.create({ kind: 'service', structureId: STRUCTURE, depuis, told: whole })
  const { doc } = store.listing.edit(on(whole, id))
  expect(doc).toMatchObject({ id, nom: 'Atelier mobilité', courriel: 'accueil@exemple.test', 'dora.status': 'DRAFT' })
  for (const field of ['creation_date', 'publication_date', 'moderation_status', 'verifications', 'disponibilite'])
    expect(doc).not.toHaveProperty(`dora.${field}`)
})

it('a contact that this desk cannot read is marked as kept, and is neither shown as empty nor sent', () => {
  const { doc } = serviceRow()
  const { courriel: _courriel, ...rest } = doc
  const hidden = [
    structureRow(),
    { ...serviceRow(), doc: { ...rest, dora: { ...(doc['dora'] as object), contact_masque: ['courriel'] } } },
  ]
  expect(store.listing.edit(on(hidden)).masques).toEqual(['courriel'])
  store.account.keepContact({
    userId: 'odette',
    serviceId: 'dora--service-1',
    contact: { nom: null, telephone: null, courriel: 'accueil@exemple.test' },
  })
  const edit = store.listing.edit(on(hidden))
  expect(edit).toMatchObject({ masques: [], doc: { courriel: 'accueil@exemple.test' } })
  store.listing.save({ ...on(hidden), doc: { ...edit.doc, nom: 'Atelier vélo' }, base: 0 })
  store.account.forgetContact({ serviceId: 'dora--service-1' })
  const later = store.listing.edit(on(hidden))
  expect(later).toMatchObject({ masques: ['courriel'], heurts: [], doc: { courriel: 'accueil@exemple.test' } })
  store.listing.submit({ ...on(hidden), statut: null })
  expect(sent(store).map(({ patch }) => patch)).toEqual([{ nom: 'Atelier vélo' }])
})

it('a service that came without the block is edited in DORA’s words, which leave together', () => {
  const { doc } = serviceRow()
  const imported = [
    structureRow(),
    {
      ...serviceRow(),
      doc: {
        ...doc,
        source: 'autre',
        dora: { status: 'PUBLISHED' },
        modes_mobilisation: ['telephoner'],
        mobilisable_par: ['professionnels', 'usagers'],
      },
    },
  ]
  const edit = store.listing.edit(on(imported))
  expect(edit.doc['dora.coach_orientation_modes']).toEqual(['telephoner'])
  const coach = ['telephoner', 'envoyer-un-mail']
  store.listing.save({ ...on(imported), doc: { ...edit.doc, 'dora.coach_orientation_modes': coach }, base: 0 })
  store.listing.submit({ ...on(imported), statut: null })
  expect(sent(store)).toMatchObject([
    { patch: { 'dora.coach_orientation_modes': coach, 'dora.beneficiaries_access_modes': ['telephoner'] }, base: {} },
  ])
})
