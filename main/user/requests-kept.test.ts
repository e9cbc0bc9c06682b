import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Envoi } from '#shared/orientation/model.ts'
import { MIGRATIONS } from './migrations.ts'
import { openUserDb } from './open.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'
import { draftService, invented, key } from './testing/people.ts'
import { answer, pdf, received, requestOf, row, sendDraft, sent, tell, writeDraft } from './testing/requests.ts'
import { createVault } from './vault.ts'

const DAY_MS = 24 * 3600_000
const vault = createVault(key)
let folder: string
let newId: () => string
let store: UserStore
let now: number
const clock = { now: () => new Date((now += 1)).toISOString(), today: () => new Date(now).toISOString().slice(0, 10) }
const open = () => openAt(folder, newId, { clock })
const reopen = () => {
  store.close()
  store = open()
}
const files = () => readdirSync(join(folder, 'pieces'))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-kept-'))
  newId = countingIds()
  now = Date.parse('2026-03-02T08:00:00.000Z')
  store = open()
  store.account.set(signedIn('odette'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sent, told by the server and safe there. */
const settled = (over: Partial<Envoi> = {}, seq = 10) => {
  const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
  answer(store, { status: 'applied', seq, ver: 1 }, { seq, durableSeq: seq })
  const { doc } = store.requests.one('envoi', id)
  tell(store, seq, [row('envoi', { ...doc, ...over }, seq)])
  return { id, draftId, doc }
}
const isKept = (id: string) => store.requests.draftOf(id) !== null

it.each([
  ['OUVERTE', true],
  ['MODÉRATION_EN_COURS', true],
  ['REFUSÉE', true],
  ['EXPIRÉE', true],
  ['MODÉRATION_REJETÉE', true],
  ['VALIDÉE', false],
  ['ANNULÉE', false],
] as const)('of a request that is %s the draft and its files are kept: %s', (etat, kept) => {
  const { id, doc } = settled()
  expect([isKept(id), files().length]).toEqual([true, 1])
  tell(store, 11, [row('envoi', { ...doc, etat }, 11, 2)])
  expect([isKept(id), files().length]).toEqual([kept, kept ? 1 : 0])
  expect(store.requests.one('envoi', id).doc.etat).toBe(etat)
})

it('a request that another has replaced needs its draft no more', () => {
  const { id, doc } = settled({ etat: 'REFUSÉE' })
  const second = sendDraft(store, {}, { remplace: id })
  answer(store, { status: 'applied', seq: 12, ver: 1 }, { seq: 12, durableSeq: 12 })
  expect(isKept(id)).toBe(true)
  tell(store, 12, [row('envoi', { ...doc, id: second.id, etat: 'OUVERTE', remplace: id }, 12)])
  expect([isKept(id), isKept(second.id), files()]).toEqual([false, true, []])
})

it('sixty days are the most, but never before the server has it for good', () => {
  const { id } = settled({ etat: 'EXPIRÉE' })
  const waiting = sendDraft(store, { 'lettre.pdf': pdf() })
  now += 59 * DAY_MS
  reopen()
  expect([isKept(id), files().length]).toEqual([true, 2])
  now += 2 * DAY_MS
  reopen()
  expect([isKept(id), isKept(waiting.id), files().length]).toEqual([false, true, 1])
  expect(store.requests.resume(waiting.id)).toEqual({ draftId: waiting.draftId })
  expect(store.drafts.list()).toHaveLength(1)
})

it('an acceptance that the server may still lose keeps what would be sent again', () => {
  const { id } = sendDraft(store, { 'cv.pdf': pdf() })
  answer(store, { status: 'applied', seq: 10, ver: 1 }, { seq: 10 })
  const { doc } = store.requests.one('envoi', id)
  tell(store, 11, [row('envoi', { ...doc, etat: 'VALIDÉE' }, 11, 2)], 'odette', 9)
  expect([isKept(id), files().length]).toEqual([true, 1])
  tell(store, 12, [row('envoi', { ...doc, etat: 'VALIDÉE' }, 12, 3)])
  expect([isKept(id), files().length]).toEqual([false, 0])
})

it('a copy is a draft of its own, its files sealed anew, answering what the other service asks when it is called the same', () => {
  const draftId = writeDraft(store)
  const upload = store.uploads.begin({ draftId, nom: 'cv.pdf', taille: pdf().length, pour: 'Justificatif de domicile' })
  store.uploads.part({ uploadId: upload.uploadId, base64: pdf().toString('base64') })
  store.uploads.end(upload)
  const { id } = store.requests.send(requestOf(draftId))
  const content = { ...invented, remplace: id }
  const same = store.requests.copy({ from: id, service: { ...draftService, id: 's2' }, content })
  const other = store.requests.copy({ from: id, service: { ...draftService, id: 's3', documents: ['CV'] }, content })
  expect([same.manques, other.manques]).toEqual([0, 0])
  expect(store.drafts.get(same.draftId)).toMatchObject({
    serviceId: 's2',
    content,
    attachments: [{ pour: 'Justificatif de domicile' }],
  })
  const [copied] = store.drafts.get(other.draftId).attachments
  expect(copied).toMatchObject({ nom: 'cv.pdf', pour: '' })
  expect(store.attachments.read(copied?.id ?? '')).toEqual(pdf())
  const bytes = files().map((name) => readFileSync(join(folder, 'pieces', name)).toString('hex'))
  expect(new Set(bytes).size).toBe(3)
  // Their lives are apart.
  store.drafts.remove(other.draftId)
  reopen()
  expect([files().length, store.requests.draftOf(id)?.attachments.length]).toEqual([2, 1])
})

it('a copy says how many files this desk no longer has', () => {
  const { id, doc } = settled({ etat: 'REFUSÉE' })
  for (const name of files()) rmSync(join(folder, 'pieces', name))
  expect(store.requests.copy({ from: id, service: draftService, content: invented }).manques).toBe(1)
  const elsewhere = { ...doc, id: received().id }
  tell(store, 20, [row('envoi', elsewhere, 20)])
  expect(store.requests.draftOf(elsewhere.id)).toBeNull()
  expect(store.requests.copy({ from: elsewhere.id, service: draftService, content: invented }).manques).toBe(1)
  expect(store.drafts.list()).toHaveLength(2)
})

it('a copy that fails leaves neither draft nor file', () => {
  const draftId = writeDraft(store, { 'cv.pdf': pdf(), 'lettre.pdf': pdf() })
  const { id } = store.requests.send(requestOf(draftId))
  const before = files()
  const [, second] = store.requests.draftOf(id)?.attachments ?? []
  // A file that was changed on the disk does not open.
  const file = join(folder, 'pieces', `${second?.id ?? ''}.bin`)
  const bytes = readFileSync(file)
  bytes[40] = (bytes[40] ?? 0) ^ 1
  writeFileSync(file, bytes)
  expect(() => store.requests.copy({ from: id, service: draftService, content: invented })).toThrow()
  expect([files(), store.drafts.list()]).toEqual([before, []])
})

it('an account erased from this desk leaves nothing of its requests; another’s are untouched', () => {
  settled()
  sendDraft(store, { 'lettre.pdf': pdf() })
  store.requests.saveTemplate({ id: null, nom: 'Accueil', geste: 'accepter', texte: 'Bienvenue.' })
  const draft = writeDraft(store)
  store.account.set(signedIn('basile'))
  const theirs = sendDraft(store, { 'autre.pdf': pdf() })
  store.account.set(signedIn('odette'))
  store.account.clear({ effacer: true })
  expect(files()).toHaveLength(1)
  const db = new Database(join(folder, 'user.db'), { readonly: true })
  const count = (table: string, where = '1') => db.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get()
  for (const table of ['requests', 'outbox', 'own_rows', 'answer_templates', 'muted_requests'])
    expect(count(table, `user_id = 'odette'`)).toBe(0)
  // A draft that was never sent is of the desk.
  expect(db.prepare(`SELECT id FROM drafts ORDER BY id`).pluck().all()).toEqual([draft, theirs.draftId].sort())
  db.close()
  store.account.set(signedIn('odette'))
  expect(store.requests.all().envois).toEqual([])
  store.account.set(signedIn('basile'))
  expect(store.requests.one('envoi', theirs.id).envoi).toBe('pieces')
})

it('signed out and not erased, everything waits for the same account', () => {
  const { id } = sendDraft(store, { 'cv.pdf': pdf() })
  store.account.clear({ effacer: false })
  reopen()
  expect(store.requests.all().envois).toEqual([])
  store.account.set(signedIn('odette'))
  expect(answer(store)).toMatchObject([{ key: { id } }])
})

/** The application before requests. */
const OLDER = MIGRATIONS.slice(0, 4)

it('an older application neither lists, purges nor sweeps what was sent; the file is still there to be sent', () => {
  const { id, draftId } = sendDraft(store, { 'cv.pdf': pdf() })
  store.close()
  const { db, readOnly } = openUserDb(folder, vault, OLDER)
  expect(readOnly).toBe(false)
  expect(db.prepare(`SELECT id FROM drafts WHERE supprime_le IS NULL`).all()).toEqual([])
  db.prepare(`DELETE FROM drafts WHERE supprime_le <= ?`).run(new Date(now + 1000 * DAY_MS).toISOString())
  expect(db.prepare(`SELECT draft_id FROM draft_attachments`).pluck().all()).toEqual([draftId])
  db.close()
  store = open()
  expect(answer(store)).toMatchObject([{ key: { id }, patch: { pieces: [{ nom: 'cv.pdf' }] } }])
})

it('an account that an older application erased leaves no draft behind, once this one is back', () => {
  sendDraft(store, { 'cv.pdf': pdf() })
  store.close()
  const { db } = openUserDb(folder, vault, OLDER)
  for (const table of ['outbox', 'own_rows', 'sync']) db.prepare(`DELETE FROM ${table} WHERE user_id = 'odette'`).run()
  db.close()
  store = open()
  expect(files()).toEqual([])
  const raw = new Database(join(folder, 'user.db'), { readonly: true })
  expect(raw.prepare(`SELECT count(*) FROM drafts`).pluck().get()).toBe(0)
  raw.close()
})

it('a file that may only be read shows its requests, and says that nothing can be done of them', () => {
  const { id } = settled()
  sendDraft(store, { 'cv.pdf': pdf() })
  tell(store, 20, [row('reception', received(), 20)])
  store.close()
  const version = MIGRATIONS.length + 1
  openUserDb(folder, vault, [...MIGRATIONS, { version, minSafeVersion: version, up: () => {} }]).db.close()
  store = open()
  expect(store.readOnly).toBe(true)
  const seen = store.requests.all()
  expect([seen.envois.map(({ envoi }) => envoi).sort(), seen.receptions.length]).toEqual([['a-jour', 'pieces'], 1])
  expect(store.requests.draftOf(id)?.content.motif).toBe(invented.motif)
  expect(store.requests.templates()).toEqual([])
  const said = expect.objectContaining({ code: 'donnees-utilisateur-lecture-seule' })
  const writes = [
    () => store.requests.act({ geste: 'relancer', sens: 'envoi', id, message: '' }),
    () => store.requests.mute({ sens: 'envoi', id, muette: true }),
    () => store.requests.copy({ from: id, service: draftService, content: invented }),
    () => store.requests.saveTemplate({ id: null, nom: 'x', geste: 'accepter', texte: 'x' }),
    () => store.requests.resume(seen.envois.find(({ envoi }) => envoi === 'pieces')?.doc.id ?? ''),
  ]
  for (const write of writes) expect(write).toThrow(said)
  expect([sent(store), store.outbox.pieces('odette', Date.now())]).toEqual([[], []])
})
