import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import type { ReceptionPatch } from '#shared/orientation/commands.ts'
import type { Etat } from '#shared/orientation/life.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { DAY_MS, seal } from '#server/accounts/testing/bench.ts'
import { actByLink, type Done, renewByLink } from '#server/http/demande-acts.ts'
import type { User } from '#server/store/types.ts'
import { mutation, pushOne } from '#server/sync/testing.ts'
import type { Acted, ActContext } from './act.ts'
import type { ReceiveCommand } from './acts-receiver.ts'
import { approve, expire, reject, remind } from './acts-server.ts'
import { anonymised } from './anonymise.ts'
import { runClocks } from './clocks-run.ts'
import { orientationOf, putOrientation } from './rows.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './testing/bench.ts'
import { mailsOf, takeMails } from './testing/mails.ts'

/** Each state × each command of each side, on the real server: what it becomes, or why not, nothing being changed then. */

let bench: RequestBench
/** Its requests are held; Alix is of it too. */
let unknown: Structure
/** Of both structures that send, and of the one that receives. */
let colleague: User
let mate: User
const begin = async (): Promise<void> => {
  bench = await openRequests()
  const { people } = bench.accounts
  unknown = await people.structure({ nom: 'Nouvelle', dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
  ;[colleague, mate] = [await people.person({ prenom: 'Cleo' }), await people.person({ prenom: 'Dana' })]
  await people.belongs(bench.alix, unknown, 'membre', true)
  for (const one of [bench.sender, unknown]) await people.belongs(colleague, one)
  await people.belongs(mate, bench.receiver)
}
const end = (): Promise<void> => bench.store.close()

const MODERATION = { cote: 'moderation', nom: 'Équipe', id: 'u-equipe' } as const
const context = (writer: ActContext['writer']): ActContext => ({ writer, seal, now: bench.contextNow(), publicUrl: PUBLIC_URL })
const whole = async (id: string): Promise<Orientation> => {
  const one = await bench.whole(id)
  if (one === null) throw new Error('no such request')
  return one
}
const direct = async (id: string, work: (context: ActContext, one: Orientation) => Promise<Acted>): Promise<string> => {
  const { value } = await bench.store.write(async (writer) => {
    const one = await orientationOf(writer, seal, id)
    return one === null ? null : work(context(writer), one)
  })
  return value === null ? 'absente' : value.ok ? 'applied' : value.code
}
const ACCEPT = { message: 'Oui.', message_personne: 'À lundi.' }
const REFUSE = { motifs: ['autre'], message: 'Non.' }
const pushed = async (by: User, type: string, id: string, patch: object): Promise<string> => {
  const { status, code } = await pushOne(bench.core, by, mutation(type, id, { patch: patch as never }))
  return code ?? status
}

const done = (said: string): void => {
  if (said !== 'applied') throw new Error(`the scene could not be set: ${said}`)
}
const sent = async (): Promise<string> => (await bench.send()).id
const held = async (): Promise<string> => (await bench.send({ structure_id: unknown.id })).id
const then = async (id: Promise<string>, by: User, type: string, patch: object): Promise<string> => {
  done(await pushed(by, type, await id, patch))
  return id
}

/** How a request comes to each state, in the order of the columns below. */
const STATES = {
  tenue: held,
  rejetée: async () => {
    const id = await held()
    done(await direct(id, (on, one) => reject(on, one, MODERATION)))
    return id
  },
  ouverte: sent,
  validée: () => then(sent(), bench.bao, 'reception.accept', ACCEPT),
  refusée: () => then(sent(), bench.bao, 'reception.refuse', REFUSE),
  expirée: async () => {
    const id = await sent()
    done(await direct(id, expire))
    return id
  },
  retirée: () => then(sent(), bench.alix, 'envoi.cancel', { message: '' }),
  'retirée avant d’être dite': () => then(held(), bench.alix, 'envoi.cancel', { message: '' }),
  anonyme: async () => {
    const id = await then(sent(), bench.bao, 'reception.accept', ACCEPT)
    const one = anonymised(await whole(id), bench.contextNow())
    await bench.store.write((writer) => putOrientation(writer, seal, one))
    return id
  },
} as const
type State = keyof typeof STATES

type Try = (id: string, secret: string) => Promise<string>
const by =
  (who: () => User, type: string, patch: object | (() => object)): Try =>
  (id) =>
    pushed(who(), type, id, typeof patch === 'function' ? patch() : patch)
const [author, member, receiver] = [() => bench.alix, () => colleague, () => bench.bao] as const

const parts = () => ({ account: bench.accounts.parts, publicUrl: () => PUBLIC_URL })
const outcomeOf = (told: Done): string => (typeof told === 'string' ? told : told.ok ? 'applied' : told.code)
const byLink =
  <C extends ReceiveCommand>(command: C, patch: ReceptionPatch<C>): Try =>
  async (id, secret) =>
    outcomeOf(await actByLink(parts(), { id, secret }, { command, patch, form: randomUUID() }))
const renewed: Try = async (id, secret) => {
  const before = (await whole(id)).liens.length
  await renewByLink(parts(), { id, secret })
  return (await whole(id)).liens.length > before ? 'applied' : 'rien'
}

/** `YYYY-MM-DD` in a fortnight. */
const later = (): string => new Date(bench.contextNow() + 14 * DAY_MS).toISOString().slice(0, 10)
const write = (a: 'beneficiaire' | 'prescripteur') => ({ a, message: 'Quel jour ?', copies: [] })

/**
 * `=`: done, the state stays. A letter: done, and the state is then O ouverte, V validée, R refusée, X expirée, A annulée, J rejetée.
 * `·`: `deja-traitee`. `g`: not there (`gone`). `f`: `forbidden`. `?`: the link opens nothing. `-`: nothing is done, nothing said.
 */
const TABLE: Readonly<Record<string, readonly [cells: string, run: Try]>> = {
  //                             tenue rejetée ouverte validée refusée expirée retirée avant anonyme
  'author: envoi.nudge': ['· · = · · · · · ·', by(author, 'envoi.nudge', { message: '' })],
  'author: envoi.cancel': ['A · A · · · · · ·', by(author, 'envoi.cancel', { message: '' })],
  'author: envoi.outcome': ['· · · = · = · · ·', by(author, 'envoi.outcome', { issue: 'commencee' })],
  'author: envoi.handover': ['= · = = = = · · ·', by(author, 'envoi.handover', () => ({ a: colleague.id }))],
  'colleague: envoi.nudge': ['· · = · · · · · ·', by(member, 'envoi.nudge', { message: '' })],
  'colleague: envoi.cancel': ['A · A · · · · · ·', by(member, 'envoi.cancel', { message: '' })],
  'colleague: envoi.outcome': ['· · · = · = · · ·', by(member, 'envoi.outcome', { issue: 'absente' })],
  'colleague: envoi.handover': ['= · = = = = · · ·', by(member, 'envoi.handover', () => ({ a: colleague.id }))],
  'structure: reception.read': ['g g = · · · · g ·', by(receiver, 'reception.read', {})],
  'structure: reception.acknowledge': ['g g = · · · · g ·', by(receiver, 'reception.acknowledge', {})],
  'structure: reception.postpone': [
    'g g = · · · · g ·',
    by(receiver, 'reception.postpone', () => ({ pas_avant: later(), message: '' })),
  ],
  'structure: reception.accept': ['g g V · · · · g ·', by(receiver, 'reception.accept', ACCEPT)],
  'structure: reception.refuse': ['g g R · · · · g ·', by(receiver, 'reception.refuse', REFUSE)],
  'structure: reception.write to the person': ['g g = = · · · g ·', by(receiver, 'reception.write', write('beneficiaire'))],
  'structure: reception.write to the author': ['g g = = · · · g ·', by(receiver, 'reception.write', write('prescripteur'))],
  'structure: reception.outcome': ['g g · = · = · g ·', by(receiver, 'reception.outcome', { issue: 'terminee' })],
  'structure: reception.handover': ['g g = = = = · g ·', by(receiver, 'reception.handover', () => ({ a: mate.id }))],
  'structure: reception.handover to nobody': ['g g = = = = · g ·', by(receiver, 'reception.handover', { a: null })],
  'link: read': ['? ? = · · · · ? ?', byLink('read', {})],
  'link: acknowledge': ['? ? = · · · · ? ?', byLink('acknowledge', {})],
  'link: postpone': ['? ? = · · · · ? ?', (...link) => byLink('postpone', { pas_avant: later(), message: '' })(...link)],
  'link: accept': ['? ? V · · · · ? ?', byLink('accept', ACCEPT)],
  'link: refuse': ['? ? R · · · · ? ?', byLink('refuse', REFUSE)],
  'link: write to the person': ['? ? = = · · · ? ?', byLink('write', write('beneficiaire'))],
  'link: write to the author': ['? ? = = · · · ? ?', byLink('write', write('prescripteur'))],
  'link: outcome': ['? ? · = · = · ? ?', byLink('outcome', { issue: 'absente' })],
  'link: renew': ['- - = = - = - - -', renewed],
  'moderation: approve': ['O · · · · · · · ·', (id) => direct(id, (on, one) => approve(on, one, MODERATION))],
  'moderation: reject': ['J · · · · · · · ·', (id) => direct(id, (on, one) => reject(on, one, MODERATION))],
  'clock: remind': ['· · = · · · · · ·', (id) => direct(id, remind)],
  'clock: expire': ['· · X · · · · · ·', (id) => direct(id, expire)],
  // The other side’s.
  'structure: envoi.cancel': ['f f f f f f f f f', by(receiver, 'envoi.cancel', { message: '' })],
  'structure: envoi.nudge': ['f f f f f f f f f', by(receiver, 'envoi.nudge', { message: '' })],
  'structure: envoi.outcome': ['f f f f f f f f f', by(receiver, 'envoi.outcome', { issue: 'commencee' })],
  'author: reception.accept': ['g g f f f f f g f', by(author, 'reception.accept', ACCEPT)],
  'author: reception.read': ['g g f f f f f g f', by(author, 'reception.read', {})],
  'author: reception.outcome': ['g g f f f f f g f', by(author, 'reception.outcome', { issue: 'commencee' })],
}

const CODES: Readonly<Record<string, string>> = { '·': 'deja-traitee', g: 'gone', f: 'forbidden', '?': 'inconnu', '-': 'rien' }
const NEXT: Readonly<Record<string, Etat>> = {
  O: 'OUVERTE',
  V: 'VALIDÉE',
  R: 'REFUSÉE',
  X: 'EXPIRÉE',
  A: 'ANNULÉE',
  J: 'MODÉRATION_REJETÉE',
}

/** All that is kept of a request, and of everything else: what a refusal leaves as it was. */
const traceOf = async (id: string) => ({
  ...(await bench.store.read(async (reader) => ({
    seq: (await reader.head()).seq,
    rows: await reader.entities(['orientation', 'envoi', 'reception'].map((kind) => ({ kind, id }))),
  }))),
  mails: (await mailsOf(bench.store, seal)).length,
})

/** The link of the structure’s letter, among those that wait; another when none was written. */
const secretOf = async (id: string): Promise<string> => {
  const letters = JSON.stringify(await takeMails(bench.store, seal))
  return new RegExp(`/demande/${id}/([\\w-]{43})`).exec(letters)?.[1] ?? 'x'.repeat(43)
}

describe.each(Object.keys(STATES) as State[])('%s', (state) => {
  const column = Object.keys(STATES).indexOf(state)
  beforeAll(begin)
  afterAll(end)
  test.each(Object.entries(TABLE))('%s', async (_, [cells, run]) => {
    const cell = cells.split(' ')[column] ?? ''
    const id = await STATES[state]()
    const secret = await secretOf(id)
    // Nobody is reminded in the first days.
    bench.accounts.pass(4 * DAY_MS)
    const [before, trace] = [await whole(id), await traceOf(id)]
    const code = await run(id, secret)
    const after = await whole(id)
    const refused = CODES[cell]
    if (refused !== undefined) {
      expect(code).toBe(refused)
      expect(await traceOf(id)).toEqual(trace)
      return
    }
    expect(code).toBe('applied')
    expect(after.etat).toBe(NEXT[cell] ?? before.etat)
    expect(after.evenements.slice(0, before.evenements.length)).toEqual(before.evenements)
    const at = new Date(bench.contextNow()).toISOString()
    expect(after.traitee_le).toBe(cell === '=' ? before.traitee_le : at)
    const added = after.evenements.slice(before.evenements.length)
    expect(added.length).toBeGreaterThan(0)
    expect(added.every(({ le }) => le === at)).toBe(true)
    await takeMails(bench.store, seal)
  })
})

/** On a request that is open, sent four days ago. */
const WRONG: readonly (readonly [type: string, patch: object, code: string])[] = [
  ['envoi.nudge', { message: '{{ x }}' }, 'message'],
  ['envoi.nudge', { message: 'x'.repeat(1_001) }, 'validation.message'],
  ['envoi.nudge', {}, 'validation.message'],
  ['envoi.cancel', { message: 'javascript:alert(1)' }, 'message'],
  ['envoi.outcome', { issue: 'VALIDÉE' }, 'validation.issue'],
  ['envoi.handover', { a: 'personne' }, 'validation.a'],
  ['envoi.handover', { a: null }, 'validation.a'],
  ['envoi.handover', { a: '' }, 'validation.a'],
  ['reception.postpone', { pas_avant: '2026-02-30', message: '' }, 'validation.pas_avant'],
  ['reception.postpone', { pas_avant: '2026-01-01', message: '' }, 'validation.pas_avant'],
  ['reception.postpone', { pas_avant: '2036-01-01', message: '' }, 'validation.pas_avant'],
  ['reception.accept', { message: '', message_personne: null }, 'validation.message'],
  ['reception.accept', { message: ' \u200b ', message_personne: null }, 'message'],
  ['reception.accept', { message: 'Oui.', message_personne: '<script>alert(1)</script>{{ x }}' }, 'message'],
  ['reception.accept', { message: '#SERVICE_ADDRESS#'.repeat(58), message_personne: null }, 'message'],
  ['reception.refuse', { motifs: [], message: 'Non.' }, 'validation.motifs'],
  ['reception.refuse', { motifs: ['humeur'], message: 'Non.' }, 'validation.motifs'],
  ['reception.refuse', { motifs: ['autre'], message: '' }, 'validation.message'],
  ['reception.write', { a: 'structure', message: 'x', copies: [] }, 'validation.a'],
  ['reception.write', { a: 'prescripteur', message: 'x', copies: ['structure'] }, 'validation.copies.0'],
  ['reception.write', { a: 'prescripteur', message: 'onclick=x', copies: [] }, 'message'],
  ['reception.outcome', { issue: '' }, 'validation.issue'],
  ['reception.handover', { a: 'personne' }, 'validation.a'],
]
describe('on a bench of its own', () => {
  beforeEach(begin)
  afterEach(end)

  test('what is asked wrongly is refused with the field that is wrong, and nothing is changed', async () => {
    const id = await sent()
    bench.accounts.pass(4 * DAY_MS)
    const trace = await traceOf(id)
    for (const [type, patch, code] of WRONG) {
      const who = type.startsWith('envoi.') ? bench.alix : bench.bao
      expect([type, patch, await pushed(who, type, id, patch)]).toEqual([type, patch, code])
    }
    // Someone of the other side, or who has left, is no colleague.
    expect(await pushed(bench.alix, 'envoi.handover', id, { a: bench.bao.id })).toBe('validation.a')
    expect(await pushed(bench.bao, 'reception.handover', id, { a: bench.alix.id })).toBe('validation.a')
    expect(await traceOf(id)).toEqual(trace)
  })

  test('without an address for the person, nothing is written to them', async () => {
    const { id } = await bench.send({ personne: { ...bench.asked().personne, courriel: '' } })
    const trace = await traceOf(id)
    for (const patch of [write('beneficiaire'), { ...write('prescripteur'), copies: ['beneficiaire'] }])
      expect(await pushed(bench.bao, 'reception.write', id, patch)).toBe('validation.beneficiaire')
    expect(await traceOf(id)).toEqual(trace)
  })

  test('a request has one spelling', async () => {
    const id = randomUUID().toUpperCase()
    expect((await bench.send({}, bench.alix, id)).result).toMatchObject({ status: 'rejected', code: 'validation.key' })
  })

  test('what is done twice is done once', async () => {
    const id = await sent()
    for (const [type, patch, who] of [
      ['reception.read', {}, bench.bao],
      ['reception.acknowledge', {}, bench.bao],
      ['reception.acknowledge', {}, mate],
      ['reception.read', {}, mate],
    ] as const)
      expect(await pushed(who, type, id, patch)).toBe('applied')
    expect((await whole(id)).evenements.map(({ quoi }) => quoi)).toEqual(['envoyee', 'lue', 'accusee'])
    await pushed(bench.bao, 'reception.accept', id, ACCEPT)
    for (const who of [bench.alix, colleague])
      expect(await pushed(who, 'envoi.outcome', id, { issue: 'commencee' })).toBe('applied')
    expect(await pushed(bench.bao, 'reception.outcome', id, { issue: 'commencee' })).toBe('applied')
    expect((await whole(id)).evenements.filter(({ quoi }) => quoi === 'commencee')).toHaveLength(1)
  })

  test('time changes each state at its hour, and no other', async () => {
    const began = bench.contextNow()
    const ids = new Map<State, string>()
    for (const state of Object.keys(STATES) as State[]) ids.set(state, await STATES[state]())
    const clocks = async (day: number) => {
      bench.accounts.setNow(began + day * DAY_MS)
      return runClocks({ store: bench.store, seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
    }
    const MINUTE = 1 / 1_440
    const nothing = { reminded: 0, expired: 0, cleared: 0, anonymised: 0 }
    expect(await clocks(10 - MINUTE)).toEqual(nothing)
    expect(await clocks(10)).toEqual({ ...nothing, reminded: 1 })
    expect(await clocks(20 - MINUTE)).toEqual(nothing)
    expect(await clocks(30 - MINUTE)).toEqual({ ...nothing, reminded: 1 })
    expect(await clocks(30)).toEqual({ ...nothing, expired: 1 })
    expect(await clocks(730 - MINUTE)).toEqual(nothing)
    const etats = async () => Promise.all([...ids.values()].map(async (id) => (await whole(id)).etat))
    const before = await etats()
    // All but the one that was.
    expect(await clocks(730)).toEqual({ ...nothing, anonymised: ids.size - 1 })
    expect(await clocks(4_000)).toEqual(nothing)
    expect(await etats()).toEqual(before)
    // Nobody is left in what is held: nothing is to be decided of it.
    expect(await pushed(bench.alix, 'envoi.cancel', ids.get('tenue') ?? '', { message: '' })).toBe('deja-traitee')
  })

  test('one that is put off for two years ends, and is forgotten after', async () => {
    const { id } = await bench.send()
    const began = bench.contextNow()
    const run = () => runClocks({ store: bench.store, seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
    for (let day = 0; day < 730; day += 170) {
      bench.accounts.setNow(began + day * DAY_MS)
      const pas_avant = new Date(bench.contextNow() + 175 * DAY_MS).toISOString().slice(0, 10)
      expect(await pushed(bench.bao, 'reception.postpone', id, { pas_avant, message: '' })).toBe('applied')
    }
    await takeMails(bench.store, seal)
    bench.accounts.setNow(began + 730 * DAY_MS)
    expect(await run()).toMatchObject({ expired: 1, anonymised: 0 })
    const toPerson = (await bench.accounts.told()).filter((line) => line.startsWith('orientation-personne'))
    expect(toPerson).toEqual(['orientation-personne-expiree → ines.ravel@exemple.test'])
    expect(await run()).toMatchObject({ expired: 0, anonymised: 1 })
    expect(await whole(id)).toMatchObject({ etat: 'EXPIRÉE', personne: { nom: '' } })
  })
})
