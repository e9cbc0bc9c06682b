import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TEXTE_MESURE } from '#shared/usage/consent.ts'
import { MAX_EN_ATTENTE } from '#shared/usage/sending.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt } from './testing/account.ts'
import { noSolution, POSTE, SEEN_ID, seenService, toRecord } from './testing/usage.ts'

let folder: string
let store: UserStore
const open = () => {
  store = openAt(folder, countingIds())
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-usage-'))
  open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const TODAY = '2026-03-02'
const next = (n = 200, bytes = 1_000_000, today = TODAY) => store.usage.next({ n, bytes, today })
/** Everything on the disk, as one who has stolen it reads it; but for where SQLite's readers are, which is memory that they share. */
const bytes = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map(({ parentPath, name }) => `${name}\n${readFileSync(join(parentPath, name), 'latin1')}`)
    .toSorted()
    .join('\n')

describe('the measure of use', () => {
  it('writes nothing at all without consent, nor after a refusal', () => {
    const before = bytes()
    for (let turn = 0; turn < 20; turn++) expect(store.usage.keep(toRecord())).toBe(false)
    expect(bytes()).toBe(before)
    store.usage.answer({ oui: false })
    const refused = bytes()
    expect(store.usage.keep(toRecord())).toBe(false)
    expect(bytes()).toBe(refused)
    expect(store.usage.state()).toMatchObject({ consentement: { oui: false, texte: TEXTE_MESURE }, en_attente: 0 })
  })

  it('keeps what was agreed to, whatever the end, and never in clear', () => {
    store.usage.answer({ oui: true })
    const event = toRecord({ fait: seenService() })
    expect(store.usage.keep(event)).toBe(true)
    store.close()
    open()
    const { explicite: _, ...sent } = event
    expect(next()).toEqual([sent])
    expect(store.usage.waiting({ de: 0, n: 50 })).toEqual({ total: 1, evenements: [sent] })
    expect(bytes()).not.toContain(SEEN_ID)
    expect(bytes()).not.toContain(POSTE)
    store.usage.done({ ids: [event.id, 'inconnu'] })
    expect([next(), store.usage.state().en_attente]).toEqual([[], 0])
  })

  it('takes back what waits when consent is, but for what was asked to be sent', () => {
    store.usage.answer({ oui: true })
    store.usage.keep(toRecord())
    const asked = toRecord({ fait: noSolution(), explicite: true })
    store.usage.keep(asked)
    store.usage.answer({ oui: false })
    expect(next().map(({ id }) => id)).toEqual([asked.id])
    store.close()
    open()
    expect(store.usage.state()).toMatchObject({ consentement: { oui: false }, en_attente: 1 })
    store.usage.answer({ oui: true })
    store.usage.keep(toRecord({ poste: 'd'.repeat(32) }))
    // Another number: what was said before is not tied to what is said after.
    expect(next().map(({ poste }) => poste)).toEqual([POSTE, 'd'.repeat(32)])
  })

  it('sends without consent what somebody asked to send, and nothing else', () => {
    const asked = toRecord({ fait: noSolution(), explicite: true })
    expect([store.usage.keep(asked), store.usage.keep(toRecord())]).toEqual([true, false])
    expect(next().map(({ id }) => id)).toEqual([asked.id])
    expect(store.usage.state().consentement).toBe(null)
  })

  it('has one number a month', () => {
    store.usage.answer({ oui: true })
    for (const [jour, poste] of [
      ['2026-02-27', 'a'],
      ['2026-02-28', 'b'],
      ['2026-03-01', 'c'],
      ['2026-03-02', 'd'],
    ] as const)
      store.usage.keep(toRecord({ jour, poste: poste.repeat(32) }))
    expect(next().map(({ poste }) => poste[0])).toEqual(['a', 'a', 'c', 'c'])
  })

  it('gives so many at a time, oldest first, and drops those that are too old', () => {
    store.usage.answer({ oui: true })
    const ids = ['2025-12-31', '2025-12-31', '2026-03-01', '2026-03-02', '2026-03-02'].map((jour) => {
      const event = toRecord({ jour })
      store.usage.keep(event)
      return event.id
    })
    expect(next(2).map(({ id }) => id)).toEqual(ids.slice(2, 4))
    expect(store.usage.state().en_attente).toBe(3)
    const one = Buffer.byteLength(JSON.stringify(next(1)[0]))
    expect(next(200, one * 2).map(({ id }) => id)).toEqual(ids.slice(2, 4))
    expect(next(200, 1).map(({ id }) => id)).toEqual(ids.slice(2, 3))
  })

  it('keeps the last ones when there is no network for long', () => {
    store.usage.answer({ oui: true })
    store.usage.keep(toRecord())
    const db = new Database(join(folder, 'user.db'))
    db.exec(`INSERT INTO usage_events (id, explicite, evenement)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MAX_EN_ATTENTE + 50})
      SELECT 'x' || i, 0, x'00' FROM n`)
    db.close()
    const last = toRecord()
    store.usage.keep(last)
    expect(store.usage.state().en_attente).toBe(MAX_EN_ATTENTE)
    expect(store.usage.waiting({ de: 0, n: 1 }).evenements.map(({ id }) => id)).toEqual([last.id])
    // What cannot be read back is in the way of nothing.
    expect(next().map(({ id }) => id)).toEqual([last.id])
  })
})
