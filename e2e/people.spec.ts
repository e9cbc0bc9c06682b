import { call } from './arrange.ts'
import { check, checkLooks } from './axe.ts'
import { draftPage } from './draft-page.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a person said once: every sheet answers for them, a request is filled, and the folders shut', async ({ page, ownDesk }) => {
  test.setTimeout(120_000)
  await openIn(page, ownDesk, '/personnes')
  const heading = page.getByRole('heading', { level: 1 })

  await test.step('a code, then a folder', async () => {
    await expect(page.getByRole('heading', { name: 'Protégez vos dossiers par un code' })).toBeVisible()
    await check(page, 'code')
    await page.getByLabel('Code des dossiers').fill('quatre chats gris')
    await page.getByLabel('Le même code, une seconde fois').fill('quatre chats gris')
    await page.getByRole('button', { name: 'Choisir ce code' }).click()
    await page.getByRole('button', { name: 'Nouveau dossier' }).click()
    await page.getByLabel('Prénom').fill('Capucine')
    await page.getByLabel('Nom', { exact: true }).fill('Inventée')
    await page.getByLabel('Âge').fill('34')
    await page.getByLabel('Commune').fill('Lille')
    await page
      .getByRole('option', { name: /^Lille/ })
      .first()
      .click()
    await page.getByRole('radiogroup', { name: 'Demandeurs d’emploi' }).getByText('Oui').click()
    await expect(page.getByText(/^Enregistré à/)).toBeVisible()
    await expect(heading).toHaveText('Capucine Inventée')
    await checkLooks(page, 'folder')
  })

  const bar = page.getByRole('complementary', { name: 'Personne accompagnée' })
  await test.step('each result says what it is for her, and a sheet takes the answers', async () => {
    await expect(bar).toContainText('Capucine Inventée')
    await page.getByRole('link', { name: 'Personnes', exact: true }).click()
    await expect(page.getByText('En face de vous')).toBeVisible()
    await checkLooks(page, 'people')
    await page.getByRole('link', { name: 'Recherche', exact: true }).click()
    const search = searchPage(page)
    await search.words.fill('permis')
    await expect(search.rows.first().locator('.eligible-mark')).toBeVisible()
    await search.link(search.rows.first()).click()
    const weighed = search.sheet.getByRole('region', { name: 'Éligibilité de Capucine Inventée' })
    await expect(weighed).toBeVisible()
    await checkLooks(page, 'sheet')
    const yes = weighed
      .getByRole('group', { name: /^Répondre pour/ })
      .first()
      .getByRole('button', { name: 'Oui' })
    await expect(yes).toHaveAttribute('aria-pressed', 'false')
    await yes.click()
    await expect(yes).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('a request is filled from the folder, which remembers it', async () => {
    const search = searchPage(page)
    await search.sheet.getByRole('button', { name: 'Orienter' }).click()
    await expect(draftPage(page).field('La personne orientée', 'Prénom')).toHaveValue('Capucine')
    await bar.getByRole('link', { name: 'Capucine Inventée' }).click()
    await expect(page.getByRole('region', { name: 'Plans et demandes' }).getByRole('link')).toHaveText(/^Brouillon/)
  })

  await test.step('shut from the keyboard, nothing of her is left on screen; a wrong code opens nothing', async () => {
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByRole('heading', { name: 'Vos dossiers sont verrouillés' })).toBeVisible()
    await expect(page.getByText('Capucine')).toHaveCount(0)
    await expect(call(page, 'personnes.list', undefined)).rejects.toThrow('dossiers-verrouilles')
    await page.getByLabel('Code des dossiers').fill('cinq chats gris')
    await page.getByRole('button', { name: 'Ouvrir les dossiers' }).click()
    await expect(page.getByText('Ce n’est pas le bon code.', { exact: false })).toBeVisible()
    await check(page, 'locked')
    await page.getByLabel('Code des dossiers').fill('quatre chats gris')
    await page.getByRole('button', { name: 'Ouvrir les dossiers' }).click()
    await expect(heading).toHaveText('Capucine Inventée')
  })
})
