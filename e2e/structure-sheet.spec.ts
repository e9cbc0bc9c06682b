import { check } from './axe.ts'
import { keeper } from './keeper.ts'
import { arrive, inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

test('the sheet of a structure: completed, its hours put in, seen on another desk and on its public page', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    const { structureId } = await keeper(page, town)
    await goTo(page, `/structures/${encodeURIComponent(structureId)}/modifier`)
    await expect(page.getByRole('heading', { name: 'Fiche de la structure', level: 1 })).toBeVisible()
    await check(page, 'structure editor')

    await page.getByRole('combobox', { name: /^Typologie/ }).fill('mission locale')
    await page.getByRole('option', { name: /^Mission Locale/ }).click()
    await page.getByRole('textbox', { name: /^Résumé/ }).fill('Un accueil pour les jeunes de 16 à 25 ans.')
    await page.getByRole('textbox', { name: /^Téléphone/ }).fill('01 99 00 11 22')
    await page.getByRole('textbox', { name: /^Fiche Acceslibre/ }).fill('https://exemple.test/ailleurs')

    await test.step('hours typed as people write them, copied to other days', async () => {
      await page.getByRole('switch', { name: /, lundi$/ }).focus()
      await page.keyboard.press('Space')
      await page.getByRole('textbox', { name: 'Lundi, plage 1, début' }).fill('9')
      await page.getByRole('textbox', { name: 'Lundi, plage 1, fin' }).fill('12h30')
      await page.getByRole('button', { name: 'Copier les horaires du lundi sur d’autres jours' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Lundi à vendredi' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Copier sur ces jours' }).click()
      await expect(page.getByRole('textbox', { name: 'Vendredi, plage 1, fin' })).toHaveValue('12:30')
      await check(page, 'structure editor, hours')
    })

    await test.step('what is wrong is said, and nothing is sent', async () => {
      await page.getByRole('button', { name: 'Enregistrer les modifications' }).click()
      await expect(page.getByText(/Collez l’adresse d’une fiche Acceslibre/).first()).toBeVisible()
      await page.getByRole('textbox', { name: /^Fiche Acceslibre/ }).fill('https://acceslibre.beta.gouv.fr/app/lille/')
    })

    const counsellor = await context.newPage()
    await arrive(counsellor, await town.newDesk(), town, '/recherche')
    await page.getByRole('button', { name: 'Enregistrer les modifications' }).click()
    await expect
      .poll(
        async () => {
          await goTo(counsellor, `/structure/${encodeURIComponent(structureId)}`)
          return counsellor.getByText('Un accueil pour les jeunes de 16 à 25 ans.').isVisible()
        },
        { timeout: 60_000 },
      )
      .toBe(true)
    await expect(counsellor.getByText('09:00–12:30').first()).toBeVisible()
    await expect(counsellor.getByText('01 99 00 11 22').first()).toBeVisible()

    const outside = await town.browser()
    await outside.goto(`${town.server.origin}/structure/${encodeURIComponent(structureId)}`)
    await expect(outside).toHaveURL(/\/s\/[0-9a-f]{12}$/)
    await expect(outside.getByText('Un accueil pour les jeunes de 16 à 25 ans.')).toBeVisible()
    await expect(outside.getByText('09:00–12:30').first()).toBeVisible()
  })
})
