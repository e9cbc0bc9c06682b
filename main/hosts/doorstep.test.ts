import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pageTo, removeDoorstep, writeDoorstep } from './doorstep.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const KEY = 'http://127.0.0.1:4000/open?key=abc&to=%2Ffavoris'

test('the address given to a browser does not hold the key; the file behind it does, for its owner alone', () => {
  const profile = join(folder, 'fenetre')
  const address = writeDoorstep(profile, KEY)
  expect(address).toMatch(/^file:\/\//)
  expect(address).not.toContain('abc')
  const file = fileURLToPath(address)
  expect(readFileSync(file, 'utf8')).toContain('0;url=http://127.0.0.1:4000/open?key=abc&amp;to=%2Ffavoris"')
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(profile).mode & 0o777).toBe(0o700)
  }
  removeDoorstep(profile)
  expect(existsSync(file)).toBe(false)
  removeDoorstep(profile)
})

test('a file left open to all by something else does not stay so', () => {
  const file = join(folder, 'ouvrir.html')
  writeFileSync(file, 'before', { mode: 0o644 })
  writeDoorstep(folder, KEY)
  expect(readFileSync(file, 'utf8')).not.toContain('before')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('an address cannot add anything to the page', () => {
  expect(pageTo('/x"><script>alert(1)</script>')).not.toMatch(/<script|x">/)
})
