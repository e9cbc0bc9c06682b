import { randomUUID } from 'node:crypto'
import { acceptanceMessage, refusalMessage } from '#shared/orientation/answers.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { rechercheOf } from '#shared/usage/search.ts'
import { askServer, openSession } from './client.ts'
import { DAY_MS } from './clock.ts'
import { online } from './desks.ts'
import { act, type Case, fullName, type Journey, message, type Rest } from './journeys.ts'
import { layersOf } from './layers.ts'
import { linksOf } from './letters.ts'
import { openPage } from './page.ts'
import { SERVICE, type World } from './world.ts'

/** Requests are answered, and looked at. */

/** What people write, the person's name and telephone included: letters to others tell them no more than initials. */
const about = ({ person }: Case) => ({ personne: fullName(person), service: 'Permis de conduire', structure: 'Garage solidaire' })

const acceptAtDesk = async (world: World, one: Case, id: string): Promise<void> => {
  const { bao, alix } = world.desks
  await act(bao, { geste: 'lire', sens: 'reception', id })
  await act(bao, { geste: 'accuser', sens: 'reception', id })
  await act(bao, {
    geste: 'ecrire-beneficiaire',
    sens: 'reception',
    id,
    message: message(world, `Bonjour ${fullName(one.person)}, au ${one.person.telephone}\u202f?`),
    copies: [],
  })
  await act(bao, {
    geste: 'ecrire-prescripteur',
    sens: 'reception',
    id,
    message: message(world, `À propos de ${fullName(one.person)} (${one.person.courriel}, ${one.person.telephoneTape}).`),
    copies: ['referent', 'beneficiaire'],
  })
  await act(bao, {
    geste: 'accepter',
    sens: 'reception',
    id,
    message: message(world, acceptanceMessage(about(one))),
    message_personne: message(world, `Bonjour ${one.person.prenom}, à lundi.`),
  })
  await bao.upToDate()
  const { recue } = await bao.call('orientations.get', { sens: 'reception', id })
  const piece = recue?.pieces[0]
  if (piece !== undefined) await online(() => bao.call('orientations.piece', { sens: 'reception', id, piece: piece.id }))
  await alix.upToDate()
  await act(alix, { geste: 'constater', sens: 'envoi', id, issue: 'commencee' })
  await act(bao, { geste: 'constater', sens: 'reception', id, issue: 'terminee' })
}

const acceptByLink = async (world: World, one: Case, id: string): Promise<void> => {
  const links = await linksOf(world, id)
  const page = openPage(links.at(-1) ?? '')
  const { text } = await page.read()
  const piece = /\/pieces\/[0-9a-f-]{36}/.exec(text)?.[0]
  if (piece !== undefined) await page.get(piece)
  await page.post('', { quoi: 'accuser' })
  await page.answer('ecrire-beneficiaire', (filled) => ({
    ...filled,
    message: message(world, `Bonjour ${fullName(one.person)}.`),
    copies: ['prescripteur', 'referent'],
  }))
  await page.answer('accepter', (filled) => ({ ...filled, message: message(world, String(filled['message'])) }))
  await page.get('?fait=accepter')
  await page.post('', { quoi: 'constater', issue: 'commencee' })
}

const refuseByLink = async (world: World, one: Case, id: string): Promise<void> => {
  const links = await linksOf(world, id)
  const page = openPage(links.at(-1) ?? '')
  await page.read()
  // Too long, then what no message may hold: given back to whoever typed it, and told to nobody.
  const long = await page.get('/refuser')
  if (long.status !== 200) throw new Error(`refuser: ${String(long.status)}`)
  await page.post('/refuser', { message: `${fullName(one.person)} ${'x'.repeat(1_200)}`, motifs: ['autre'], etape: 'message' })
  await page.post('/refuser', { message: `<script>${fullName(one.person)}</script>`, motifs: ['autre'], etape: 'message' })
  await page.answer('refuser', (filled) => ({
    ...filled,
    motifs: ['session-complète', 'bénéficiaire-non-mobile'],
    ...(filled['message'] === undefined ? {} : { message: message(world, String(filled['message'])) }),
  }))
}

const ANSWERS: Partial<Readonly<Record<Journey, (world: World, one: Case, id: string) => Promise<void>>>> = {
  'acceptée au poste': acceptAtDesk,
  'jeton des emplois': acceptAtDesk,
  'malgré tout': acceptAtDesk,
  'compte supprimé': acceptAtDesk,
  'acceptée par le lien': acceptByLink,
  'les emplois': acceptByLink,
  'refusée par le lien': refuseByLink,
  'refusée au poste': async (world, one, id) => {
    await act(world.desks.bao, {
      geste: 'refuser',
      sens: 'reception',
      id,
      motifs: ['session-complète'],
      message: message(world, refusalMessage(['session-complète'], about(one))),
    })
  },
  reportée: async (world, one, id) => {
    await act(world.desks.bao, {
      geste: 'reporter',
      sens: 'reception',
      id,
      pas_avant: new Date(Date.now() + world.home.ahead + 6 * DAY_MS).toISOString().slice(0, 10),
      message: message(world, `Pas de place pour ${fullName(one.person)} avant.`),
    })
  },
  annulée: async (world, one, id) => {
    await act(world.desks.alix, {
      geste: 'annuler',
      sens: 'envoi',
      id,
      message: message(world, `${fullName(one.person)} a trouvé ailleurs.`),
    })
  },
  confiée: async (world, _one, id) => {
    const { alix, bao } = world.desks
    const colleagues = await online(() => alix.call('orientations.colleagues', { sens: 'envoi', id }))
    // Who leaves later on: the story that names them goes on without.
    const remi = colleagues.find(({ user_id }) => user_id === world.users.remi.id)
    await act(alix, { geste: 'confier', sens: 'envoi', id, a: remi?.user_id ?? '' })
    await act(bao, { geste: 'confier', sens: 'reception', id, a: world.users.bilal.id })
  },
}

/** Moderation decides, structures answer at their desk or by the link, and the other side reads. */
export const answerAll = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  const { bao, alix, alma } = world.desks
  const token = await openSession(world, world.who.ada)
  for (const [structure, acte] of [
    [world.structures.held, { geste: 'approuver-demandes' }],
    [world.structures.refused, { geste: 'rejeter-demandes', motif: 'Inconnue.' }],
  ] as const) {
    const dossier = `/moderation/v1/dossiers/structure/${encodeURIComponent(structure.id)}`
    await askServer(world, dossier, { method: 'GET', token })
    await askServer(world, `${dossier}/actes`, { token, body: JSON.stringify({ acte: { id: randomUUID(), ...acte }, vu: null }) })
  }
  await bao.upToDate()
  for (const one of cases) {
    await rest()
    if (one.id === null) continue
    await ANSWERS[one.journey]?.(world, one, one.id)
    if (one.journey === 'retenue puis approuvée') {
      await bao.upToDate()
      await acceptHeld(world, one.id)
    }
  }
  for (const desk of [bao, alix, alma]) await desk.upToDate()
}

const acceptHeld = (world: World, id: string): Promise<void> =>
  act(world.desks.bao, { geste: 'accepter', sens: 'reception', id, message: message(world, 'Oui.'), message_personne: null })

const namedIn = (world: World, table: Buffer): number =>
  new Set([...layersOf(table)].flatMap(({ bytes }) => world.needles.in(bytes).map(({ needle }) => needle.qui))).size

/** What is read and taken away without being kept: tables, what is held of a person, a template, a search by name, a note. */
export const lookAround = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  const { alix, bao } = world.desks
  for (const [desk, sens] of [
    [alix, 'envoi'],
    [bao, 'reception'],
  ] as const) {
    await rest()
    const { lignes } = await desk.call('orientations.list')
    await desk.call('orientations.counts')
    const ids = lignes.filter((line) => line.sens === sens).map(({ id }) => id)
    for (const format of ['csv', 'xlsx'] as const) {
      const { base64 } = await desk.call('orientations.export', { sens, ids, format })
      // A desk that had nobody to tell of would prove nothing.
      if (namedIn(world, Buffer.from(base64, 'base64')) < ids.length / 2)
        throw new Error(`${sens}: nobody in the ${format} table`)
    }
    const [id] = ids
    if (id === undefined) throw new Error(`${sens}: no request at the desk`)
    await desk.call('orientations.person', { sens, id })
    await desk.call('orientations.mute', { sens, id, muette: true })
  }
  await bao.call('orientations.saveTemplate', {
    id: null,
    nom: 'Oui',
    geste: 'accepter',
    texte: `Bonjour, ${world.inventing.message()}`,
  })
  const [first] = cases
  if (first === undefined) return
  const name = fullName(first.person)
  // Who agreed to the measure of use, and typed a name: it is told of that search, and not the name.
  const query = SearchQuery.parse({ text: name })
  await alix.call('usage.setConsent', { oui: true })
  const { id: told } = await alix.call('usage.record', rechercheOf(query, await alix.call('search.run', query)))
  if (told === null) throw new Error('the search was not measured')
  await alix.call('favourites.add', { kind: 'service', id: SERVICE, nom: 'Permis de conduire' })
  await alix.call('favourites.update', {
    kind: 'service',
    id: SERVICE,
    note: `Pour ${name}, ${first.person.telephone}`,
    listes: [name],
  })
  await alix.upToDate()
}
