import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { UserStore } from '../store.ts'
import { countingIds, openAt, signedIn } from './account.ts'
import { createModelServer, type ModelServer } from './model-server.ts'

/**
 * Whatever comes in whatever order (sync.md §3.3): I2 nothing typed is lost, I3 nothing is done twice, I6 what was typed stays in
 * view, I8 nobody sees another's, I9 everything ends sent or shown. Notes are unique texts, so that each can be found again.
 */
export const USERS = ['odette', 'basile'] as const
const IDS = ['s1', 's1', 's1', 's2'] as const
type UserId = (typeof USERS)[number]

const target = fc.constantFrom(...IDS)
export const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('note' as const), id: target, bad: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), id: target }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), id: target }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), id: target, gone: fc.boolean() }) },
  // `lost`: the server has it, the answer never comes; `late`: it comes after others; `twice`.
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('push' as const), fate: fc.constantFrom('heard', 'lost', 'late', 'twice', 'cut') }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pull' as const), fate: fc.constantFrom('heard', 'late', 'one') }) },
  { weight: 2, arbitrary: fc.constant({ do: 'deliver' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'crash' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'switch' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'fork' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'backup' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resolve' as const), mine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const), retry: fc.boolean() }) },
)
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

type Taken = ReturnType<UserStore['outbox']['take']>

const LATER = Date.parse('2026-03-02T12:00:00.000Z')

export const isUnusual = (one: Step): boolean => ['fork', 'restore', 'resolve', 'decide'].includes(one.do)

export class DeskRun {
  readonly folder = mkdtempSync(join(tmpdir(), 'dora-order-'))
  readonly server: ModelServer = createModelServer()
  readonly newId = countingIds()
  store: UserStore = openAt(this.folder, this.newId)
  user: UserId = 'odette'
  count = 0
  /** Something has happened after which a person may rightly be asked about their own words. */
  unusual = false
  /** Messages on their way. */
  late: (() => void)[] = []
  /** The person's last word about each note, and whether it may still be missing from what the server has. */
  readonly typed = new Map<string, { readonly note: string; surrendered: boolean }>()

  constructor() {
    this.signIn('odette')
  }
  row(id: string) {
    return `${this.user}/service:${id}`
  }
  signIn(user: UserId) {
    this.user = user
    this.store.account.set(signedIn(user))
  }
  shown(id: string): string | null {
    return this.store.favourites.list().find((each) => each.id === id)?.note ?? null
  }
  /** As the cycle does it: notices another history before anything else. */
  heardEpoch() {
    const { epoch } = this.store.outbox.state()
    if (epoch !== null && epoch !== this.server.epoch()) this.store.outbox.resetMine(this.user)
  }
  answer({ clientId, epoch, mutations }: Taken): () => void {
    const answer = this.server.push(clientId, epoch, mutations)
    return answer === null ? () => this.store.outbox.resetMine(this.user) : () => this.store.outbox.settle(answer)
  }
  pullPage(limit: number): () => void {
    this.heardEpoch()
    const { cursor } = this.store.outbox.state()
    const page = this.server.pull(this.user, cursor, limit)
    return () => this.store.outbox.applyMine(page)
  }
  surrender(row: string) {
    const last = this.typed.get(row)
    if (last !== undefined) last.surrendered = true
  }

  do(one: Step) {
    if (isUnusual(one)) this.unusual = true
    switch (one.do) {
      case 'add':
        this.store.favourites.add({ kind: 'service', id: one.id, nom: 'Atelier' })
        assert.notEqual(this.shown(one.id), null)
        return
      case 'note': {
        const text = one.bad ? 'REFUS' : `mot ${++this.count}`
        if (this.shown(one.id) === null) return
        this.store.favourites.update({ kind: 'service', id: one.id, note: text })
        assert.equal(this.shown(one.id), text)
        this.typed.set(this.row(one.id), { note: text, surrendered: false })
        return
      }
      case 'remove':
        this.store.favourites.remove({ kind: 'service', id: one.id })
        assert.equal(this.shown(one.id), null)
        this.typed.delete(this.row(one.id))
        return
      case 'elsewhere': {
        const doc = this.server.doc(this.row(one.id))
        if (doc === null && one.gone) return
        // What another desk has read it may change: the last word typed here is then no longer the last one.
        if (typeof doc?.['note'] === 'string' && doc['note'] === this.typed.get(this.row(one.id))?.note)
          this.surrender(this.row(one.id))
        const made = { cible: { kind: 'service', id: one.id }, nom: 'Atelier', cree_le: '2026-01-01' }
        this.server.put(this.row(one.id), one.gone ? null : { ...(doc ?? made), note: `ailleurs ${++this.count}` })
        return
      }
      case 'push': {
        const taken = this.store.outbox.take(this.user, LATER)
        if (taken.mutations.length === 0) return
        for (const { key } of taken.mutations) assert.ok(key.id.startsWith(`${this.user}/`))
        if (one.fate === 'cut')
          return this.store.outbox.postpone(
            taken.mutations.map(({ mut_id }) => mut_id),
            LATER,
            'network',
          )
        const hear = this.answer(taken)
        if (one.fate === 'late') this.late.push(hear)
        if (one.fate === 'heard' || one.fate === 'twice') hear()
        if (one.fate === 'twice') hear()
        return
      }
      case 'pull': {
        const hear = this.pullPage(one.fate === 'one' ? 1 : 100)
        if (one.fate === 'late') this.late.push(hear)
        else hear()
        return
      }
      case 'deliver':
        this.late.pop()?.()
        return
      case 'crash':
        this.store.close()
        this.store = openAt(this.folder, this.newId)
        return
      case 'switch':
        this.store.account.clear({ effacer: false })
        assert.deepEqual(this.store.favourites.list(), [])
        return this.signIn(this.user === 'odette' ? 'basile' : 'odette')
      case 'fork':
        return this.store.outbox.forked(this.store.outbox.take(this.user, LATER).clientId)
      case 'backup':
        return this.server.backUp()
      case 'restore':
        // What another desk wrote, or read, may go back: only what was typed here is this desk's to bring back.
        return this.server.restore()
      case 'resolve': {
        const [clash] = this.store.outbox.conflicts()
        if (clash?.cible == null) return
        // Theirs, or a removal of one's own: what was typed has been given up knowingly.
        if (!one.mine || clash.champs.every(({ mienne }) => mienne === null)) this.surrender(this.row(clash.cible.id))
        const choix = Object.fromEntries(
          clash.champs.map(({ champ }) => [champ, one.mine ? ('mienne' as const) : ('leur' as const)]),
        )
        return this.store.outbox.resolve({ id: clash.id, choix })
      }
      case 'decide': {
        const waiting = this.store.outbox.list().find(({ etat }) => etat === 'refuse' || etat === 'en-attente')
        if (waiting?.cible == null) return
        if (one.retry) return this.store.outbox.retry({ mutId: waiting.mut_id })
        this.surrender(this.row(waiting.cible.id))
        return this.store.outbox.cancel({ mutId: waiting.mut_id })
      }
    }
  }

  /** Everything that a person of this account can still find of what they typed: shown, waiting, or asked about. */
  findable(row: string, note: string): boolean {
    const id = row.slice(row.indexOf(':') + 1)
    const asked = this.store.outbox.conflicts().some(({ champs }) => champs.some(({ mienne }) => mienne === note))
    return this.shown(id) === note || asked
  }
  check() {
    if (!this.unusual)
      for (const { champs } of this.store.outbox.conflicts())
        for (const { leur } of champs) assert.ok(!leur?.startsWith('mot'), 'a clash with oneself')
    for (const [row, { note, surrendered }] of this.typed)
      if (!surrendered && row.startsWith(`${this.user}/`)) assert.ok(this.findable(row, note), `${note} of ${row}`)
    assert.equal(new Set(this.server.effects()).size, this.server.effects().length)
    for (const { id, note } of this.store.favourites.list()) {
      const owner = this.typed.get(`${this.user === 'odette' ? 'basile' : 'odette'}/service:${id}`)
      if (note !== 'REFUS' && note !== '') assert.notEqual(note, owner?.note)
    }
  }
  /** Without faults: everything leaves within a few rounds, or is shown. */
  quiesce() {
    for (let round = 0; round < 12; round++) {
      this.heardEpoch()
      const taken = this.store.outbox.take(this.user, LATER)
      if (taken.mutations.length > 0) this.answer(taken)()
      this.server.backUp()
      this.pullPage(100)()
    }
    assert.deepEqual(this.store.outbox.take(this.user, LATER).mutations, [])
    assert.equal(this.store.outbox.nextAt(), null)
    for (const { etat } of this.store.outbox.list()) assert.match(etat, /refuse|conflit|bloque/)
    assert.deepEqual(this.store.outbox.sumsMine(this.user), this.server.sums(this.user))
    this.check()
    // What is not asked about is on the server.
    const open = this.store.outbox.list().length + this.store.outbox.conflicts().length
    if (open > 0) return
    for (const [row, { note, surrendered }] of this.typed)
      if (!surrendered && row.startsWith(`${this.user}/`)) assert.equal(this.server.doc(row)?.['note'], note)
  }
  end() {
    this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
