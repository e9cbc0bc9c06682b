import { expect, test } from './test.ts'

test.use({ allowedErrors: ['exception:', 'console:'] })

test('a screen that breaks says so, and the others keep working', async ({ page, open }) => {
  // An answer no service gives: the only way to break a screen from outside.
  await page.route('**/rpc/favourites.list', (route) => route.fulfill({ json: { ok: true, value: [null] } }))
  await open('/favoris')
  await expect(page.getByRole('heading', { level: 1, name: 'Cet écran a rencontré une erreur' })).toBeVisible()
  await page.getByRole('link', { name: 'Brouillons', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Brouillons' })).toBeVisible()
  // Coming back tries again, the answer being what it should be.
  await page.unroute('**/rpc/favourites.list')
  await page.reload()
  await page.getByRole('link', { name: 'Favoris', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Favoris' })).toBeVisible()
})
