import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ReceptionPatch } from '#shared/orientation/commands.ts'
import type { Etat, Issue } from '#shared/orientation/life.ts'
import { of, outcome, seal } from '#server/accounts/testing/bench.ts'
import { remove } from '#server/accounts/members.ts'
import { removeAccount } from '#server/accounts/removal.ts'
import { actByLink, renewByLink } from '#server/http/demande-acts.ts'
import { mutation, pushOne } from '#server/sync/testing.ts'
import type { ReceiveCommand } from '../acts-receiver.ts'
import { runClocks } from '../clocks-run.ts'
import { decideHeld } from './decide.ts'
import { PUBLIC_URL } from './bench.ts'
import {
  type Act,
  DAY,
  dueNow,
  isTooSoon,
  LETTERS,
  mayNow,
  type Model,
  type Person,
  PEOPLE,
  type Seen,
  type Side,
} from './machine-model.ts'
import { addressOf, doOn, doOnAll, lettersOf, MESSAGE, OTHER_REFERENT, stateOf, type World } from './machine-world.ts'

/** What people and clocks do, at random, with what the model says should come of it. */

type Command = fc.AsyncCommand<Model, World>
const command = (name: string, check: (model: Model) => boolean, run: (world: World) => Promise<void>): Command => ({
  check: (model) => check(model),
  run: (_, world) => run(world),
  toString: () => name,
})
const always = (): boolean => true

const who = fc.constantFrom(...PEOPLE)
/** Those of one side, more often than not. */
const senders = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<Person>('alix', 'cleo') }, { weight: 1, arbitrary: who })
const receivers = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<Person>('bao', 'dana') }, { weight: 1, arbitrary: who })
const at = fc.nat(5)
const issues = fc.constantFrom<Issue>('commencee', 'terminee', 'absente')

const pick = ({ model }: World, n: number): Seen => {
  const seen = model.requests[n % model.requests.length]
  if (seen === undefined) throw new Error('no request')
  return seen
}
const some = ({ requests }: Model): boolean => requests.length > 0
const MOST_REQUESTS = 4

const pushed = async ({ core, users }: World, by: Person, type: string, id: string, patch: object): Promise<string> => {
  const { status, code } = await pushOne(core(), users[by], mutation(type, id, { patch: patch as never }))
  return code ?? status
}

/** Someone sends a request. */
export const send = async (world: World, by: Person, hasMail: boolean, referent: 'author' | 'other'): Promise<void> => {
  const { bench, model, users, structures } = world
  const id = randomUUID()
  const validated = (await bench.accounts.structure(structures.sender.id))?.dora?.moderation_status === 'VALIDATED'
  const { personne, ...asked } = bench.asked({
    referent: {
      nom: 'Fabre',
      prenom: 'Alix',
      telephone: '0556010203',
      courriel: referent === 'author' ? users[by].courriel : OTHER_REFERENT,
    },
  })
  const patch = { ...asked, personne: hasMail ? personne : { ...personne, courriel: '' } }
  const code = await pushed(world, by, 'envoi.create', id, patch)
  if (model.gone.has(by) || !model.members.sender.has(by)) {
    expect(code).toBe(model.gone.has(by) ? 'forbidden' : 'forbidden.structure')
    expect(await bench.whole(id)).toBeNull()
    return
  }
  expect(code).toBe('applied')
  const seen: Seen = {
    id,
    etat: validated ? 'OUVERTE' : 'MODÉRATION_EN_COURS',
    told: validated,
    anonymous: false,
    author: by,
    referent,
    hasMail,
    keeper: null,
    made: model.now,
    changed: null,
    notBefore: null,
    reminded: null,
    read: false,
    acknowledged: false,
    issue: null,
    links: [],
  }
  model.requests.push(seen)
  await doOnAll(world, async () => {}, lettersOf(world, seen, validated ? LETTERS.sent : LETTERS.held))
}

/** The same identifier again, by the same person or another. */
const sendAgain = (n: number, by: Person): Command =>
  command(`${by} sends ${n} again`, some, async (world) => {
    const { model, bench } = world
    const seen = pick(world, n)
    const code = model.gone.has(by) ? 'forbidden' : seen.author === by ? 'applied' : 'forbidden.id'
    const again = () => pushed(world, by, 'envoi.create', seen.id, bench.asked())
    await doOn(world, seen, again, { code, letters: [] }, () => {})
  })

const move = (seen: Seen, etat: Etat, now: number): void => {
  seen.etat = etat
  seen.changed = now
}

/** What an act makes of a request in the model. */
const become = (seen: Seen, act: Act, now: number, more: { readonly issue?: Issue; readonly until?: number } = {}): void => {
  switch (act) {
    case 'accept':
      move(seen, 'VALIDÉE', now)
      break
    case 'refuse':
      move(seen, 'REFUSÉE', now)
      break
    case 'cancel':
      move(seen, 'ANNULÉE', now)
      break
    case 'nudge':
      seen.reminded = now
      break
    case 'postpone':
      seen.notBefore = more.until ?? null
      break
    case 'outcome':
      seen.issue = more.issue ?? null
      break
    default:
  }
}

const fromSender = (world: World, seen: Seen, by: Person): string | null => {
  const { gone, members } = world.model
  return gone.has(by) || !members.sender.has(by) ? 'forbidden' : seen.anonymous ? 'deja-traitee' : null
}
const fromReceiver = (world: World, seen: Seen, by: Person): string | null => {
  const { gone, members } = world.model
  if (gone.has(by)) return 'forbidden'
  if (!seen.told) return 'gone'
  return members.receiver.has(by) ? null : 'forbidden'
}

const asSender = (n: number, by: Person, act: 'nudge' | 'cancel' | 'outcome', issue: Issue): Command =>
  command(`${by} ${act}s ${n}`, some, async (world) => {
    const seen = pick(world, n)
    const { now } = world.model
    const patch = act === 'outcome' ? { issue } : { message: MESSAGE }
    const tooSoon = act === 'nudge' && isTooSoon(seen, now) ? 'trop-tot' : 'applied'
    const code = fromSender(world, seen, by) ?? (mayNow(seen, act) ? tooSoon : 'deja-traitee')
    const kind = act === 'outcome' || (act === 'cancel' && seen.etat !== 'OUVERTE') ? 'none' : act
    const expected = { code, letters: lettersOf(world, seen, LETTERS[kind]) }
    await doOn(
      world,
      seen,
      () => pushed(world, by, `envoi.${act}`, seen.id, patch),
      expected,
      () => become(seen, act, now, { issue }),
    )
  })

const handOver = (n: number, by: Person, side: Side, to: Person): Command =>
  command(`${by} hands ${n} to ${to} (${side})`, some, async (world) => {
    const seen = pick(world, n)
    const { users, model } = world
    const isColleague = model.members[side].has(to) ? (mayNow(seen, 'handover') ? 'applied' : 'deja-traitee') : 'validation.a'
    const type = side === 'sender' ? 'envoi.handover' : 'reception.handover'
    const denied = side === 'sender' ? fromSender(world, { ...seen, anonymous: false }, by) : fromReceiver(world, seen, by)
    const expected = { code: denied ?? isColleague, letters: [`orientation-confiee → ${users[to].courriel}`] }
    await doOn(
      world,
      seen,
      () => pushed(world, by, type, seen.id, { a: users[to].id }),
      expected,
      () => {
        if (side === 'receiver') {
          seen.keeper = to
          return
        }
        seen.author = to
        if (seen.referent === 'gone') seen.referent = 'author'
      },
    )
  })

type Received = {
  readonly act: ReceiveCommand
  readonly copy: boolean
  readonly toPerson: boolean
  readonly days: number
  readonly issue: Issue
}
const received = fc.record<Received>({
  act: fc.constantFrom('read', 'acknowledge', 'postpone', 'accept', 'accept', 'refuse', 'write', 'outcome'),
  copy: fc.boolean(),
  toPerson: fc.boolean(),
  days: fc.integer({ min: 1, max: 179 }),
  issue: issues,
})

const patchOf = ({ act, copy, toPerson, days, issue }: Received, now: number): object => {
  switch (act) {
    case 'postpone':
      return { pas_avant: new Date(now + days * DAY).toISOString().slice(0, 10), message: MESSAGE }
    case 'accept':
      return { message: MESSAGE, message_personne: toPerson ? 'À lundi !' : null }
    case 'refuse':
      return { motifs: ['autre'], message: MESSAGE }
    case 'write':
      return {
        a: toPerson ? 'beneficiaire' : 'prescripteur',
        message: MESSAGE.replace('01234567890', 'donné'),
        copies: copy ? ['referent'] : [],
      }
    case 'outcome':
      return { issue }
    default:
      return {}
  }
}

const writtenTo = (world: World, seen: Seen, { copy, toPerson }: Received): readonly string[] => {
  const kind = toPerson ? 'orientation-personne-message' : 'orientation-message'
  // Once the account of who sent it is no more, whoever helps the person hears of it.
  const main = toPerson ? 'ines.ravel@exemple.test' : addressOf(world, seen, 'author') || addressOf(world, seen, 'referent')
  const all = [main, ...(copy ? [addressOf(world, seen, 'referent')] : [])].filter((one) => one !== '')
  return [...new Set(all)].map((one) => `${kind} → ${one}`).sort()
}

/** An act of the structure: what it answers, what it writes, what it makes of the request. */
const receive = async (
  world: World,
  seen: Seen,
  how: Received,
  denied: string | null,
  work: (patch: object) => Promise<string>,
) => {
  const { now } = world.model
  const { act, issue } = how
  const patch = patchOf(how, now)
  const isLost = act === 'write' && (how.toPerson ? !seen.hasMail : writtenTo(world, seen, { ...how, copy: true }).length === 0)
  const unwritable = isLost ? `validation.${how.toPerson ? 'beneficiaire' : 'prescripteur'}` : 'applied'
  const code = denied ?? (mayNow(seen, act) ? unwritable : 'deja-traitee')
  const until = 'pas_avant' in patch ? Date.parse(String(patch.pas_avant)) : 0
  const kind = act === 'read' || act === 'acknowledge' || act === 'outcome' || act === 'write' ? 'none' : act
  const letters = act === 'write' ? writtenTo(world, seen, how) : lettersOf(world, seen, LETTERS[kind])
  await doOn(
    world,
    seen,
    () => work(patch),
    { code, letters },
    () => become(seen, act, now, { issue, until }),
  )
}

const asReceiver = (n: number, by: Person, how: Received): Command =>
  command(`${by} ${JSON.stringify(how)} ${n}`, some, async (world) => {
    const seen = pick(world, n)
    await receive(world, seen, how, fromReceiver(world, seen, by), (patch) =>
      pushed(world, by, `reception.${how.act}`, seen.id, patch),
    )
  })

const linkParts = ({ bench }: World) => ({ account: bench.accounts.parts, publicUrl: () => PUBLIC_URL })
/** The newest, the oldest that is kept, or one that was made up. */
const linkOf = ({ model }: World, seen: Seen, which: number): { readonly secret: string; readonly state: string | null } => {
  const link = which === 0 ? undefined : seen.links.at(which === 1 ? 0 : -1)
  if (link === undefined || seen.anonymous) return { secret: link?.secret ?? 'x'.repeat(43), state: 'inconnu' }
  return { secret: link.secret, state: link.until > model.now ? null : 'expire' }
}

const asLinkHolder = (n: number, which: number, how: Received): Command =>
  command(`link ${which}: ${JSON.stringify(how)} ${n}`, some, async (world) => {
    const seen = pick(world, n)
    const { secret, state } = linkOf(world, seen, which)
    await receive(world, seen, how, state, async (patch) => {
      const order = { command: how.act, patch: patch as ReceptionPatch<ReceiveCommand>, form: randomUUID() }
      const done = await actByLink(linkParts(world), { id: seen.id, secret }, order)
      return typeof done === 'string' ? done : done.ok ? 'applied' : done.code
    })
  })

const renew = (n: number, which: number): Command =>
  command(`link ${which}: renews ${n}`, some, async (world) => {
    const seen = pick(world, n)
    const { secret, state } = linkOf(world, seen, which)
    const isDone = state !== 'inconnu' && mayNow(seen, 'renew')
    const events = async () => (await stateOf(world, seen)).one.evenements.length
    const work = async () => {
      const before = await events()
      await renewByLink(linkParts(world), { id: seen.id, secret })
      return (await events()) > before ? 'applied' : 'rien'
    }
    await doOn(world, seen, work, { code: isDone ? 'applied' : 'rien', letters: lettersOf(world, seen, LETTERS.renew) }, () => {})
  })

const pass = (days: number): Command =>
  command(`${days} days pass`, always, async (world) => {
    const { bench, model } = world
    model.now += days * DAY
    bench.accounts.setNow(model.now)
    const letters: string[] = []
    const works: (() => void)[] = []
    for (const seen of model.requests) {
      const due = dueNow(seen, model.now)
      if (due === 'expire' || due === 'remind') letters.push(...lettersOf(world, seen, LETTERS[due]))
      works.push(() => {
        if (due === 'expire') move(seen, 'EXPIRÉE', model.now)
        if (due === 'remind') seen.reminded = model.now
        if (due !== 'anonymise') return
        seen.anonymous = true
        seen.links = []
      })
    }
    const run = async () => {
      await runClocks({ store: bench.store, seal, now: bench.contextNow, publicUrl: () => PUBLIC_URL })
      for (const work of works) work()
    }
    await doOnAll(world, run, letters)
  })

const moderate = (by: Person, decision: 'approuver' | 'rejeter'): Command =>
  command(
    `${by}: ${decision}`,
    ({ gone }) => !gone.has(by),
    async (world) => {
      const { bench, model, users, structures } = world
      const held =
        by === 'iris' ? model.requests.filter(({ etat, anonymous }) => etat === 'MODÉRATION_EN_COURS' && !anonymous) : []
      const letters = decision === 'approuver' ? held.flatMap((seen) => lettersOf(world, seen, LETTERS.sent)) : []
      const parts = { ...bench.accounts.parts, publicUrl: () => PUBLIC_URL }
      const run = async () => {
        const done = decideHeld(parts, users[by], structures.sender.id, { decision, motif: 'Inconnue.' })
        expect(await outcome(done)).toBe(by === 'iris' ? 'ok' : 'interdit')
        if (by === 'iris') expect(await done).toEqual({ orientations: held.length })
        for (const seen of held) {
          move(seen, decision === 'approuver' ? 'OUVERTE' : 'MODÉRATION_REJETÉE', model.now)
          seen.told = decision === 'approuver'
        }
        if (decision === 'rejeter' && held.length > 0) model.members.sender.clear()
      }
      await doOnAll(world, run, letters)
    },
  )

const join = (one: Person, side: Side): Command =>
  command(
    `${one} joins the ${side}`,
    ({ gone }) => !gone.has(one),
    async (world) => {
      const { bench, model, users, structures } = world
      await doOnAll(world, async () => {
        await bench.accounts.people.belongs(users[one], structures[side], 'membre', true)
        model.members[side].add(one)
      }, [])
    },
  )

const leave = (one: Person, side: Side): Command =>
  command(
    `${one} leaves the ${side}`,
    ({ members }) => members[side].has(one),
    async (world) => {
      const { bench, model, users, structures } = world
      await doOnAll(world, async () => {
        await remove(bench.accounts.parts, users.iris, of(users[one], structures[side]))
        model.members[side].delete(one)
      }, [])
    },
  )

const vanish = (one: Person): Command =>
  command(
    `the account of ${one} goes`,
    ({ gone }) => !gone.has(one),
    async (world) => {
      const { bench, model, users } = world
      await doOnAll(world, async () => {
        expect(await removeAccount(bench.accounts.parts, users[one], { by: users.iris, motif: 'equipe' })).toBe(true)
        model.gone.add(one)
        for (const side of ['sender', 'receiver'] as const) model.members[side].delete(one)
        for (const seen of model.requests) {
          if (seen.keeper === one) seen.keeper = null
          if (seen.author !== one) continue
          seen.author = null
          if (seen.referent === 'author') seen.referent = 'gone'
        }
      }, [])
    },
  )

const which = fc.constantFrom(0, 1, 2, 2, 2)
const sides = fc.constantFrom<Side>('sender', 'receiver')
const days = fc.constantFrom(1, 2, 3, 4, 7, 8, 8, 9, 10, 11, 20, 29, 30, 31, 180, 731)

const sending: fc.Arbitrary<Command> = fc
  .tuple(senders, fc.boolean(), fc.constantFrom('author' as const, 'other' as const))
  .map(([by, hasMail, referent]) =>
    command(
      `${by} sends (mail: ${hasMail}, referent: ${referent})`,
      ({ requests }) => requests.length < MOST_REQUESTS,
      (world) => send(world, by, hasMail, referent),
    ),
  )
const answering = fc.oneof(
  fc.tuple(at, receivers, received).map(([n, by, how]) => asReceiver(n, by, how)),
  fc.tuple(at, which, received).map(([n, link, how]) => asLinkHolder(n, link, how)),
)
const following = fc
  .tuple(at, senders, fc.constantFrom('nudge' as const, 'nudge' as const, 'cancel' as const, 'outcome' as const), issues)
  .map(([n, by, act, issue]) => asSender(n, by, act, issue))
const time = days.map(pass)

/** Each as often as it is given here. */
export const commands: fc.Arbitrary<Command>[] = [
  sending,
  sending,
  answering,
  answering,
  answering,
  answering,
  following,
  following,
  time,
  time,
  fc.tuple(at, senders).map(([n, by]) => sendAgain(n, by)),
  fc.tuple(at, fc.oneof(senders, receivers), sides, who).map(([n, by, side, to]) => handOver(n, by, side, to)),
  fc.tuple(at, which).map(([n, link]) => renew(n, link)),
  fc
    .tuple(fc.constantFrom<Person>('iris', 'iris', 'iris', 'eve', 'alix'), fc.constantFrom('approuver', 'approuver', 'rejeter'))
    .map(([by, decision]) => moderate(by, decision as 'approuver' | 'rejeter')),
  fc.tuple(who, sides).map(([one, side]) => join(one, side)),
  fc.tuple(who, sides).map(([one, side]) => leave(one, side)),
  fc.constantFrom<Person>('alix', 'cleo', 'bao', 'dana').map(vanish),
]
