import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { openUserStore, type UserStore } from './store.ts'
import { draftService, invented, key } from './testing/people.ts'

let folder: string
let store: UserStore
let instant = Date.parse('2026-03-02T08:00:00.000Z')
const clock = { now: () => new Date(instant).toISOString(), today: () => '2026-03-02' }
const open = () => openUserStore({ folder, key, clock })
const raw = () => new Database(join(folder, 'user.db'))

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-store-'))
  instant = Date.parse('2026-03-02T08:00:00.000Z')
  store = open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('favourites', () => {
  const key1 = { kind: 'service', id: 's1' } as const

  it('come back with note, lists and date when added again, and are gone for good once the desk was closed', () => {
    store.favourites.add({ ...key1, nom: 'Atelier' })
    store.favourites.update({ ...key1, note: 'Demander Odette', listes: [' Permis ', 'permis', ''] })
    const before = store.favourites.list()
    store.favourites.remove(key1)
    expect(store.favourites.list()).toEqual([])
    expect(store.favourites.ids()).toEqual([])
    store.favourites.add({ ...key1, nom: 'Atelier' })
    expect(store.favourites.list()).toEqual(before)
    expect(before[0]?.listes).toEqual(['Permis'])

    store.favourites.remove(key1)
    store.close()
    store = open()
    store.favourites.add({ ...key1, nom: 'Atelier' })
    expect(store.favourites.list()).toMatchObject([{ note: '', listes: [] }])
  })

  it('rename a list everywhere, merge it into another, and forget it without losing a favourite', () => {
    for (const id of ['a', 'b']) store.favourites.add({ kind: 'service', id, nom: id })
    store.favourites.update({ kind: 'service', id: 'a', listes: ['Logement', 'Urgent'] })
    store.favourites.update({ kind: 'service', id: 'b', listes: ['urgent'] })
    store.favourites.renameList({ de: 'Urgent', vers: 'Logement' })
    expect(store.favourites.list().map(({ listes }) => listes)).toEqual([['Logement'], ['Logement']])
    store.favourites.removeList({ nom: 'logement' })
    expect(store.favourites.list().map(({ listes }) => listes)).toEqual([[], []])
  })
})

describe('a favourite whose note was altered on the disk', () => {
  it('is listed as such, beside the others, and a note moved to another favourite does not open there', () => {
    for (const id of ['a', 'b', 'c']) store.favourites.add({ kind: 'service', id, nom: id })
    store.favourites.update({ kind: 'service', id: 'a', note: 'Demander Odette', listes: ['Urgent'] })
    const db = raw()
    db.prepare(`UPDATE favourites SET note = (SELECT note FROM favourites WHERE id = 'a') WHERE id = 'b'`).run()
    db.close()
    const byId = new Map(store.favourites.list().map((each) => [each.id, each]))
    expect(byId.get('a')).toMatchObject({ note: 'Demander Odette', listes: ['Urgent'], lisible: true })
    expect(byId.get('b')).toMatchObject({ note: '', lisible: false })
    expect(byId.get('c')).toMatchObject({ lisible: true })
  })
})

describe('drafts', () => {
  it('start with the day, and with the referent of the last one saved', () => {
    const first = store.drafts.create(draftService)
    expect(store.drafts.get(first.id).content).toMatchObject({ referent_nom: '', beneficiaire_disponibilite: '2026-03-02' })
    store.drafts.save({ id: first.id, content: invented })
    const second = store.drafts.get(store.drafts.create(draftService).id)
    expect(second.content).toMatchObject({ referent_nom: 'Fictive', structure_prescriptrice: 'Mission locale de Valbourg' })
    expect(second.content).toMatchObject({ beneficiaire_nom: '', motif: '', engagement: false })
  })

  it('refuse to write over a save they have not seen, and accept the same one twice', () => {
    const { id } = store.drafts.create(draftService)
    expect(store.drafts.save({ id, content: invented, base: 1 }).version).toBe(2)
    const other = { ...invented, motif: 'Écrit dans l’autre fenêtre.' }
    expect(codeOf(() => store.drafts.save({ id, content: other, base: 1 }))).toBe('brouillon-modifie-ailleurs')
    expect(store.drafts.get(id).content).toEqual(invented)
    expect(store.drafts.save({ id, content: invented, base: 1 }).version).toBe(2)
    expect(store.drafts.save({ id, content: other, base: 2 }).version).toBe(3)
  })

  it('say that the document asked is missing until it is attached, and may be sent without, with a reason', () => {
    const { id } = store.drafts.create(draftService)
    const missing = { etat: 'pret-a-envoyer', problemes: [{ champ: 'pieces', niveau: 'avertissement' }] }
    expect(store.drafts.save({ id, content: invented })).toMatchObject(missing)
    const { attachmentId } = attach(id, 'justificatif.pdf', Buffer.from('%PDF-1.7'), 'Justificatif de domicile')
    expect(store.drafts.get(id)).toMatchObject({ etat: 'pret-a-envoyer', problemes: [] })
    store.attachments.remove({ draftId: id, attachmentId })
    expect(store.drafts.get(id)).toMatchObject(missing)
    expect(store.drafts.save({ id, content: { ...invented, engagement: false } }).etat).toBe('a-completer')
  })

  it('come back when their removal is undone, and leave nothing behind once the desk was closed', () => {
    const { id } = store.drafts.create(draftService)
    const { attachmentId } = attach(id, 'a.pdf', Buffer.from('%PDF-1.7'))
    store.drafts.remove(id)
    expect(store.drafts.list()).toEqual([])
    expect(codeOf(() => store.drafts.save({ id, content: invented }))).toBe('brouillon-introuvable')
    store.drafts.restore(id)
    expect(store.drafts.get(id).attachments).toHaveLength(1)
    store.drafts.remove(id)
    store.close()
    expect(existsSync(join(folder, 'pieces', `${attachmentId}.bin`))).toBe(false)
    store = open()
    expect(codeOf(() => store.drafts.restore(id))).toBe('brouillon-introuvable')
    const db = raw()
    expect(db.prepare('SELECT count(*) FROM draft_attachments').pluck().get()).toBe(0)
    db.close()
  })

  it('are written all the same when what was kept of the referent is damaged', () => {
    store.drafts.save({ id: store.drafts.create(draftService).id, content: invented })
    const db = raw()
    db.prepare(`UPDATE profile SET valeur = zeroblob(80) WHERE cle = 'referent'`).run()
    db.close()
    const { id } = store.drafts.create(draftService)
    expect(store.drafts.get(id).content.referent_nom).toBe('')
    store.drafts.save({ id, content: invented })
    expect(store.drafts.get(store.drafts.create(draftService).id).content.referent_nom).toBe('Fictive')
  })

  it('list a damaged one as such, beside the others', () => {
    const good = store.drafts.create(draftService)
    const bad = store.drafts.create(draftService)
    const db = raw()
    db.prepare(`UPDATE drafts SET contenu = (SELECT contenu FROM drafts WHERE id = ?) WHERE id = ?`).run(good.id, bad.id)
    db.close()
    const byId = new Map(store.drafts.list().map((each) => [each.id, each]))
    expect(byId.get(good.id)?.serviceNom).toBe('Atelier mobilité')
    expect(byId.get(bad.id)).toMatchObject({ serviceNom: 'Brouillon illisible', etat: 'a-completer' })
    expect(codeOf(() => store.drafts.get(bad.id))).toBe('donnees-utilisateur-illisibles')
  })
})

const attach = (draftId: string, nom: string, bytes: Buffer, pour = '') => {
  const { uploadId } = store.uploads.begin({ draftId, nom, taille: bytes.length, pour })
  store.uploads.part({ uploadId, base64: bytes.toString('base64') })
  return store.uploads.end({ uploadId })
}

describe('attachments', () => {
  it('give back the bytes they were given', () => {
    const { id } = store.drafts.create(draftService)
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(MAX_ATTACHMENT_BYTES - 9, 7)])
    const { attachmentId } = attach(id, 'gros.pdf', bytes)
    expect(Buffer.from(store.attachments.read(attachmentId)).equals(bytes)).toBe(true)
  })

  it.each([
    ['too heavy', 'a.pdf', MAX_ATTACHMENT_BYTES + 1, 'piece-trop-lourde'],
    ['of a type not accepted', 'a.exe', 10, 'piece-type-refuse'],
    ['without extension', 'attestation', 10, 'piece-type-refuse'],
    ['named like a path', '../a.pdf', 10, 'piece-nom-refuse'],
    ['named like a device', 'con.pdf', 10, 'piece-nom-refuse'],
    ['named backwards', 'a\u202efdp.exe.pdf', 10, 'piece-nom-refuse'],
  ])('are refused when %s', (_, nom, taille, code) => {
    const { id: draftId } = store.drafts.create(draftService)
    expect(codeOf(() => store.uploads.begin({ draftId, nom, taille, pour: '' }))).toBe(code)
  })

  it('are refused when their content is not what their name says, cut short, or too many, and leave no file', () => {
    const { id } = store.drafts.create(draftService)
    expect(codeOf(() => attach(id, 'photo.png', Buffer.from('%PDF-1.7')))).toBe('piece-type-refuse')
    const { uploadId } = store.uploads.begin({ draftId: id, nom: 'a.pdf', taille: 100, pour: '' })
    store.uploads.part({ uploadId, base64: Buffer.from('%PDF-').toString('base64') })
    expect(codeOf(() => store.uploads.end({ uploadId }))).toBe('piece-incomplete')
    expect(codeOf(() => store.uploads.part({ uploadId, base64: '' }))).toBe('piece-incomplete')
    expect(readdirSync(join(folder, 'pieces'))).toEqual([])
    for (let turn = 0; turn < 10; turn++) attach(id, `a${turn}.pdf`, Buffer.from('%PDF-1.7'))
    expect(codeOf(() => attach(id, 'b.pdf', Buffer.from('%PDF-1.7')))).toBe('piece-trop-nombreuses')
    expect(readdirSync(join(folder, 'pieces'))).toHaveLength(10)
  })

  it('that no row names are swept at opening, once old enough to belong to nobody', () => {
    const fresh = join(folder, 'pieces', 'fresh.bin')
    const old = join(folder, 'pieces', 'old.bin.tmp')
    for (const file of [fresh, old]) writeFileSync(file, 'x')
    utimesSync(old, new Date(0), new Date(0))
    store.close()
    store = open()
    expect([existsSync(fresh), existsSync(old)]).toEqual([true, false])
  })
})
