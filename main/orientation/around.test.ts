import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OrientationView, PlanB } from '#shared/contract/orientation.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import type { Envoi } from '#shared/orientation/model.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { deliveredPack } from '../geo/testing.ts'
import { type Bench, ODETTE, openBench, SOON } from './testing/desk.ts'
import { DAY_MS, received, sent, uuid } from './testing/requests.ts'

/** What silence leads to, and what only the server knows of requests: through the real threads, over HTTP. */

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

const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString()
const mine = (over: Partial<Envoi> = {}): Envoi => {
  const { prescripteur, service } = sent()
  return sent({
    cree_le: ago(9),
    prescripteur: { ...prescripteur, user_id: ODETTE },
    service: { ...service, thematiques: ['mobilite--preparer-un-permis'] },
    ...over,
  })
}
const there = async (count: number) =>
  vi.waitFor(async () => {
    const { lignes } = await bench.desk.call<{ lignes: unknown[] }>('orientations.list')
    expect(lignes).toHaveLength(count)
  }, SOON)
const draftView = (id: string) => bench.desk.call<DraftView>('drafts.get', { id })

describe('plan B', () => {
  test('late, from another desk: the next suitable services nearby, why, and what must be typed again', async () => {
    bench.tell('envoi', mine({ pieces: [{ id: uuid(50), nom: 'devis.pdf', pour: '', type: 'application/pdf', taille: 10 }] }))
    await bench.signIn('p1')
    await there(1)
    const plan = await bench.desk.call<PlanB>('orientations.planB', { id: uuid(1) })
    expect(plan.raison).toBe('La structure n’a pas répondu depuis 9 jours.')
    // Not the one asked, nor one that takes no request.
    expect(plan.options.map(({ card }) => card.id).sort()).toEqual(['s2', 's3', 's5'])
    expect(plan.options[0]?.pourquoi).toContain(`Même besoin\u202f: ${labelOf('thematiques', 'mobilite--preparer-un-permis')}`)
    expect(plan.options[0]?.checks.checks.map(({ regle }) => regle)).toContain('documents')
    expect(plan.manques).toEqual(['Numéro France Travail', 'Pièces jointes'])

    const { draftId } = await bench.desk.call<{ draftId: string }>('orientations.planBDraft', { id: uuid(1), serviceId: 's2' })
    const { content, serviceId } = await draftView(draftId)
    expect(serviceId).toBe('s2')
    expect(content).toMatchObject({
      beneficiaire_nom: 'Imaginaire',
      beneficiaire_prenom: 'Zéphirine',
      motif: 'Souhaite passer le permis.',
      remplace: uuid(1),
      structure_prescriptrice_id: 'p1',
      engagement: false,
    })
    // Sent in its place, the first one asks for nothing more.
    await bench.desk.call('drafts.save', { id: draftId, content: { ...content, engagement: true } })
    await bench.desk.call('orientations.send', { draftId, structureId: '', contournements: [] })
    const { line } = await bench.desk.call<{ line: { plan_b: boolean; retard: boolean } }>('orientations.get', {
      sens: 'envoi',
      id: uuid(1),
    })
    expect(line).toMatchObject({ plan_b: false, retard: true })
  })

  test('sent from this desk: the draft, its files and the number are still there', async () => {
    await bench.signIn('p1')
    const first = await bench.draft('s1')
    const bytes = Buffer.from('%PDF-1.7\ninvented\n%%EOF')
    const { uploadId } = await bench.desk.call<{ uploadId: string }>('drafts.attachBegin', {
      draftId: first,
      nom: 'devis.pdf',
      taille: bytes.length,
      pour: '',
    })
    await bench.desk.call('drafts.attachPart', { uploadId, base64: bytes.toString('base64') })
    await bench.desk.call('drafts.attachEnd', { uploadId })
    const { id } = await bench.desk.call<{ id: string }>('orientations.send', {
      draftId: first,
      structureId: '',
      contournements: [],
    })
    const { envoyee } = await bench.desk.call<OrientationView>('orientations.get', { sens: 'envoi', id })
    // Not on the server yet: the desk’s own is shown.
    const piece = envoyee?.pieces[0]?.id
    expect(await bench.desk.call('orientations.piece', { sens: 'envoi', id, piece })).toMatchObject({
      nom: 'devis.pdf',
      base64: bytes.toString('base64'),
    })
    const plan = await bench.desk.call<PlanB>('orientations.planB', { id })
    // Nothing is late yet: there is no reason, and there are services all the same for who asks.
    expect(plan.raison).toBe('')
    expect(plan.manques).toEqual([])
    expect(plan.options.length).toBeGreaterThan(0)
    const { draftId } = await bench.desk.call<{ draftId: string }>('orientations.planBDraft', { id, serviceId: 's3' })
    const { content, attachments } = await draftView(draftId)
    expect(content).toMatchObject({
      beneficiaire_numero_france_travail: '01234567890',
      beneficiaire_commune: '59350',
      beneficiaire_age: '24',
    })
    expect(attachments.map(({ nom, taille }) => [nom, taille])).toEqual([['devis.pdf', bytes.length]])
  })

  test('of nobody any more, nobody to propose anything for', async () => {
    const { personne } = mine()
    bench.tell(
      'envoi',
      mine({ etat: 'EXPIRÉE', traitee_le: ago(1), anonyme_le: ago(0), personne: { ...personne, nom: '', prenom: '' } }),
    )
    await bench.signIn('p1')
    await there(1)
    expect(await bench.desk.call('orientations.planB', { id: uuid(1) })).toMatchObject({ options: [], manques: [] })
    expect(await bench.desk.call('orientations.person', { sens: 'envoi', id: uuid(1) })).toMatchObject({
      personne: '',
      lignes: [{ ou: 'envoi', id: uuid(1) }],
    })
  })
})

describe('what only the server knows', () => {
  const piece = { id: uuid(50), nom: 'devis d’Inès.pdf', pour: '', type: 'application/pdf', taille: 4 }

  test('a file, as it is', async () => {
    bench.tell('reception', received({ pieces: [piece] }))
    await bench.signIn('p1')
    await there(1)
    const ask = (over = {}) => ({ sens: 'reception', id: uuid(101), piece: piece.id, ...over })
    const path = `GET /orientations/v1/reception/${uuid(101)}/pieces/${piece.id}`
    bench.central.on(path, () => ({ body: 'the bytes' }))
    expect(await bench.desk.call('orientations.piece', ask())).toEqual({
      nom: piece.nom,
      type: 'application/pdf',
      base64: Buffer.from('"the bytes"').toString('base64'),
    })
    bench.central.on(path, () => ({ problem: 'not_found' }))
    expect(await bench.desk.codeOf('orientations.piece', ask())).toBe('piece-introuvable')
    bench.central.on(path, () => ({ problem: 'unavailable' }))
    expect(await bench.desk.codeOf('orientations.piece', ask())).toBe('compte-hors-ligne')
    const before = bench.central.calls.length
    expect(await bench.desk.codeOf('orientations.piece', ask({ piece: uuid(51) }))).toBe('piece-introuvable')
    expect(bench.central.calls.slice(before).filter((call) => call.includes('pieces'))).toEqual([])
  })

  test('colleagues of one’s own side, oneself left out', async () => {
    bench.tell('envoi', mine())
    bench.tell('reception', received())
    await bench.signIn('p1')
    await there(2)
    const droits = { changer_role: false, retirer: false, relancer: false, repondre: false }
    const member = (user_id: string, prenom: string, etat = 'membre') => ({
      user_id,
      etat,
      admin: false,
      courriel: `${user_id}@exemple.test`,
      prenom,
      nom: 'Fictive',
      cree_le: ago(100),
      moi: user_id === ODETTE,
      droits,
    })
    const answer = (id: string) => () => ({
      body: {
        structure: { id, nom: `Structure ${id}`, commune: null, departement: '59', siret: null },
        membres: [member('u3', 'Zoé'), member(ODETTE, 'Odette'), member('u2', 'Awa'), member('u4', 'Inès', 'invitation')],
      },
    })
    bench.central.on('GET /account/v1/structures/p1/members', answer('p1'))
    bench.central.on('GET /account/v1/structures/g1/members', () => ({ problem: 'forbidden' }))
    expect(await bench.desk.call('orientations.colleagues', { sens: 'envoi', id: uuid(1) })).toEqual([
      { user_id: 'u2', nom: 'Awa Fictive' },
      { user_id: 'u3', nom: 'Zoé Fictive' },
    ])
    // Of the structure that receives, the other side’s members are not one’s own.
    expect(await bench.desk.codeOf('orientations.colleagues', { sens: 'reception', id: uuid(101) })).toBe('compte-droit')
  })

  test('a request that began in Les Emplois: the draft is filled by its token, whose fields no save changes', async () => {
    const told = {
      nom: 'Ravel',
      prenom: 'Inès',
      courriel: 'ines@exemple.test',
      telephone: '12',
      numero_france_travail: '',
      structure_siret: '10000000000016',
    }
    bench.central.on('POST /orientations/v1/emplois', ({ body }) =>
      body['jeton'] === 'bon' ? { body: told } : { problem: 'refused', status: 400, motif: 'jeton-emplois' },
    )
    expect(await bench.desk.codeOf('orientations.fromEmplois', { serviceId: 's1', jeton: 'bon' })).toBe('compte-non-connecte')
    await bench.signIn('p1', 'p2')
    expect(await bench.desk.codeOf('orientations.fromEmplois', { serviceId: 's1', jeton: 'passé' })).toBe('compte-jeton-emplois')
    expect(await bench.desk.codeOf('orientations.fromEmplois', { serviceId: 'parti', jeton: 'bon' })).toBe('service-introuvable')
    expect(await bench.desk.call('drafts.list')).toEqual([])

    const { id } = await bench.desk.call<{ id: string }>('orientations.fromEmplois', { serviceId: 's1', jeton: 'bon' })
    const { content } = await draftView(id)
    expect(content).toMatchObject({
      beneficiaire_nom: 'Ravel',
      beneficiaire_telephone: '12',
      structure_prescriptrice_id: 'p2',
      jeton_emplois: 'bon',
      champs_emplois: ['beneficiaire_nom', 'beneficiaire_prenom', 'beneficiaire_courriel'],
    })
    await bench.desk.call('drafts.save', {
      id,
      content: {
        ...content,
        beneficiaire_nom: 'Autre',
        jeton_emplois: '',
        champs_emplois: [],
        beneficiaire_telephone: '0601020304',
        motif: 'Un motif.',
      },
    })
    expect((await draftView(id)).content).toMatchObject({
      beneficiaire_nom: 'Ravel',
      jeton_emplois: 'bon',
      champs_emplois: content.champs_emplois,
      // A telephone that nobody could call is free, and so is what the token says nothing of.
      beneficiaire_telephone: '0601020304',
      motif: 'Un motif.',
    })
  })
})

test('notices: nothing at the first reading, then what is new in one, and never again after a restart', async () => {
  const notices = () => bench.desk.heard.filter(({ name }) => name === 'orientations.notice').map(({ payload }) => payload)
  bench.tell('reception', received({ id: uuid(101), cree_le: ago(1) }))
  bench.tell('envoi', mine())
  await bench.signIn('p1')
  await there(2)
  await vi.waitFor(() => expect(bench.central.streams()).toBe(1), SOON)
  expect(notices()).toEqual([])
  bench.tell('reception', received({ id: uuid(102), cree_le: ago(0) }))
  await vi.waitFor(
    () => expect(notices()).toEqual([{ titre: 'Demandes d’orientation', corps: '1 nouvelle demande reçue', sens: 'reception' }]),
    SOON,
  )
  await bench.reopen()
  await bench.desk.call('sync.now')
  await there(3)
  await vi.waitFor(() => expect(bench.central.streams()).toBeGreaterThan(0), SOON)
  bench.tell('envoi', mine({ id: uuid(2), cree_le: ago(1), etat: 'VALIDÉE', traitee_le: ago(0) }))
  await there(4)
  // Less than a quarter of an hour after the last one: it waits, and what was told is not told again.
  expect(notices()).toEqual([])
})
