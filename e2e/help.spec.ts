import { checkLooks } from './axe.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, openIn, test } from './test.ts'

test('help opens at the page about the screen one comes from, and a word finds the others', async ({ page, open }) => {
  await open('/plans')
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible()
  await page.getByRole('link', { name: 'Aide' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /^Faire un plan/ })).toBeVisible()
  const pages = page.getByRole('navigation', { name: 'Pages du guide' })
  const titles = pages.getByRole('list').first().getByRole('link')
  const all = await titles.count()
  await pages.getByRole('searchbox', { name: 'Chercher dans le guide' }).fill('gtfs')
  await expect(titles).not.toHaveCount(all)
  await titles.filter({ hasText: 'Aller sur place' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Aller sur place' })).toBeVisible()
  await checkLooks(page, 'guide')
})

test('a key is moved to another, which then does what it did, and is what the help shows', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  await page.getByRole('button', { name: 'Choisir mes touches' }).press('Enter')
  const down = page.getByRole('button', { name: /touche J\. Changer\.$/ })
  await down.press('Enter')
  await page.getByRole('button', { name: 'Appuyez sur la nouvelle touche' }).press('f')
  await expect(page.getByText('La touche F sert déjà.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Appuyez sur la nouvelle touche' }).press('w')
  await expect(page.getByRole('button', { name: /touche W\. Changer\.$/ })).toBeVisible()

  await goTo(page, '/recherche?q=permis')
  const { rows } = searchPage(page)
  await expect(rows.first()).toBeVisible()
  const chosen = rows.and(page.locator('[data-selected]'))
  await page.locator('body').press('j')
  await expect(chosen).toHaveCount(0)
  await page.locator('body').press('w')
  await expect(chosen).toHaveCount(1)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Raccourcis clavier' }).getByText('W', { exact: true }).first()).toBeVisible()
})
