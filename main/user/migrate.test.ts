import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { MIGRATIONS, type Migration } from './migrations.ts'
import { openUserDb } from './open.ts'
import { key } from './testing/people.ts'
import { createVault } from './vault.ts'

const vault = createVault(key)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const next = (
  minSafeVersion: number,
  up: Migration['up'] = (db) => void db.exec('ALTER TABLE drafts ADD COLUMN plus TEXT'),
): Migration[] => [...MIGRATIONS, { version: MIGRATIONS.length + 1, minSafeVersion, up }]
const codeOf = (work: () => unknown) => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : 'not coded'
  }
}
const version = () => {
  const db = new Database(join(folder, 'user.db'))
  const found = db.pragma('user_version', { simple: true })
  db.close()
  return found
}

describe('migrations of user.db', () => {
  it('are numbered without a hole', () => {
    expect(MIGRATIONS.map(({ version: number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })

  it('keep a copy of what was there, readable by its owner only, before changing it', () => {
    const { db } = openUserDb(folder, vault)
    db.prepare(`INSERT INTO drafts VALUES ('d', 's', x'00', x'00', 1, '', '', NULL)`).run()
    db.close()
    openUserDb(folder, vault, next(1)).db.close()
    const copy = join(folder, `user.db.avant-v${MIGRATIONS.length + 1}`)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const old = new Database(copy, { readonly: true })
    expect(old.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    expect(old.prepare('SELECT id FROM drafts').pluck().all()).toEqual(['d'])
    old.close()
    expect(version()).toBe(MIGRATIONS.length + 1)
  })

  it('that fail leave the file at its version, with its rows', () => {
    openUserDb(folder, vault).db.close()
    const broken = next(1, (db) => {
      db.exec('DROP TABLE favourites')
      throw new DoraError('ecriture-impossible')
    })
    expect(codeOf(() => openUserDb(folder, vault, broken))).toBe('ecriture-impossible')
    expect(version()).toBe(MIGRATIONS.length)
    const { db } = openUserDb(folder, vault)
    expect(db.prepare('SELECT count(*) FROM favourites').pluck().get()).toBe(0)
    db.close()
  })

  it('of a newer application are respected: written when safe, only read when not, untouched both times', () => {
    openUserDb(folder, vault, next(1)).db.close()
    const safe = openUserDb(folder, vault)
    expect(safe.readOnly).toBe(false)
    safe.db.close()
    rmSync(folder, { recursive: true })
    openUserDb(folder, vault, next(MIGRATIONS.length + 1)).db.close()
    const newer = openUserDb(folder, vault)
    expect(newer.readOnly).toBe(true)
    expect(() => newer.db.exec(`DELETE FROM drafts`)).toThrow(/readonly/)
    newer.db.close()
    expect(version()).toBe(MIGRATIONS.length + 1)
    expect(readdirSync(folder).some((name) => name.includes('avant'))).toBe(false)
  })
})
