import type { Page } from '@playwright/test'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { accountOfNoor, ASKED, mayWrite, publish, signIn, teamIn } from './keeper.ts'
import type { Town } from './people.ts'
import { expect } from './test.ts'

/** People who send requests, and the service that they send them to. */

/** The team keeps a structure whose services may be asked for. */
export const offer = async (team: Page, town: Town): Promise<readonly string[]> => {
  await teamIn(team, town)
  const { rattachement } = await call(team, 'account.join', { siret: SIRETS.mission })
  const structureId = rattachement?.structure_id ?? ''
  await mayWrite(team, structureId)
  return [
    await publish(team, structureId, ASKED),
    await publish(team, structureId, { ...ASKED, nom: 'Conduite accompagnée inventée' }),
  ]
}

/** Someone who sends, member of a structure that nobody has looked at yet. */
export const sender = async (page: Page, team: Page): Promise<string> => {
  await signIn(page, await accountOfNoor(team))
  await call(page, 'account.acceptCgu', undefined)
  const { rattachement } = await call(page, 'account.join', { siret: SIRETS.essai })
  const structureId = rattachement?.structure_id ?? ''
  await expect
    .poll(async () => (await call(page, 'account.state', undefined)).structure_courante, { timeout: 30_000 })
    .toBe(structureId)
  return structureId
}

/** Requests of a structure that moderation holds, as its dossier tells them. */
export const heldOf = async (team: Page, structureId: string): Promise<number> =>
  (await call(team, 'moderation.dossier', { kind: 'structure', id: structureId })).retenues?.orientations.length ?? 0

/** Moderation lets them go: ten seconds later, as the act may be taken back until then. */
export const letGo = async (team: Page, structureId: string): Promise<void> => {
  const cible = { kind: 'structure', id: structureId } as const
  const { vu } = await call(team, 'moderation.dossier', cible)
  const acte = { id: crypto.randomUUID(), geste: 'approuver-demandes' } as const
  await call(team, 'moderation.act', { cible, nom: 'Structure inventée', acte, vu })
}

export const known = (page: Page, serviceId: string): Promise<void> =>
  expect
    .poll(
      () =>
        call(page, 'catalogue.service', { id: serviceId }).then(
          ({ orientable }) => orientable.ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)

/** A request written and sent as its screen does (send.spec.ts tries the screen). */
export const send = async (page: Page, serviceId: string, structureId: string, prenom: string): Promise<string> => {
  const { id } = await call(page, 'drafts.create', { serviceId })
  const { content, version } = await call(page, 'drafts.get', { id })
  await call(page, 'drafts.save', {
    id,
    base: version,
    content: {
      ...content,
      situation: ['Jeunes'],
      structure_prescriptrice_id: structureId,
      referent_nom: 'Fictif',
      referent_prenom: 'Alex',
      referent_telephone: '0199000011',
      referent_courriel: 'alex.fictif@exemple.test',
      beneficiaire_nom: 'Inventé',
      beneficiaire_prenom: prenom,
      beneficiaire_numero_france_travail: '12345678901',
      preferences_contact: ['TELEPHONE'],
      beneficiaire_telephone: '0199000022',
      beneficiaire_courriel: `${prenom.toLowerCase()}@exemple.test`,
      motif: 'Une embauche est possible dès que le permis est obtenu.',
      engagement: true,
    },
  })
  const { checks } = await call(page, 'orientations.checks', { draftId: id })
  const contournements = checks
    .filter(({ niveau }) => niveau === 'raison')
    .map(({ regle }) => ({ regle, raison: 'C’est un essai.' }))
  const sent = await call(page, 'orientations.send', { draftId: id, structureId, contournements })
  return sent.id
}
