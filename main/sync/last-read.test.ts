import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLastRead } from './last-read.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'last-read-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = () => join(folder, 'echanges.json')

test('is remembered for its server only, written once a minute and at the end', () => {
  const last = createLastRead(file(), 'https://a.exemple.fr/')
  expect(last.read()).toBeNull()
  last.flush()
  expect(existsSync(file())).toBe(false)
  last.keep(NOW)
  last.keep(NOW + 1_000)
  expect(last.read()).toBe(NOW)
  last.flush()
  expect(createLastRead(file(), 'https://a.exemple.fr/').read()).toBe(NOW + 1_000)
  expect(createLastRead(file(), 'https://b.exemple.fr/').read()).toBeNull()
})

test('a file that means nothing, or cannot be written, is none', () => {
  writeFileSync(file(), '{"serveur":1}')
  expect(createLastRead(file(), 'https://a.exemple.fr/').read()).toBeNull()
  const nowhere = createLastRead(join(file(), 'x'), 'https://a.exemple.fr/')
  nowhere.keep(NOW)
  expect(nowhere.read()).toBeNull()
})
