import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { acceptanceMessage, refusalMessage } from '#shared/orientation/answers.ts'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import { EMPLOIS_PATH } from '#shared/orientation/emplois-code.ts'
import { until } from '../rounds/wait.ts'
import { askServer, openSession, pushOne, requestOf } from './client.ts'
import { DAY_MS } from './clock.ts'
import { online, type PrivacyDesk } from './desks.ts'
import { layersOf } from './layers.ts'
import { linksOf } from './letters.ts'
import { openPage } from './page.ts'
import type { Invented } from './people.ts'
import { EMPLOIS_KEY, EMPLOIS_TOKEN, rowsOf } from './server.ts'
import { openedOf } from './traces.ts'
import { OTHER_SERVICE, type Seated, SERVICE, SERVICE_WITH_PAPERS, type Worker, type World } from './world.ts'

/** What becomes of each invented person, from a first word typed to the day when nothing of them is left. */

export const JOURNEYS = [
  'acceptée au poste',
  'acceptée par le lien',
  'refusée par le lien',
  'refusée au poste',
  'reportée',
  'silence',
  'annulée',
  'retenue puis approuvée',
  'confiée',
  'les emplois',
  'jeton des emplois',
  'brouillon',
  'refusée par le serveur',
  'malgré tout',
  'lien expiré',
  'écrite et reprise',
  'compte supprimé',
  'rejetée par la modération',
] as const
export type Journey = (typeof JOURNEYS)[number]

export type Case = {
  readonly journey: Journey
  readonly person: Invented
  /** Of the request; null until it is sent. */
  id: string | null
  /** Was its file sent with it. */
  withFile: boolean
}

/** @returns so many people, the journeys in turn. */
export const casesOf = (world: World, count: number): readonly Case[] =>
  Array.from({ length: count }, (_, n) => ({
    journey: JOURNEYS[n % JOURNEYS.length] as Journey,
    person: world.inventing.person(),
    id: null,
    withFile: false,
  }))

/** For as long as a person waits; throws when they stop it. */
export type Rest = () => Promise<void>

const fullName = ({ prenom, nom }: Invented): string => `${prenom} ${nom}`

// ---- at a desk

const contentOf = async (desk: PrivacyDesk, world: World, id: string, person: Invented) => {
  const { content, service } = await desk.call('drafts.get', { id })
  const who = Object.values(world.who).find(({ qui }) => qui === desk.qui)
  return {
    ...content,
    situation: service.publics,
    situation_autre: person.situation,
    criteres: service.criteres,
    structure_prescriptrice: content.structure_prescriptrice || 'Mission locale',
    referent_nom: who?.nom ?? '',
    referent_prenom: who?.prenom ?? '',
    referent_telephone: who?.telephone ?? '',
    referent_courriel: who?.courriel ?? '',
    beneficiaire_nom: person.nom,
    beneficiaire_prenom: person.prenom,
    beneficiaire_numero_france_travail: person.numero,
    preferences_contact: ['TELEPHONE' as const, 'EMAIL' as const, 'AUTRE' as const],
    beneficiaire_telephone: person.telephoneTape,
    beneficiaire_courriel: person.courriel,
    beneficiaire_autre_contact: person.autre,
    beneficiaire_commune: '33063',
    beneficiaire_commune_nom: person.commune,
    beneficiaire_age: '34',
    motif: person.motif,
    engagement: true,
  }
}

/** As it is typed: a few words, then the rest, kept as one goes. */
const typeDraft = async (desk: PrivacyDesk, world: World, id: string, person: Invented): Promise<void> => {
  const whole = await contentOf(desk, world, id, person)
  const { version } = await desk.call('drafts.save', {
    id,
    content: {
      ...whole,
      motif: person.motif.slice(0, 30),
      beneficiaire_courriel: person.courriel.slice(0, 12),
      engagement: false,
    },
  })
  await desk.call('drafts.save', { id, content: whole, base: version })
}

const PART_BYTES = 480 * 1024
const attach = async (desk: PrivacyDesk, draftId: string, { nom, bytes }: Invented['piece'], pour = ''): Promise<string> => {
  const { uploadId } = await desk.call('drafts.attachBegin', { draftId, nom, taille: bytes.length, pour })
  for (let from = 0; from < bytes.length; from += PART_BYTES)
    await desk.call('drafts.attachPart', { uploadId, base64: bytes.subarray(from, from + PART_BYTES).toString('base64') })
  return (await desk.call('drafts.attachEnd', { uploadId })).attachmentId
}

const draftFor = async (desk: PrivacyDesk, world: World, person: Invented, serviceId: string): Promise<string> => {
  const { id } = await desk.call('drafts.create', { serviceId })
  await typeDraft(desk, world, id, person)
  return id
}

/** Sends it, with a reason for whatever asks for one. */
const sendDraft = async (desk: PrivacyDesk, draftId: string, structureId: string, person: Invented): Promise<string> => {
  const { checks } = await desk.call('orientations.checks', { draftId })
  const contournements = checks.filter(({ niveau }) => niveau === 'raison').map(({ regle }) => ({ regle, raison: person.raison }))
  return (await desk.call('orientations.send', { draftId, structureId, contournements })).id
}

const act = (desk: PrivacyDesk, one: OrientationAct): Promise<void> => desk.call('orientations.act', one)

// ---- writing and sending

const emploisToken = (world: World, person: Invented): Promise<string> =>
  new SignJWT({
    prescriber: {
      email: world.who.alix.courriel,
      organization: { uid: randomUUID(), name: 'Mission locale', siret: world.structures.sender.siret },
    },
    beneficiary: {
      uid: randomUUID(),
      first_name: person.prenom,
      last_name: person.nom,
      email: person.courriel,
      phone: person.telephone,
      france_travail_id: person.numero,
    },
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor((Date.now() + world.home.ahead + DAY_MS) / 1000))
    .sign(new TextEncoder().encode(EMPLOIS_KEY))

const emploisForm = (world: World, person: Invented, uid: string, more: Readonly<Record<string, unknown>> = {}): FormData => {
  const form = new FormData()
  form.set(
    'data',
    JSON.stringify({
      di_service_id: SERVICE,
      data_protection_commitment: true,
      beneficiary_first_name: person.prenom,
      beneficiary_last_name: person.nom,
      beneficiary_france_travail_number: person.numero,
      beneficiary_contact_preferences: ['TELEPHONE', 'EMAIL'],
      beneficiary_phone: person.telephone,
      beneficiary_email: person.courriel,
      beneficiary_other_contact_method: person.autre,
      referent_first_name: world.elsewhere.prenom,
      referent_last_name: world.elsewhere.nom,
      referent_email: world.elsewhere.courriel,
      referent_phone: world.elsewhere.telephone,
      situation_other: person.situation,
      orientation_reasons: person.motif,
      emplois_data: {
        emplois_sync_uid: uid,
        beneficiary_id: randomUUID(),
        structure_id: randomUUID(),
        structure_name: 'Mission locale',
        prescriber_id: randomUUID(),
        prescriber_email: world.elsewhere.courriel,
        prescriber_first_name: world.elsewhere.prenom,
        prescriber_last_name: world.elsewhere.nom,
      },
      ...more,
    }),
  )
  form.append('attachments', new Blob([new Uint8Array(person.piece.bytes)]), person.piece.nom)
  return form
}

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

// ---- answering

const message = (world: World, text: string): string => `${text}\n${world.inventing.message()}`

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
  await askServer(world, '/orientations/v1/held', { method: 'GET', token })
  for (const [structure, decision] of [
    [world.structures.held, 'approuver'],
    [world.structures.refused, 'rejeter'],
  ] as const)
    await askServer(world, `/orientations/v1/moderation/${structure.id}`, {
      token,
      body: JSON.stringify({ decision, motif: decision === 'rejeter' ? 'Inconnue.' : '' }),
    })
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
  await alix.call('search.run', { text: name, place: null, filters: {}, sort: 'pertinence' })
  await alix.call('favourites.add', { kind: 'service', id: SERVICE, nom: 'Permis de conduire' })
  await alix.call('favourites.update', {
    kind: 'service',
    id: SERVICE,
    note: `Pour ${name}, ${first.person.telephone}`,
    listes: [name],
  })
  await alix.upToDate()
}

/** What should not be asked is: the answer, and what is written of it, tell nothing of what was in it. */
export const askWrongly = async (world: World, cases: readonly Case[], rest: Rest): Promise<void> => {
  const [one] = cases
  if (one === undefined) return
  const { person } = one
  const { alix, bao } = world.desks
  const token = await openSession(world, world.who.alix)
  const patch = requestOf(person, { referent: world.who.alix, serviceId: SERVICE, structureId: world.structures.sender.id })
  const wrong = (part: object, type = 'envoi.create') =>
    pushOne(world, { token, client: 'c-alix-ailleurs' }, { type, id: randomUUID(), patch: { ...patch, ...part } })
  await wrong({ personne: { ...patch.personne, courriel: `${person.nom} pas une adresse` } })
  await wrong({ personne: { ...patch.personne, preferences: [person.nom] } })
  await wrong({ structure_id: person.nom })
  await wrong({ pieces: [{ id: randomUUID(), nom: person.piece.nom, pour: '', taille: 9 }] })
  await wrong({ jeton_emplois: `${await emploisToken(world, person)}x` })
  await wrong({}, 'envoi.inconnu')
  await rest()
  const raw = JSON.stringify(patch)
  for (const [path, asked] of [
    ['/sync/v1/push', { token, body: raw.slice(0, -9) }],
    ['/sync/v1/push', { token, body: raw, type: 'text/plain' }],
    ['/sync/v1/push', { token, body: JSON.stringify({ ...patch, x: 'x'.repeat(400_000) }) }],
    ['/orientations/v1/pieces', { token, body: JSON.stringify({ id: 'x', nom: person.piece.nom, taille: -1 }) }],
    ['/orientations/v1/pieces', { token, body: JSON.stringify({ id: randomUUID(), nom: `${person.nom}.exe`, taille: 10 }) }],
    [
      '/orientations/v1/emplois',
      { token, body: JSON.stringify({ service_id: SERVICE, jeton: `${await emploisToken(world, person)}x` }) },
    ],
    ['/auth/v1/session', { body: JSON.stringify({ courriel: person.courriel, mot_de_passe: person.nom, poste: person.prenom }) }],
    ['/auth/v1/link', { body: JSON.stringify({ courriel: person.courriel, defi: 'x' }) }],
    ['/api/emplois/orientations/', { token: 'x', body: emploisForm(world, person, randomUUID()) }],
    [
      '/api/emplois/orientations/',
      { token: EMPLOIS_TOKEN, body: emploisForm(world, person, randomUUID(), { beneficiary_phone: { nom: person.nom } }) },
    ],
    ['/nulle/part', { body: raw }],
  ] as const)
    await askServer(world, path, asked).catch((error: unknown) => {
      // Cut in the middle of what is too long.
      if (!(error instanceof TypeError)) throw error
    })
  await rest()
  // At a desk: what a window should not send.
  await alix.tryCall('drafts.save', { id: person.nom, content: { motif: person.motif.repeat(900) } })
  await alix.tryCall('orientations.send', { draftId: person.nom, structureId: person.nom, contournements: person.raison })
  await alix.tryCall('orientations.get', { sens: 'envoi', id: person.numero })
  await alix.tryCall('drafts.attachBegin', { draftId: 'x', nom: `${person.nom}.exe`, taille: 4, pour: person.motif })
  await bao.tryCall('orientations.act', {
    geste: 'accepter',
    sens: 'reception',
    id: one.id ?? randomUUID(),
    message: person.motif,
    message_personne: person.nom,
  })
  await alix.tryCall('app.openExternal', { url: `javascript:${person.nom}` })
  await alix.tryCall('catalogue.service', { id: person.nom })
}

// ---- dying

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

// ---- time

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
