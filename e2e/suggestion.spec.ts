import { call } from './arrange.ts'
import { check } from './axe.ts'
import { accountOfNoor, keeper, SERVICE, signIn } from './keeper.ts'
import { arrive, inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

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
    await signIn(counsellor, await accountOfNoor(page))

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
