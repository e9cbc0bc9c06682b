import type { Page } from '@playwright/test'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { arrive, inTown, type Town } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

const SERVICE = {
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

const signIn = async (page: Page, account: { readonly courriel: string; readonly motDePasse: string }): Promise<void> => {
  await call(page, 'sync.signIn', account)
  await expect
    .poll(async () => (await call(page, 'account.state', undefined)).compte?.courriel, { timeout: 30_000 })
    .toBe(account.courriel)
}

/** Someone who keeps a structure, on a desk of their own, with one service published. */
const keeper = async (page: Page, town: Town): Promise<{ readonly structureId: string; readonly serviceId: string }> => {
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

test('a counsellor sees the room there is, says what is wrong, and hears that it was mended', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    const { structureId, serviceId } = await keeper(page, town)
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    await call(page, 'listing.setAvailability', {
      structureId,
      ids: [serviceId],
      disponibilite: { etat: 'places', places: 3, jusqu_au: soon },
    })

    const counsellor = await context.newPage()
    await arrive(counsellor, await town.newDesk(), town, '/recherche')
    const account = await call(page, 'accounts.create', {
      courriel: 'noor.inventee@exemple.test',
      prenom: 'Noor',
      nom: 'Inventée',
      role: 'professionnel',
      gestionnaire: false,
      departements: [],
    })
    await signIn(counsellor, { courriel: 'noor.inventee@exemple.test', motDePasse: account.mot_de_passe })

    await test.step('the room is in the list and on the sheet', async () => {
      await goTo(counsellor, '/recherche?q=permis')
      const item = counsellor.getByRole('listitem').filter({ hasText: SERVICE.nom })
      await expect(item.getByText(/^3\splaces, jusqu’au/)).toBeVisible({ timeout: 30_000 })
      await goTo(counsellor, `/service/${encodeURIComponent(serviceId)}`)
      await expect(counsellor.getByText(/^3\splaces, jusqu’au/)).toBeVisible()
      await check(counsellor, 'sheet with room')
    })

    await test.step('an error is told, field by field, by keyboard', async () => {
      await counsellor.getByRole('button', { name: 'Signaler une erreur' }).click()
      const dialog = counsellor.getByRole('dialog')
      await dialog.getByRole('button', { name: /Ce qui est inexact/ }).focus()
      await counsellor.keyboard.press('Enter')
      await counsellor.getByRole('option', { name: 'Fréquence et horaires' }).click()
      await expect(dialog.getByText('Le lundi matin')).toBeVisible()
      await check(counsellor, 'suggestion')
      await dialog.getByRole('textbox', { name: 'Ce qu’elle devrait dire' }).fill('Le mardi matin')
      await dialog.getByRole('textbox', { name: 'Votre message à la structure' }).fill('La structure me l’a dit hier.')
      await dialog.getByRole('button', { name: 'Envoyer la proposition' }).click()
      await expect(dialog).toHaveCount(0)
    })

    await test.step('the structure accepts, and the counsellor’s desk shows the new value within the second or so', async () => {
      await goTo(page, `/structures/${encodeURIComponent(structureId)}/offre?onglet=suggestions`)
      await expect(page.getByText('La structure me l’a dit hier.')).toBeVisible({ timeout: 30_000 })
      await page.getByRole('button', { name: /Accepter/ }).click()
      await expect(counsellor.getByText('Le mardi matin')).toBeVisible({ timeout: 30_000 })
      const said = () => call(counsellor, 'suggestions.mine', undefined).then((all) => all.map(({ etat }) => etat))
      await expect.poll(said, { timeout: 30_000 }).toEqual(['acceptee'])
    })
  })
})
