import { randomUUID } from 'node:crypto'
import { EMPLOIS_PATH } from '#shared/orientation/emplois-code.ts'
import { askServer, openSession, pushOne, requestOf } from './client.ts'
import { online } from './desks.ts'
import { attach, draftFor, sendDraft, typeDraft } from './drafts.ts'
import { emploisForm, emploisToken } from './emplois.ts'
import type { Case, Journey, Rest } from './journeys.ts'
import { EMPLOIS_TOKEN, rowsOf } from './server.ts'
import { OTHER_SERVICE, SERVICE, SERVICE_WITH_PAPERS, type World } from './world.ts'

/** Requests are written and sent. */

/** So many a minute, by the server's clock. */
const EMPLOIS_A_MINUTE = 5

const byDesk = async (world: World, one: Case): Promise<void> => {
  const { journey, person } = one
  const desk = world.desks.alix
  const { held, sender } = world.structures
  const structureId = (journey === 'retenue puis approuvée' ? held : sender).id
  const asksPapers = journey === 'malgré tout'
  if (journey === 'jeton des emplois') {
    const jeton = await emploisToken(world, person)
    // As Les Emplois lead people there.
    await askServer(world, `${EMPLOIS_PATH}/${SERVICE}?op=${jeton}`, { method: 'GET' })
    const { id } = await online(() => desk.call('orientations.fromEmplois', { serviceId: SERVICE, jeton }))
    await typeDraft(desk, world, id, person)
    await attach(desk, id, person.piece)
    one.id = await sendDraft(desk, id, structureId, person)
    one.withFile = true
    return
  }
  const draftId = await draftFor(desk, world, person, asksPapers ? SERVICE_WITH_PAPERS : SERVICE)
  if (!asksPapers) await attach(desk, draftId, person.piece)
  if (journey === 'brouillon') {
    const again = await attach(desk, draftId, { ...person.piece, nom: `bis ${person.piece.nom}` })
    await desk.call('drafts.detach', { draftId, attachmentId: again })
    await desk.call('drafts.remove', { id: draftId })
    await desk.call('drafts.restore', { id: draftId })
    return
  }
  one.id = await sendDraft(desk, draftId, structureId, person)
  one.withFile = !asksPapers
  if (journey === 'écrite et reprise') {
    // Before it leaves, or after: taken back or withdrawn, then sent again.
    const back = await desk.tryCall('orientations.resume', { id: one.id })
    if (back === 'ok') one.id = await sendDraft(desk, draftId, structureId, person)
  }
}

const withoutDesk = async (world: World, one: Case, sent: number): Promise<void> => {
  const { journey, person } = one
  const id = randomUUID()
  if (journey === 'les emplois') {
    if (sent > 0 && sent % EMPLOIS_A_MINUTE === 0) world.pass(61_000)
    const { status, text } = await askServer(world, '/api/emplois/orientations/', {
      token: EMPLOIS_TOKEN,
      body: emploisForm(world, person, id),
    })
    if (status !== 201) throw new Error(`les emplois: ${String(status)} ${text}`)
    one.withFile = true
  } else {
    const by = journey === 'compte supprimé' ? 'remi' : 'rose'
    const structure = by === 'remi' ? world.structures.sender : world.structures.refused
    const token = await openSession(world, world.who[by])
    const patch = requestOf(person, { referent: world.who[by], serviceId: SERVICE, structureId: structure.id })
    const said = await pushOne(world, { token, client: `c-${by}` }, { type: 'envoi.create', id, patch })
    if (said !== 'applied') throw new Error(`${journey}: ${said}`)
  }
  one.id = id
}

const ELSEWHERE: ReadonlySet<Journey> = new Set(['les emplois', 'compte supprimé', 'rejetée par la modération'])

/** Everyone is written about, and all that is to be sent is. */
export const writeAndSend = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  for (const desk of Object.values(world.desks)) await desk.signIn()
  await Promise.all(Object.values(world.desks).map((desk) => desk.upToDate()))
  let emplois = 0
  for (const one of cases) {
    await rest()
    if (one.journey === 'refusée par le serveur') continue
    if (ELSEWHERE.has(one.journey)) await withoutDesk(world, one, one.journey === 'les emplois' ? emplois++ : 0)
    else await byDesk(world, one)
  }
  await world.desks.alix.upToDate()
}

/** A service goes while requests for it are written without network: the server refuses them, and the desk keeps them. */
export const sendToNobody = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  const { alix } = world.desks
  const refused = cases.filter(({ journey }) => journey === 'refusée par le serveur')
  if (refused.length === 0) return
  const drafts: string[] = []
  for (const { person } of refused) {
    await rest()
    const draftId = await draftFor(alix, world, person, OTHER_SERVICE)
    await attach(alix, draftId, person.piece)
    drafts.push(draftId)
  }
  world.recorder.pointTo(null)
  for (const [n, { person }] of refused.entries()) await sendDraft(alix, drafts[n] ?? '', world.structures.sender.id, person)
  world.recorder.pointTo(world.server().origin)
  // Somebody else removes it meanwhile.
  const token = await openSession(world, world.who.ada)
  const ver = (await rowsOf(world.home)).find(({ kind, id }) => kind === 'service' && id === OTHER_SERVICE)?.ver ?? 0
  const said = await pushOne(world, { token, client: 'c-ada' }, { type: 'service.remove', id: OTHER_SERVICE, patch: {}, ver })
  if (said !== 'applied') throw new Error(`service.remove: ${said}`)
  await alix.upToDate()
  await alix.call('sync.outgoing')
}
