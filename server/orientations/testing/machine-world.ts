import { expect } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { numeroOf, Orientation } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { userScope } from '#shared/sync/scope.ts'
import { seal } from '#server/accounts/testing/bench.ts'
import { renderMail } from '#server/mail/templates.ts'
import type { QueuedMail } from '#server/mail/queue.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { docOf } from '#server/sync/rows.ts'
import type { SyncCore } from '#server/sync/core.ts'
import { benchOn, emptyDesk, follow } from '#server/sync/testing.ts'
import { envoiOf, receptionOf } from '../project.ts'
import { openRequests, PUBLIC_URL, type RequestBench } from './bench.ts'
import {
  DAY,
  type Letters,
  LINK_DAYS,
  type Model,
  MOST_LINKS,
  PEOPLE,
  type Person,
  type Seen,
  type Side,
} from './machine-model.ts'
import { takeMails } from './mails.ts'

/** The real server under the model: who is who, what is read of each request, and what must be true of it after each step. */

export const STRUCTURE = 'accueil@garage.exemple.test'
export const OTHER_REFERENT = 'referente@exemple.test'
const NAMES = ['Ravel', 'Inès', '0601020304', '06 01 02 03 04', 'ines.ravel@exemple.test']
const NUMBER = '01234567890'
/** What people type names the person: letters to others do not. */
export const MESSAGE = `Mme Inès Ravel, au 06 01 02 03 04 ou ines.ravel@exemple.test, numéro ${NUMBER} : une place ?`

export type World = {
  readonly bench: RequestBench
  readonly users: Readonly<Record<Person, User>>
  readonly structures: Readonly<Record<Side, Structure>>
  /** Of one replica, then of the other. */
  readonly core: () => SyncCore
  readonly model: Model
}

/** @param others the same base, as other replicas see it. */
export const openWorld = async (store: SyncStore, validated: boolean, others: readonly SyncStore[] = []): Promise<World> => {
  const bench = await openRequests({ store, validated })
  const { people } = bench.accounts
  const [cleo, dana, eve, iris] = [
    await people.person({ prenom: 'Cleo', nom: 'Dupin' }),
    await people.person({ prenom: 'Dana', nom: 'Petit' }),
    await people.person({ prenom: 'Eve', nom: 'Colas' }),
    await people.person({ prenom: 'Iris', nom: 'Joly', role: 'administrateur' }),
  ]
  await people.belongs(cleo, bench.sender)
  await people.belongs(dana, bench.receiver)
  await people.belongs(eve, await people.structure(), 'membre', true)
  await takeMails(store, seal)
  const { parts } = bench.accounts
  const cores = [bench.core]
  for (const other of others) {
    const replica = await benchOn(other, { clock: { now: parts.now }, linkTo: parts.linkTo, publicUrl: () => PUBLIC_URL })
    cores.push(replica.core)
  }
  let asked = 0
  const members = { sender: new Set<Person>(['alix', 'cleo']), receiver: new Set<Person>(['bao', 'dana']) }
  return {
    bench,
    users: { alix: bench.alix, bao: bench.bao, cleo, dana, eve, iris },
    structures: { sender: bench.sender, receiver: bench.receiver },
    core: () => cores[(asked += 1) % cores.length] ?? bench.core,
    model: { now: bench.contextNow(), requests: [], members, gone: new Set() },
  }
}

type View = { readonly doc: Doc | null; readonly scopes: readonly string[] }
type State = { readonly one: Orientation; readonly envoi: View; readonly reception: View; readonly seq: number }

/** A request and its two views, at one instant of the store. */
export const stateOf = ({ bench }: World, { id }: Pick<Seen, 'id'>): Promise<State> =>
  bench.store.read(async (reader) => {
    const rows = await reader.entities(['orientation', 'envoi', 'reception'].map((kind) => ({ kind, id })))
    const view = (kind: string): View => {
      const entity = rows.find((each) => each.kind === kind) ?? null
      return { doc: docOf(seal, entity), scopes: entity?.scopes ?? [] }
    }
    const one = Orientation.parse(view('orientation').doc)
    return { one, envoi: view('envoi'), reception: view('reception'), seq: (await reader.head()).seq }
  })

export const addressOf = ({ users }: World, seen: Seen, who: 'author' | 'referent'): string => {
  const author = seen.author === null ? '' : users[seen.author].courriel
  if (who === 'author') return author
  return seen.referent === 'author' ? author : seen.referent === 'other' ? OTHER_REFERENT : ''
}

/** `kind → address` of the letters of an event, each reader once. */
export const lettersOf = (world: World, seen: Seen, { structure, author, referent, person }: Letters): readonly string[] => {
  const to = { author: addressOf(world, seen, 'author'), referent: addressOf(world, seen, 'referent') }
  const lines: string[] = []
  const add = (kind: string | undefined, address: string): void => {
    if (kind !== undefined && address !== '') lines.push(`${kind} → ${address}`)
  }
  add(structure, STRUCTURE)
  add(author, to.author)
  if (to.referent !== to.author) add(referent, to.referent)
  if (seen.hasMail) add(person, 'ines.ravel@exemple.test')
  return lines.sort()
}

const recipient = ({ to, pour }: QueuedMail): string => pour ?? to

/** Letters of requests that wait, looked at; they leave the queue. Secrets of their links are learnt by the model. */
const readLetters = async ({ bench, model }: World): Promise<readonly string[]> => {
  // A base may be that of several worlds.
  const ours = new Set(model.requests.map(({ id }) => numeroOf(id)))
  const mails = (await takeMails(bench.store, seal)).filter(({ template }) => 'numero' in template && ours.has(template.numero))
  for (const mail of mails) {
    const { template } = mail
    const text = JSON.stringify([mail.de, template, renderMail(template)])
    // The number is told by the page of an accepted request alone; the person is named to nobody but to themself.
    expect(text).not.toContain(NUMBER)
    if (!template.kind.startsWith('orientation-personne-'))
      for (const name of NAMES) expect([template.kind, name, text.includes(name)]).toEqual([template.kind, name, false])
    const lien = 'lien' in template ? (template.lien ?? '') : ''
    const [, id, secret] = new RegExp(`^${PUBLIC_URL}/demande/([^/]+)/([\\w-]{43})$`).exec(lien) ?? []
    const seen = model.requests.find((one) => one.id === id)
    if (seen === undefined || secret === undefined) continue
    expect(recipient(mail)).toBe(STRUCTURE)
    seen.links = [...seen.links, { secret, until: model.now + LINK_DAYS * DAY }].slice(-MOST_LINKS)
  }
  return mails.map((mail) => `${mail.template.kind} → ${recipient(mail)}`).sort()
}

const scopesOf = ({ users, model }: World, side: Side): readonly string[] =>
  [...model.members[side]].map((who) => userScope(users[who].id)).sort()

const TERMINAL = ['acceptee', 'refusee', 'expiree', 'annulee', 'rejetee']
const marksOf = ({ evenements }: Orientation) => evenements.map(({ le, quoi, cote }) => `${le} ${quoi} ${cote}`)

/** All that must be true of one request, whatever was done. */
const checkRequest = (world: World, seen: Seen, { one, envoi, reception }: State): void => {
  const { model, users } = world
  expect([one.etat, one.anonyme_le !== null]).toEqual([seen.etat, seen.anonymous])
  // Both views are of the request as it is, and told to the members of now.
  expect(envoi.doc).toEqual(JSON.parse(JSON.stringify(envoiOf(one))))
  expect(envoi.scopes).toEqual(scopesOf(world, 'sender'))
  expect(reception.doc).toEqual(seen.told ? JSON.parse(JSON.stringify(receptionOf(one))) : null)
  if (seen.told) expect(reception.scopes).toEqual(scopesOf(world, 'receiver'))
  const [sent, received] = [JSON.stringify(envoi.doc), JSON.stringify(reception.doc)]
  for (const inside of ['"liens"', '"destinataire"', '"par_id"', '"pour_id"', '"emplois":'])
    expect([inside, (sent + received).includes(inside)]).toEqual([inside, false])
  // The number is for whoever accepted, and nobody else.
  const personne = (reception.doc as { readonly personne: Orientation['personne'] } | null)?.personne
  expect((envoi.doc as { readonly personne: Orientation['personne'] } | null)?.personne.numero_france_travail).toBe('')
  expect(personne?.numero_france_travail ?? '').toBe(seen.etat === 'VALIDÉE' && !seen.anonymous ? NUMBER : '')
  if (seen.etat !== 'OUVERTE' && seen.etat !== 'VALIDÉE') expect(personne?.telephone ?? '').toBe('')
  const answers = one.evenements.filter(({ quoi }) => TERMINAL.includes(quoi))
  expect(answers.length).toBeLessThanOrEqual(1)
  expect(one.issue?.quoi ?? null).toBe(seen.issue)
  expect([one.prescripteur.user_id, one.suivi_par?.user_id ?? null]).toEqual([
    seen.author === null ? '' : users[seen.author].id,
    seen.keeper === null ? null : users[seen.keeper].id,
  ])
  const text = JSON.stringify(one)
  for (const who of model.gone) expect(text).not.toContain(users[who].id)
  if (seen.anonymous) for (const name of [...NAMES, NUMBER]) expect(text).not.toContain(name)
}

export type Expected = {
  /** `applied`, or the code of the refusal. */
  readonly code: string
  /** `kind → address`, sorted. */
  readonly letters: readonly string[]
}

/** Does something to one request: what is answered, the letters, and the request after it are as the model says, or as they were. */
export const doOn = async (
  world: World,
  seen: Seen,
  work: () => Promise<string>,
  expected: Expected,
  becomes: () => void,
): Promise<void> => {
  const before = await stateOf(world, seen)
  expect(await work()).toBe(expected.code)
  const isDone = expected.code === 'applied'
  if (isDone) becomes()
  const after = await stateOf(world, seen)
  // A transaction that stages nothing takes no number.
  if (!isDone) expect(after).toEqual(before)
  expect(await readLetters(world)).toEqual(isDone ? expected.letters : [])
  expect(marksOf(after.one).slice(0, before.one.evenements.length)).toEqual(marksOf(before.one))
  checkRequest(world, seen, after)
}

/** What does something to all of them: letters of each, and each as it must be. */
export const doOnAll = async (world: World, work: () => Promise<void>, letters: readonly string[]): Promise<void> => {
  const before = new Map<string, readonly string[]>()
  for (const seen of world.model.requests) before.set(seen.id, marksOf((await stateOf(world, seen)).one))
  await work()
  expect(await readLetters(world)).toEqual([...letters].sort())
  for (const seen of world.model.requests) {
    const [was, after] = [before.get(seen.id) ?? [], await stateOf(world, seen)]
    expect(marksOf(after.one).slice(0, was.length)).toEqual(was)
    checkRequest(world, seen, after)
  }
}

/** What each desk is told by the feed: what its person is to read, and not a row more. */
export const checkDesks = async (world: World): Promise<void> => {
  const { model, users, core } = world
  for (const who of PEOPLE.filter((one) => !model.gone.has(one))) {
    const desk = emptyDesk()
    await follow(core(), 'u:me', desk, {}, users[who])
    const told = [...desk.rows.keys()].filter((key) => /^(orientation|envoi|reception|piece|courrier) /.test(key)).sort()
    const expected = model.requests.flatMap(({ id, told: isTold }) => [
      ...(model.members.sender.has(who) ? [`envoi ${id}`] : []),
      ...(model.members.receiver.has(who) && isTold ? [`reception ${id}`] : []),
    ])
    expect([who, told]).toEqual([who, expected.sort()])
  }
}
