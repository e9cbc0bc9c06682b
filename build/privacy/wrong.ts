import { randomUUID } from 'node:crypto'
import { askServer, openSession, pushOne, requestOf } from './client.ts'
import { emploisForm, emploisToken } from './emplois.ts'
import type { Case, Rest } from './journeys.ts'
import { EMPLOIS_TOKEN } from './server.ts'
import { SERVICE, type World } from './world.ts'

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
    ['/orientations/v1/emplois', { token, body: JSON.stringify({ jeton: `${await emploisToken(world, person)}x` }) }],
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
