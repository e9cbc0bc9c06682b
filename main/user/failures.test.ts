import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { asDoraError, coded } from './failures.ts'

const codeOf = (work: () => unknown) => {
  try {
    coded(work)
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : error
  }
}

describe('failures of the store', () => {
  it('a full disk: said, and nothing half written', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (x BLOB)')
    db.pragma('max_page_count = 3')
    expect(codeOf(() => db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run())).toBe('ecriture-impossible')
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0)
    db.close()
  })

  it('a file that is no database', () => {
    const db = new Database(Buffer.alloc(4096, 7))
    expect(codeOf(() => db.prepare('SELECT 1 FROM sqlite_schema').get())).toBe('donnees-utilisateur-illisibles')
    db.close()
  })

  it.each([
    ['ENOSPC', 'ecriture-impossible'],
    ['EROFS', 'ecriture-impossible'],
    ['SQLITE_IOERR_WRITE', 'ecriture-impossible'],
    ['SQLITE_CORRUPT_INDEX', 'donnees-utilisateur-illisibles'],
  ])('%s', (code, expected) => {
    expect(
      codeOf(() => {
        throw Object.assign(new Error('x'), { code })
      }),
    ).toBe(expected)
  })

  it('a mistake of ours is not disguised as a full disk', () => {
    const mistake = new TypeError('x')
    expect(asDoraError(mistake)).toBe(mistake)
  })
})
