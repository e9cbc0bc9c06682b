import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'
import { draftService, invented } from './testing/people.ts'
import { answer, arriveAll, attach, pdf, requestOf, row, sendDraft, sent, tell, writeDraft } from './testing/requests.ts'

const LATER = Date.parse('2027-01-01T00:00:00Z')
let folder: string
let newId: () => string
let store: UserStore
const reopen = () => {
  store.close()
  store = openAt(folder, newId)
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-requests-'))
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
const only = () => {
  const { envois } = store.requests.all()
  expect(envois).toHaveLength(1)
  return envois[0] as (typeof envois)[number]
}

describe('a request that is sent', () => {
  it('leaves the drafts and appears at once, complete, with what it does not tell left out', () => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    expect(store.drafts.list()).toEqual([])
    expect(codeOf(() => store.drafts.get(draftId))).toBe('brouillon-introuvable')
    const { doc, envoi, refus, muette } = only()
    expect([doc.id, envoi, refus, muette]).toEqual([id, 'pieces', null, false])
    expect(doc).toMatchObject({
      etat: 'OUVERTE',
      personne: { nom: 'Imaginaire', prenom: 'Zéphirine', numero_france_travail: '' },
      besoin: { motif: 'Souhaite passer le permis.' },
      pieces: [{ nom: 'cv.pdf', type: 'application/pdf' }],
      evenements: [{ quoi: 'envoyee', par: 'Odette odette' }],
    })
    reopen()
    expect(only().doc).toEqual(doc)
  })

  it('is shown as held when its structure is not validated', () => {
    store.requests.send(requestOf(writeDraft(store), {}, true))
    expect(only().doc).toMatchObject({ etat: 'MODÉRATION_EN_COURS', evenements: [{ quoi: 'envoyee' }, { quoi: 'retenue' }] })
  })

  it('goes only once its files are on the server, which is asked again at each run', () => {
    const bytes = pdf(700_000)
    const { id } = sendDraft(store, { 'cv.pdf': bytes, 'lettre.pdf': pdf(9) })
    expect(sent(store)).toEqual([])
    const waiting = store.outbox.pieces('odette', LATER)
    expect(waiting.map(({ nom, taille }) => [nom, taille])).toEqual([
      ['cv.pdf', bytes.byteLength],
      ['lettre.pdf', 24],
    ])
    const [cv, lettre] = waiting as [(typeof waiting)[number], (typeof waiting)[number]]
    const first = store.outbox.piecePart('odette', cv.id, 0, 512 * 1024)
    const second = store.outbox.piecePart('odette', cv.id, 512 * 1024, 512 * 1024)
    expect(Buffer.concat([first ?? Buffer.of(), second ?? Buffer.of()]).equals(bytes)).toBe(true)
    store.outbox.pieceArrived('odette', cv.id)
    expect([sent(store), only().envoi]).toEqual([[], 'pieces'])
    store.outbox.pieceArrived('odette', lettre.id)
    expect(only().envoi).toBe('attente')
    reopen()
    expect([sent(store), store.outbox.pieces('odette', LATER).length]).toEqual([[], 2])
    arriveAll(store)
    expect(sent(store)).toMatchObject([
      { type: 'envoi.create', key: { kind: 'envoi', id }, patch: { pieces: [{ nom: 'cv.pdf' }, { nom: 'lettre.pdf' }] } },
    ])
  })

  it('waits for its files alone: every other change goes', () => {
    sendDraft(store, { 'cv.pdf': pdf() })
    store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
    const { id } = sendDraft(store)
    expect(sent(store).map(({ key }) => key.id)).toEqual(['odette/service:s1', id])
  })

  it('is the server’s once it has told it, and its draft is kept for as long as nothing is known of the end', () => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    answer(store)
    expect(only().envoi).toBe('a-jour')
    tell(store, 120, [row('envoi', { ...only().doc, etat: 'MODÉRATION_EN_COURS' }, 100)])
    expect(only()).toMatchObject({ envoi: 'a-jour', doc: { id, etat: 'MODÉRATION_EN_COURS' } })
    expect(store.requests.draftOf(id)).toMatchObject({
      draftId,
      content: { beneficiaire_nom: 'Imaginaire' },
      attachments: [{ nom: 'cv.pdf' }],
    })
  })

  it('is not sent by a draft that changed since it was looked at, is not complete, or lacks a file', () => {
    const draftId = writeDraft(store, { 'cv.pdf': pdf() })
    const request = requestOf(draftId)
    expect(codeOf(() => store.requests.send({ ...request, version: 1 }))).toBe('brouillon-modifie-ailleurs')
    const over = (more: object) => ({ ...request, request: { ...request.request, ...more } })
    expect(codeOf(() => store.requests.send(over({ engagement: false }) as never))).toBe('orientation-incomplete')
    expect(codeOf(() => store.requests.send(over({ structure_id: '' })))).toBe('orientation-sans-structure')
    const [file = ''] = readdirSync(join(folder, 'pieces'))
    rmSync(join(folder, 'pieces', file))
    expect(codeOf(() => store.requests.send(request))).toBe('piece-introuvable')
    expect([store.drafts.list().length, store.requests.all().envois]).toEqual([1, []])
    store.account.clear({ effacer: false })
    expect(codeOf(() => store.requests.send(request))).toBe('compte-non-connecte')
  })

  it('keeps its files and its words from another window that still has the draft', () => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    const [piece] = only().doc.pieces
    expect(codeOf(() => store.attachments.remove({ draftId, attachmentId: piece?.id ?? '' }))).toBe('piece-introuvable')
    expect(codeOf(() => store.drafts.save({ id: draftId, content: invented }))).toBe('brouillon-introuvable')
    expect(codeOf(() => store.drafts.remove(draftId))).toBe('brouillon-introuvable')
    expect(codeOf(() => store.drafts.restore(draftId))).toBe('brouillon-introuvable')
    expect(codeOf(() => attach(store, draftId, 'autre.pdf', pdf()))).toBe('brouillon-introuvable')
    expect(store.requests.draftOf(id)?.attachments).toHaveLength(1)
  })

  it('says nothing of a person but in sealed cells and sealed files', () => {
    const { id } = sendDraft(store, { 'cv-zéphirine.pdf': pdf(60, 'zéphirine ') })
    store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: 'Zéphirine attend.' })
    for (const { id: piece, mutId } of store.outbox.pieces('odette', LATER))
      store.outbox.pieceRefused('odette', { id: piece, mutId }, 'type')
    expect(only().refus?.message).toContain('cv-zéphirine.pdf')
    store.close()
    const files = [join(folder, 'user.db'), ...readdirSync(join(folder, 'pieces')).map((name) => join(folder, 'pieces', name))]
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const word of ['Imaginaire', 'phirine', '01234567890', '0611223344', 'berengere@', 'permis.', 'cv-'])
        expect(bytes.includes(word)).toBe(false)
    }
    store = openAt(folder, newId)
  })
})

it('what Les Emplois gave of the person is kept, whatever a screen saves over it', () => {
  const { id } = store.drafts.create(draftService)
  const given = { ...invented, jeton_emplois: 'jeton', champs_emplois: ['beneficiaire_nom' as const] }
  store.drafts.save({ id, content: given })
  const changed = { ...given, beneficiaire_nom: 'Autre', motif: 'Autre motif', jeton_emplois: '', champs_emplois: [] }
  expect(store.drafts.save({ id, content: changed, base: 2 }).version).toBe(3)
  expect(store.drafts.get(id).content).toEqual({ ...given, motif: 'Autre motif' })
  // The answer lost on its way, asked again.
  expect(store.drafts.save({ id, content: changed, base: 2 }).version).toBe(3)
})

describe('a request that the server refuses', () => {
  it.each([
    ['non-orientable', 'ne reçoit plus de demandes'],
    ['forbidden.structure', 'au nom de cette structure'],
    ['forbidden', 'n’en a pas le droit'],
    ['validation.personne.telephone', 'Téléphone de la personne'],
    ['validation.pieces', 'Documents demandés'],
    ['validation.besoin.criteres.2', 'Critères de la personne'],
    ['emplois.jeton', 'Les Emplois'],
    ['trop', 'beaucoup de demandes'],
    ['jamais-vu', 'jamais-vu'],
  ])('(%s) is shown with its sentence, taken back as it was, and sent again', (code, words) => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    const [mutation] = answer(store, { status: 'rejected', code })
    expect(only()).toMatchObject({
      envoi: 'refuse',
      ici: true,
      doc: { id },
      refus: { mut_id: mutation?.mut_id, type: 'envoi.create' },
    })
    expect(only().refus?.message).toContain(words)
    expect(store.outbox.list()).toMatchObject([{ kind: 'envoi', etat: 'refuse', reponse: { message: only().refus?.message } }])
    const reason = only().refus?.message
    expect(store.requests.resume(id)).toEqual({ draftId })
    expect([store.requests.all().envois, store.outbox.list()]).toEqual([[], []])
    // The reason comes back with it, at once: a desk that stops there has lost nothing.
    reopen()
    const content = { motif: invented.motif, refus: reason }
    expect(store.drafts.get(draftId)).toMatchObject({ content, attachments: [{ nom: 'cv.pdf' }] })
    const again = store.requests.send(requestOf(draftId))
    expect(again.id).not.toBe(id)
    expect(answer(store)).toMatchObject([{ key: { id: again.id }, patch: { pieces: [{ nom: 'cv.pdf' }] } }])
    expect(only()).toMatchObject({ envoi: 'a-jour', refus: null })
  })

  it('may be sent again as it is, under a name that the server has not judged', () => {
    sendDraft(store, { 'cv.pdf': pdf() })
    const [first] = answer(store, { status: 'rejected', code: 'trop' })
    store.outbox.retry({ mutId: first?.mut_id ?? '' })
    const [second] = answer(store)
    expect(second?.mut_id).not.toBe(first?.mut_id)
    expect(second?.patch).toEqual(first?.patch)
  })

  it('given up in the list of what goes out is a draft again', () => {
    const { draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    const [first] = answer(store, { status: 'rejected', code: 'trop' })
    store.outbox.cancel({ mutId: first?.mut_id ?? '' })
    expect(store.requests.all().envois).toEqual([])
    expect(store.drafts.get(draftId).attachments).toHaveLength(1)
    expect(store.drafts.get(draftId).content.refus).toContain('beaucoup de demandes')
  })

  it('holds back what was done of it since, which goes with it when it is taken back', () => {
    const { id } = sendDraft(store)
    arriveAll(store)
    const taken = sent(store)
    store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: 'Alors ?' })
    store.outbox.settle({
      epoch: EPOCH,
      head: 1,
      durableSeq: 0,
      results: taken.map(({ mut_id }) => ({ mut_id, status: 'rejected' as const, code: 'non-orientable' })),
    })
    expect(store.outbox.list().map(({ etat }) => etat)).toEqual(['bloque', 'refuse'])
    expect(only().refus?.message).toContain('ne reçoit plus')
    expect(codeOf(() => store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: '' }))).toBe('orientation-geste')
    store.requests.resume(id)
    expect(store.outbox.list()).toEqual([])
  })
})

describe('a request that is taken back', () => {
  it('before it left is a draft again, by « withdraw » too, and nobody is written to', () => {
    const first = sendDraft(store, { 'cv.pdf': pdf() })
    expect(store.requests.resume(first.id)).toEqual({ draftId: first.draftId })
    const { id } = store.requests.send(requestOf(first.draftId))
    store.requests.act({ geste: 'annuler', sens: 'envoi', id, message: 'Elle a trouvé.' })
    expect([store.requests.all().envois, store.outbox.list(), store.drafts.list().length]).toEqual([[], [], 1])
  })

  it('before it left again says nothing of the refusal before', () => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    answer(store, { status: 'rejected', code: 'trop' })
    store.requests.resume(id)
    const { content, version } = store.drafts.get(draftId)
    expect(content.refus).not.toBe('')
    const again = store.requests.send(requestOf(draftId))
    store.requests.resume(again.id)
    expect(store.drafts.get(draftId).content).toEqual({ ...content, refus: '' })
    // Nothing to say: nothing is written.
    const third = store.requests.send(requestOf(draftId))
    store.requests.resume(third.id)
    expect(store.drafts.get(draftId).version).toBe(version + 1)
  })

  it('when its draft is damaged comes back as it is', () => {
    const { id, draftId } = sendDraft(store)
    answer(store, { status: 'rejected', code: 'trop' })
    store.close()
    const db = new Database(join(folder, 'user.db'))
    db.prepare(`UPDATE drafts SET contenu = x'00' WHERE id = ?`).run(draftId)
    db.close()
    store = openAt(folder, newId)
    expect(store.requests.resume(id)).toEqual({ draftId })
    expect(store.drafts.list()).toMatchObject([{ id: draftId, serviceNom: 'Brouillon illisible' }])
  })

  it('is here only until the server has taken it', () => {
    const { id } = sendDraft(store)
    const ici = () => store.requests.one('envoi', id).ici
    expect(ici()).toBe(true)
    store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: '' })
    answer(store)
    expect(ici()).toBe(false)
  })

  it('cannot be once the server may have it: it is withdrawn there', () => {
    const { id } = sendDraft(store)
    const [mutation] = sent(store)
    expect(codeOf(() => store.requests.resume(id))).toBe('orientation-geste')
    expect(codeOf(() => store.outbox.cancel({ mutId: mutation?.mut_id ?? '' }))).toBe('envoi-introuvable')
    store.requests.act({ geste: 'annuler', sens: 'envoi', id, message: '' })
    expect(only()).toMatchObject({ envoi: 'attente', doc: { etat: 'ANNULÉE' } })
    expect(store.drafts.list()).toEqual([])
    answer(store)
    expect(sent(store)).toMatchObject([{ type: 'envoi.cancel', key: { id } }])
    answer(store)
    expect(codeOf(() => store.requests.resume(id))).toBe('orientation-geste')
    expect(codeOf(() => store.requests.resume('a3b0c1d2-0000-4000-8000-00000000000f'))).toBe('orientation-introuvable')
  })
})

describe('files of a request', () => {
  it('that this desk has lost are told before it is sent, and nothing else is lost', () => {
    const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
    for (const name of readdirSync(join(folder, 'pieces'))) rmSync(join(folder, 'pieces', name))
    expect(store.outbox.pieces('odette', LATER)).toEqual([])
    expect(only()).toMatchObject({ envoi: 'refuse', doc: { id } })
    expect(only().refus?.message).toContain('«\u00a0cv.pdf\u00a0»')
    store.requests.resume(id)
    expect(store.drafts.get(draftId).content.motif).toBe(invented.motif)
  })

  it('lost after they were sent once do not stop it: the server judges what it has', () => {
    const { id } = sendDraft(store, { 'cv.pdf': pdf() })
    arriveAll(store)
    expect(sent(store)).toHaveLength(1)
    reopen()
    for (const name of readdirSync(join(folder, 'pieces'))) rmSync(join(folder, 'pieces', name))
    expect(store.outbox.pieces('odette', LATER)).toEqual([])
    expect(sent(store)).toMatchObject([{ key: { id } }])
  })

  it.each([
    ['type', 'n’est pas celui qu’annonce son nom'],
    ['taille', 'trop lourde'],
    ['refus', 'son nom ou son format'],
    ['absente', 'n’a plus'],
  ] as const)('that never will be there (%s) make it refused, with the sentence that names them', (why, words) => {
    sendDraft(store, { 'cv.pdf': pdf() })
    const [piece] = store.outbox.pieces('odette', LATER)
    if (piece === undefined) throw new Error('no file waits')
    store.outbox.pieceRefused('basile', piece, why)
    expect(only().envoi).toBe('pieces')
    store.outbox.pieceRefused('odette', piece, why)
    expect(only().refus?.message).toContain(words)
    expect(only().refus?.message).toContain('cv.pdf')
    expect(store.outbox.pieces('odette', LATER)).toEqual([])
  })

  it('that the server no longer has are sent again twice, then asked about', () => {
    const { id } = sendDraft(store, { 'cv.pdf': pdf() })
    const names = [1, 2, 3].map(() => answer(store, { status: 'rejected', code: 'pieces' })[0]?.mut_id)
    expect(new Set(names).size).toBe(3)
    expect(only()).toMatchObject({ envoi: 'refuse', doc: { id } })
    expect(only().refus?.message).toContain('ne sont pas arrivées entières')
  })

  it('are announced again once the history of the server is another', () => {
    const { id } = sendDraft(store, { 'cv.pdf': pdf() })
    const [first] = answer(store)
    expect(only().envoi).toBe('a-jour')
    store.outbox.resetMine('odette')
    expect([sent(store), store.outbox.pieces('odette', LATER).length]).toEqual([[], 1])
    arriveAll(store)
    // The same name: a server that still has it says so.
    expect(sent(store)).toMatchObject([{ mut_id: first?.mut_id, key: { id } }])
  })

  it('are those of the account that is signed in', () => {
    sendDraft(store, { 'cv.pdf': pdf() })
    const [piece] = store.outbox.pieces('odette', LATER)
    store.account.clear({ effacer: false })
    store.account.set(signedIn('basile'))
    expect(store.requests.all()).toEqual({ envois: [], receptions: [], illisibles: 0 })
    expect(store.outbox.pieces('odette', LATER)).toEqual([])
    expect(store.outbox.pieces('basile', LATER)).toEqual([])
    expect(store.outbox.piecePart('odette', piece?.id ?? '', 0, 10)).toBeNull()
    expect(store.requests.draftOf(piece?.mutId ?? '')).toBeNull()
    store.account.set(signedIn('odette'))
    expect(only().envoi).toBe('pieces')
  })
})
