import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Profil } from '#shared/person/profile.ts'
import { PlanDoc } from '#shared/plan/plan.ts'
import { openFile, sealFile } from './folders.ts'
import { openUserStore, type UserStore } from './store.ts'
import { draftService, invented, key } from './testing/people.ts'

const CODE = 'quatre chats gris'
const DAYS = { jours: 90 }
const PERSON = Profil.parse({
  prenom: 'Capucine',
  nom: 'Introuvable',
  telephone: '0199009900',
  age: '34',
  publics: { jeunes: 'non', 'beneficiaires-des-minimas-sociaux': 'oui' },
  note: 'Vient le mardi.',
})
const PLAN = PlanDoc.parse({ saisie: 'permis', besoins: [{ id: 'a', mots: 'permis secret', thematiques: [], options: [] }] })

let folder: string
let time: number
let store: UserStore
const clock = { now: () => new Date(time).toISOString(), today: () => '2026-11-28' }
const open = (): UserStore => openUserStore({ folder, key, clock, reserveBytes: 0 })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-folders-'))
  time = Date.parse('2026-11-28T09:00:00.000Z')
  store = open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = (run: () => unknown): string => {
  try {
    run()
    return 'ok'
  } catch (error) {
    return (error as { readonly code: string }).code
  }
}
const person = (): string => store.folders.create({ profil: PERSON }).id
/** Everything that is on the disk, the journal included. */
const onDisk = (): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('')

describe('the code of the folders', () => {
  it('is chosen once, opens them after a restart, and nothing else does', () => {
    expect(store.folderKey.state()).toEqual({ etat: 'a-creer', attente_s: 0 })
    expect(codeOf(() => store.folders.list(DAYS))).toBe('dossiers-verrouilles')
    expect(codeOf(() => store.folderKey.choose({ code: 'court' }))).toBe('code-trop-court')
    expect(store.folderKey.choose({ code: CODE }).etat).toBe('ouvert')
    expect(codeOf(() => store.folderKey.choose({ code: CODE }))).toBe('code-deja-choisi')
    const id = person()
    store.close()
    store = open()
    expect(store.folderKey.state().etat).toBe('verrouille')
    expect(codeOf(() => store.folders.get({ id, ...DAYS }))).toBe('dossiers-verrouilles')
    expect(codeOf(() => store.folderKey.open({ code: 'quatre chats gros' }))).toBe('code-refuse')
    expect(store.folderKey.open({ code: CODE }).etat).toBe('ouvert')
    expect(store.folders.get({ id, ...DAYS }).profil).toEqual(PERSON)
  })

  it('is changed with the folders kept, and the former one opens nothing', () => {
    store.folderKey.choose({ code: CODE })
    const id = person()
    expect(codeOf(() => store.folderKey.change({ ancien: 'un autre code', nouveau: 'cinq chats noirs' }))).toBe('code-refuse')
    store.folderKey.change({ ancien: CODE, nouveau: 'cinq chats noirs' })
    store.folderKey.lock()
    expect(codeOf(() => store.folderKey.open({ code: CODE }))).toBe('code-refuse')
    store.folderKey.open({ code: 'cinq chats noirs' })
    expect(store.folders.get({ id, ...DAYS }).profil).toEqual(PERSON)
  })

  it('makes who guesses wait longer and longer, a restart not helping, the right one waiting too', () => {
    store.folderKey.choose({ code: CODE })
    store.folderKey.lock()
    const waits = Array.from({ length: 5 }, () => {
      time += store.folderKey.state().attente_s * 1_000
      codeOf(() => store.folderKey.open({ code: 'au hasard' }))
      return store.folderKey.state().attente_s
    })
    expect(waits).toEqual([0, 0, 15, 30, 60])
    store.close()
    store = open()
    expect(store.folderKey.state().attente_s).toBe(60)
    expect(codeOf(() => store.folderKey.open({ code: CODE }))).toBe('code-refuse')
    time += 60_000
    expect(store.folderKey.open({ code: CODE })).toEqual({ etat: 'ouvert', attente_s: 0 })
  })

  it('forgotten: everything it protected is erased, and nothing else', () => {
    store.folderKey.choose({ code: CODE })
    const id = person()
    store.plans.create({ doc: { ...PLAN, personneId: id } })
    const mine = store.plans.create({ doc: PLAN })
    store.folderKey.lock()
    expect(store.folderKey.eraseAll().etat).toBe('a-creer')
    store.folderKey.choose({ code: CODE })
    expect(store.folders.list(DAYS)).toEqual([])
    expect(store.plans.list(DAYS).plans.map((plan) => plan.id)).toEqual([mine.id])
  })
})

describe('folders and plans', () => {
  beforeEach(() => {
    store.folderKey.choose({ code: CODE })
  })

  it('show nothing of a person on the disk, journal included', () => {
    const id = person()
    store.plans.create({ doc: { ...PLAN, personneId: id } })
    store.plans.create({ doc: PLAN })
    const disk = onDisk()
    expect(disk).toContain(id)
    for (const word of ['Capucine', 'Introuvable', '0199009900', 'mardi', 'permis secret']) expect(disk).not.toContain(word)
  })

  it('are not read by the desk’s own key alone: the plans of a folder are shut with it', () => {
    const id = person()
    const theirs = store.plans.create({ doc: { ...PLAN, personneId: id } })
    const nobodys = store.plans.create({ doc: PLAN })
    expect(store.plans.list(DAYS)).toMatchObject({ verrouilles: 0, plans: [{}, {}] })
    store.folderKey.lock()
    expect(store.plans.list(DAYS).plans.map((plan) => plan.id)).toEqual([nobodys.id])
    expect(store.plans.list(DAYS).verrouilles).toBe(1)
    expect(codeOf(() => store.plans.get({ id: theirs.id, ...DAYS }))).toBe('dossiers-verrouilles')
  })

  it('a plan given to a folder goes under its key, and back', () => {
    const id = person()
    const { id: plan } = store.plans.create({ doc: PLAN })
    store.plans.save({ id: plan, doc: { ...PLAN, personneId: id }, base: 1, ...DAYS })
    expect(store.plans.get({ id: plan, ...DAYS })).toMatchObject({ personne: 'Capucine Introuvable', version: 2 })
    store.folderKey.lock()
    expect(codeOf(() => store.plans.get({ id: plan, ...DAYS }))).toBe('dossiers-verrouilles')
    store.folderKey.open({ code: CODE })
    store.plans.save({ id: plan, doc: PLAN, base: 2, ...DAYS })
    store.folderKey.lock()
    expect(store.plans.get({ id: plan, ...DAYS }).doc).toEqual(PLAN)
  })

  it('refuse to write over a save they have not seen, and accept the same one twice', () => {
    const id = person()
    const other = { ...PERSON, note: 'Vient le jeudi.' }
    store.folders.save({ id, profil: other, base: 1, ...DAYS })
    expect(codeOf(() => store.folders.save({ id, profil: PERSON, base: 1, ...DAYS }))).toBe('dossier-modifie-ailleurs')
    expect(store.folders.save({ id, profil: other, base: 1, ...DAYS }).version).toBe(2)
    const { id: plan } = store.plans.create({ doc: PLAN })
    store.plans.save({ id: plan, doc: { ...PLAN, note: 'x' }, base: 1, ...DAYS })
    expect(codeOf(() => store.plans.save({ id: plan, doc: PLAN, base: 1, ...DAYS }))).toBe('plan-modifie-ailleurs')
  })

  it('come back once removed, until the desk closes; then they are nowhere', () => {
    const id = person()
    store.folders.remove({ id })
    expect(store.folders.list(DAYS)).toEqual([])
    store.folders.restore({ id })
    expect(store.folders.list(DAYS)).toHaveLength(1)
    store.plans.create({ doc: { ...PLAN, personneId: id } })
    store.folders.remove({ id })
    time += 2 * 60 * 60_000
    store.purgeFolders(new Date(time).toISOString(), 90)
    expect(codeOf(() => store.folders.restore({ id }))).toBe('dossier-introuvable')
    expect(store.plans.list(DAYS).plans).toEqual([])
    expect(onDisk()).not.toContain(id)
  })

  it('are erased on their clock, used ones later, even while they are shut', () => {
    const [old, used] = [person(), person()]
    store.plans.create({ doc: PLAN })
    store.plans.create({ doc: { ...PLAN, personneId: used } })
    expect(store.folders.get({ id: old, ...DAYS }).expire_le).toBe('2027-02-26T09:00:00.000Z')
    time += 60 * 86_400_000
    store.folders.prolong({ id: used, ...DAYS })
    store.folderKey.lock()
    time += 31 * 86_400_000
    store.purgeFolders(clock.now(), 90)
    store.folderKey.open({ code: CODE })
    expect(store.folders.list(DAYS).map((one) => one.id)).toEqual([used])
    // Of nobody: erased ninety days after it was last changed; of a folder: with it.
    expect(store.plans.list(DAYS).plans.map((plan) => plan.personneId)).toEqual([used])
  })

  it('a damaged one is said, and hides no other', () => {
    const [whole, damaged] = [person(), person()]
    // Its profile in another's place: it does not open there.
    store.close()
    const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
    const db = new DatabaseSync(join(folder, 'user.db'))
    db.exec(`UPDATE folders SET profil = (SELECT profil FROM folders WHERE id = '${whole}') WHERE id = '${damaged}'`)
    db.close()
    store = open()
    store.folderKey.open({ code: CODE })
    const told = Object.fromEntries(store.folders.list(DAYS).map((one) => [one.id, one.lisible]))
    expect(told).toEqual({ [whole]: true, [damaged]: false })
    expect(codeOf(() => store.folders.get({ id: damaged, ...DAYS }))).toBe('donnees-utilisateur-illisibles')
  })

  it('know their plans and drafts, sent or not', () => {
    const id = person()
    const plan = store.plans.create({ doc: { ...PLAN, personneId: id } })
    const draft = store.drafts.create(draftService, { ...invented, dossier: id })
    store.drafts.create(draftService, invented)
    expect(store.folders.list(DAYS)).toMatchObject([{ plans: 1, brouillons: 1 }])
    expect(store.folders.life({ id, ...DAYS })).toMatchObject({
      plans: [{ id: plan.id }],
      drafts: [{ id: draft.id, envoye: false, requestId: null }],
    })
  })
})

describe('a folder in a file', () => {
  const SENTENCE = 'le facteur passe à midi'

  it('is opened by its sentence on another desk, its plans with it', () => {
    store.folderKey.choose({ code: CODE })
    const id = person()
    store.plans.create({ doc: { ...PLAN, personneId: id } })
    const { nom, bytes } = store.folders.carry({ id, phrase: SENTENCE })
    expect(nom).toBe('Capucine Introuvable')
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Capucine')
    store.folders.remove({ id })
    const made = store.folders.bring({ bytes, phrase: SENTENCE })
    expect(made.id).not.toBe(id)
    expect(store.folders.get({ id: made.id, ...DAYS })).toMatchObject({ profil: PERSON, plans: 1 })
  })

  it('any changed byte, a cut or another sentence is refused', () => {
    const bytes = sealFile({ profil: PERSON, plans: [] }, SENTENCE)
    expect(openFile(bytes, SENTENCE).profil).toEqual(PERSON)
    expect(codeOf(() => openFile(bytes, 'le facteur passe à une heure'))).toBe('dossier-fichier-refuse')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, by, cut) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ by
        expect(codeOf(() => openFile(cut ? bytes.subarray(0, at) : changed, SENTENCE))).toBe('dossier-fichier-refuse')
      }),
      { numRuns: 12 },
    )
  })
})
