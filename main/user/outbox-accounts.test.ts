import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
const takeAt = (at: number, userId = 'odette') => store.outbox.take(userId, at).mutations
const take = () => takeAt(Date.parse('2026-03-02T09:00:00.000Z'))
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

describe('what could not be sent', () => {
  it('is put off without losing its turn, and a clock that jumps does not hold it for years', () => {
    signIn()
    add()
    const [first] = take()
    const at = Date.parse('2026-03-02T09:00:00.000Z')
    store.outbox.postpone([first?.mut_id ?? ''], at + 60_000, 'network')
    expect(store.outbox.list()[0]).toMatchObject({
      essais: 1,
      prochain_essai: '2026-03-02T09:01:00.000Z',
      reponse: { code: 'envoi-reporte' },
    })
    expect([takeAt(at), takeAt(at + 60_000)]).toEqual([[], [first]])
    expect(takeAt(at - 10 * 365 * 86_400_000)).toEqual([first])
    store.outbox.retry({ mutId: first?.mut_id ?? '' })
    expect(takeAt(at)).toEqual([first])
    // The refusal of a session opened before: this one is still good.
    store.outbox.sessionExpired({ userId: 'odette', token: 'celui d’avant' })
    expect(takeAt(at)).toEqual([first])
    store.outbox.sessionExpired({ userId: 'odette', token: signedIn('odette').session.token })
    expect([takeAt(at), store.outbox.nextAt()]).toEqual([[], null])
    expect(store.account.get()).toMatchObject({ compte: { id: 'odette' }, expiree: true })
  })

  it('takes a new identity when another machine has this one, what was answered kept', () => {
    signIn()
    add()
    answer({ status: 'applied', ver: 1, seq: 1 })
    note('b')
    const before = [store.outbox.state().clientId, take()[0]?.mut_id]
    store.outbox.forked(store.outbox.state().clientId)
    expect(store.outbox.state().clientId).not.toBe(before[0])
    expect(take()).toMatchObject([{ patch: { note: 'b' } }])
    expect(take()[0]?.mut_id).not.toBe(before[1])
    expect(states()).toEqual(['en-attente', 'envoye'])
  })
})

describe('an identity lost to another machine', () => {
  const taken = () => store.outbox.take('odette', Date.parse('2026-03-02T09:00:00.000Z'))

  it('is still that of what was sent under it: after a restore the server knows it again', () => {
    signIn()
    add()
    const first = taken()
    answer({ status: 'applied', ver: 1, seq: 1 })
    note('b')
    taken()
    store.outbox.forked(first.clientId)
    const second = taken()
    expect(second.clientId).not.toBe(first.clientId)
    answer({ status: 'applied', ver: 2, seq: 2 })
    store.outbox.resetMine('odette')
    // One identity per push, the one of the first sending; a row at a time, in order.
    expect(taken()).toEqual(first)
    answer({ status: 'applied', ver: 1, seq: 1 }, { epoch: 'b'.repeat(32) })
    expect(taken()).toEqual({ ...second, epoch: 'b'.repeat(32) })
  })

  it('refused once more, long after, costs only what was sent under it', () => {
    signIn()
    add()
    const first = taken()
    answer({ status: 'applied', ver: 1, seq: 1 })
    store.outbox.forked(first.clientId)
    store.favourites.add({ kind: 'service', id: 's2', nom: 'Autre' })
    const mine = taken()
    store.outbox.resetMine('odette')
    const present = store.outbox.state().clientId
    store.outbox.forked(first.clientId)
    expect(store.outbox.state().clientId).toBe(present)
    const again = taken()
    expect([again.clientId, again.mutations.length]).toEqual([present, 2])
    expect(again.mutations).toContainEqual(mine.mutations[0])
    expect(again.mutations).not.toContainEqual(first.mutations[0])
  })
})

describe('a history that changed', () => {
  it('is read again under what is shown, and what the server may have lost is sent again with the same identifier', () => {
    signIn()
    pull(3, 1, { note: 'a' })
    note('b')
    const [sent] = take()
    answer({ status: 'applied', ver: 2, seq: 4 })
    pull(4, 2, { note: 'b' }, { durableSeq: 3 })
    store.outbox.resetMine('odette')
    expect([shown(), store.outbox.state().epoch, store.outbox.state().cursor]).toEqual([['b'], null, 0])
    expect(take()).toEqual([sent])
    const other = 'b'.repeat(32)
    pull(2, 1, { note: 'a' }, { epoch: other })
    expect(shown()).toEqual(['b'])
    // A page of the former history, late.
    pull(9, 9, { note: 'x' }, { epoch: EPOCH })
    // A page asked from further than what has been read.
    pull(9, 9, { note: 'x' }, { epoch: other, since: 7 })
    expect([shown(), store.outbox.state().cursor]).toEqual([['b'], 2])
    answer({ status: 'applied', ver: 2, seq: 3 }, { epoch: other })
    expect(states()).toEqual(['envoye'])
    pull(3, 2, { note: 'b' }, { epoch: other, durableSeq: 3 })
    expect([states(), shown()]).toEqual([[], ['b']])
  })

  it('is not told of a change before those that it follows, nor is its answer heard before it is read', () => {
    const taken = () => store.outbox.take('odette', Date.parse('2026-03-02T09:00:00.000Z'))
    const other = 'b'.repeat(32)
    signIn()
    pull(3, 1, { note: 'a' })
    store.favourites.remove(S1)
    answer({ status: 'applied', ver: 2, seq: 4 })
    // Wanted again with the same words: the removal, were it sent again after this, would find nothing in its way.
    add()
    expect(taken()).toMatchObject({ epoch: EPOCH, mutations: [{ type: 'favourite.create' }] })
    answer({ status: 'applied', ver: 2, seq: 3 }, { epoch: other })
    expect([states(), shown()]).toEqual([['en-attente', 'envoye'], ['a']])
    store.outbox.resetMine('odette')
    expect(taken()).toMatchObject({ epoch: null, mutations: [{ type: 'favourite.remove' }] })
    answer({ status: 'applied', ver: 2, seq: 3 }, { epoch: other })
    expect(taken()).toMatchObject({ epoch: other, mutations: [{ type: 'favourite.create' }] })
    // An answer of the former history, late.
    answer({ status: 'applied', ver: 3, seq: 5 })
    expect([states(), shown()]).toEqual([['en-attente', 'envoye'], ['a']])
    answer({ status: 'applied', ver: 3, seq: 4 }, { epoch: other })
    pull(4, 3, { note: 'a' }, { epoch: other, durableSeq: 4 })
    expect([states(), shown()]).toEqual([[], ['a']])
  })

  it('forgets the rows that it does not have once it has been read to its end', () => {
    signIn()
    pull(3, 1, { note: 'a' })
    store.outbox.resetMine('odette')
    const page = { userId: 'odette', epoch: 'b'.repeat(32), changes: [], durableSeq: 0 }
    store.outbox.applyMine({ ...page, since: 0, next: 1, more: true })
    expect(shown()).toEqual(['a'])
    // Worth a word to the screens, though the page is empty.
    expect(store.outbox.applyMine({ ...page, since: 1, next: 2, more: false })).toBe(true)
    expect(store.outbox.applyMine({ ...page, since: 2, next: 2, more: false })).toBe(false)
    expect([shown(), store.outbox.sumsMine('odette')]).toEqual([[], {}])
  })
})

describe('several accounts on one desk', () => {
  it('never see nor send each other’s, and find their own again', () => {
    signIn('odette')
    add()
    note('à Odette')
    const mine = take()
    store.account.clear({ effacer: false })
    expect([store.favourites.list(), store.outbox.list(), take(), store.outbox.counts().en_attente]).toEqual([[], [], [], 0])
    signIn('basile')
    expect([store.favourites.list(), store.outbox.list(), take()]).toEqual([[], [], []])
    expect(codeOf(() => store.outbox.cancel({ mutId: mine[0]?.mut_id ?? '' }))).toBe('envoi-introuvable')
    const identity = store.outbox.state().clientId
    signIn('odette')
    expect([shown(), take()]).toEqual([['à Odette'], mine])
    expect(store.outbox.state().clientId).not.toBe(identity)
  })

  it('exchange each for themselves, whoever signs in meanwhile', () => {
    signIn('odette')
    pull(3, 1, { note: 'à Odette' })
    store.favourites.remove(S1)
    const state = store.outbox.state()
    signIn('basile')
    store.favourites.add({ ...S1, nom: 'Atelier' })
    // Odette's exchange goes on with her token: nothing of Basile's goes with it, nothing comes in under him, nothing of his ends.
    expect([takeAt(Date.now(), 'odette'), store.outbox.sumsMine('odette')]).toEqual([[], null])
    const page = { userId: 'odette', epoch: EPOCH, since: state.cursor, more: false, changes: [], next: 9, durableSeq: 9 }
    expect(store.outbox.applyMine(page)).toBe(false)
    store.outbox.resetMine('odette')
    store.outbox.sessionExpired({ userId: 'odette', token: state.account?.token ?? '' })
    expect(store.outbox.state()).toMatchObject({ account: { userId: 'basile' }, cursor: 0 })
    expect(takeAt(Date.now(), 'basile')).toHaveLength(1)
  })

  it('leave nothing behind when erased', () => {
    signIn('odette')
    add()
    note('à effacer')
    store.account.clear({ effacer: true })
    signIn('odette')
    expect([store.favourites.list(), store.outbox.list()]).toEqual([[], []])
  })
})

it('writes no note, name, token nor clash in clear, whatever the state', () => {
  signIn()
  pull(1, 1, { note: 'Zéphirine Imaginaire' })
  note('Bérengère Fictive')
  answer({ status: 'conflict', ver: 2, fields: { note: { base: 'a', mine: 'Bérengère Fictive', theirs: 'Camille Inventée' } } })
  add()
  store.favourites.add({ kind: 'service', id: 's2', nom: 'Nom planté' })
  store.favourites.remove(S1)
  const words = [
    'Zéphirine',
    'Imaginaire',
    'Bérengère',
    'Camille',
    'jeton-inventé',
    'Odette odette',
    'odette@exemple.fr',
    'Nom planté',
  ]
  const scan = () => {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('user.db')))
      for (const word of words) expect(readFileSync(join(folder, name)).includes(word), `${word} in ${name}`).toBe(false)
  }
  scan()
  store.account.clear({ effacer: false })
  store.close()
  scan()
  store = open()
})
