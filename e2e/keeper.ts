import type { Page } from '@playwright/test'
import type { FlatDoc } from '#shared/contract/listing.ts'
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

/** A service that takes requests. */
export const ASKED = {
  ...SERVICE,
  nom: 'Atelier mobilité inventé',
  courriel: 'accueil@exemple.test',
  publics: ['jeunes'],
  zone_eligibilite: ['france'],
  'dora.coach_orientation_modes': ['formulaire-dora'],
}

type Account = { readonly courriel: string; readonly motDePasse: string }

export const signIn = async (page: Page, account: Account): Promise<void> => {
  await call(page, 'sync.signIn', account)
  await expect
    .poll(async () => (await call(page, 'account.state', undefined)).compte?.courriel, { timeout: 30_000 })
    .toBe(account.courriel)
}

/** The team, which keeps every offer, on a desk of its own. */
export const teamIn = async (page: Page, town: Town): Promise<void> => {
  await arrive(page, await town.newDesk(), town, '/recherche')
  await signIn(page, town.central.account)
}

/** An account that the team makes. */
const accountOf = async (team: Page, prenom: string, departements: readonly string[] = []): Promise<Account> => {
  const courriel = `${prenom.toLowerCase()}.inventee@exemple.test`
  const { mot_de_passe: motDePasse } = await call(team, 'accounts.create', {
    courriel,
    prenom,
    nom: 'Inventée',
    role: 'professionnel',
    gestionnaire: departements.length > 0,
    departements: [...departements],
  })
  return { courriel, motDePasse }
}

/** Somebody of no structure yet. */
export const accountOfNoor = (team: Page): Promise<Account> => accountOf(team, 'Noor')

/** Someone who manages these départements, on a desk of their own. `carried`: what it carries, when not all of France. */
export const managerIn = async (
  page: Page,
  team: Page,
  town: Town,
  departements: readonly string[],
  carried?: readonly string[],
): Promise<void> => {
  const account = await accountOf(team, 'Sacha', departements)
  await arrive(page, await town.newDesk(), town, '/recherche')
  if (carried !== undefined) await call(page, 'sync.setTerritories', { departements: [...carried] })
  await signIn(page, account)
}

/** Waits until the desk knows that the person keeps the offer. */
export const mayWrite = (page: Page, structureId: string): Promise<void> => {
  const right = () =>
    call(page, 'listing.read', { structureId }).then(
      ({ droits: { ecrire_services } }) => ecrire_services,
      () => false,
    )
  return expect.poll(right, { timeout: 30_000 }).toBe(true)
}

/** A service of one's own, made as the editor makes it. */
export const publish = async (page: Page, structureId: string, service: FlatDoc): Promise<string> => {
  const { id } = await call(page, 'listing.create', { kind: 'service', structureId, depuis: null })
  const { doc, version } = await call(page, 'listing.edit', { kind: 'service', id })
  await call(page, 'listing.save', { kind: 'service', id, doc: { ...doc, ...service }, base: version })
  await call(page, 'listing.submit', { kind: 'service', id, statut: 'PUBLISHED' })
  return id
}

/** Someone who keeps a structure, on a desk of their own, with one service published. */
export const keeper = async (page: Page, town: Town): Promise<{ readonly structureId: string; readonly serviceId: string }> => {
  await teamIn(page, town)
  const { rattachement } = await call(page, 'account.join', { siret: SIRETS.mission })
  const structureId = rattachement?.structure_id ?? ''
  await mayWrite(page, structureId)
  return { structureId, serviceId: await publish(page, structureId, SERVICE) }
}
