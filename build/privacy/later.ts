import { until } from '../rounds/wait.ts'
import { askServer, openSession } from './client.ts'
import { attach, draftFor, sendDraft } from './drafts.ts'
import { act, type Case, fullName, message, type Rest } from './journeys.ts'
import { linksOf } from './letters.ts'
import { openPage } from './page.ts'
import type { Invented } from './people.ts'
import { openedOf } from './traces.ts'
import { type Seated, SERVICE, SERVICE_WITH_PAPERS, type Worker, type World } from './world.ts'

/** Programs die, time passes, accounts go. */

/** A desk and its server die in the middle of sending. */
export const dieSending = async (world: World, person: Invented): Promise<void> => {
  const { alix } = world.desks
  const draftId = await draftFor(alix, world, person, SERVICE)
  await attach(alix, draftId, { nom: person.piece.nom, bytes: Buffer.concat([person.piece.bytes, Buffer.alloc(1_500_000, ' ')]) })
  const before = world.recorder.lines.length
  await sendDraft(alix, draftId, world.structures.sender.id, person)
  await until('a first part', async () =>
    world.recorder.lines.slice(before).some((line) => line.startsWith('PUT /orientations/v1/pieces/')) ? null : 'nothing',
  )
  await Promise.all([alix.kill(), world.server().kill()])
}

/** Server and desk go on, that much later, from what the disk has. */
export const liveAgain = async (world: World, ms: number): Promise<void> => {
  world.home.ahead += ms
  await world.restart()
  await readAgain(world, 'alix')
}

/** Begins again with the time of the server, signed in: sessions do not last that long. */
export const readAgain = async (world: World, seat: Seated): Promise<void> => {
  const desk = world.desks[seat]
  await desk.stop()
  await desk.start()
  await desk.signIn()
  await desk.upToDate()
}

/** Nine days later, an answer is late: it is asked for again, then elsewhere from the same data; a link is good no more. */
export const followUp = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  const { alix } = world.desks
  for (const { id, person, journey } of cases) {
    await rest()
    if (id === null) continue
    if (journey === 'silence') {
      const text = message(world, `Avez-vous pu voir ${fullName(person)}\u202f?`)
      await act(alix, { geste: 'relancer', sens: 'envoi', id, message: text })
      await alix.call('orientations.planB', { id })
      const { draftId } = await alix.call('orientations.planBDraft', { id, serviceId: SERVICE_WITH_PAPERS })
      // The same data; the person is to be told again.
      const { content, service, version } = await alix.call('drafts.get', { id: draftId })
      const again = { ...content, criteres: service.criteres, engagement: true }
      await alix.call('drafts.save', { id: draftId, content: again, base: version })
      await sendDraft(alix, draftId, world.structures.sender.id, person)
    }
    if (journey === 'lien expiré') {
      const [first = ''] = await linksOf(world, id)
      const page = openPage(first)
      await page.get()
      await page.post('/accepter', { message: `${fullName(person)} tard`, message_personne: person.prenom })
      await page.post('', { quoi: 'renouveler' })
      await linksOf(world, id, 2)
    }
  }
  await alix.upToDate()
}

export const removeAccount = async (world: World, worker: Worker): Promise<void> => {
  const token = await openSession(world, world.who.ada)
  const { status, text } = await askServer(world, `/account/v1/accounts/${world.users[worker].id}`, { method: 'DELETE', token })
  if (status >= 300) throw new Error(`accounts.remove: ${status} ${text}`)
}

/** Clocks have closed what nobody answered. */
export const untilNobodyWaits = (world: World): Promise<void> =>
  until('requests are closed', async () => {
    const { rows } = await openedOf(world)
    const open = (rows.get('orientation') ?? Buffer.alloc(0)).toString('utf8').split('"etat":"OUVERTE"').length - 1
    return open === 0 ? null : `${open} are open`
  })
