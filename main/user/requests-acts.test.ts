import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RATTACHEMENT, rattachementId } from '#shared/accounts/compte.ts'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { after, ETATS } from '#shared/orientation/life.ts'
import type { Reception } from '#shared/orientation/model.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'
import { answer, received, row, sendDraft, sent, tell } from './testing/requests.ts'

let folder: string
let newId: () => string
let store: UserStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-acts-'))
  newId = countingIds()
  store = openAt(folder, newId)
  store.account.set(signedIn('odette'))
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
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}
const ID = received().id
const only = () => {
  const { receptions } = store.requests.all()
  expect(receptions).toHaveLength(1)
  return receptions[0] as (typeof receptions)[number]
}
const receive = (over: Partial<Reception> = {}, seq = 1) => tell(store, seq, [row('reception', received(over), seq, seq)])

const ACCEPT: OrientationAct = {
  geste: 'accepter',
  sens: 'reception',
  id: ID,
  message: 'Nous la recevons lundi.',
  message_personne: 'À lundi !',
}
const REFUSE: OrientationAct = {
  geste: 'refuser',
  sens: 'reception',
  id: ID,
  motifs: ['session-complète'],
  message: 'La session est complète.',
}
const write = (message: string): OrientationAct => ({
  geste: 'ecrire-prescripteur',
  sens: 'reception',
  id: ID,
  message,
  copies: [],
})
const act = (one: OrientationAct) => store.requests.act(one)

describe('an act on a request received', () => {
  it.each<[OrientationAct, object, string, object]>([
    [
      { geste: 'lire', sens: 'reception', id: ID },
      { etat: 'OUVERTE', evenements: [{}, { quoi: 'lue', par: 'Odette odette' }] },
      'read',
      {},
    ],
    [{ geste: 'accuser', sens: 'reception', id: ID }, { evenements: [{}, { quoi: 'accusee' }] }, 'acknowledge', {}],
    [
      { geste: 'reporter', sens: 'reception', id: ID, pas_avant: '2026-04-01', message: 'En avril.' },
      { pas_avant: '2026-04-01', evenements: [{}, { quoi: 'reportee', texte: 'En avril.' }] },
      'postpone',
      { pas_avant: '2026-04-01', message: 'En avril.' },
    ],
    [
      ACCEPT,
      {
        etat: 'VALIDÉE',
        personne: { telephone: '0601020304', numero_france_travail: '' },
        reponse: { message: 'Nous la recevons lundi.', par: 'Odette odette' },
        evenements: [{}, { quoi: 'acceptee' }],
      },
      'accept',
      { message: 'Nous la recevons lundi.', message_personne: 'À lundi !' },
    ],
    [
      REFUSE,
      {
        etat: 'REFUSÉE',
        personne: { nom: 'Ravel', prenom: 'Inès', telephone: '', courriel: '' },
        besoin: { motif: '' },
        reponse: { motifs: ['session-complète'] },
      },
      'refuse',
      { motifs: ['session-complète'], message: 'La session est complète.' },
    ],
    [
      { geste: 'ecrire-beneficiaire', sens: 'reception', id: ID, message: 'Bonjour.', copies: ['referent'] },
      { evenements: [{}, { quoi: 'message-beneficiaire', texte: 'Bonjour.' }] },
      'write',
      { a: 'beneficiaire', message: 'Bonjour.', copies: ['referent'] },
    ],
    [write('Une question.'), { evenements: [{}, { quoi: 'message-prescripteur' }] }, 'write', { a: 'prescripteur' }],
    [
      { geste: 'confier', sens: 'reception', id: ID, a: 'basile' },
      { suivi_par: { user_id: 'basile', nom: 'Basile Inventé' } },
      'handover',
      { a: 'basile' },
    ],
  ])('%o shows at once, and is sent', (one, shown, command, patch) => {
    const basile = {
      user_id: 'basile',
      structure_id: received().service.structure_id ?? '',
      etat: 'membre',
      admin: false,
      courriel: 'basile@exemple.test',
      prenom: 'Basile',
      nom: 'Inventé',
      actif: true,
      structure_nom: 'Maison des départs',
      departement: '59',
      cree_le: '2026-01-01T00:00:00.000Z',
    }
    const id = rattachementId('basile', basile.structure_id)
    tell(store, 1, [{ op: 'put', seq: 1, kind: RATTACHEMENT, id, ver: 1, h: 1, doc: basile }, row('reception', received(), 1)])
    act(one)
    expect(only()).toMatchObject({ envoi: 'attente', refus: null, doc: shown })
    expect(sent(store)).toMatchObject([{ type: `reception.${command}`, key: { kind: 'reception', id: ID }, base: {}, patch }])
    answer(store, { status: 'applied', seq: 2, ver: 2 }, { seq: 2 })
    // Until the server's row has come, what was done stays in view.
    expect(only()).toMatchObject({ envoi: 'a-jour', doc: shown })
    receive({ motif: '' } as never, 3)
    expect(only().doc.evenements).toHaveLength(1)
  })

  it('is open in the states of the table, to that side, and to nobody of whom nothing is left', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ETATS), fc.constantFrom(ACCEPT, REFUSE, write('x')), (etat, one) => {
        const seq = store.outbox.state().cursor + 1
        receive({ etat }, seq)
        const may = after(etat, one.geste, 'structure') !== null
        expect(codeOf(() => act(one))).toBe(may ? 'ok' : 'orientation-geste')
        for (const { mut_id } of store.outbox.list()) store.outbox.cancel({ mutId: mut_id })
      }),
    )
    receive({ anonyme_le: '2026-03-01T00:00:00.000Z' }, store.outbox.state().cursor + 1)
    expect(codeOf(() => act(ACCEPT))).toBe('orientation-geste')
    expect(codeOf(() => act({ ...ACCEPT, id: 'a3b0c1d2-0000-4000-8000-00000000000f' }))).toBe('orientation-introuvable')
  })

  it('is judged on what is shown, what waits included', () => {
    receive()
    act(ACCEPT)
    expect(codeOf(() => act(REFUSE))).toBe('orientation-geste')
    act({ geste: 'constater', sens: 'reception', id: ID, issue: 'commencee' })
    expect(only().doc).toMatchObject({ etat: 'VALIDÉE', issue: { quoi: 'commencee', cote: 'structure' } })
  })

  it('done twice is done once; two messages are two, in their order, one at a time', () => {
    receive()
    act({ geste: 'lire', sens: 'reception', id: ID })
    act({ geste: 'lire', sens: 'reception', id: ID })
    act(write('Un'))
    act(write('Un'))
    act(write('Deux'))
    act(write('Un'))
    act(ACCEPT)
    const order: string[] = []
    for (let taken = answer(store); taken.length > 0; taken = answer(store)) {
      expect(taken).toHaveLength(1)
      order.push(`${taken[0]?.type ?? ''} ${String(taken[0]?.patch['message'] ?? '')}`.trim())
    }
    expect(order).toEqual([
      'reception.read',
      'reception.write Un',
      'reception.write Deux',
      'reception.write Un',
      'reception.accept Nous la recevons lundi.',
    ])
  })

  it('refused shows the server’s state, why, and what was written; the next word replaces it', () => {
    receive()
    act({ ...ACCEPT, message: 'Voyez <script>' })
    const [mutation] = answer(store, { status: 'rejected', code: 'message' })
    expect(only()).toMatchObject({
      envoi: 'refuse',
      doc: { etat: 'OUVERTE', reponse: null },
      refus: { mut_id: mutation?.mut_id, type: 'reception.accept', texte: 'Voyez <script>\n\nÀ lundi !' },
    })
    expect(only().refus?.message).toContain('n’est pas sûr')
    act(REFUSE)
    expect(only()).toMatchObject({ envoi: 'attente', refus: null, doc: { etat: 'REFUSÉE' } })
    expect(sent(store)).toMatchObject([{ type: 'reception.refuse' }])
  })

  it('a message refused is kept beside the next one, until it is given up', () => {
    receive()
    act(write('Un'))
    act(write('Deux'))
    answer(store, { status: 'rejected', code: 'message' })
    expect(only()).toMatchObject({ envoi: 'refuse', refus: { texte: 'Un' } })
    expect(sent(store)).toMatchObject([{ patch: { message: 'Deux' } }])
    const sentOnce = sent(store)[0]?.mut_id
    store.outbox.cancel({ mutId: only().refus?.mut_id ?? '' })
    // What may have left keeps its name: under another it would be done twice.
    expect(sent(store)[0]?.mut_id).toBe(sentOnce)
    expect(only()).toMatchObject({ envoi: 'attente', refus: null })
  })

  it.each([
    ['deja-traitee', 'déjà traité'],
    ['trop-tot', 'relancée il y a peu'],
    ['forbidden', 'n’en a pas le droit'],
    ['validation.pas_avant', 'Pas avant le'],
  ])('(%s) is said in its sentence', (code, words) => {
    receive()
    act(write('Un'))
    answer(store, { status: 'rejected', code })
    expect(only().refus?.message).toContain(words)
  })

  it('of a request that is no longer there is refused, not forgotten', () => {
    receive()
    act(write('Un'))
    answer(store, { status: 'conflict', code: 'gone' })
    expect(only().refus?.message).toContain('n’est plus sur le serveur')
    expect(store.outbox.conflicts()).toEqual([])
  })

  it('reading one that closed meanwhile is nobody’s concern', () => {
    receive()
    act({ geste: 'lire', sens: 'reception', id: ID })
    answer(store, { status: 'rejected', code: 'deja-traitee' })
    expect([only().envoi, store.outbox.list()]).toEqual(['a-jour', []])
  })

  it('that the server does not allow any more is not shown as done: someone else was first', () => {
    receive()
    act(ACCEPT)
    expect(only().doc.etat).toBe('VALIDÉE')
    receive({ etat: 'REFUSÉE', traitee_le: '2026-03-01T10:00:00.000Z' }, 5)
    expect(only()).toMatchObject({ envoi: 'attente', doc: { etat: 'REFUSÉE' } })
  })
})

it.each<[OrientationAct, boolean]>([
  [{ geste: 'lire', sens: 'reception', id: ID }, true],
  [{ geste: 'accuser', sens: 'reception', id: ID }, true],
  [{ geste: 'reporter', sens: 'reception', id: ID, pas_avant: '2026-04-01', message: '' }, true],
  [ACCEPT, true],
  [{ geste: 'relancer', sens: 'envoi', id: ID, message: '' }, true],
  [{ geste: 'confier', sens: 'envoi', id: ID, a: 'basile' }, false],
])('a letter that was not delivered is forgotten by %j: %s', (one, forgotten) => {
  const non_remise_le = '2026-02-20T10:00:00.000Z'
  const { suivi_par: _member, ...common } = received({ non_remise_le })
  const doc = one.sens === 'envoi' ? { ...common, courriers: [], remplace: null } : received({ non_remise_le })
  tell(store, 1, [row(one.sens, doc, 1)])
  act(one)
  const seen = one.sens === 'envoi' ? store.requests.one('envoi', ID) : store.requests.one('reception', ID)
  expect(seen.envoi).toBe('attente')
  expect(seen.doc.non_remise_le).toBe(forgotten ? undefined : non_remise_le)
})

describe('an act on a request sent', () => {
  it('follows its making, and shows over it', () => {
    const { id } = sendDraft(store)
    const taken = sent(store)
    store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: 'Alors ?' })
    const [seen] = store.requests.all().envois
    expect(seen?.doc).toMatchObject({ relances: 1, evenements: [{ quoi: 'envoyee' }, { quoi: 'relancee', texte: 'Alors ?' }] })
    expect(sent(store)).toEqual(taken)
    answer(store)
    expect(sent(store)).toMatchObject([{ type: 'envoi.nudge', deps: [], patch: { message: 'Alors ?' } }])
  })

  it('hands it over to someone whose name is told by the server when this desk does not know it', () => {
    const { id } = sendDraft(store)
    answer(store)
    store.requests.act({ geste: 'confier', sens: 'envoi', id, a: 'basile' })
    expect(store.requests.one('envoi', id).doc.prescripteur).toMatchObject({ user_id: 'basile', nom: '' })
    store.requests.act({ geste: 'confier', sens: 'envoi', id, a: 'basile' })
    expect(sent(store)).toMatchObject([{ type: 'envoi.handover' }])
  })
})

describe('what the server told', () => {
  it('is read, newest first; what cannot be is counted, and hides no other', () => {
    const other = received({ id: 'a3b0c1d2-0000-4000-8000-000000000002', cree_le: '2026-02-21T09:00:00.000Z' })
    const strange = { ...received({ id: 'a3b0c1d2-0000-4000-8000-000000000003' }), etat: 'INVENTÉ' } as never
    tell(store, 3, [row('reception', received(), 1), row('reception', other, 2), row('reception', strange, 3)])
    const seen = store.requests.all()
    expect(seen.receptions.map(({ doc }) => doc.id)).toEqual([other.id, ID])
    expect(seen.illisibles).toBe(1)
    store.close()
    const db = new Database(join(folder, 'user.db'))
    db.prepare(`UPDATE own_rows SET doc = x'00' WHERE id = ?`).run(other.id)
    db.close()
    store = openAt(folder, newId)
    expect(store.requests.all()).toMatchObject({ receptions: [{ doc: { id: ID } }], illisibles: 2 })
    expect(codeOf(() => store.requests.one('reception', other.id))).toBe('orientation-introuvable')
  })

  it('a request that is no longer told is gone, on both sides', () => {
    const { id } = sendDraft(store)
    answer(store, { status: 'applied', seq: 4, ver: 1 }, { seq: 4 })
    const [seen] = store.requests.all().envois
    if (seen === undefined) throw new Error('nothing sent')
    tell(store, 5, [row('envoi', seen.doc, 4), row('reception', received(), 5)])
    tell(store, 7, [
      { op: 'remove', seq: 6, kind: 'envoi', id },
      { op: 'remove', seq: 7, kind: 'reception', id: ID },
    ])
    expect(store.requests.all()).toEqual({ envois: [], receptions: [], illisibles: 0 })
  })

  it('is told again under another version: nothing stale is shown', () => {
    receive()
    expect(only().doc.lue_le).toBeNull()
    receive({ lue_le: '2026-03-02T00:00:00.000Z' }, 2)
    expect(only().doc.lue_le).toBe('2026-03-02T00:00:00.000Z')
    store.outbox.resetMine('odette')
    store.outbox.applyMine({
      userId: 'odette',
      epoch: 'b'.repeat(32),
      since: 0,
      more: false,
      changes: [row('reception', received({ relances: 4 }), 2, 2)],
      next: 2,
      durableSeq: 2,
    })
    expect(only().doc).toMatchObject({ lue_le: null, relances: 4 })
    expect(EPOCH).not.toBe(store.outbox.state().epoch)
  })
})

describe('silence and templates', () => {
  it('a request is muted on this desk, for this account, until it is not', () => {
    receive()
    store.requests.mute({ sens: 'reception', id: ID, muette: true })
    store.requests.mute({ sens: 'reception', id: ID, muette: true })
    expect(only().muette).toBe(true)
    expect(codeOf(() => store.requests.mute({ sens: 'envoi', id: ID, muette: true }))).toBe('orientation-introuvable')
    store.requests.mute({ sens: 'reception', id: ID, muette: false })
    expect(only().muette).toBe(false)
  })

  it('templates are kept sealed, by name, one person’s only', () => {
    const saved = store.requests.saveTemplate({
      id: null,
      nom: 'Session pleine',
      geste: 'refuser',
      texte: 'La session est pleine.',
    })
    store.requests.saveTemplate({ id: null, nom: 'Accueil', geste: 'accepter', texte: 'Bienvenue.' })
    expect(store.requests.templates().map(({ nom }) => nom)).toEqual(['Accueil', 'Session pleine'])
    store.requests.saveTemplate({ ...saved, texte: 'Pleine jusqu’en juin.' })
    expect(store.requests.templates()[1]).toEqual({ ...saved, texte: 'Pleine jusqu’en juin.' })
    store.account.set(signedIn('basile'))
    expect(store.requests.templates()).toEqual([])
    expect(codeOf(() => store.requests.saveTemplate(saved))).toBe('orientation-introuvable')
    store.requests.removeTemplate(saved.id)
    store.account.set(signedIn('odette'))
    store.requests.removeTemplate(saved.id)
    expect(store.requests.templates()).toHaveLength(1)
  })
})
