import { call } from './arrange.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

// Outside Electron the key is in a file: said where people are named, for nobody opens the settings to write a request.
test('a machine without a safe for keys says so beside the drafts', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/recherche?q=permis&orientable=oui')
  const { protection } = await call(page, 'app.info', undefined)
  expect(protection.kind).toBe('fichier')
  const warning = page.getByText(protection.avertissement ?? '')
  await expect(warning).toHaveCount(0)

  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await search.sheet.getByRole('button', { name: 'Orienter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeVisible()
  await expect(warning).toBeVisible()

  await page.getByRole('link', { name: 'Brouillons', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Brouillons' })).toBeVisible()
  await expect(warning).toBeVisible()
})
