import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Settings, SettingsPatch } from '#shared/contract/app.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createSettings } from './settings.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => join(folder, 'settings.json')

it('starts from the defaults, with nothing sent to the network', () => {
  expect(createSettings(file()).get()).toEqual(Settings.parse({}))
  expect(createSettings(file()).get()).toMatchObject({ tuilesEnLigne: false, adressesEnLigne: false })
})

it('changes what is named, keeps the others, and remembers', () => {
  const settings = createSettings(file())
  settings.set({ theme: 'sombre', synonymes: [{ mots: 'papiers', thematiques: ['difficultes-administratives-ou-juridiques'] }] })
  settings.set(SettingsPatch.parse({ densite: 'compacte' }))
  expect(createSettings(file()).get()).toMatchObject({ theme: 'sombre', densite: 'compacte', synonymes: [{ mots: 'papiers' }] })
})

it('a patch through the contract names only what it holds', () => {
  expect(SettingsPatch.parse({ theme: 'clair' })).toEqual({ theme: 'clair' })
  expect([...Object.keys(SettingsPatch.shape), 'serveur', 'territoires'].sort()).toEqual(Object.keys(Settings.shape).sort())
})

it('is readable by its owner only', () => {
  createSettings(file()).set({ theme: 'clair' })
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
})

it.each(['{', '[]', '{"theme":"fluo"}', '\u0000'])('sets a broken file aside and starts again: %s', (content) => {
  writeFileSync(file(), content)
  const settings = createSettings(file())
  expect(settings.get()).toEqual(Settings.parse({}))
  expect(readFileSync(`${file()}.illisible`, 'utf8')).toBe(content)
  settings.set({ theme: 'sombre' })
  expect(createSettings(file()).get().theme).toBe('sombre')
})

it('says that it could not write, and then nothing has changed', () => {
  // A folder where the file should be: the same failure for root, whom file modes do not stop.
  mkdirSync(join(folder, 'settings.json', 'x'), { recursive: true })
  const settings = createSettings(join(folder, 'settings.json'))
  expect(existsSync(`${file()}.illisible`)).toBe(true)
  mkdirSync(join(file(), 'x'), { recursive: true })
  expect(() => settings.set({ theme: 'sombre' })).toThrow(expect.objectContaining({ code: 'ecriture-impossible' }) as Error)
  expect(settings.get().theme).toBe('systeme')
})
