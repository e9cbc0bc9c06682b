import type { Page } from '@playwright/test'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { arrive, type Town } from './people.ts'
import { expect } from './test.ts'

/** People who keep a structure, for journeys that are not about how they came to. */

/** A service that may be published. */
export const SERVICE = {
  nom: 'Aide au permis inventée',
  thematiques: ['mobilite--acceder-a-un-vehicule'],
  type: 'accompagnement',
  'dora.short_desc': 'Un résumé.',
  'dora.coach_orientation_modes': ['telephoner'],
  'dora.recurrence': 'Le lundi matin',
  frais: 'gratuit',
  zone_eligibilite: ['59'],
  modes_accueil: ['a-distance'],
  telephone: '01 99 00 00 00',
}

export const signIn = async (page: Page, account: { readonly courriel: string; readonly motDePasse: string }): Promise<void> => {
  await call(page, 'sync.signIn', account)
  await expect
    .poll(async () => (await call(page, 'account.state', undefined)).compte?.courriel, { timeout: 30_000 })
    .toBe(account.courriel)
}

/** Someone who keeps a structure, on a desk of their own, with one service published. */
export const keeper = async (page: Page, town: Town): Promise<{ readonly structureId: string; readonly serviceId: string }> => {
  await arrive(page, await town.newDesk(), town, '/recherche')
  await signIn(page, town.central.account)
  const { rattachement } = await call(page, 'account.join', { siret: SIRETS.mission })
  const structureId = rattachement?.structure_id ?? ''
  const droits = () =>
    call(page, 'listing.read', { structureId }).then(
      ({ droits: { ecrire_services } }) => ecrire_services,
      () => false,
    )
  await expect.poll(droits, { timeout: 30_000 }).toBe(true)
  const { id: serviceId } = await call(page, 'listing.create', { kind: 'service', structureId, depuis: null })
  const { doc, version } = await call(page, 'listing.edit', { kind: 'service', id: serviceId })
  await call(page, 'listing.save', { kind: 'service', id: serviceId, doc: { ...doc, ...SERVICE }, base: version })
  await call(page, 'listing.submit', { kind: 'service', id: serviceId, statut: 'PUBLISHED' })
  return { structureId, serviceId }
}
