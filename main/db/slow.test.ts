import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openReadable, openWritable } from './open.ts'
import { logSlow } from './slow.ts'

test('tells the SQL of a slow statement, never its values, and answers as before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slow-'))
  const file = join(folder, 'x.db')
  const writable = openWritable(file)
  writable.exec("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('un'), ('deux')")
  writable.close()

  let clock = 0
  let cost = 0
  const log = vi.fn()
  const db = logSlow(openReadable(file), log, { now: () => (clock += cost) })
  const select = db.prepare('SELECT a FROM t WHERE a <> ? ORDER BY a')
  expect(select.pluck().all('rien')).toEqual(['deux', 'un'])
  cost = 39
  expect(db.prepare('SELECT a FROM t WHERE a = ?').get('un')).toEqual({ a: 'un' })
  expect(log).not.toHaveBeenCalled()
  cost = 41
  expect(select.raw().all('secret')).toEqual([['deux'], ['un']])
  expect(log.mock.calls).toEqual([['SELECT a FROM t WHERE a <> ? ORDER BY a', 41]])
  expect(() => db.prepare('DELETE FROM t').all()).toThrow()
  db.close()
  expect(db.open).toBe(false)
  rmSync(folder, { recursive: true })
})
