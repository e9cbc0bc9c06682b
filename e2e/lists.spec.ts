import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test('a list forgotten by mistake comes back with its favourites', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/recherche?q=permis')
  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await page.keyboard.press('f')
  await page.getByRole('link', { name: 'Favoris', exact: true }).click()
  const row = page.getByRole('list', { name: 'Favoris' }).getByRole('listitem')
  await row.getByRole('button', { name: /^Listes de/ }).click()
  await page.getByRole('textbox', { name: 'Nouvelle liste' }).fill('Rendez-vous de mardi')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')

  const lists = page.getByRole('group', { name: 'Listes' })
  const list = lists.getByRole('button', { name: /^Rendez-vous de mardi/ })
  await list.click()
  await lists.getByRole('button', { name: /Actions/ }).click()
  await page.getByRole('menuitem', { name: /^Supprimer/ }).click()
  await expect(list).toHaveCount(0)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(list).toBeVisible()
})
