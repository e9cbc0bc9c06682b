import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReadable, openWritable, readConsistently } from './open.ts'

test('a consistent reading sees one state from end to end, the next one sees what was written meanwhile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-'))
  const file = join(folder, 'x.db')
  const writer = openWritable(file)
  writer.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  const reader = openReadable(file)
  const count = reader.prepare('SELECT count(*) FROM t').pluck()
  const consistently = readConsistently(reader)
  const seen = consistently(() => {
    const before = count.get()
    writer.exec('INSERT INTO t VALUES (2)')
    return [before, count.get()]
  })
  expect(seen).toEqual([1, 1])
  expect(consistently(() => count.get())).toBe(2)
  expect(() =>
    consistently(() => {
      throw new RangeError('inside')
    }),
  ).toThrow('inside')
  // A reading that failed holds nothing back: the log can be emptied.
  expect(writer.pragma('wal_checkpoint(TRUNCATE)')).toEqual([{ busy: 0, log: 0, checkpointed: 0 }])
  reader.close()
  writer.close()
  rmSync(folder, { recursive: true })
})
