import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkLooks } from './axe.ts'
import { call } from './arrange.ts'
import { startDesk } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test('services are put side by side at the keyboard, only what differs is shown, one is taken away', async ({ page, open }) => {
  await open('/recherche?q=permis')
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  await page.locator('body').press('j')
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press('c')
    await page.keyboard.press('j')
  }
  const bar = page.getByRole('group', { name: 'Comparaison' })
  await expect(bar).toContainText('3 services à comparer')
  await bar.getByRole('button', { name: 'Comparer' }).press('Enter')
  const table = page.getByRole('table', { name: 'Services comparés' })
  await expect(table.getByRole('columnheader')).toHaveCount(4)
  await checkLooks(page, 'comparer')
  await page.screenshot({ path: test.info().outputPath('comparer.png') })
  await page.getByRole('switch', { name: 'Seulement ce qui diffère' }).press('Space')
  await expect(table.getByRole('rowheader').first()).toBeVisible()
  await table
    .getByRole('button', { name: /^Retirer/ })
    .first()
    .press('Enter')
  await expect(table.getByRole('columnheader')).toHaveCount(3)
})

test('leaving the search at once, for a screen whose code is slow to come, does not bring back to the search', async ({
  page,
  open,
}) => {
  await page.clock.install()
  await open('/recherche?q=permis')
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/CompareScreen.*\.js/, async (route) => {
    await released
    await route.continue()
  })
  await page.locator('body').press('j')
  await page.keyboard.press('c')
  // From here time stands still: whatever the machine, the address of the search is not written yet when it is left.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000))
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  await page.getByRole('group', { name: 'Comparaison' }).getByRole('button', { name: 'Comparer' }).press('Enter')
  await expect(page).toHaveURL(/\/comparer\?/)
  // The pause at whose end the search would have written its address.
  await page.clock.runFor(1_000)
  release()
  await page.clock.resume()
  await expect(page.getByRole('table', { name: 'Services comparés' }).getByRole('columnheader')).toHaveCount(3)
})

test('a map in its own window follows the search both ways, and comes back with the last screen', async ({
  page,
  open,
  ownDesk,
  context,
}) => {
  await open('/recherche?q=permis', ownDesk)
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  const opening = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Ouvrir la carte dans sa fenêtre' }).click()
  const map = await opening
  await expect(map.getByRole('heading', { level: 1, name: 'Carte de la recherche' })).toBeAttached()
  await expect(map.getByRole('navigation')).toHaveCount(0)
  // Chosen in the list, its sheet is beside the map.
  const link = search.link(search.rows.first())
  const nom = await link.innerText()
  await link.click()
  await expect(map.getByRole('region', { name: 'Fiche' }).getByRole('heading', { level: 2, name: nom })).toBeVisible()
  // Put away beside the map, it is put away here.
  await map.getByRole('button', { name: 'Fermer la fiche' }).click()
  await expect(search.sheet.getByRole('heading', { level: 2, name: nom })).toBeHidden()

  await page.getByRole('link', { name: 'Réglages' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible()
  await call(page, 'settings.set', { taille: 'grande' })
  await expect(page.locator('html[data-taille="grande"]')).toBeAttached()
  await expect(page.getByRole('switch', { name: /^Reprendre où j’en étais/ })).toBeChecked()

  // What is kept is kept a moment after one stops moving: the file says when.
  await expect.poll(() => readFileSync(join(ownDesk.folder, 'session.json'), 'utf8')).toContain('/reglages')
  await page.close()
  await map.close()
  await ownDesk.kill()
  const again = await startDesk({ folder: ownDesk.folder })
  const fresh = await context.newPage()
  await openIn(fresh, again)
  await expect(fresh.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible()
  await expect(fresh.getByText(/fenêtre détachée était ouverte/)).toBeVisible()
  await fresh.close()
  await again.stop()
})
