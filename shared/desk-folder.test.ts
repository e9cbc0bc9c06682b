import { expect, it } from 'vitest'
import { deskFolder } from './desk-folder.ts'

it.each([
  ['linux', {}, '/home/c/.local/share/dora-desk'],
  ['linux', { XDG_DATA_HOME: '/donnees' }, '/donnees/dora-desk'],
  ['linux', { XDG_DATA_HOME: 'relatif' }, '/home/c/.local/share/dora-desk'],
  ['darwin', {}, '/home/c/Library/Application Support/dora-desk'],
  ['win32', { APPDATA: 'C:\\U\\Roaming' }, 'C:\\U\\Roaming\\dora-desk'],
  ['win32', {}, '/home/c\\AppData\\Roaming\\dora-desk'],
  ['linux', { DORA_DESK_FOLDER: '/essai' }, '/essai'],
  ['win32', { DORA_DESK_FOLDER: '', APPDATA: 'C:\\R' }, 'C:\\R\\dora-desk'],
])('on %s with %j, the desk lives in %s', (platform, env, expected) => {
  expect(deskFolder({ platform, env, home: '/home/c' })).toBe(expected)
})
