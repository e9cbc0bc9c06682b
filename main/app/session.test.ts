import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSession } from './session.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-session-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => join(folder, 'session.json')
const SESSION = { adresse: '/favoris', detachees: ['/service/a'] }

test('what was kept is given to the next start, once, whatever this one keeps meanwhile', () => {
  const first = createSession(file())
  expect(first.take()).toBeNull()
  first.keep(SESSION)
  expect(first.take()).toBeNull()
  const second = createSession(file())
  second.keep({ adresse: '/plans', detachees: [] })
  expect(second.take()).toEqual(SESSION)
  expect(second.take()).toBeNull()
})

test.each(['{', 'null', '{"adresse":3}', JSON.stringify({ ...SESSION, detachees: Array.from({ length: 9 }, () => '/') })])(
  'a file that anything may have changed is none: %s',
  (text) => {
    writeFileSync(file(), text)
    expect(createSession(file()).take()).toBeNull()
  },
)

test('a disk that refuses loses only where one was', () => {
  mkdirSync(file())
  createSession(file()).keep(SESSION)
})
