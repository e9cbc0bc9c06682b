import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UNDO_MS } from '#shared/moderation/acts.ts'
import { vuAfter } from './moderation-vu.ts'
import type { UserStore } from './store.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'
import { actId, noteOf, structureOf, toKeep, validateOf } from './testing/moderation.ts'

const NOW = 1_000_000
let folder: string
let store: UserStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-acts-'))
  store = openAt(folder, countingIds())
  store.account.set(signedIn('odette'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
const reopen = () => {
  store.close()
  store = openAt(folder, countingIds())
}
const next = (now = NOW, except: readonly string[] = []) => store.moderation.next({ now, except })
const nextId = (now = NOW, except: readonly string[] = []) => next(now, except).act?.acte.id ?? null
const pendingIds = () => store.moderation.pending().map(({ id }) => id)
const settle = (n: number, end: Parameters<UserStore['moderation']['settle']>[0]['end'], userId = 'odette') =>
  store.moderation.settle({ userId, id: actId(n), end })

describe('an act that waits', () => {
  it('leaves when it is due, not before, also after a restart', () => {
    store.moderation.keep(toKeep(noteOf(1), { part_le: NOW }))
    expect(next(NOW - 1)).toEqual({ act: null, nextAt: NOW })
    reopen()
    expect(next()).toEqual({
      act: { userId: 'odette', cible: structureOf('s1'), nom: 'Maison des départs', acte: noteOf(1), vu: null },
      nextAt: null,
    })
    // Tried, and not answered: still there, and tried again.
    reopen()
    expect([nextId(), pendingIds()]).toEqual([actId(1), [actId(1)]])
    settle(1, { suite: 'sans-objet' })
    expect([next(), pendingIds()]).toEqual([{ act: null, nextAt: null }, []])
  })

  it('is kept once, however often it is asked', () => {
    expect(store.moderation.keep(toKeep(noteOf(1), { part_le: NOW }))).toEqual({ id: actId(1), part_le: NOW })
    expect(store.moderation.keep(toKeep(noteOf(1), { part_le: NOW + 5 }))).toEqual({ id: actId(1), part_le: NOW })
    expect(pendingIds()).toEqual([actId(1)])
  })

  it('is taken back as long as no try was made, and not after', () => {
    store.moderation.keep(toKeep(noteOf(1), { part_le: NOW }))
    expect([store.moderation.undo(actId(1)), store.moderation.undo(actId(1)), pendingIds()]).toEqual([true, false, []])
    store.moderation.keep(toKeep(noteOf(2), { part_le: NOW }))
    next()
    expect([store.moderation.undo(actId(2)), pendingIds()]).toEqual([false, [actId(2)]])
  })

  it('leaves all the same when the clock was set back', () => {
    store.moderation.keep(toKeep(noteOf(1), { part_le: NOW + UNDO_MS + 1 }))
    expect(nextId(NOW)).toBe(actId(1))
  })
})

describe('acts of a same sheet', () => {
  it('leave one after the other; those of others do not wait for them', () => {
    store.moderation.keep(toKeep(validateOf(1), { part_le: NOW + 5 }))
    store.moderation.keep(toKeep({ id: actId(2), geste: 'laisser' }, { part_le: NOW }))
    store.moderation.keep(toKeep(noteOf(3), { cible: structureOf('s2'), part_le: NOW }))
    expect(nextId()).toBe(actId(3))
    settle(3, { suite: 'sans-objet' })
    expect(next()).toEqual({ act: null, nextAt: NOW + 5 })
    expect([nextId(NOW + 5), nextId(NOW + 5, ['structure/s1'])]).toEqual([actId(1), null])
    // Taken back, or refused, it holds nobody.
    settle(1, { suite: 'refuse', message: 'Non.' })
    expect(nextId()).toBe(actId(2))
  })

  it('are about what one’s own have made of it, and never about what somebody else did', () => {
    const vu = { fiche: 4, dossier: 7 }
    store.moderation.keep(toKeep(noteOf(1), { vu }))
    store.moderation.keep(toKeep(validateOf(2), { vu }))
    store.moderation.keep(toKeep(noteOf(3), { vu: { fiche: 3, dossier: 7 } }))
    store.moderation.keep(toKeep(noteOf(4)))
    store.moderation.keep(toKeep(noteOf(5), { vu, cible: structureOf('s2') }))
    next()
    settle(1, { suite: 'fait', vu: { fiche: 4, dossier: 8 } })
    expect(store.moderation.pending().map((one) => one.vu)).toEqual([
      { fiche: 4, dossier: 8 },
      { fiche: 3, dossier: 7 },
      null,
      vu,
    ])
    // Not kept, but done all the same: the sheet was taken.
    const taken = { id: actId(9), geste: 'prendre', quand_meme: false } as const
    store.moderation.followed({ ...toKeep(taken, { vu: { fiche: 4, dossier: 8 } }), after: { fiche: 4, dossier: 9 } })
    expect(store.moderation.pending()[0]?.vu).toEqual({ fiche: 4, dossier: 9 })
  })

  it.each([
    [
      'what it saw is what the other was checked against',
      { fiche: 1, dossier: 1 },
      { fiche: 3, dossier: 9 },
      { fiche: 3, dossier: 9 },
    ],
    ['it saw something older', { fiche: 1, dossier: 2 }, { fiche: 1, dossier: 3 }, { fiche: 1, dossier: 1 }],
  ])('when %s', (_, sawOther, after, expected) => {
    const vu = { fiche: 1, dossier: 1 }
    expect(vuAfter(vu, { acte: validateOf(1), vu: sawOther }, after)).toEqual(expected)
  })

  it.each([
    ['its note alone', noteOf(1), { fiche: 1, dossier: 2 }, true],
    ['its decision alone', validateOf(1), { fiche: 2, dossier: 2 }, true],
    ['a note, and somebody who changed the sheet', noteOf(1), { fiche: 2, dossier: 2 }, false],
    ['a decision, and somebody else’s note', validateOf(1), { fiche: 2, dossier: 3 }, false],
    ['nothing', noteOf(1), { fiche: 1, dossier: 1 }, true],
    ['a sheet made again', noteOf(1), { fiche: 0, dossier: 1 }, false],
  ])('of an act that depended on nothing, since: %s', (_, acte, after, follows) => {
    const vu = { fiche: 1, dossier: 1 }
    expect(vuAfter(vu, { acte, vu: null }, after)).toEqual(follows ? after : vu)
    expect(vuAfter(null, { acte, vu: null }, after)).toBeNull()
  })
})

describe('an act that was refused', () => {
  it('is told with its reason until it is forgotten, and never leaves', () => {
    store.moderation.keep(toKeep(noteOf(1)))
    next()
    settle(1, { suite: 'refuse', message: 'Berthe est passée avant vous.' })
    reopen()
    expect(store.moderation.pending()).toEqual([
      { id: actId(1), ...toKeep(noteOf(1)), part_le: 0, refus: 'Berthe est passée avant vous.' },
    ])
    expect([nextId(), store.moderation.undo(actId(1))]).toEqual([null, false])
    store.moderation.forget(actId(1))
    expect(pendingIds()).toEqual([])
  })

  it('alone is forgotten', () => {
    store.moderation.keep(toKeep(noteOf(1)))
    store.moderation.forget(actId(1))
    expect(pendingIds()).toEqual([actId(1)])
  })
})

describe('acts of somebody else', () => {
  it('wait for them, unseen; the answer to one under way is not lost', () => {
    store.moderation.keep(toKeep(noteOf(1)))
    store.moderation.keep(toKeep(noteOf(2)))
    next()
    store.account.set(signedIn('basile'))
    expect([pendingIds(), nextId(), store.moderation.undo(actId(2))]).toEqual([[], null, false])
    settle(1, { suite: 'fait', vu: { fiche: 1, dossier: 1 } })
    store.account.set(signedIn('odette'))
    expect(nextId()).toBe(actId(2))
  })

  it('are erased with the account, and nobody’s are kept', () => {
    store.moderation.keep(toKeep(noteOf(1)))
    store.account.clear({ effacer: false })
    expect(() => store.moderation.keep(toKeep(noteOf(2)))).toThrow(/compte/)
    store.account.set(signedIn('odette'))
    expect(pendingIds()).toEqual([actId(1)])
    store.account.clear({ effacer: true })
    store.account.set(signedIn('odette'))
    expect(pendingIds()).toEqual([])
  })
})

it('nothing of an act is in the clear on the disk', () => {
  store.moderation.keep(toKeep(noteOf(1, 'Phrase reconnaissable')))
  next()
  settle(1, { suite: 'refuse', message: 'Refus reconnaissable' })
  store.close()
  for (const name of readdirSync(folder).filter((each) => each.startsWith('user.db')))
    for (const word of ['reconnaissable', 'Maison des', 'structure/s1'])
      expect(readFileSync(join(folder, name)).includes(word), `${word} in ${name}`).toBe(false)
  store = openAt(folder, countingIds())
})
