import type { Page } from '@playwright/test'
import { searchPage } from './search-page.ts'
import { expect, test } from './test.ts'

const markers = (page: Page) => page.getByRole('application', { name: 'Carte des résultats' })
const groups = (page: Page) => markers(page).getByRole('button', { name: /services, zoomer pour les séparer$/ })
const sameplaces = (page: Page) => markers(page).getByRole('button', { name: /services au même endroit, ouvrir la liste$/ })
const countOf = (name: string | null) => Number((/^\d[\d\s]*/.exec(name ?? '')?.[0] ?? '').replace(/\s/g, ''))
const onTheMap = (page: Page) => page.getByText(/sur la carte$/).first()

test('is one key away, says how many it shows, and groups split when opened', async ({ page, open }) => {
  await open('/recherche?q=logement')
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  const total = await search.total()
  await page.keyboard.press('m')
  await expect(search.map).toBeVisible()
  await expect(page).toHaveURL(/carte=1/)
  await expect(onTheMap(page)).toBeVisible()
  const shown = countOf(await onTheMap(page).innerText())
  const without = countOf(
    await page
      .getByText(/sans point sur la carte/)
      .first()
      .innerText(),
  )
  expect(shown + without, 'every result is on the map or said not to be').toBe(total)

  const largest = groups(page).first()
  await expect(largest).toBeVisible()
  const name = await largest.getAttribute('aria-label')
  await largest.click()
  await expect(markers(page).getByRole('button', { name: name ?? '', exact: true })).toHaveCount(0)
  await expect(markers(page).getByRole('button').first()).toBeVisible()

  await search.mapToggle.click()
  await expect(search.map).toBeHidden()
  await expect(page).not.toHaveURL(/carte=1/)
})

test('the services of one place are listed in one popup, which leads to the sheet and gives the focus back', async ({
  page,
  open,
}) => {
  await open('/recherche?lieu=commune:59350&rayon=30&carte=1')
  const search = searchPage(page)
  const place = sameplaces(page).first()
  // Groups are opened until a place with several services stands alone.
  await expect(async () => {
    if ((await sameplaces(page).count()) === 0) await groups(page).first().click({ timeout: 2_000 })
    await expect(place).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const count = countOf(await place.getAttribute('aria-label'))
  await place.click()
  const popup = page.getByRole('dialog', { name: `${count} services au même endroit` })
  await expect(popup.getByRole('listitem')).toHaveCount(count)
  await expect(popup.getByRole('heading', { level: 3 })).toBeFocused()

  const member = popup.getByRole('listitem').first().getByRole('button')
  await member.click()
  await expect(search.sheet.getByRole('heading', { level: 2 }).first()).toBeVisible()
  await expect(member).toHaveAttribute('aria-current', 'true')
  await member.press('Escape')
  await expect(popup).toBeHidden()
  await expect(markers(page).getByRole('button').and(page.locator(':focus'))).toHaveCount(1)
})

test('the list and the map point at each other', async ({ page, open }) => {
  await open('/recherche?lieu=commune:59350&rayon=20&modes_accueil=en-presentiel&tri=distance&carte=1')
  const search = searchPage(page)
  await expect(onTheMap(page)).toBeVisible()
  const row = search.rows.filter({ hasText: /\d\s*km/ }).first()
  const nom = await search.link(row).innerText()
  await search.link(row).click()
  await expect(search.sheet.getByRole('heading', { level: 2, name: nom })).toBeVisible()
  // What is chosen in the list is ringed on the map: a drawing, without a role, since the list says it in words.
  await expect(markers(page).locator('.map-ring-selected')).toBeInViewport()
  await expect(markers(page).locator('.map-radius'), 'the radius searched is drawn').toBeInViewport()

  // From the map to the list: a service alone, opened by its marker, is the row that is now current.
  const single = markers(page)
    .getByRole('button', { name: /^(?!\d[\d\s]*services)/ })
    .first()
  await expect(async () => {
    if ((await single.count()) === 0) await groups(page).first().click({ timeout: 2_000 })
    await expect(single).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const chosen = (await single.getAttribute('aria-label')) ?? ''
  await single.press('Enter')
  await expect(search.sheet.getByRole('heading', { level: 2, name: chosen })).toBeVisible()
  await expect(search.results.getByRole('link', { name: chosen }).and(page.locator('[aria-current=true]'))).toHaveCount(1)
})

test('is walked with the keyboard alone, and can be skipped', async ({ page, open }) => {
  await open('/recherche?lieu=commune:69123&carte=1')
  const map = searchPage(page).map
  await expect(onTheMap(page)).toBeVisible()
  const skip = map.getByRole('button', { name: 'Passer la carte' })
  await skip.focus()
  await page.keyboard.press('Enter')
  await expect(map.getByText('Fin de la carte')).toBeFocused()

  await skip.focus()
  const focused = markers(page).getByRole('button').and(page.locator(':focus'))
  for (let steps = 0; steps < 12 && (await focused.count()) === 0; steps++) await page.keyboard.press('Tab')
  await expect(focused).toHaveCount(1)
  const first = await focused.getAttribute('aria-label')
  const box = await focused.boundingBox()
  const view = await markers(page).boundingBox()
  // The neighbour on the wider side of the map.
  const key = box !== null && view !== null && box.x - view.x > view.width / 2 ? 'ArrowLeft' : 'ArrowRight'
  await page.keyboard.press(key)
  await expect(focused).toHaveCount(1)
  await expect(focused).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('Escape')
  await expect(markers(page)).toBeFocused()
})

test('a point put by hand becomes the place of the search, with its radius', async ({ page, open }) => {
  await open('/recherche?q=logement&lieu=commune:59350&carte=1')
  const search = searchPage(page)
  await expect(onTheMap(page)).toBeVisible()
  await search.map.getByRole('button', { name: 'Chercher autour d’un point' }).click()
  await expect(page.getByText(/^Près de /)).toBeVisible()
  await page.getByRole('button', { name: 'Chercher autour de ce point' }).click()
  await expect(page).toHaveURL(/lieu=point:/)
  await expect(search.place).toHaveValue(/^Point près de /)

  const radius = page.getByRole('button', { name: /^Rayon de recherche/ })
  await radius.click()
  await page.getByRole('dialog', { name: 'Rayon de recherche' }).getByRole('button', { name: '10 km', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(radius).toHaveText(/^10/)
  await expect(page).toHaveURL(/rayon=10/)
})

test('closed while it was about to draw, it draws nothing and complains of nothing', async ({ page, open }) => {
  // Frames come late, as on a busy machine: what was asked before the map is closed comes after.
  await page.addInitScript(() => {
    window.requestAnimationFrame = (draw) => window.setTimeout(() => draw(performance.now()), 250)
    window.cancelAnimationFrame = (frame) => window.clearTimeout(frame)
  })
  await open('/recherche?q=logement&lieu=commune:59350')
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  for (let times = 0; times < 5; times++) {
    const drawn = page.waitForResponse('**/rpc/geo.layer')
    await page.keyboard.press('m')
    if (times === 0) await drawn
    else drawn.catch(() => undefined)
    await expect(search.map).toBeVisible()
    await page.keyboard.press('m')
    await expect(search.map).toBeHidden()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }
})

test('its failure is said, and leaves the list as it is', async ({ page, open }) => {
  await page.route('**/rpc/map.clusters', (route) =>
    route.fulfill({ json: { ok: false, error: { code: 'catalogue-illisible', message: '' } } }),
  )
  await open('/recherche?q=logement&carte=1')
  const search = searchPage(page)
  await expect(search.map.getByRole('alert')).toContainText('La carte n’a pas pu lire les résultats')
  await expect(search.rows.first()).toBeVisible()
  await page.unroute('**/rpc/map.clusters')
  await search.map.getByRole('button', { name: 'Réessayer' }).click()
  await expect(onTheMap(page)).toBeVisible()
  await expect(search.map.getByRole('alert')).toHaveCount(0)
})
