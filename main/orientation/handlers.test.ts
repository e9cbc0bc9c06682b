import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { CATALOGUE_FOLDER } from '#shared/catalogue/file.ts'
import type { OrientationLine, OrientationView } from '#shared/contract/orientation.ts'
import type { Checks } from '#shared/orientation/checks.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import type { Envoi } from '#shared/orientation/model.ts'
import { deliveredPack } from '../geo/testing.ts'
import { installTestCatalogue } from '../testing/catalogue.ts'
import { type Bench, CATALOGUE, ODETTE, openBench, SOON } from './testing/desk.ts'
import { DAY_MS, received, sent, uuid } from './testing/requests.ts'

/** What the screens ask of requests, through the real threads, over HTTP, with the real files. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let pack: string
beforeAll(() => {
  pack = deliveredPack()
})

let folder: string
let bench: Bench
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-requests-'))
  bench = await openBench(folder, [pack])
})
afterEach(async () => {
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

type List = { lignes: OrientationLine[]; compte: string; illisibles: number }
const list = () => bench.desk.call<List>('orientations.list')
const ids = async () => (await list()).lignes.map(({ id }) => id)
const view = (sens: 'envoi' | 'reception', id: string) => bench.desk.call<OrientationView>('orientations.get', { sens, id })
const changes = () => bench.desk.heard.filter(({ name }) => name === 'orientations.changed').length
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()
const mine = (over: Partial<Envoi> = {}): Envoi =>
  sent({ cree_le: ago(1), prescripteur: { ...sent().prescripteur, user_id: ODETTE }, ...over })
const send = (draftId: string, structureId = '', contournements: readonly object[] = []) =>
  bench.desk.call<{ id: string; retenue: boolean }>('orientations.send', { draftId, structureId, contournements })
const codeOfSend = (draftId: string, structureId = '', contournements: readonly object[] = []) =>
  bench.desk.codeOf('orientations.send', { draftId, structureId, contournements })

test('nobody signed in: no request, and it is said', async () => {
  expect(await list()).toEqual({ lignes: [], compte: 'aucun', illisibles: 0 })
  expect(await bench.desk.call('orientations.counts')).toEqual({ a_traiter: 0, en_retard: 0, a_constater: 0 })
  const draftId = await bench.draft('s1')
  expect(await codeOfSend(draftId)).toBe('compte-non-connecte')
  expect(await bench.desk.codeOf('orientations.get', { sens: 'envoi', id: uuid(1) })).toBe('orientation-introuvable')
})

test('rows come in by the exchanges, both sides in one list; an act is done here at once and waits to be sent', async () => {
  bench.tell('envoi', mine({ id: uuid(1), cree_le: ago(9) }))
  bench.tell('reception', received({ id: uuid(101), cree_le: ago(1) }))
  await bench.signIn('p1')
  await vi.waitFor(async () => expect(await ids()).toEqual([uuid(101), uuid(1)]), SOON)
  expect(await list()).toMatchObject({
    compte: 'pret',
    lignes: [
      { sens: 'reception', lue: false, envoi: 'a-jour', tour: 'structure' },
      { sens: 'envoi', retard: true, plan_b: true, a_moi: true },
    ],
  })
  expect(await bench.desk.call('orientations.counts')).toEqual({ a_traiter: 1, en_retard: 1, a_constater: 0 })

  const before = changes()
  await bench.desk.call('orientations.act', { geste: 'lire', sens: 'reception', id: uuid(101) })
  expect(changes()).toBeGreaterThan(before)
  expect((await view('reception', uuid(101))).line).toMatchObject({ lue: true, envoi: 'attente' })
  await bench.desk.call('orientations.act', {
    geste: 'accepter',
    sens: 'reception',
    id: uuid(101),
    message: 'Nous la recevons mardi.',
    message_personne: null,
  })
  expect(await view('reception', uuid(101))).toMatchObject({ line: { etat: 'VALIDÉE', tour: 'personne' } })
  expect(await bench.desk.codeOf('orientations.act', { geste: 'accuser', sens: 'reception', id: uuid(101) })).toBe(
    'orientation-geste',
  )
  expect(await bench.desk.call('orientations.counts')).toEqual({ a_traiter: 0, en_retard: 1, a_constater: 1 })
  expect(await bench.desk.call('sync.outgoing')).toHaveLength(2)

  // Reminded not long ago: the server would refuse it.
  await bench.desk.call('orientations.act', { geste: 'relancer', sens: 'envoi', id: uuid(1), message: '' })
  expect((await view('envoi', uuid(1))).relance_des).not.toBeNull()
  expect(await bench.desk.codeOf('orientations.act', { geste: 'relancer', sens: 'envoi', id: uuid(1), message: '' })).toBe(
    'orientation-geste',
  )
  await bench.desk.call('orientations.mute', { sens: 'envoi', id: uuid(1), muette: true })
  expect((await view('envoi', uuid(1))).line.muette).toBe(true)
})

test('templates of answers are kept', async () => {
  await bench.signIn('p1')
  const asked = { id: null, nom: 'Session pleine', geste: 'refuser', texte: 'La session est complète.' }
  const { id } = await bench.desk.call<{ id: string }>('orientations.saveTemplate', asked)
  expect(await bench.desk.call('orientations.templates')).toEqual([{ ...asked, id }])
  await bench.desk.call('orientations.removeTemplate', { id })
  expect(await bench.desk.call('orientations.templates')).toEqual([])
})

describe('sending', () => {
  const checksOf = (draftId: string) => bench.desk.call<Checks>('orientations.checks', { draftId })
  const levels = async (draftId: string) =>
    Object.fromEntries((await checksOf(draftId)).checks.map(({ regle, niveau }) => [regle, niveau]))

  test('a draft is opened in the name of the structure one works in, checked, sent without network, and comes back when the server refuses it', async () => {
    await bench.signIn('p1', 'p2')
    await bench.desk.call('account.setStructure', { structureId: 'p2' })
    const { id: empty } = await bench.desk.call<{ id: string }>('drafts.create', { serviceId: 's1' })
    expect((await bench.desk.call<DraftView>('drafts.get', { id: empty })).content).toMatchObject({
      structure_prescriptrice: 'Structure p2',
      structure_prescriptrice_id: 'p2',
    })
    await bench.desk.call('drafts.remove', { id: empty })

    const draftId = await bench.draft('s1')
    expect(await levels(draftId)).toEqual({
      orientable: 'ok',
      eligibilite: 'ok',
      zone: 'ok',
      documents: 'ok',
      canal: 'ok',
      disponibilite: 'ok',
      doublon: 'ok',
      moderation: 'ok',
    })
    const { id, retenue } = await send(draftId)
    expect(retenue).toBe(false)
    expect(await bench.desk.call('drafts.list')).toEqual([])
    expect((await list()).lignes).toMatchObject([
      {
        id,
        sens: 'envoi',
        personne: 'Zéphirine Imaginaire',
        structureNom: 'Maison des départs',
        etat: 'OUVERTE',
        envoi: 'attente',
        a_moi: true,
      },
    ])
    expect((await view('envoi', id)).envoyee).toMatchObject({
      prescripteur: { user_id: ODETTE, nom: 'Odette Inventée', structure_id: 'p1', structure_nom: 'Structure p1' },
      service: { id: 's1', structure_id: 'g1', thematiques: ['mobilite--preparer-un-permis'], adresse: '59000 Lille' },
    })
    await bench.reopen()
    expect(await ids()).toEqual([id])
    bench.refuse('non-orientable')
    await bench.desk.call('sync.now')
    await vi.waitFor(async () => expect((await list()).lignes).toMatchObject([{ id, envoi: 'refuse' }]), SOON)
    const refused = await view('envoi', id)
    expect(refused.refus?.message).toContain('ne reçoit plus de demandes')
    expect(refused.gestes).toEqual([])
    expect(refused.refus?.creation).toBe(true)
    const back = await bench.desk.call<{ draftId: string }>('orientations.resume', { id })
    expect(back).toEqual({ draftId })
    expect(await ids()).toEqual([])
    expect(await bench.desk.call('drafts.list')).toMatchObject([{ id: draftId }])
    const { content } = await bench.desk.call<DraftView>('drafts.get', { id: draftId })
    expect(content.refus).toBe(refused.refus?.message)
  })

  test('in the name of one of one’s own structures only; of one that nobody has looked at, it is held and said so', async () => {
    await bench.signIn('p1', 'p2')
    const draftId = await bench.draft('s1')
    expect(await codeOfSend(draftId, 'g1')).toBe('orientation-sans-structure')
    const other = await bench.draft('s2', { structure_prescriptrice_id: 'p2' })
    expect(await levels(other)).toMatchObject({ moderation: 'attention' })
    const { id, retenue } = await send(other)
    expect(retenue).toBe(true)
    expect((await view('envoi', id)).line).toMatchObject({ etat: 'MODÉRATION_EN_COURS', tour: 'moderation' })
    // Asked for another one, it is sent for that one.
    expect(await send(draftId, 'p1')).toMatchObject({ retenue: false })
  })

  test('a draft of a structure that one has left is checked, and sent, in the name of the one they work in', async () => {
    await bench.signIn('p1', 'p2')
    const draftId = await bench.draft('s1', { structure_prescriptrice_id: 'quittee' })
    expect(await codeOfSend(draftId)).toBe('orientation-sans-structure')
    await bench.desk.call('account.setStructure', { structureId: 'p2' })
    expect(await levels(draftId)).toMatchObject({ moderation: 'attention' })
    const { id, retenue } = await send(draftId)
    expect(retenue).toBe(true)
    expect((await view('envoi', id)).envoyee?.prescripteur).toMatchObject({ structure_id: 'p2' })
  })

  test('member of nothing: the draft stays', async () => {
    await bench.signIn()
    expect((await list()).compte).toBe('sans-structure')
    const draftId = await bench.draft('s1')
    expect(await codeOfSend(draftId)).toBe('orientation-sans-structure')
    expect(await bench.desk.call('drafts.list')).toHaveLength(1)
  })

  test('what stands in the way: nothing is sent without what it takes, or its reason', async () => {
    await bench.signIn('p1')
    expect(await codeOfSend(await bench.draft('s1', { beneficiaire_nom: '' }))).toBe('orientation-incomplete')
    expect(await codeOfSend(await bench.draft('s1', { engagement: false }))).toBe('orientation-incomplete')
    const nowhere = await bench.draft('s4')
    expect(await levels(nowhere)).toMatchObject({ orientable: 'bloquant', canal: 'bloquant' })
    expect(await codeOfSend(nowhere, '', [{ regle: 'canal', raison: 'Je téléphone.' }])).toBe('orientation-incomplete')

    const without = await bench.draft('s5')
    expect(await levels(without)).toMatchObject({ documents: 'raison' })
    expect(await codeOfSend(without)).toBe('orientation-incomplete')
    expect(await codeOfSend(without, '', [{ regle: 'documents', raison: ' ' }])).toBe('orientation-incomplete')
    const { id } = await send(without, '', [
      { regle: 'documents', raison: 'Le justificatif suit par courrier.' },
      { regle: 'zone', raison: 'Sans objet.' },
    ])
    // A reason for what passes is nobody's business.
    expect((await view('envoi', id)).envoyee?.contournements).toEqual([
      { regle: 'documents', raison: 'Le justificatif suit par courrier.' },
    ])
  })

  test('the same person already sent there is said, and wants a reason', async () => {
    await bench.signIn('p1')
    await send(await bench.draft('s1'))
    const again = await bench.draft('s1', { beneficiaire_nom: 'IMAGINAIRE', beneficiaire_prenom: 'Zephirine' })
    expect(await levels(again)).toMatchObject({ doublon: 'raison' })
    expect(await codeOfSend(again)).toBe('orientation-incomplete')
    expect(await levels(await bench.draft('s1', { beneficiaire_nom: 'Autre', beneficiaire_prenom: 'Alix' }))).toMatchObject({
      doublon: 'ok',
    })
  })

  test('a service that has gone cannot be asked', async () => {
    await bench.signIn('p1')
    const draftId = await bench.draft('s1')
    const services = CATALOGUE.services.filter(({ id }) => id !== 's1')
    installTestCatalogue(join(folder, CATALOGUE_FOLDER), { ...CATALOGUE, services }, 1)
    await vi.waitFor(async () => expect(await levels(draftId)).toMatchObject({ orientable: 'bloquant' }), SOON)
    expect(await codeOfSend(draftId)).toBe('orientation-incomplete')
    expect(await bench.desk.call('drafts.list')).toHaveLength(1)
  })
})

describe('a table of requests', () => {
  test('of the lines asked, in that order, made in a thread of its own', async () => {
    bench.tell('envoi', mine({ id: uuid(1) }))
    bench.tell('envoi', mine({ id: uuid(2), personne: { ...mine().personne, nom: 'Fictif', prenom: 'Alix' } }))
    await bench.signIn('p1')
    await vi.waitFor(async () => expect(await ids()).toHaveLength(2), SOON)
    const asked = { sens: 'envoi', ids: [uuid(2), uuid(7), uuid(1), uuid(2)], format: 'csv' }
    const { nom, type, base64 } = await bench.desk.call<{ nom: string; type: string; base64: string }>(
      'orientations.export',
      asked,
    )
    expect(nom).toMatch(/^demandes-envoyees-\d{4}-\d\d-\d\d\.csv$/)
    expect(type).toBe('text/csv;charset=utf-8')
    const rows = Buffer.from(base64, 'base64').toString('utf8').trim().split('\r\n')
    expect(rows.map((row) => row.split(';')[3])).toEqual(['Bénéficiaire', 'Alix Fictif', 'Zéphirine Imaginaire'])
    const empty = await bench.desk.call<{ nom: string; base64: string }>('orientations.export', {
      sens: 'reception',
      ids: [],
      format: 'xlsx',
    })
    expect(Buffer.from(empty.base64, 'base64').subarray(0, 2).toString()).toBe('PK')
  })
})

test('what is kept on a person: drafts, what was sent with the draft it came from, what was received, and nobody else', async () => {
  bench.tell('reception', received({ id: uuid(101), personne: { ...received().personne, telephone: '' } }))
  bench.tell(
    'envoi',
    mine({ id: uuid(3), personne: { ...mine().personne, nom: 'Fictif', prenom: 'Alix', telephone: '', courriel: '' } }),
  )
  await bench.signIn('p1')
  const draftId = await bench.draft('s1')
  const { id } = await send(await bench.draft('s2'))
  await bench.draft('s3', { beneficiaire_nom: 'Autre', beneficiaire_prenom: 'Awa', beneficiaire_courriel: 'awa@exemple.test' })
  await vi.waitFor(async () => expect(await ids()).toHaveLength(3), SOON)
  const held = await bench.desk.call<{ personne: string; lignes: { ou: string; id: string }[] }>('orientations.person', {
    sens: 'envoi',
    id,
  })
  expect(held.personne).toBe('Zéphirine Imaginaire')
  expect(held.lignes.map(({ ou, id: which }) => [ou, which])).toEqual([
    ['brouillon', draftId],
    ['brouillon', expect.any(String)],
    ['envoi', id],
    ['reception', uuid(101)],
  ])
})
