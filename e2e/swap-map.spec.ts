import { join } from 'node:path'
import { runScript } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test('a list open on the map goes with the catalogue it was of', async ({ page, ownDesk }) => {
  test.slow()
  await openIn(page, ownDesk, '/recherche?lieu=commune:59350&rayon=30&carte=1')
  const search = searchPage(page)
  const markers = page.getByRole('application', { name: 'Carte des résultats' })
  const place = markers.getByRole('button', { name: /services au même endroit, ouvrir la liste$/ }).first()
  const group = markers.getByRole('button', { name: /services, zoomer pour les séparer$/ }).first()
  await expect(async () => {
    if ((await place.count()) === 0) await group.click({ timeout: 2_000 })
    await expect(place).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await place.click()
  const popup = page.getByRole('dialog', { name: /services au même endroit$/ })
  await expect(popup.getByRole('listitem').first()).toBeVisible()
  const before = await search.total()

  const to = join(ownDesk.folder, 'catalogue')
  runScript('server/import/cli-demo.ts', ['--seed', '2', '--services', '3000', '--today', '2026-11-23', '--to', to])
  await expect.poll(() => search.total()).not.toBe(before)
  // Its place may have no service any more, or others: nothing is listed there until it is opened again.
  await expect(popup).toBeHidden()
})
