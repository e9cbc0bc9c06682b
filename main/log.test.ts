import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createLog, redact } from './log.ts'

const parseFailure = (text: string): string => {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return String(error)
  }
}

it.each([
  parseFailure('{"nom": Camille}'),
  parseFailure('Camille Exemple'),
  'cannot send to camille@exemple.fr',
  'invalid phone 01 99 00 12 34',
  'invalid NIR 2990199000012',
  "unknown value 'Camille'",
  'bad text `Camille`',
  'refusé : « Camille »',
])('removes what may have been typed: %s', (text) => {
  expect(redact(text)).not.toMatch(/camille|99 ?00/i)
})

it('keeps what tells where it broke', () => {
  const frame = '    at search (file:///application/out/main/index.js:120:14)'
  expect(redact(`SqliteError: UNIQUE constraint failed: drafts.id\n${frame}`)).toBe(
    `SqliteError: UNIQUE constraint failed: drafts.id\n${frame}`,
  )
})

it('writes one JSON object a line, for its owner only, and rotates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-log-'))
  const file = join(folder, 'desk.log')
  const log = createLog(folder, () => new Date('2026-11-23T09:00:00Z'))
  log.error('search.run', new Error("unknown 'Camille'"))
  log.info('ready')
  const [first, second] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)
  expect(first).toMatchObject({ at: '2026-11-23T09:00:00.000Z', level: 'error', what: 'search.run' })
  expect(first?.['error']).toContain('Error: unknown')
  expect(first?.['error']).not.toContain('Camille')
  expect(second).toMatchObject({ level: 'info', what: 'ready' })
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)

  writeFileSync(file, 'x'.repeat(1_000_001))
  log.info('after')
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1)
  expect(statSync(join(folder, 'desk.1.log')).size).toBe(1_000_001)
  rmSync(folder, { recursive: true })
})

it('never stops the application', () => {
  expect(() => createLog('/dev/null/nowhere').error('x', null)).not.toThrow()
})
