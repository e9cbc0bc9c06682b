import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { SyncFailure } from '../ports.ts'
import { failureOf, isDamage } from './failures.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test('a database without room is a full disk, and nothing of the transaction is kept', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (a BLOB)')
  db.pragma('max_page_count = 10')
  const insert = db.prepare('INSERT INTO t VALUES (zeroblob(4096))')
  const full = thrownBy(() =>
    db.transaction(() => {
      for (let i = 0; i < 20; i++) insert.run()
    })(),
  )
  expect(failureOf(full)).toMatchObject({ code: 'disk_full' })
  expect(isDamage(full)).toBe(false)
  expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
  db.close()
})

test('what is no database is damage; what is no zstd is a wrong download; a failure already said stays as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'failures-'))
  const file = join(folder, 'x.db')
  writeFileSync(file, 'not a database'.repeat(500))
  const db = new Database(file)
  const damage = thrownBy(() => db.prepare('SELECT 1 FROM sqlite_schema').get())
  db.close()
  rmSync(folder, { recursive: true })
  expect(isDamage(damage)).toBe(true)
  expect(failureOf(damage)).toMatchObject({ code: 'io' })
  expect(isDamage(failureOf(damage))).toBe(true)
  expect(failureOf(thrownBy(() => zstdDecompressSync(Buffer.from('not compressed'))))).toMatchObject({ code: 'corrupt_download' })
  const said = new SyncFailure('network')
  expect(failureOf(said)).toBe(said)
})
