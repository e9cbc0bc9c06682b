import { beforeEach, describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { removeAccount } from '../accounts/removal.ts'
import { DAY_MS, START } from '../accounts/testing/bench.ts'
import { createMailer } from '../mail/mailer.ts'
import { sendQueued } from '../mail/send.ts'
import { smtpTransport } from '../mail/smtp.ts'
import { waitingMail } from '../mail/queue.ts'
import type { MailOf } from '../mail/template.ts'
import { FROM } from '../mail/testing/bench.ts'
import { startSmtp } from '../mail/testing/smtp.ts'
import type { User } from '../store/types.ts'
import { putStructure } from '../sync/commands/catalogue-rows.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import { type CampaignBench, openCampaigns } from './testing/campaigns.ts'
import { setStopped } from './campaigns-rows.ts'
import { readConfirmToken, readStopToken } from './confirm-token.ts'

/** Reminders about listings, day by day (dora-backend.md §7.4). */

let bench: CampaignBench
const day = (n: number) => bench.setNow(START + n * DAY_MS)
const dayOf = (n: number) => parisDay(START + n * DAY_MS)

beforeEach(async () => {
  bench = await openCampaigns()
})

/** What leaves on each of these days; several runs a day, as a job that comes often. */
const live = async (days: readonly number[]): Promise<readonly string[]> => {
  const told: string[] = []
  for (const n of days) {
    day(n)
    for (let time = 0; time < 2; time += 1) {
      await bench.run()
      told.push(...(await bench.told()).map((one) => `${n} ${one}`))
    }
  }
  return told
}
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const journal = async (): Promise<readonly string[]> =>
  (await bench.journal())
    .filter(({ action }) => action.startsWith('rappel.'))
    .map(({ action, details }) => `${action} ${details['numero']}`)
const put = (structure: Structure) => bench.store.write((writer) => putStructure(writer, structure as never))
const stop = (campaign: 'structure-orpheline' | 'premier-service' | 'offre-a-jour' | 'disponibilite', owner: string) =>
  bench.store.write((writer) => setStopped(writer, bench.parts.seal, { campaign, owner }, true, bench.parts.now()))

describe('a structure that nobody belongs to', () => {
  const ORPHAN = { courriel: 'accueil@exemple.test', dora: { moderation_status: 'VALIDATED' } } as const

  test('is written to four times in six weeks, at its own address', async () => {
    await bench.people.structure(ORPHAN)
    const letter = 'structure-orpheline → accueil@exemple.test'
    expect(await live(range(0, 60))).toEqual([0, 14, 28, 42].map((n) => `${n} ${letter}`))
    expect(await journal()).toEqual([1, 2, 3, 4].map((n) => `rappel.structure-orpheline ${n}`))
  })
  test('no more once someone has asked to join it, and never again', async () => {
    const structure = await bench.people.structure(ORPHAN)
    const user = await bench.people.person()
    expect(await live([0])).toHaveLength(1)
    await bench.people.belongs(user, structure, 'demande')
    expect(await live([14, 15])).toEqual([])
    await removeAccount(bench.parts, user, { by: null, motif: 'equipe' })
    await bench.letters()
    expect(await live(range(16, 60))).toEqual([])
  })
  test('a server that was off for a month sends one, not three', async () => {
    await bench.people.structure(ORPHAN)
    expect(await live([0, 30, 31, 42])).toHaveLength(3)
  })
  test.each<[string, Partial<Structure>]>([
    ['without an address', { courriel: null }],
    ['with an address that nothing goes to', { courriel: 'accueil' }],
    ['of another source', { source: 'soliguide' }],
    ['obsolete', { dora: { ...ORPHAN.dora, is_obsolete: true } }],
    ['that nobody here ever made nor moderated', { dora: {} }],
  ])('%s: nobody is written to', async (_, more) => {
    await bench.people.structure({ ...ORPHAN, ...more })
    expect(await live([0, 14])).toEqual([])
  })
  test('of a demonstration: nobody is written to', async () => {
    await bench.people.structure(ORPHAN)
    await bench.store.write((writer) => writer.setSetting(DEMONSTRATION, '1'))
    expect(await live([0])).toEqual([])
  })
  test('hears, when its letter comes back, that its address is to be looked at', async () => {
    const { id } = await bench.people.structure(ORPHAN)
    await bench.run()
    const { waiting } = await bench.store.read((reader) => waitingMail(reader, bench.parts.seal))
    expect(waiting.map(({ mail }) => mail.fiche)).toEqual([{ kind: 'structure', id }])
  })
  test('that wants no more of these: the steps pass in silence', async () => {
    const { id } = await bench.people.structure(ORPHAN)
    await bench.run()
    const [letter] = (await bench.letters()).map(({ template }) => template as MailOf<'structure-orpheline'>)
    const stopped = readStopToken(bench.parts.seal, new URL(letter?.arret ?? '').searchParams.get('jeton') ?? '')
    expect(stopped).toEqual({ campaign: 'structure-orpheline', owner: `s/${id}` })
    await stop('structure-orpheline', `s/${id}`)
    expect(await live(range(1, 60))).toEqual([])
  })
})

describe('a structure that has people and no service', () => {
  let structure: Structure
  let chef: User
  beforeEach(async () => {
    structure = await bench.people.structure()
    chef = await bench.people.person()
    await bench.people.belongs(chef, structure, 'membre', true)
  })

  test('its administrators are written to after a month, then each month, five times', async () => {
    const member = await bench.people.person()
    await bench.people.belongs(member, structure)
    const to = `premier-service → ${chef.courriel}`
    // From 1 January.
    expect(await live(range(0, 200))).toEqual([31, 62, 90, 121, 151].map((n) => `${n} ${to}`))
  })
  test('an administrator who came since is not written to before a month', async () => {
    day(25)
    const other = await bench.people.person()
    await bench.people.belongs(other, structure, 'membre', true)
    expect(await live([31])).toEqual([`31 premier-service → ${chef.courriel}`])
    expect(await live([62])).toEqual([chef, other].map(({ courriel }) => `62 premier-service → ${courriel}`).sort())
  })
  test('no more once a service is begun, whatever its state', async () => {
    await live([31])
    await bench.service(structure, { dora: { status: 'DRAFT', creation_date: dayOf(31) } })
    expect(await live([62, 90])).not.toContainEqual(expect.stringContaining('premier-service'))
  })
  test.each<[string, Partial<Structure>]>([
    ['France Travail', { siret: '13000548100010' }],
    ['a typology that publishes nothing', { dora: { typology: 'CCAS' } }],
    ['obsolete', { dora: { is_obsolete: true } }],
    ['of another source', { source: 'soliguide' }],
  ])('%s: nobody is written to', async (_, more) => {
    await put({ ...structure, ...more })
    expect(await live([31, 62])).toEqual([])
  })
  test('one who wants no more of these is left alone, the others are not', async () => {
    const other = await bench.people.person()
    await bench.people.belongs(other, structure, 'membre', true)
    await stop('premier-service', `u/${chef.id}`)
    expect(await live([31])).toEqual([`31 premier-service → ${other.courriel}`])
  })
})

describe('services to confirm and drafts to finish', () => {
  let structure: Structure
  let user: User
  const OLD = { date_maj: '2026-01-05', courriel: 'x@exemple.test' } as const
  const letters = async (): Promise<readonly (MailOf<'offre-a-jour'> & { readonly to: string })[]> =>
    (await bench.letters()).flatMap(({ to, template }) => (template.kind === 'offre-a-jour' ? [{ to, ...template }] : []))
  beforeEach(async () => {
    structure = await bench.people.structure()
    user = await bench.people.person()
    await bench.people.belongs(user, structure)
  })

  test('on the first Wednesday of the month, and once, their editors are written to', async () => {
    const service = await bench.service(structure, OLD)
    await bench.edited(service, user)
    const to = `offre-a-jour → ${user.courriel}`
    // 2 December, 6 January, 3 February.
    expect(await live(range(0, 66))).toEqual([1, 36, 64].map((n) => `${n} ${to}`))
    expect(await journal()).toEqual([1, 2, 3].map((n) => `rappel.offre-a-jour ${n}`))
  })
  test('a contact kept for professionals is written to too, member or not, but not of drafts that they may not read', async () => {
    const contact = await bench.people.person()
    const dora = { is_contact_info_public: false }
    await bench.service(structure, { ...OLD, courriel: contact.courriel.toUpperCase(), dora })
    await bench.service(structure, {
      courriel: contact.courriel,
      dora: { ...dora, status: 'DRAFT', creation_date: '2026-11-01' },
    })
    day(1)
    await bench.run()
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({ to: contact.courriel, brouillons: [], autres: 0 })
    expect(letter?.services).toHaveLength(1)
  })
  test('five of each, the oldest first, and how many are left out; links are of that person and those services', async () => {
    const services: Service[] = []
    for (let n = 0; n < 7; n += 1) services.push(await bench.service(structure, { ...OLD, date_maj: `2026-01-1${9 - n}` }))
    for (let n = 0; n < 6; n += 1)
      services.push(await bench.service(structure, { dora: { status: 'DRAFT', creation_date: `2026-11-1${9 - n}` } }))
    for (const one of services) await bench.edited(one, user)
    day(1)
    await bench.run()
    const [letter] = await letters()
    expect(letter?.services.map(({ surLe }) => surLe)).toEqual(['3', '4', '5', '6', '7'].map((n) => `2026-01-1${n}`))
    expect(letter?.brouillons.map(({ creeLe }) => creeLe)).toEqual(['4', '5', '6', '7', '8'].map((n) => `2026-11-1${n}`))
    expect(letter?.autres).toBe(3)
    const told = (link: string | null | undefined) =>
      readConfirmToken(bench.parts.seal, new URL(link ?? '').searchParams.get('jeton') ?? '', bench.parts.now())
    const ids = services
      .slice(2, 7)
      .map(({ id }) => id)
      .toReversed()
    expect(told(letter?.tout)).toEqual({ userId: user.id, services: ids })
    expect(letter?.services.map(({ lien }) => told(lien))).toEqual(ids.map((id) => ({ userId: user.id, services: [id] })))
  })
  test.each<[string, Partial<Service>]>([
    ['fresh enough', { date_maj: '2026-11-20' }],
    ['never to be asked about', { dora: { update_frequency: 'jamais' } }],
    ['suspended', { dora: { suspension_date: '2026-11-30' } }],
    ['archived', { dora: { status: 'ARCHIVED' } }],
    ['a draft of the week', { dora: { status: 'DRAFT', creation_date: '2026-11-30' } }],
    ['of another source', { source: 'soliguide' }],
    ['with a day that no calendar has', { date_maj: '2025-00-99' }],
  ])('%s: nobody is written to', async (_, more) => {
    await bench.edited(await bench.service(structure, { ...OLD, ...more }), user)
    day(1)
    await bench.run()
    expect(await letters()).toEqual([])
  })
  test('who has left the structure, was closed or deleted, or wants no more, is written to no more', async () => {
    const [left, closed, deleted, tired] = [
      await bench.people.person(),
      await bench.people.person(),
      await bench.people.person(),
      await bench.people.person(),
    ]
    const service = await bench.service(structure, OLD)
    for (const one of [left, closed, deleted, tired, user]) await bench.edited(service, one)
    for (const one of [closed, deleted, tired]) await bench.people.belongs(one, structure)
    await bench.store.accounts.updateUser(closed.id, { actif: false })
    await removeAccount(bench.parts, deleted, { by: null, motif: 'demande' })
    await stop('offre-a-jour', `u/${tired.id}`)
    await bench.letters()
    day(1)
    await bench.run()
    expect((await letters()).map(({ to }) => to)).toEqual([user.courriel])
  })
})

describe('places that are about to be unknown', () => {
  let structure: Structure
  let service: Service
  let user: User
  let chef: User
  beforeEach(async () => {
    structure = await bench.people.structure()
    service = await bench.service(structure)
    ;[user, chef] = [await bench.people.person(), await bench.people.person()]
    await bench.people.belongs(user, structure)
    await bench.people.belongs(chef, structure, 'membre', true)
  })
  const said = (until: number) => ({ etat: 'places', jusqu_au: dayOf(until) }) as const

  test('whoever said it last is asked two days before, once', async () => {
    await bench.says(service, chef, said(10))
    await bench.says(service, user, said(14))
    expect(await live(range(0, 30))).toEqual([`12 disponibilite-expire → ${user.courriel}`])
  })
  test('a structure has one letter a week, which speaks of all that ends meanwhile', async () => {
    const others = [await bench.service(structure), await bench.service(structure), await bench.service(structure)]
    await bench.says(service, user, said(10))
    for (const [at, until] of [13, 17, 30].entries()) await bench.says(others[at] as Service, chef, said(until))
    day(8)
    await bench.run()
    const [letter, ...more] = await bench.letters()
    expect(more).toEqual([])
    expect(letter?.to).toBe(chef.courriel)
    const template = letter?.template as MailOf<'disponibilite-expire'>
    expect(template.services.map(({ jusquAu }) => jusquAu)).toEqual([10, 13].map(dayOf))
    expect(await live(range(9, 40))).toEqual([
      `15 disponibilite-expire → ${chef.courriel}`,
      `28 disponibilite-expire → ${chef.courriel}`,
    ])
  })
  test('one who has left is not asked: those who answer for the structure are', async () => {
    const left = await bench.people.person()
    await bench.says(service, left, said(5))
    expect(await live([3])).toEqual([`3 disponibilite-expire → ${chef.courriel}`])
  })
  test('one who wants no more of these is not replaced', async () => {
    await bench.says(service, user, said(5))
    await stop('disponibilite', `u/${user.id}`)
    expect(await live(range(0, 10))).toEqual([])
  })
})

test('nobody is written to by a server whose e-mails reach nobody, and nothing counts as given', async () => {
  await bench.people.structure({ courriel: 'accueil@exemple.test', dora: { moderation_status: 'VALIDATED' } })
  expect(await bench.run({ delivers: false })).toBe(0)
  expect(await bench.letters()).toEqual([])
  expect(await bench.run()).toBe(1)
})

test('two replicas at once write once', async () => {
  for (let n = 0; n < 5; n += 1)
    await bench.people.structure({ courriel: `accueil-${n}@exemple.test`, dora: { moderation_status: 'VALIDATED' } })
  const done = await Promise.all([bench.run(), bench.run()])
  expect(done.reduce((a, b) => a + b)).toBe(5)
  expect(await bench.letters()).toHaveLength(5)
})

test('more than two hundred are written to hour after hour, each once', async () => {
  for (let n = 0; n < 230; n += 1)
    await bench.people.structure({ courriel: `accueil-${n}@exemple.test`, dora: { moderation_status: 'VALIDATED' } })
  expect([await bench.run(), await bench.run(), await bench.run()]).toEqual([200, 30, 0])
  expect(new Set(await bench.told()).size).toBe(230)
})

test('one listing that cannot be told keeps the others from nothing, and nothing personal is logged', async () => {
  const dora = { moderation_status: 'VALIDATED' } as const
  for (const n of [1, 2]) await bench.people.structure({ courriel: `accueil-${n}@exemple.test`, dora })
  const broken = {
    ...bench.store,
    write: ((work) =>
      bench.store.write((writer) =>
        work({
          ...writer,
          put: (row) =>
            row.id.startsWith('structure-orpheline/') && first() ? Promise.reject(new Error('accueil')) : writer.put(row),
        }),
      )) as typeof bench.store.write,
  }
  let calls = 0
  const first = (): boolean => calls++ === 0
  expect(await bench.run({ store: broken })).toBe(1)
  expect(bench.logged.join('')).toContain('reminder not given')
  expect(bench.logged.join('')).not.toContain('accueil')
  day(1)
  expect(await bench.run()).toBe(1)
})

test('by a real mail server: the letter as it is received, with its links', async () => {
  const smtp = await startSmtp()
  try {
    const structure = await bench.people.structure({ nom: 'Mission <Exemple>' })
    const user = await bench.people.person()
    await bench.people.belongs(user, structure)
    const service = await bench.service(structure, { nom: 'Aide & permis', date_maj: '2026-01-05' })
    await bench.edited(service, user)
    day(1)
    await bench.run()
    const { store, seal, now, log } = bench.parts
    const mailer = createMailer({ transport: smtpTransport(smtp.url), from: FROM })
    expect(await sendQueued({ store, seal, mailer, now, log })).toEqual({ sent: 1, putOff: 0, givenUp: 0 })
    const [message] = smtp.delivered
    expect(message).toMatchObject({
      to: [user.courriel],
      subject: 'Des mises à jour de votre offre de service sur DORA sont nécessaires',
    })
    expect(message?.text).toContain('- Aide & permis, de «\u00a0Mission <Exemple>\u00a0», à jour le 5 janvier 2026\n')
    expect(message?.text).toMatch(
      /Ne plus recevoir ces rappels\u202f:\nhttps:\/\/dora\.exemple\.test\/rappels\?jeton=scelle1\.[\w-]+\n/,
    )
    const token = new URL(message?.link ?? '').searchParams.get('jeton') ?? ''
    expect(readConfirmToken(seal, token, now())).toEqual({ userId: user.id, services: [service.id] })
    // Nothing of anyone is in its address.
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain(user.id)
    expect(addDays(parisDay(now()), 30)).toBe('2027-01-01')
    expect(readConfirmToken(seal, token, now() + 30 * DAY_MS)).toBeNull()
  } finally {
    await smtp.stop()
  }
})
