import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { MutationResult } from '#shared/sync/wire.ts'
import type { UserStore } from './store.ts'
import { countingIds, EPOCH, openAt, signedIn } from './testing/account.ts'

let folder: string
let store: UserStore
let newId: () => string
const open = () => openAt(folder, newId)
const S1 = { kind: 'service', id: 's1' } as const
const ROW = 'odette/service:s1'

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-outbox-'))
  newId = countingIds()
  store = open()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}
const signIn = (userId = 'odette') => store.account.set(signedIn(userId))
const add = () => store.favourites.add({ ...S1, nom: 'Atelier' })
const note = (text: string) => store.favourites.update({ ...S1, note: text })
const shown = () => store.favourites.list().map(({ note: text }) => text)
const take = () => store.outbox.take('odette', Date.parse('2026-03-02T09:00:00.000Z')).mutations
/** The answer to what is taken now. */
const answer = (result: Omit<MutationResult, 'mut_id'>, at: { head?: number; durableSeq?: number; epoch?: string } = {}) => {
  const results = take().map(({ mut_id }) => ({ mut_id, ...result }))
  expect(results).not.toHaveLength(0)
  store.outbox.settle({ epoch: EPOCH, head: 9, durableSeq: 0, ...at, results })
}
const pull = (
  seq: number,
  ver: number,
  doc: Record<string, string> | null,
  over: { epoch?: string; since?: number; durableSeq?: number } = {},
) =>
  store.outbox.applyMine({
    userId: 'odette',
    epoch: EPOCH,
    since: store.outbox.state().cursor,
    more: false,
    next: seq,
    durableSeq: 0,
    changes: [
      doc === null
        ? { op: 'remove', seq, kind: 'favourite', id: ROW }
        : { op: 'put', seq, kind: 'favourite', id: ROW, ver, h: 1, doc: { nom: 'Atelier', cree_le: '2026-01-01', ...doc } },
    ],
    ...over,
  })
const states = () => store.outbox.list().map(({ etat }) => etat)

describe('without an account', () => {
  it('nothing is put in the outbox, and an update of a favourite that is gone says so', () => {
    add()
    note('Demander Odette')
    expect(store.outbox.list()).toEqual([])
    expect(take()).toEqual([])
    store.favourites.remove(S1)
    expect(codeOf(() => note('perdue ?'))).toBe('favori-introuvable')
    expect(store.account.get()).toMatchObject({ compte: null, expiree: false })
  })
})

describe('a change of the person signed in', () => {
  it('is one mutation with what is known of the row, after those of the desk were taken in', () => {
    add()
    note('du poste')
    signIn()
    expect(shown()).toEqual(['du poste'])
    const [create] = take()
    expect(create).toMatchObject({
      type: 'favourite.create',
      key: { kind: 'favourite', id: ROW },
      base_ver: 0,
      base: {},
      patch: { cible: S1, nom: 'Atelier', note: 'du poste' },
    })
    expect(create?.patch).not.toHaveProperty('listes')
    expect(store.outbox.list()).toMatchObject([
      { kind: 'favori', cible: S1, nom: 'Atelier', action: 'creation', champs: ['note'], etat: 'en-attente', essais: 0 },
    ])
    expect(store.outbox.counts()).toEqual({ en_attente: 1, a_verifier: 0 })
  })

  it('is merged into the one before while the server cannot know it, and not after', () => {
    signIn()
    pull(1, 1, { note: 'a' })
    note('b')
    note('c')
    const [first, ...none] = take()
    expect(none).toEqual([])
    expect(first).toMatchObject({ type: 'favourite.update', base_ver: 1, base: { note: 'a' }, patch: { note: 'c' } })
    note('d')
    // One at a time for a row, the same one until it is answered, even by a desk that was closed meanwhile.
    store.close()
    store = open()
    expect(take()).toEqual([first])
    answer({ status: 'applied', ver: 2, seq: 2 })
    expect(take()).toMatchObject([{ base: { note: 'c' }, patch: { note: 'd' } }])
    expect(shown()).toEqual(['d'])
  })

  it('is nothing when it undoes what was not sent: a star taken back, a note put back, a removal regretted', () => {
    signIn()
    add()
    store.favourites.remove(S1)
    expect(store.outbox.list()).toEqual([])
    pull(1, 1, { note: 'a' })
    note('b')
    note('a')
    expect(store.outbox.list()).toEqual([])
    store.favourites.remove(S1)
    expect(shown()).toEqual([])
    store.close()
    store = open()
    add()
    expect([shown(), store.outbox.list()]).toEqual([['a'], []])
  })

  it('brings back the note of a favourite whose removal the server has already carried out', () => {
    signIn()
    pull(1, 1, { note: 'a' })
    store.favourites.remove(S1)
    answer({ status: 'applied', ver: 2, seq: 2 }, { durableSeq: 2 })
    pull(2, 2, null, { durableSeq: 2 })
    expect(store.outbox.list()).toEqual([])
    add()
    expect(shown()).toEqual(['a'])
    expect(take()).toMatchObject([{ type: 'favourite.create', patch: { note: 'a' } }])
  })

  it('that takes back a removal makes the favourite again when it was removed elsewhere meanwhile', () => {
    signIn()
    pull(1, 1, { note: 'a' })
    store.favourites.remove(S1)
    pull(2, 2, null)
    add()
    expect(shown()).toEqual(['a'])
    expect(take()).toMatchObject([{ type: 'favourite.create', patch: { note: 'a' } }])
  })

  it('of a favourite removed elsewhere is refused, not lost in silence', () => {
    signIn()
    pull(1, 1, { note: 'a' })
    pull(2, 2, null)
    expect(codeOf(() => note('trop tard'))).toBe('favori-introuvable')
  })
})

describe('an answer', () => {
  beforeEach(() => {
    signIn()
    pull(1, 1, { note: 'a' })
    note('b')
  })

  it('applied is kept until the rows are read past it and the server’s copies are safe', () => {
    answer({ status: 'applied', ver: 2, seq: 5 })
    expect([states(), shown()]).toEqual([['envoye'], ['b']])
    pull(5, 2, { note: 'b' })
    expect(states()).toEqual(['envoye'])
    pull(6, 3, { note: 'z' }, { durableSeq: 4 })
    expect([states(), shown()]).toEqual([['envoye'], ['z']])
    pull(7, 4, { note: 'z' }, { durableSeq: 5 })
    expect(states()).toEqual([])
  })

  it('without effect counts as one at the server’s head', () => {
    answer({ status: 'applied', ver: 2 }, { head: 8 })
    expect(shown()).toEqual(['b'])
    pull(8, 2, { note: 'b' }, { durableSeq: 7 })
    expect(states()).toEqual(['envoye'])
    pull(9, 2, { note: 'b' }, { durableSeq: 9 })
    expect(states()).toEqual([])
  })

  it('that comes twice, or to something unknown, changes nothing', () => {
    const [sent] = take()
    const results = [{ mut_id: sent?.mut_id ?? '', status: 'applied' as const, seq: 2, ver: 2 }]
    store.outbox.settle({ epoch: EPOCH, head: 2, durableSeq: 0, results })
    store.outbox.settle({ epoch: EPOCH, head: 2, durableSeq: 0, results: [{ ...results[0]!, status: 'rejected' as const }] })
    store.outbox.settle({ epoch: EPOCH, head: 2, durableSeq: 0, results: [{ mut_id: newId(), status: 'rejected' }] })
    expect(states()).toEqual(['envoye'])
  })

  it('conflict waits for a person; « la mienne » is a new change over theirs', () => {
    const fields = { note: { base: 'a', mine: 'b', theirs: 't' } }
    answer({ status: 'conflict', code: 'clash', ver: 2, fields })
    expect([states(), shown(), take()]).toEqual([['conflit'], ['t'], []])
    const [clash] = store.outbox.conflicts()
    expect(clash).toMatchObject({ kind: 'favori', cible: S1, nom: 'Atelier', nature: 'champs' })
    expect(clash?.champs).toEqual([{ champ: 'note', origine: 'a', mienne: 'b', leur: 't' }])
    expect(store.outbox.counts()).toEqual({ en_attente: 0, a_verifier: 1 })
    store.outbox.resolve({ id: clash?.id ?? '', choix: { note: 'mienne' } })
    expect(take()).toMatchObject([{ base_ver: 2, base: { note: 't' }, patch: { note: 'b' } }])
    expect([shown(), store.outbox.conflicts()]).toEqual([['b'], []])
    expect(codeOf(() => store.outbox.resolve({ id: clash?.id ?? '', choix: {} }))).toBe('envoi-introuvable')
  })

  it('conflict drops mine when theirs is chosen', () => {
    answer({ status: 'conflict', ver: 2, fields: { note: { base: 'a', mine: 'b', theirs: 't' } } })
    store.outbox.resolve({ id: store.outbox.conflicts()[0]?.id ?? '', choix: { note: 'leur' } })
    pull(2, 2, { note: 't' })
    expect([shown(), store.outbox.list(), take()]).toEqual([['t'], [], []])
  })

  it('conflict takes in what was written since in the same field, and sends the rest', () => {
    take()
    store.favourites.update({ ...S1, note: 'c', listes: ['Urgent'] })
    answer({ status: 'conflict', ver: 2, fields: { note: { base: 'a', mine: 'b', theirs: 't' } } })
    expect(store.outbox.conflicts()[0]?.champs).toEqual([{ champ: 'note', origine: 'a', mienne: 'c', leur: 't' }])
    expect(take()).toMatchObject([{ patch: { listes: ['Urgent'] } }])
    expect(take()[0]?.patch).not.toHaveProperty('note')
  })

  it('merged has the fields taken, and asks about the others', () => {
    store.favourites.update({ ...S1, listes: ['Urgent'] })
    answer({ status: 'merged', ver: 2, seq: 2, fields: { note: { base: 'a', mine: 'b', theirs: 't' } } })
    expect(states()).toEqual(['envoye'])
    expect(store.outbox.conflicts()).toHaveLength(1)
    expect(store.favourites.list()[0]).toMatchObject({ note: 'a', listes: ['Urgent'] })
    store.outbox.resolve({ id: store.outbox.conflicts()[0]?.id ?? '', choix: { note: 'mienne' } })
    expect(take()).toMatchObject([{ base: { note: 't' }, patch: { note: 'b' } }])
    // The same answer, asked again after the history changed, does not ask the person again.
    store.outbox.resetMine('odette')
    answer({ status: 'merged', ver: 2, seq: 2, fields: { note: { base: 'a', mine: 'b', theirs: 't' } } })
    expect(store.outbox.conflicts()).toEqual([])
  })

  it('gone keeps mine whole, to be made again or dropped', () => {
    const theirs = { note: { base: 'a', mine: 'b', theirs: null } }
    pull(2, 2, null)
    expect(shown()).toEqual(['b'])
    answer({ status: 'conflict', code: 'gone', fields: theirs })
    const [clash] = store.outbox.conflicts()
    expect([shown(), clash?.nature]).toEqual([[], 'supprime'])
    expect(clash?.champs).toEqual([{ champ: 'note', origine: 'a', mienne: 'b', leur: null }])
    store.outbox.resolve({ id: clash?.id ?? '', choix: { note: 'mienne' } })
    expect(shown()).toEqual(['b'])
    expect(take()).toMatchObject([{ type: 'favourite.create', base: {}, base_ver: 0, patch: { nom: 'Atelier', note: 'b' } }])
  })

  it('a removal of what is already gone has succeeded', () => {
    store.favourites.remove(S1)
    answer({ status: 'conflict', code: 'gone' }, { head: 2, durableSeq: 2 })
    pull(2, 2, null, { durableSeq: 2 })
    expect([store.outbox.list(), store.outbox.conflicts()]).toEqual([[], []])
  })

  it('a removal of what was changed elsewhere asks first', () => {
    store.favourites.remove(S1)
    answer({ status: 'conflict', code: 'edited', ver: 2, fields: { note: { base: 'a', mine: null, theirs: 't' } } })
    const [clash] = store.outbox.conflicts()
    expect(clash?.champs).toEqual([{ champ: 'note', origine: 'a', mienne: null, leur: 't' }])
    store.outbox.resolve({ id: clash?.id ?? '', choix: { note: 'mienne' } })
    expect(take()).toMatchObject([{ type: 'favourite.remove', base: { note: 't' }, base_ver: 2 }])
  })

  it('rejected keeps what was typed, says why, and can be sent again, corrected or given up', () => {
    const first = take()[0]?.mut_id ?? ''
    answer({ status: 'rejected', code: 'validation.note' })
    expect([shown(), take()]).toEqual([['b'], []])
    expect(store.outbox.list()[0]?.reponse).toMatchObject({ code: 'refus-valeur', message: expect.stringContaining('note') })
    expect(store.outbox.counts()).toEqual({ en_attente: 0, a_verifier: 1 })
    store.outbox.retry({ mutId: first })
    const [again] = take()
    expect(again).toMatchObject({ base: { note: 'a' }, patch: { note: 'b' } })
    expect(again?.mut_id).not.toBe(first)
    answer({ status: 'rejected', code: 'validation.note' })
    note('plus courte')
    expect(take()).toMatchObject([{ base: { note: 'a' }, patch: { note: 'plus courte' } }])
    answer({ status: 'rejected', code: 'forbidden' })
    store.outbox.cancel({ mutId: store.outbox.list()[0]?.mut_id ?? '' })
    expect([shown(), store.outbox.list()]).toEqual([['a'], []])
    expect(codeOf(() => store.outbox.cancel({ mutId: first }))).toBe('envoi-introuvable')
  })

  it('a change given up gives back what was under it to the one made over it', () => {
    take()
    store.favourites.update({ ...S1, note: 'c' })
    store.outbox.cancel({ mutId: take()[0]?.mut_id ?? '' })
    expect(take()).toMatchObject([{ base: { note: 'a' }, patch: { note: 'c' } }])
  })

  it('blocked is shown, and can be sent again under another identifier', () => {
    const [first] = take()
    answer({ status: 'blocked', code: 'dependency' })
    expect([states(), shown()]).toEqual([['bloque'], ['b']])
    store.outbox.retry({ mutId: first?.mut_id ?? '' })
    expect(take()[0]?.mut_id).not.toBe(first?.mut_id)
  })
})
