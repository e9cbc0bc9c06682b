import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Envoi, NouvelleDemande, Orientation, Reception } from '#shared/orientation/model.ts'
import { DAY_MS, of, seal } from '#server/accounts/testing/bench.ts'
import { accept, remove } from '#server/accounts/members.ts'
import { removeAccount } from '#server/accounts/removal.ts'
import type { Mailer } from '#server/mail/mailer.ts'
import { sendQueued } from '#server/mail/send.ts'
import { MailFailure } from '#server/mail/transport.ts'
import type { User } from '#server/store/types.ts'
import { standingOf } from '#shared/orientation/standing.ts'
import { emptyDesk, follow, mutation, pushOne } from '#server/sync/testing.ts'
import { approve, expire, remind, undelivered } from './acts-server.ts'
import { linkOf } from './link.ts'
import { heldOf } from './moderation.ts'
import { MOST_A_DAY, sendingQuota } from './quota.ts'
import { openRequests, PUBLIC_URL, type RequestBench, SERVICE_ID } from './testing/bench.ts'

let bench: RequestBench
beforeEach(async () => {
  bench = await openRequests()
})

/** What a desk of that person is told of the requests. */
const told = async (user: User, id: string): Promise<{ envoi: Envoi | null; reception: Reception | null }> => {
  const desk = emptyDesk()
  await follow(bench.core, 'u:me', desk, {}, user)
  const row = (kind: string) => (desk.rows.get(`${kind} ${id}`)?.doc ?? null) as never
  return { envoi: row('envoi'), reception: row('reception') }
}

const context = (writer: Parameters<Parameters<RequestBench['store']['write']>[0]>[0]) => ({
  writer,
  seal,
  now: bench.contextNow(),
  publicUrl: PUBLIC_URL,
})

const ACCEPT = (id: string): OrientationAct => ({
  geste: 'accepter',
  sens: 'reception',
  id,
  message: 'Nous la recevons lundi.',
  message_personne: 'Nous vous attendons lundi.',
})
const REFUSE = (id: string): OrientationAct => ({
  geste: 'refuser',
  sens: 'reception',
  id,
  motifs: ['session-complète'],
  message: 'La session est complète.',
})

describe('a request sent', () => {
  test('is told to the members of both sides, each what it needs, and to nobody else', async () => {
    const { id, result } = await bench.send()
    expect(result).toMatchObject({ status: 'applied', ver: 1 })
    const colleague = await bench.accounts.people.person()
    await bench.accounts.people.belongs(colleague, bench.sender)
    const stranger = await bench.accounts.people.person({ gestionnaire: true, departements: ['33'] })
    const team = await bench.accounts.people.person({ role: 'administrateur' })
    expect(await told(stranger, id)).toEqual({ envoi: null, reception: null })
    expect(await told(team, id)).toEqual({ envoi: null, reception: null })
    const sent = await told(colleague, id)
    expect(sent.reception).toBeNull()
    expect(sent.envoi).toMatchObject({ etat: 'OUVERTE', prescripteur: { nom: 'Alix Fabre' }, personne: { prenom: 'Inès' } })
    // The number is of no use to the side that gave it.
    expect(sent.envoi?.personne.numero_france_travail).toBe('')
    const received = await told(bench.bao, id)
    expect(received.envoi).toBeNull()
    expect(received.reception).toMatchObject({ personne: { nom: 'Ravel', telephone: '0601020304', numero_france_travail: '' } })
    const text = JSON.stringify([sent, received])
    for (const secret of ['destinataire', 'liens', '01234567890', 'par_id']) expect(text).not.toContain(secret)
  })

  test('leaves with the letters of each recipient, the structure’s with its link', async () => {
    const { id } = await bench.send()
    const letters = await bench.accounts.letters()
    expect(letters.map(({ to }) => to).sort()).toEqual(
      ['accueil@garage.exemple.test', bench.alix.courriel, 'ines.ravel@exemple.test'].sort(),
    )
    const toStructure = JSON.stringify(letters.find(({ to }) => to === 'accueil@garage.exemple.test'))
    const [, secret = ''] = new RegExp(`${PUBLIC_URL}/demande/${id}/([\\w-]+)`).exec(toStructure) ?? []
    const one = (await bench.whole(id)) as Orientation
    expect(linkOf(one, secret, bench.contextNow())).toBe('bon')
    expect(linkOf(one, `${secret}x`, bench.contextNow())).toBe('inconnu')
    expect(linkOf(one, secret, bench.contextNow() + 8 * DAY_MS)).toBe('expire')
    for (const word of ['Ravel', 'Inès', '0601020304', '01234567890']) expect(toStructure).not.toContain(word)
  })

  test('sent again under its name is the same one; under somebody else’s, it is refused', async () => {
    const { id } = await bench.send()
    await bench.accounts.letters()
    expect((await bench.send({}, bench.alix, id)).result).toMatchObject({ status: 'applied' })
    expect(await bench.accounts.letters()).toEqual([])
    const other = await bench.accounts.people.person()
    await bench.accounts.people.belongs(other, bench.sender)
    expect((await bench.send({}, other, id)).result).toMatchObject({ status: 'rejected', code: 'forbidden.id' })
  })

  test.each<[string, Partial<NouvelleDemande>, string]>([
    ['the name of a structure one is not of', { structure_id: 'dora--s-1' }, 'forbidden.structure'],
    ['a service that is not there', { service_id: 'dora--rien' }, 'non-orientable'],
    ['no commitment', { engagement: false as never }, 'validation.engagement'],
    ['files that were never sent', { pieces: [{ id: randomUUID(), nom: 'cv.pdf', pour: '', taille: 10 }] }, 'pieces'],
  ])('%s is refused', async (_, more, code) => {
    expect((await bench.send(more)).result).toMatchObject({ status: 'rejected', code })
    expect(await bench.accounts.letters()).toEqual([])
  })

  test.each<[string, Partial<NouvelleDemande['personne']>]>([
    ['personne.nom', { nom: '  ' }],
    ['personne.preferences', { preferences: [] }],
    ['personne.telephone', { telephone: '12' }],
    ['personne.telephone', { telephone: '' }],
    ['personne.courriel', { courriel: 'ines\r\nBcc: a@exemple.test' }],
    ['personne.numero_france_travail', { numero_france_travail: '123' }],
    ['personne.autre_contact', { preferences: ['AUTRE'] }],
  ])('%s is checked', async (field, person) => {
    const { personne } = bench.asked()
    expect((await bench.send({ personne: { ...personne, ...person } })).result).toMatchObject({
      status: 'rejected',
      code: `validation.${field}`,
    })
  })

  test('by someone who waits to join, or has left, it is refused', async () => {
    const asker = await bench.accounts.people.person()
    await bench.accounts.people.belongs(asker, bench.sender, 'demande')
    expect((await bench.send({}, asker)).result.code).toBe('forbidden.structure')
    await accept(bench.accounts.parts, bench.alix, of(asker, bench.sender))
    expect((await bench.send({}, asker)).result.status).toBe('applied')
    await remove(bench.accounts.parts, asker, of(asker, bench.sender))
    expect((await bench.send({}, asker)).result.code).toBe('forbidden.structure')
  })

  test('documents asked for and not joined need a reason', async () => {
    const other = await openRequests({ service: { dora: { credentials: ['CV'] } } })
    expect((await other.send()).result).toMatchObject({ code: 'validation.pieces' })
    const excused = await other.send({ contournements: [{ regle: 'documents', raison: 'Elle les apportera.' }] })
    expect(excused.result.status).toBe('applied')
  })
})

describe('answers', () => {
  test('accepted: the number is told, the answer reaches the other side, and it is done once', async () => {
    const { id } = await bench.send()
    await bench.accounts.letters()
    expect(await bench.act(bench.bao, ACCEPT(id))).toBe('applied')
    expect((await told(bench.bao, id)).reception?.personne.numero_france_travail).toBe('01234567890')
    expect((await told(bench.alix, id)).envoi).toMatchObject({
      etat: 'VALIDÉE',
      reponse: { message: 'Nous la recevons lundi.', par: 'Bao Morel' },
    })
    expect((await bench.accounts.letters()).map(({ to }) => to).sort()).toEqual(
      ['accueil@garage.exemple.test', bench.alix.courriel, 'ines.ravel@exemple.test'].sort(),
    )
    expect(await bench.act(bench.bao, REFUSE(id))).toBe('deja-traitee')
    expect(await bench.act(bench.bao, ACCEPT(id))).toBe('deja-traitee')
    expect(await bench.act(bench.alix, { geste: 'annuler', sens: 'envoi', id, message: '' })).toBe('deja-traitee')
    expect(await bench.act(bench.alix, { geste: 'constater', sens: 'envoi', id, issue: 'commencee' })).toBe('applied')
    expect((await told(bench.bao, id)).reception?.issue).toMatchObject({ quoi: 'commencee', cote: 'prescripteur' })
  })

  test('refused: the structure keeps a name and nothing else; the other side, the reasons', async () => {
    const { id } = await bench.send()
    expect(await bench.act(bench.bao, { ...REFUSE(id), motifs: ['inventé'] } as OrientationAct)).toBe('validation.motifs')
    expect(await bench.act(bench.bao, REFUSE(id))).toBe('applied')
    const { reception } = await told(bench.bao, id)
    expect(reception).toMatchObject({
      etat: 'REFUSÉE',
      personne: { nom: 'Ravel', telephone: '', courriel: '' },
      besoin: { motif: '' },
    })
    expect((await told(bench.alix, id)).envoi?.reponse?.motifs).toEqual(['session-complète'])
  })

  test('a message that could be read as a program is refused', async () => {
    const { id } = await bench.send()
    for (const message of ['{{ 7 * 7 }}', '<script>alert(1)</script>', 'javascript:alert(1)', '${x}'])
      expect(await bench.act(bench.bao, { ...ACCEPT(id), message } as OrientationAct)).toBe('message')
  })

  test('nobody else answers, nor the side that sent it', async () => {
    const { id } = await bench.send()
    const stranger = await bench.accounts.people.person()
    const team = await bench.accounts.people.person({ role: 'administrateur' })
    for (const by of [stranger, bench.alix, team]) expect(await bench.act(by, ACCEPT(id))).toBe('forbidden')
    expect(await bench.act(bench.bao, { geste: 'annuler', sens: 'envoi', id, message: '' })).toBe('forbidden')
    expect(await bench.act(bench.bao, ACCEPT(randomUUID()))).toBe('gone')
  })

  test('reading, acknowledging, « pas avant »: each once, and seen by the other side', async () => {
    const { id } = await bench.send()
    for (const geste of ['lire', 'lire', 'accuser'] as const)
      expect(await bench.act(bench.bao, { geste, sens: 'reception', id })).toBe('applied')
    const later = (day: string): OrientationAct => ({ geste: 'reporter', sens: 'reception', id, pas_avant: day, message: '' })
    expect(await bench.act(bench.bao, later('2026-12-01'))).toBe('validation.pas_avant')
    expect(await bench.act(bench.bao, later('2027-12-01'))).toBe('validation.pas_avant')
    expect(await bench.act(bench.bao, later('2027-01-15'))).toBe('applied')
    const { envoi } = await told(bench.alix, id)
    expect(envoi).toMatchObject({ pas_avant: '2027-01-15', etat: 'OUVERTE' })
    expect(envoi?.evenements.map(({ quoi }) => quoi)).toEqual(['envoyee', 'lue', 'accusee', 'reportee'])
  })

  test('a reminder asked too early waits; its letter has a link of its own', async () => {
    const { id } = await bench.send()
    const nudge: OrientationAct = { geste: 'relancer', sens: 'envoi', id, message: 'Une place ?' }
    expect(await bench.act(bench.alix, nudge)).toBe('trop-tot')
    bench.accounts.pass(3 * DAY_MS)
    await bench.accounts.letters()
    expect(await bench.act(bench.alix, nudge)).toBe('applied')
    expect((await bench.accounts.letters()).map(({ to }) => to)).toEqual(['accueil@garage.exemple.test'])
    expect(await bench.act(bench.alix, nudge)).toBe('trop-tot')
    expect((await bench.whole(id))?.liens).toHaveLength(2)
  })

  test('handed to a colleague of one’s own side only', async () => {
    const { id } = await bench.send()
    const colleague = await bench.accounts.people.person({ prenom: 'Cleo', nom: 'Dupin' })
    await bench.accounts.people.belongs(colleague, bench.sender)
    const to = (a: string): OrientationAct => ({ geste: 'confier', sens: 'envoi', id, a })
    expect(await bench.act(bench.alix, to(bench.bao.id))).toBe('validation.a')
    expect(await bench.act(bench.alix, to(colleague.id))).toBe('applied')
    const { envoi } = await told(colleague, id)
    expect(envoi).toMatchObject({ prescripteur: { nom: 'Cleo Dupin' }, referent: { nom: 'Dupin', courriel: colleague.courriel } })
    expect((await told(bench.bao, id)).reception?.evenements.map(({ quoi }) => quoi)).toEqual(['envoyee'])
    expect(await bench.act(bench.bao, { geste: 'confier', sens: 'reception', id, a: bench.bao.id })).toBe('applied')
    expect((await told(bench.bao, id)).reception?.suivi_par?.nom).toBe('Bao Morel')
  })
})

describe('held by moderation', () => {
  beforeEach(async () => {
    bench = await openRequests({ validated: false })
  })

  test('nobody is told but who sent it; validated in any way, it leaves', async () => {
    const { id } = await bench.send()
    expect((await told(bench.alix, id)).envoi?.etat).toBe('MODÉRATION_EN_COURS')
    expect(await told(bench.bao, id)).toEqual({ envoi: null, reception: null })
    expect(await bench.act(bench.bao, ACCEPT(id))).toBe('gone')
    expect((await bench.accounts.letters()).map(({ to }) => to)).toEqual([bench.alix.courriel])
    bench.accounts.pass(DAY_MS)
    const team = await bench.accounts.people.person({ role: 'administrateur' })
    const base = { dora: { moderation_status: 'NEED_INITIAL_MODERATION' } }
    const patch = { dora: { moderation_status: 'VALIDATED' } }
    const validate = mutation('structure.update', bench.sender.id, { base: base as never, patch: patch as never })
    expect(await pushOne(bench.core, team, validate)).toMatchObject({ status: 'applied' })
    const { reception } = await told(bench.bao, id)
    expect(reception?.etat).toBe('OUVERTE')
    // The clock of silence starts there.
    expect(reception?.traitee_le).toBe(new Date(bench.contextNow()).toISOString())
    expect((await bench.accounts.letters()).map(({ to }) => to)).toContain('accueil@garage.exemple.test')
    expect(await bench.store.read((reader) => heldOf(reader, seal, bench.sender.id))).toEqual([])
  })

  test('it may be withdrawn, and nobody is told', async () => {
    const { id } = await bench.send()
    await bench.accounts.letters()
    expect(await bench.act(bench.alix, { geste: 'annuler', sens: 'envoi', id, message: '' })).toBe('applied')
    expect(await bench.accounts.letters()).toEqual([])
    const one = (await bench.whole(id)) as Orientation
    const late = await bench.store.write((writer) => approve(context(writer), one, { cote: 'moderation', nom: '', id: '' }))
    expect(late.value).toEqual({ ok: false, code: 'deja-traitee' })
  })
})

test('clocks act as the robot: a reminder, then the end without answer', async () => {
  const { id } = await bench.send()
  await bench.accounts.letters()
  const before = (await bench.whole(id)) as Orientation
  const reminded = await bench.store.write((writer) => remind(context(writer), before))
  expect(reminded.value).toMatchObject({ ok: true, orientation: { relances: 1, etat: 'OUVERTE' } })
  const silent = (await bench.whole(id)) as Orientation
  const ended = await bench.store.write((writer) => expire(context(writer), silent))
  expect(ended.value).toMatchObject({ ok: true, orientation: { etat: 'EXPIRÉE' } })
  expect(await bench.act(bench.bao, ACCEPT(id))).toBe('deja-traitee')
  // Received after a telephone call, as many are.
  expect(await bench.act(bench.alix, { geste: 'constater', sens: 'envoi', id, issue: 'terminee' })).toBe('applied')
})

test('members of now read what was sent and received before them; those who left do not', async () => {
  const { id } = await bench.send()
  const late = await bench.accounts.people.person()
  await bench.accounts.people.belongs(late, bench.receiver)
  expect((await told(late, id)).reception).not.toBeNull()
  await remove(bench.accounts.parts, late, of(late, bench.receiver))
  expect((await told(late, id)).reception).toBeNull()
})

test('an account that goes leaves its requests to its structure, in nobody’s name', async () => {
  const colleague = await bench.accounts.people.person()
  await bench.accounts.people.belongs(colleague, bench.sender, 'membre', true)
  const { id } = await bench.send()
  await removeAccount(bench.accounts.parts, bench.alix, { by: bench.alix, motif: 'demande' })
  const { envoi } = await told(colleague, id)
  expect(envoi?.prescripteur).toMatchObject({ user_id: '', nom: 'Compte supprimé', courriel: '' })
  expect(envoi?.evenements[0]?.par).toBe('Compte supprimé')
})

test('a service that is removed leaves its requests as they are, and they are answered', async () => {
  const { id } = await bench.send()
  const team = await bench.accounts.people.person({ role: 'administrateur' })
  await pushOne(bench.core, team, mutation('service.remove', SERVICE_ID, { base_ver: 9 }))
  expect(await bench.act(bench.bao, ACCEPT(id))).toBe('applied')
})

describe('a letter that the structure’s server refuses for good', () => {
  const refusing: Mailer = { delivers: true, send: () => Promise.reject(new MailFailure('refused', 550, 'EENVELOPE')) }
  const taking: Mailer = { delivers: true, send: () => Promise.resolve() }
  /** Everything that waits is sent, or refused. */
  const post = (mailer: Mailer) =>
    sendQueued({
      store: bench.store,
      seal,
      mailer,
      now: bench.contextNow,
      log: pino({ enabled: false }),
      onGivenUp: (writer, letter) => undelivered({ writer, seal, now: bench.contextNow() }, letter),
    })
  const sentOf = async (id: string) => (await told(bench.alix, id)).envoi as Envoi
  const standing = async (id: string) => standingOf(await sentOf(id), bench.contextNow())
  const dayIn = (days: number) => parisDay(bench.contextNow() + days * DAY_MS)
  const story = async (id: string) => (await sentOf(id)).evenements.map(({ quoi }) => quoi)

  test('is told to who sent it, and makes the request late at once', async () => {
    const { id } = await bench.send()
    await post(refusing)
    expect(await story(id)).toEqual(['envoyee', 'non-remise'])
    expect(await standing(id)).toMatchObject({ tour: 'prescripteur', retard: true })
  })

  test.each<[string, (id: string) => OrientationAct]>([
    ['reads it', (id) => ({ geste: 'lire', sens: 'reception', id })],
    ['acknowledges it', (id) => ({ geste: 'accuser', sens: 'reception', id })],
    ['puts it off', (id) => ({ geste: 'reporter', sens: 'reception', id, pas_avant: dayIn(10), message: '' })],
    ['writes', (id) => ({ geste: 'ecrire-prescripteur', sens: 'reception', id, message: 'Bonjour.', copies: [] })],
    ['gives it to someone', (id) => ({ geste: 'confier', sens: 'reception', id, a: null })],
    ['accepts it', ACCEPT],
  ])('matters no more once the structure %s', async (_, act) => {
    const { id } = await bench.send()
    await post(refusing)
    expect(await bench.act(bench.bao, act(id))).toBe('applied')
    expect(await sentOf(id)).not.toHaveProperty('non_remise_le')
    expect((await standing(id)).retard).toBe(false)
    // Another letter that is given up later does not undo that.
    await bench.store.write((writer) => undelivered(context(writer), { suivi: id, made_at: bench.contextNow() }))
    expect(await sentOf(id)).not.toHaveProperty('non_remise_le')
  })

  test('matters no more once the structure is written to again, unless that letter is refused too', async () => {
    const { id } = await bench.send()
    await post(refusing)
    const first = bench.contextNow()
    bench.accounts.pass(3 * DAY_MS)
    expect(await bench.act(bench.alix, { geste: 'relancer', sens: 'envoi', id, message: '' })).toBe('applied')
    expect(await standing(id)).toMatchObject({ tour: 'structure', retard: false })
    // Of the first one, written before, nothing new is learnt.
    await bench.store.write((writer) => undelivered(context(writer), { suivi: id, made_at: first }))
    expect(await standing(id)).toMatchObject({ tour: 'structure', retard: false })
    await post(refusing)
    expect(await story(id)).toEqual(['envoyee', 'non-remise', 'relancee', 'non-remise'])
    expect(await standing(id)).toMatchObject({ tour: 'prescripteur', retard: true })
    bench.accounts.pass(10 * DAY_MS)
    const one = (await bench.whole(id)) as Orientation
    await bench.store.write((writer) => remind(context(writer), one))
    await post(taking)
    expect(await sentOf(id)).not.toHaveProperty('non_remise_le')
  })

  test('matters as before when who sent it hands it over', async () => {
    const { id } = await bench.send()
    await post(refusing)
    const colleague = await bench.accounts.people.person()
    await bench.accounts.people.belongs(colleague, bench.sender)
    expect(await bench.act(bench.alix, { geste: 'confier', sens: 'envoi', id, a: colleague.id })).toBe('applied')
    expect((await standing(id)).retard).toBe(true)
  })
})

test('accepted by the link, the structure has a new one: whom to call is behind it', async () => {
  const { id } = await bench.send()
  await bench.accounts.letters()
  bench.accounts.pass(7 * DAY_MS)
  expect(await bench.act(bench.bao, ACCEPT(id))).toBe('applied')
  const letters = await bench.accounts.letters()
  const text = JSON.stringify(letters.find(({ to }) => to === 'accueil@garage.exemple.test'))
  const [, secret = ''] = new RegExp(`/demande/${id}/([\\w-]+)`).exec(text) ?? []
  bench.accounts.pass(7 * DAY_MS)
  expect(linkOf((await bench.whole(id)) as Orientation, secret, bench.contextNow())).toBe('bon')
})

test('more than any office sends in a day is refused; the next day is another', async () => {
  for (let n = 0; n < MOST_A_DAY; n += 1)
    await bench.store.write(async (writer) => (await sendingQuota(writer, seal, bench.sender.id, bench.contextNow())).count())
  expect((await bench.send()).result).toMatchObject({ status: 'rejected', code: 'trop' })
  bench.accounts.pass(DAY_MS)
  expect((await bench.send()).result.status).toBe('applied')
})

test('once refused, what was written about the person is on no desk of the structure', async () => {
  const { id } = await bench.send()
  await bench.act(bench.bao, {
    geste: 'ecrire-prescripteur',
    sens: 'reception',
    id,
    message: 'A-t-elle le permis ?',
    copies: [],
  })
  await bench.act(bench.bao, REFUSE(id))
  const { reception } = await told(bench.bao, id)
  expect(JSON.stringify(reception)).not.toContain('permis ?')
  expect(reception?.referent).toMatchObject({ telephone: '', courriel: '' })
})
