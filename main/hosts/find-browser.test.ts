import { expect, it } from 'vitest'
import { findBrowser, hasDisplay } from './find-browser.ts'

const having =
  (...files: readonly string[]) =>
  (file: string) =>
    files.includes(file)

it('finds a browser of the Chromium family on each system', () => {
  const env = {
    PATH: '/usr/local/bin:/usr/bin',
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  }
  expect(findBrowser({ platform: 'linux', env, exists: having('/usr/bin/google-chrome') })).toBe('/usr/bin/google-chrome')
  expect(findBrowser({ platform: 'linux', env, exists: having('/usr/bin/firefox') })).toBeNull()
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  expect(findBrowser({ platform: 'darwin', env: {}, exists: having(chrome) })).toBe(chrome)
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
  expect(findBrowser({ platform: 'win32', env, exists: having(edge) })).toBe(edge)
  expect(findBrowser({ platform: 'win32', env: {}, exists: () => true })).toBeNull()
})

it('knows where there is a screen', () => {
  expect(hasDisplay('win32', {})).toBe(true)
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
})
