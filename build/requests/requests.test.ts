import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import type { User } from '#server/store/types.ts'
import { Died, type Fault, openRequestDesk, type RequestDesk } from './desk.ts'
import { digests, file } from './files.ts'
import { openWorld, type World } from './world.ts'

/** Requests with their files, from the desk to a real server and back: each arrives once, whole, whatever happens on the way. */

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

let world: World
const desks: RequestDesk[] = []
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  for (const { close, folder } of desks.splice(0)) {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
  await world.close()
})

const open = async (user: User, more: Partial<Parameters<typeof openRequestDesk>[0]> = {}): Promise<RequestDesk> => {
  const desk = openRequestDesk({ session: await world.session(user), origin: () => world.server().origin, ...more })
  desks.push(desk)
  return desk
}
const MB = 1024 * 1024

test('a request arrives with its files, is told back, and its draft is kept', async () => {
  const desk = await open(world.bench.alix)
  const files = { 'cv.pdf': file('cv', 1.3 * MB), 'lettre.pdf': file('lettre') }
  const id = desk.send(world.bench, 'Premier', files)
  await desk.untilQuiet()
  expect(await world.arrived()).toEqual([{ id, motif: 'Premier', etat: 'OUVERTE', story: ['envoyee'], files: digests(files) }])
  expect(desk.store().requests.one('envoi', id)).toMatchObject({
    envoi: 'a-jour',
    doc: { service: { nom: 'Permis de conduire' }, pieces: [{ nom: 'cv.pdf', type: 'application/pdf' }, { nom: 'lettre.pdf' }] },
  })
  expect(desk.store().requests.draftOf(id)?.attachments).toHaveLength(2)
})

describe('what waits is shown as the server will tell it', () => {
  /** Less what the server alone knows, and its clock. */
  const told = (doc: object): unknown =>
    JSON.parse(
      JSON.stringify(doc, (name, value: unknown) => {
        if (name === 'courriers' || name === 'duree') return undefined
        return (name === 'le' || name.endsWith('_le')) && typeof value === 'string' ? 'instant' : value
      }),
    )

  test.each([true, false])('a new one, its structure being validated: %s', async (validated) => {
    await world.close()
    world = await openWorld({ validated })
    const desk = await open(world.bench.alix)
    await desk.exchange()
    const id = desk.send(world.bench, 'Nouveau', { 'cv.pdf': file('cv') }, { retenue: !validated })
    const shown = desk.store().requests.one('envoi', id).doc
    await desk.untilQuiet()
    const after = desk.store().requests.one('envoi', id).doc
    expect(after.courriers.length).toBeGreaterThanOrEqual(0)
    expect(told(after)).toEqual(told(shown))
  })

  type Step = readonly [by: 'alix' | 'bao', act: (id: string, world: World) => OrientationAct]
  const read: Step = ['bao', (id) => ({ geste: 'lire', sens: 'reception', id })]
  const acknowledge: Step = ['bao', (id) => ({ geste: 'accuser', sens: 'reception', id })]
  const postpone: Step = [
    'bao',
    (id) => ({ geste: 'reporter', sens: 'reception', id, pas_avant: inDays(20), message: 'Plus tard.' }),
  ]
  const accept: Step = [
    'bao',
    (id) => ({ geste: 'accepter', sens: 'reception', id, message: 'Lundi à neuf heures.', message_personne: 'À lundi.' }),
  ]
  const refuse: Step = [
    'bao',
    (id) => ({ geste: 'refuser', sens: 'reception', id, motifs: ['session-complète'], message: 'La session est complète.' }),
  ]
  const toPerson: Step = [
    'bao',
    (id) => ({ geste: 'ecrire-beneficiaire', sens: 'reception', id, message: 'Bonjour.', copies: ['prescripteur'] }),
  ]
  const toSender: Step = [
    'bao',
    (id) => ({ geste: 'ecrire-prescripteur', sens: 'reception', id, message: 'Une question.', copies: [] }),
  ]
  const mine: Step = ['bao', (id, { bench }) => ({ geste: 'confier', sens: 'reception', id, a: bench.bao.id })]
  const nobodys: Step = ['bao', (id) => ({ geste: 'confier', sens: 'reception', id, a: null })]
  const started = (sens: 'envoi' | 'reception'): Step => [
    sens === 'envoi' ? 'alix' : 'bao',
    (id) => ({ geste: 'constater', sens, id, issue: 'commencee' }),
  ]
  const cancel: Step = ['alix', (id) => ({ geste: 'annuler', sens: 'envoi', id, message: 'Elle a trouvé.' })]
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10)

  test.each<[string, readonly Step[]]>([
    ['read, acknowledged, put off', [read, acknowledge, postpone]],
    ['put off at once', [postpone]],
    ['accepted at once, then started', [accept, started('reception')]],
    ['accepted, started by the other side', [accept, started('envoi')]],
    ['refused with its files', [read, refuse]],
    ['written about, then refused', [toSender, refuse]],
    ['written about, then taken care of by someone, then by nobody', [toPerson, toSender, mine, nobodys]],
    ['withdrawn with its files', [cancel]],
  ])('%s', async (_, steps) => {
    const desk = { alix: await open(world.bench.alix), bao: await open(world.bench.bao) }
    const id = desk.alix.send(world.bench, 'Suivi', { 'cv.pdf': file('cv') })
    await desk.alix.untilQuiet()
    for (const [by, act] of steps) {
      const one = act(id, world)
      await desk[by].untilQuiet()
      const seen = () =>
        one.sens === 'envoi' ? desk[by].store().requests.one('envoi', id) : desk[by].store().requests.one('reception', id)
      desk[by].store().requests.act(one)
      const shown = seen()
      expect(shown.envoi).toBe('attente')
      await desk[by].untilQuiet()
      expect(seen()).toMatchObject({ envoi: 'a-jour', refus: null })
      // The number is told with the acceptance, which is tried apart.
      const blank = <T extends Envoi | Reception>(doc: T): T => ({
        ...doc,
        personne: { ...doc.personne, numero_france_travail: '' },
      })
      expect(told(blank(seen().doc))).toEqual(told(blank(shown.doc)))
    }
  })

  test('the France Travail number is never shown before the server tells it', async () => {
    const [alix, bao] = [await open(world.bench.alix), await open(world.bench.bao)]
    const id = alix.send(world.bench, 'Numéro')
    await alix.untilQuiet()
    await bao.untilQuiet()
    const number = () => bao.store().requests.one('reception', id).doc.personne.numero_france_travail
    bao.store().requests.act(accept[1](id, world))
    expect([bao.store().requests.one('reception', id).doc.etat, number()]).toEqual(['VALIDÉE', ''])
    await bao.untilQuiet()
    expect(number()).toBe('01234567890')
  })
})

describe('a desk that dies', () => {
  test('at any step of an exchange sends each request once, with its files', async () => {
    const expected = new Map<string, object>()
    const files = { 'cv.pdf': file('cv', 600_000), 'lettre.pdf': file('lettre') }
    let steps = 0
    let last = 0
    const desk = await open(world.bench.alix, {
      onStep: () => {
        if (++steps === last) throw new Died()
      },
    })
    await desk.untilQuiet()
    const sendOne = (more: Readonly<Record<string, Buffer>>) => {
      const motif = `Demande ${String(expected.size + 1).padStart(4, '0')}`
      expected.set(motif, { id: desk.send(world.bench, motif, more), files: digests(more), story: ['envoyee'] })
    }
    for (let at = 1, died = true; died; at++) {
      if (at % 25 === 0) {
        world.pass(2 * 3600_000)
        desk.signIn(await world.session(world.bench.alix))
      }
      sendOne(files)
      sendOne({})
      steps = 0
      last = at
      died = await desk.untilQuiet().then(
        () => false,
        (error: unknown) => {
          if (error instanceof Died) return true
          throw error
        },
      )
      last = 0
      desk.restart()
      await desk.untilQuiet()
    }
    const arrived = await world.arrived()
    expect(arrived.map(({ motif }) => motif)).toEqual([...expected.keys()])
    for (const one of arrived) expect(one).toMatchObject(expected.get(one.motif) ?? {})
    expect(
      desk
        .store()
        .outbox.list()
        .filter(({ etat }) => etat !== 'envoye'),
    ).toEqual([])
    // Enough to have died before, inside and after each of the messages of two requests and three parts of files.
    expect(expected.size).toBeGreaterThan(60)
  })
})

describe('a bad line', () => {
  test.each(['before', 'after'] as const)(
    'that loses any message (%s it arrives) changes nothing of what arrives',
    async (side) => {
      const files = { 'cv.pdf': file('cv', 600_000) }
      let lost = true
      for (let nth = 0; lost; nth++) {
        lost = false
        const fault: Fault = (message) => {
          if (message !== nth) return null
          lost = true
          return side
        }
        const desk = await open(world.bench.alix, { fault })
        const motif = `Message ${String(nth).padStart(2, '0')}`
        desk.send(world.bench, motif, files)
        await desk.untilQuiet()
      }
      const arrived = await world.arrived()
      expect(arrived.length).toBeGreaterThan(5)
      expect(new Set(arrived.map(({ motif }) => motif)).size).toBe(arrived.length)
      for (const one of arrived) expect(one).toMatchObject({ files: digests(files), story: ['envoyee'] })
    },
  )

  test('a long file goes on from where the server has it', async () => {
    const desk = await open(world.bench.alix, { fault: (message) => (message % 7 === 6 ? 'before' : null) })
    const files = { 'cv.pdf': file('cv', 4 * MB) }
    desk.send(world.bench, 'Longue', files)
    await desk.untilQuiet()
    expect((await world.arrived()).map((one) => one.files)).toEqual([digests(files)])
  })
})

describe('a server that was restored', () => {
  test.each([true, false])('has again what its backup lacked, once; its files being lost too: %s', async (filesLost) => {
    const desk = await open(world.bench.alix)
    const bao = await open(world.bench.bao)
    const files = { 'cv.pdf': file('cv', 600_000) }
    const before = desk.send(world.bench, 'A avant')
    await desk.untilQuiet()
    const copy = world.backUp()
    const after = desk.send(world.bench, 'B après', files)
    await desk.untilQuiet()
    await bao.untilQuiet()
    bao.store().requests.act({ geste: 'accuser', sens: 'reception', id: after })
    await bao.untilQuiet()
    const waiting = desk.send(world.bench, 'C en attente', files)
    await world.restore(copy, { filesLost })
    expect((await world.arrived()).map(({ motif }) => motif)).toEqual(['A avant'])
    await desk.untilQuiet()
    await bao.untilQuiet()
    expect(await world.arrived()).toEqual([
      { id: before, motif: 'A avant', etat: 'OUVERTE', story: ['envoyee'], files: {} },
      { id: after, motif: 'B après', etat: 'OUVERTE', story: ['envoyee', 'accusee'], files: digests(files) },
      { id: waiting, motif: 'C en attente', etat: 'OUVERTE', story: ['envoyee'], files: digests(files) },
    ])
    expect(
      desk
        .store()
        .requests.all()
        .envois.map(({ envoi }) => envoi),
    ).toEqual(['a-jour', 'a-jour', 'a-jour'])
  })

  test('files that waited too long for their request are sent again', async () => {
    let messages = 0
    let cut = false
    // The files go, and nothing after them.
    const desk = await open(world.bench.alix, { fault: () => (cut && ++messages > 3 ? 'before' : null) })
    await desk.untilQuiet()
    cut = true
    const files = { 'cv.pdf': file('cv') }
    const id = desk.send(world.bench, 'Tardive', files)
    await expect(desk.exchange()).rejects.toThrow('network')
    expect([await world.arrived(), desk.store().requests.one('envoi', id).envoi]).toEqual([[], 'attente'])
    cut = false
    world.pass(4 * 3600_000)
    await world.sweep()
    desk.signIn(await world.session(world.bench.alix))
    await desk.untilQuiet()
    expect((await world.arrived()).map((one) => one.files)).toEqual([digests(files)])
  })
})

describe('a person', () => {
  test('who is refused takes the request back, mends it and sends it again', async () => {
    const desk = await open(world.bench.alix)
    const files = { 'cv.pdf': file('cv') }
    const id = desk.send(world.bench, 'Reprise', files, { request: { service_id: 'dora--disparu' } })
    await desk.untilQuiet()
    const refused = desk.store().requests.one('envoi', id)
    expect(refused).toMatchObject({ envoi: 'refuse', refus: { type: 'envoi.create' } })
    expect(refused.refus?.message).toContain('ne reçoit plus de demandes')
    const { draftId } = desk.store().requests.resume(id)
    const again = desk.resend(world.bench, draftId, 'Reprise')
    await desk.untilQuiet()
    expect(await world.arrived()).toEqual([
      { id: again, motif: 'Reprise', etat: 'OUVERTE', story: ['envoyee'], files: digests(files) },
    ])
  })

  test('with two desks sees on each what the other does; of two answers, the second is refused and told', async () => {
    const alix = await open(world.bench.alix)
    const [one, two] = [await open(world.bench.bao), await open(world.bench.bao)]
    const id = alix.send(world.bench, 'Deux postes', { 'cv.pdf': file('cv') })
    await alix.untilQuiet()
    for (const desk of [one, two]) await desk.untilQuiet()
    one.store().requests.act({ geste: 'accepter', sens: 'reception', id, message: 'Oui.', message_personne: null })
    two.store().requests.act({ geste: 'refuser', sens: 'reception', id, motifs: ['session-complète'], message: 'Non.' })
    await one.untilQuiet()
    await two.untilQuiet()
    expect(one.store().requests.one('reception', id)).toMatchObject({ envoi: 'a-jour', doc: { etat: 'VALIDÉE' } })
    expect(two.store().requests.one('reception', id)).toMatchObject({
      envoi: 'refuse',
      doc: { etat: 'VALIDÉE', reponse: { message: 'Oui.' } },
      refus: { texte: 'Non.' },
    })
    const second = await open(world.bench.alix)
    await second.untilQuiet()
    expect(second.store().requests.one('envoi', id).doc.etat).toBe('VALIDÉE')
    expect(second.store().requests.draftOf(id)).toBeNull()
  })
})
