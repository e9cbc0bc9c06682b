import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { numeroOf } from '#shared/orientation/model.ts'
import { readConfig, type ServerConfig } from '../config.ts'
import { MAIL_FOLDER } from '../mail/folder.ts'
import { keepWhole } from '../orientations/pieces-upload.ts'
import { openRequests, PERSONNE, type RequestBench } from '../orientations/testing/bench.ts'
import { pdf } from '../orientations/testing/files.ts'
import { openBlobs } from '../blobs/open.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createBytesSeal } from '../sync/seal.ts'
import { STORE_FILE } from './backup.ts'
import { StartRefusal } from './open.ts'
import { person } from './person-command.ts'

let folder: string
let config: ServerConfig
let bench: RequestBench
let id: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-personne-'))
  const env = { DORA_SERVER_FOLDER: folder, DORA_SERVER_KEY: '07'.repeat(32) }
  const read = readConfig({ platform: 'linux', env, home: folder })
  if ('errors' in read) throw new Error(read.errors.join())
  config = read.config
  const store = await openSqliteStore({ file: join(folder, STORE_FILE) })
  bench = await openRequests({ store })
  const { parts } = bench.accounts
  const blobs = openBlobs(config.pieces, createBytesSeal(new Uint8Array(32).fill(7)))
  const files = await keepWhole({ ...parts, blobs }, bench.alix.id, [{ nom: 'cv.pdf', bytes: pdf('un') }])
  id = (await bench.send({ pieces: files })).id
  await bench.send({ personne: { ...PERSONNE, nom: 'Autre', prenom: 'Zoé', courriel: 'zoe@exemple.test' } })
})
afterEach(async () => {
  await bench.store.close()
  rmSync(folder, { recursive: true, force: true })
})

const asked = async (...words: string[]): Promise<string> => {
  const lines: string[] = []
  await person(config, words, (line) => lines.push(line))
  return lines.join('\n')
}

test('tells the requests about a person, their files and letters, whichever way they are named, while the store is in use', async () => {
  const spool = join(folder, MAIL_FOLDER)
  mkdirSync(spool)
  writeFileSync(
    join(spool, 'a.eml'),
    'From: DORA <a@exemple.test>\r\nTo: autre@exemple.test,\r\n INES.ravel@exemple.test\r\n\r\nBonjour.',
  )
  writeFileSync(join(spool, 'b.eml'), 'To: autre@exemple.test\r\n\r\nines.ravel@exemple.test')
  for (const words of [['Ines.Ravel@exemple.test'], ['RAVEL', 'ines']]) {
    const told = await asked(...words)
    expect(told).toContain(`Demande ${numeroOf(id)} — En attente de réponse — la personne dont il s’agit`)
    expect(told).toContain('gardé\u202f: nom, téléphone, courriel, numéro France Travail, motif')
    expect(told).toContain(
      'lue par les membres de «\u202fMission locale des Collines\u202f» et les membres de «\u202fGarage solidaire\u202f»',
    )
    expect(told).toContain('fichier «\u202fcv.pdf\u202f», 1 Ko')
    expect(told).toContain('orientation-personne-creee')
    expect(told).toContain('a.eml')
    expect(told).not.toContain('b.eml')
    expect(told).not.toContain('Zoé')
    expect(told).toMatch(/1 demande, 0 compte, 1 fichier, 2 courriels/)
  }
  // Whoever has the store open goes on.
  expect((await bench.send()).result.status).toBe('applied')
})

test('tells what an account sent, and what is its own', async () => {
  const told = await asked(bench.alix.courriel)
  expect(told).toContain('référent de la personne, a envoyé la demande')
  expect(told).toContain(`Compte ${bench.alix.courriel} — Alix Fabre — professionnel`)
  expect(told).toContain('membre de «\u202fMission locale des Collines\u202f»')
  expect(told).toContain('Aussi dans\u202f: membres de structures (1)')
  expect(told).toContain('2 demandes, 1 compte')
})

test('says that someone is only named in what was typed', async () => {
  const { besoin } = bench.asked()
  await bench.send({ besoin: { ...besoin, motif: 'Suivie avec Barnabé Inconnu.' } })
  expect(await asked('barnabe inconnu')).toContain('nommée dans un texte saisi')
})

test('tells nothing of who is not there, nor of nobody', async () => {
  expect(await asked('personne@exemple.test')).toContain('0 demande, 0 compte, 0 fichier, 0 courriel')
  await expect(asked('  ')).rejects.toThrow(StartRefusal)
  await expect(asked()).rejects.toThrow(StartRefusal)
})

test('is written in the journal, without the name', async () => {
  await asked('Inès Ravel')
  const entry = (await bench.accounts.journal()).at(-1)
  expect(entry).toMatchObject({
    action: 'personne.recherchee',
    acteur: 'systeme',
    objet: { kind: 'personne', id: '' },
    legal: true,
    details: { demandes: 1, comptes: 0, fichiers: 1, courriers: 1 },
  })
  expect(JSON.stringify(entry)).not.toMatch(/ravel|inès/i)
})
