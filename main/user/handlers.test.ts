import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { createUserHandlers, type DeskCatalogue } from './handlers.ts'
import { invented, key, sheetOf } from './testing/people.ts'

let folder: string
const events: { name: string; payload: unknown }[] = []
const listed = new Set<string>()

/** A catalogue of which the test decides what is still in it. */
const catalogue: DeskCatalogue = {
  'catalogue.service': ({ id }) => {
    if (!listed.has(id)) throw new DoraError('service-introuvable')
    return sheetOf(id)
  },
  'catalogue.structure': () => {
    throw new DoraError('structure-introuvable')
  },
  'catalogue.cards': () => [],
}

const start = (over: Partial<Parameters<typeof createUserHandlers>[0]> = {}) =>
  createUserHandlers({
    folder,
    secrets: { loadKey: () => Promise.resolve(key) },
    catalogue,
    emit: (name, payload) => {
      events.push({ name, payload })
    },
    ...over,
  })

const codeOf = async (work: unknown): Promise<string> =>
  Promise.resolve(work).then(
    () => 'ok',
    (error: unknown) => (error instanceof DoraError ? error.code : `not coded: ${String(error)}`),
  )

/** Every byte of the folder, file by file. */
const everyFile = (at = folder): { name: string; bytes: Buffer }[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-user-'))
  events.length = 0
  listed.clear()
  listed.add('s1')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the user handlers, over the real worker and file', () => {
  it('keep what was given after a restart, tell each change, and write no personal word in clear', async () => {
    const first = start()
    await first.handlers['favourites.add']({ kind: 'service', id: 's1', nom: 'Atelier mobilité' })
    await first.handlers['favourites.update']({
      kind: 'service',
      id: 's1',
      note: 'Appeler Bérengère Fictive',
      listes: ['Suivi Zéphirine'],
    })
    const { id } = await first.handlers['drafts.create']({ serviceId: 's1' })
    const saved = await first.handlers['drafts.save']({ id, content: invented, base: 1 })
    const file = Buffer.from('%PDF-1.4 Attestation de Zéphirine Imaginaire')
    const { uploadId } = await first.handlers['drafts.attachBegin']({
      draftId: id,
      nom: 'attestation-imaginaire.pdf',
      taille: file.length,
      pour: 'Justificatif de domicile',
    })
    await first.handlers['drafts.attachPart']({ uploadId, base64: file.subarray(0, 20).toString('base64') })
    await first.handlers['drafts.attachPart']({ uploadId, base64: file.subarray(20).toString('base64') })
    await first.handlers['drafts.attachEnd']({ uploadId })

    expect(saved.personne).toBe('Zéphirine Imaginaire')
    expect(events.map(({ name }) => name)).toEqual([
      'favourites.changed',
      'favourites.changed',
      'drafts.changed',
      'drafts.changed',
      'drafts.changed',
    ])

    // While the journal is still there: nothing has been folded into the main file yet.
    const open = everyFile()
    expect(open.map(({ name }) => name).sort()).toEqual(expect.arrayContaining(['user.db', 'user.db-shm', 'user.db-wal']))
    await first.close()
    const words = [
      'Zéphirine',
      'Imaginaire',
      'imaginaire',
      'Bérengère',
      'Fictive',
      'zephirine@',
      '0612345678',
      '06 12',
      'attestation',
      'Attestation',
    ]
    for (const { name, bytes } of [...open, ...everyFile()]) {
      for (const word of words) {
        expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
        expect(bytes.includes(Buffer.from(word, 'utf16le')), `${word} in ${name} as UTF-16`).toBe(false)
      }
    }

    const second = start()
    const [favourite] = await second.handlers['favourites.list']()
    expect(favourite).toMatchObject({ nom: 'Atelier mobilité', note: 'Appeler Bérengère Fictive', listes: ['Suivi Zéphirine'] })
    const draft = await second.handlers['drafts.get']({ id })
    expect(draft.content).toEqual(invented)
    expect(draft.attachments).toMatchObject([{ nom: 'attestation-imaginaire.pdf', taille: file.length, type: 'application/pdf' }])
    await second.close()
  })

  it('leaves files that only their owner can read', async () => {
    const { handlers, close } = start()
    await handlers['drafts.create']({ serviceId: 's1' })
    for (const name of ['user.db', 'user.db-wal', 'user.db-shm']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    await close()
  })

  it('tells a service that left from a catalogue that cannot answer', async () => {
    const { handlers, close } = start()
    const { id } = await handlers['drafts.create']({ serviceId: 's1' })
    await handlers['favourites.add']({ kind: 'service', id: 's1', nom: 'Atelier' })
    await handlers['favourites.add']({ kind: 'structure', id: 'g1', nom: 'Une structure' })
    listed.clear()
    expect((await handlers['drafts.get']({ id })).serviceDisponible).toBe(false)
    expect((await handlers['favourites.list']()).map(({ disponible }) => disponible)).toEqual([false, false])
    await close()

    const absent = () => {
      throw new DoraError('catalogue-absent')
    }
    const blind = start({ catalogue: { 'catalogue.service': absent, 'catalogue.structure': absent, 'catalogue.cards': absent } })
    expect((await blind.handlers['drafts.get']({ id })).serviceDisponible).toBe(true)
    expect((await blind.handlers['favourites.list']()).map(({ disponible }) => disponible)).toEqual([true, true])
    expect(await codeOf(blind.handlers['drafts.create']({ serviceId: 's1' }))).toBe('catalogue-absent')
    await blind.close()
  })

  it('keeps a damaged file as it is and says so at every call', async () => {
    const damaged = Buffer.from('this was a database once. '.repeat(400))
    writeFileSync(join(folder, 'user.db'), damaged)
    const { handlers, close } = start()
    expect(await codeOf(handlers['drafts.list']())).toBe('donnees-utilisateur-illisibles')
    expect(await codeOf(handlers['favourites.add']({ kind: 'service', id: 's1', nom: 'x' }))).toBe(
      'donnees-utilisateur-illisibles',
    )
    await close()
    expect(readFileSync(join(folder, 'user.db')).equals(damaged)).toBe(true)
  })

  it('asks for the key again after it was out of reach, and refuses to open with another', async () => {
    let reachable = false
    const first = start({
      secrets: { loadKey: () => (reachable ? Promise.resolve(key) : Promise.reject(new DoraError('cle-absente'))) },
    })
    expect(await codeOf(first.handlers['drafts.list']())).toBe('cle-absente')
    reachable = true
    expect(await first.handlers['drafts.list']()).toEqual([])
    await first.close()

    const stranger = start({ secrets: { loadKey: () => Promise.resolve(new Uint8Array(32).fill(9)) } })
    expect(await codeOf(stranger.handlers['drafts.list']())).toBe('cle-absente')
    await stranger.close()
  })
})
