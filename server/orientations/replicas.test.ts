import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DAY_MS, seal } from '#server/accounts/testing/bench.ts'
import { actByLink, renewByLink } from '#server/http/demande-acts.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import type { SyncCore } from '#server/sync/core.ts'
import { benchOn, mutation, pushOne } from '#server/sync/testing.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { runClocks } from './clocks-run.ts'
import { decideHeld } from './testing/decide.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'
import { takeMails } from './testing/mails.ts'

/** Two people, or a person and a clock, at the same instant: one of them was first, and the other is told. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const ROUNDS = 4
const ACCEPT = { message: 'Oui.', message_personne: 'À lundi.' }
const REFUSE = { motifs: ['autre'], message: 'Non.' }
const ANSWERS = {
  VALIDÉE: 'orientation-validee',
  REFUSÉE: 'orientation-declinee',
  EXPIRÉE: 'orientation-close',
  ANNULÉE: 'orientation-retiree',
}

describe.each(['sqlite', 'postgresql'] as const)('on %s', (engine) => {
  let postgres: TestPostgres | null = null
  let bench: RequestBench
  /** As two replicas see the same base; one process alone has an embedded one. */
  let stores: readonly [SyncStore, SyncStore]
  let cores: readonly [SyncCore, SyncCore]
  let cleo: User
  let dana: User
  let team: User
  beforeAll(async () => {
    postgres = engine === 'sqlite' ? null : await startPostgres()
    if (postgres === null) {
      const store = await openSqliteStore({ file: ':memory:' })
      stores = [store, store]
    } else {
      const url = await postgres.newDatabase()
      stores = [await openPostgresqlStore({ url }), await openPostgresqlStore({ url })]
    }
    bench = await openRequests({ store: stores[0] })
    const { parts, people } = bench.accounts
    const other = await benchOn(stores[1], { clock: { now: parts.now }, linkTo: parts.linkTo, publicUrl: () => PUBLIC_URL })
    cores = [bench.core, other.core]
    ;[cleo, dana, team] = [await people.person(), await people.person(), await people.person({ role: 'administrateur' })]
    await people.belongs(cleo, bench.sender)
    await people.belongs(dana, bench.receiver)
  })
  afterAll(async () => {
    for (const store of new Set(stores)) await store.close()
    await postgres?.stop()
  })

  const push = async (replica: 0 | 1, by: User, type: string, id: string, patch: object): Promise<string> => {
    const { status, code } = await pushOne(cores[replica], by, mutation(type, id, { patch: patch as never }), randomUUID())
    return code ?? status
  }
  const parts = (replica: 0 | 1) => ({ ...bench.accounts.parts, store: stores[replica], publicUrl: () => PUBLIC_URL })
  const clocks = (replica: 0 | 1) =>
    runClocks({ store: stores[replica], seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
  const sent = async (): Promise<{ readonly id: string; readonly secret: string }> => {
    const { id } = await bench.send()
    const letters = JSON.stringify(await takeMails(bench.store, seal))
    return { id, secret: new RegExp(`/demande/${id}/([\\w-]{43})`).exec(letters)?.[1] ?? '' }
  }
  const kinds = async () => (await takeMails(bench.store, seal)).map(({ template }) => template.kind).sort()

  /** One of the two answered; the structure, those who sent it and the person have the letter of that answer, once. */
  const oneAnswer = async (id: string, answers: readonly string[]): Promise<void> => {
    expect(answers.toSorted()).toEqual(['applied', 'deja-traitee'])
    const one = await bench.whole(id)
    const terminal = one?.evenements.filter(({ quoi }) => ['acceptee', 'refusee', 'expiree', 'annulee'].includes(quoi))
    expect(terminal).toHaveLength(1)
    const mine = ANSWERS[one?.etat as keyof typeof ANSWERS]
    const letters = await kinds()
    expect(letters.filter((kind) => Object.values(ANSWERS).includes(kind))).toEqual([mine])
    expect(letters.filter((kind) => kind.startsWith('orientation-personne-'))).toHaveLength(1)
  }

  test('two desks accept and refuse', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await sent()
      await oneAnswer(
        id,
        await Promise.all([push(0, bench.bao, 'reception.accept', id, ACCEPT), push(1, dana, 'reception.refuse', id, REFUSE)]),
      )
    }
  })

  test('the link accepts and a desk refuses', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, secret } = await sent()
      const order = { command: 'accept', patch: ACCEPT, form: randomUUID() } as const
      const link = async () => {
        const done = await actByLink({ account: parts(0), publicUrl: () => PUBLIC_URL }, { id, secret }, order)
        return typeof done === 'string' ? done : done.ok ? 'applied' : done.code
      }
      await oneAnswer(id, await Promise.all([link(), push(1, bench.bao, 'reception.refuse', id, REFUSE)]))
    }
  })

  test('it is withdrawn and accepted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await sent()
      await oneAnswer(
        id,
        await Promise.all([
          push(0, cleo, 'envoi.cancel', id, { message: '' }),
          push(1, bench.bao, 'reception.accept', id, ACCEPT),
        ]),
      )
    }
  })

  test('it expires and is accepted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id } = await sent()
      bench.accounts.pass(30 * DAY_MS)
      const expired = async () => ((await clocks(0))?.expired === 1 ? 'applied' : 'deja-traitee')
      await oneAnswer(id, await Promise.all([expired(), push(1, bench.bao, 'reception.accept', id, ACCEPT)]))
    }
  })

  test('two clocks remind it, two colleagues nudge it: the structure has one letter', async () => {
    const { id } = await sent()
    bench.accounts.pass(10 * DAY_MS)
    const tallies = await Promise.all([clocks(0), clocks(1)])
    expect(tallies.map((tally) => tally?.reminded ?? 0).reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await kinds()).toEqual(['orientation-rappel'])
    bench.accounts.pass(3 * DAY_MS)
    const nudges = await Promise.all([
      push(0, bench.alix, 'envoi.nudge', id, { message: '' }),
      push(1, cleo, 'envoi.nudge', id, { message: '' }),
    ])
    expect(nudges.toSorted()).toEqual(['applied', 'trop-tot'])
    expect(await kinds()).toEqual(['orientation-relance'])
    expect(await bench.whole(id)).toMatchObject({ relances: 2, liens: [{}, {}, {}] })
  })

  test('one identifier, two requests: one is made, with its letters once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [id, patch] = [randomUUID(), bench.asked()]
      const again = await Promise.all([
        push(0, bench.alix, 'envoi.create', id, patch),
        push(1, bench.alix, 'envoi.create', id, patch),
      ])
      expect(again).toEqual(['applied', 'applied'])
      expect(await kinds()).toEqual(['orientation-personne-creee', 'orientation-recue', 'orientation-transmise'])
      const taken = randomUUID()
      const both = await Promise.all([
        push(0, bench.alix, 'envoi.create', taken, patch),
        push(1, cleo, 'envoi.create', taken, patch),
      ])
      expect(both.toSorted()).toEqual(['applied', 'forbidden.id'])
      expect((await kinds()).filter((kind) => kind === 'orientation-recue')).toHaveLength(1)
      const winner = both[0] === 'applied' ? bench.alix : cleo
      expect((await bench.whole(taken))?.prescripteur.user_id).toBe(winner.id)
    }
  })

  test('two people read it, write of it, and ask for a link: nothing of what either did is lost', async () => {
    const { id, secret } = await sent()
    const write = { a: 'prescripteur', message: 'Quel jour ?', copies: [] }
    await Promise.all([
      push(0, bench.bao, 'reception.read', id, {}),
      push(1, dana, 'reception.read', id, {}),
      push(0, bench.bao, 'reception.write', id, write),
      push(1, dana, 'reception.write', id, write),
      renewByLink({ account: parts(0), publicUrl: () => PUBLIC_URL }, { id, secret }),
      renewByLink({ account: parts(1), publicUrl: () => PUBLIC_URL }, { id, secret }),
      push(0, bench.alix, 'envoi.handover', id, { a: cleo.id }),
      push(1, bench.bao, 'reception.handover', id, { a: dana.id }),
    ])
    const one = await bench.whole(id)
    const counts: Record<string, number> = {}
    for (const { quoi } of one?.evenements ?? []) counts[quoi] = (counts[quoi] ?? 0) + 1
    expect(counts).toMatchObject({ 'message-prescripteur': 2, 'lien-renouvele': 2, confiee: 2, envoyee: 1 })
    // Writing is reading: the word « lue » is said by whoever only read, if they were first.
    expect(counts['lue'] ?? 0).toBeLessThanOrEqual(1)
    expect(one).toMatchObject({ prescripteur: { user_id: cleo.id }, suivi_par: { user_id: dana.id } })
    expect(one?.liens).toHaveLength(3)
    await takeMails(bench.store, seal)
  })

  test('two moderators approve, or one rejects: one decision is taken', async () => {
    const { people } = bench.accounts
    for (let round = 0; round < ROUNDS; round += 1) {
      const held = await people.structure({ dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
      await people.belongs(bench.alix, held, 'membre', true)
      const { id } = await bench.send({ structure_id: held.id })
      await takeMails(bench.store, seal)
      const second = round % 2 === 0 ? 'approuver' : 'rejeter'
      const done = await Promise.all([
        decideHeld(parts(0), team, held.id, { decision: 'approuver', motif: '' }),
        decideHeld(parts(1), team, held.id, { decision: second, motif: 'Inconnue.' }),
      ])
      expect(done.map(({ orientations }) => orientations).toSorted()).toEqual([0, 1])
      const approved = second === 'approuver' || done[0].orientations === 1
      expect((await bench.whole(id))?.etat).toBe(approved ? 'OUVERTE' : 'MODÉRATION_REJETÉE')
      expect((await kinds()).filter((kind) => kind === 'orientation-recue')).toHaveLength(approved ? 1 : 0)
      expect((await bench.accounts.structure(held.id))?.dora?.moderation_status).toBe(
        approved ? 'VALIDATED' : 'NEED_NEW_MODERATION',
      )
    }
  })
})
