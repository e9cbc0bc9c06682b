import { PLACES, testGtfs } from '#main/reach/testing/gtfs.ts'
import { emptyQuery, toAddress } from '#shared/search/address.ts'
import { call } from './arrange.ts'
import { check, checkLooks } from './axe.ts'
import { searchPage } from './search-page.ts'
import type { Page } from '@playwright/test'
import { expect, goTo, openIn, test } from './test.ts'

type Point = { readonly lat: number; readonly lon: number }

/** Whoever lives there searches ten kilometres around. */
const from = (at: Point) => ({ ...emptyQuery(), radiusKm: 10, place: { kind: 'point', ...at, label: 'Les Ormes' } }) as const

/** A service that is offered to those who live where line 1 of the test’s network begins, once that network is moved to end at it. */
const servedService = async (page: Page) => {
  const { hits } = await call(page, 'search.run', { ...emptyQuery(), limit: 200 })
  // The network of the tests, its hospital stop where the service is.
  const networkAt = (at: Point) => (stop: Point) => ({
    lat: stop.lat + at.lat - PLACES.hopital.lat,
    lon: stop.lon + at.lon - PLACES.hopital.lon,
  })
  // A service that those who live where line 1 begins are offered.
  let card: ((typeof hits)[number] & Point) | null = null
  for (const hit of hits) {
    if (hit.lat === null || hit.lon === null || !hit.modes_accueil.includes('en-presentiel')) continue
    card = { ...hit, lat: hit.lat, lon: hit.lon }
    const offered = await call(page, 'search.run', { ...from(networkAt(card)(PLACES.depart)), limit: 10 })
    if (offered.hits.some(({ id }) => id === hit.id)) break
  }
  if (card === null) throw new Error('no service with a place')
  return { card, moved: networkAt(card) }
}

test('a timetable loaded in the settings tells how to be at a service before nine, and the map draws distances', async ({
  page,
  ownDesk,
}) => {
  await openIn(page, ownDesk, '/reglages')
  const { card, moved } = await servedService(page)
  await call(page, 'settings.set', {
    monLieu: { place: { kind: 'point', ...moved(PLACES.depart), label: 'Les Ormes' }, label: 'Les Ormes' },
  })

  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Charger un fichier GTFS' }).click()
  const buffer = testGtfs(moved(PLACES.gare))
  await (await choosing).setFiles({ name: 'reseau.zip', mimeType: 'application/zip', buffer })
  const list = page.getByRole('list', { name: 'Horaires chargés' })
  await expect(list).toContainText('12 arrêts, 3 lignes')
  await list.scrollIntoViewIfNeeded()
  await check(page, 'réglages')

  await goTo(page, `/service/${encodeURIComponent(card.id)}`)
  const part = page.getByRole('region', { name: 'Y aller' })
  await expect(part).toContainText('à vol d’oiseau depuis Les Ormes')
  await part.getByLabel('Jour').fill('2026-03-02')
  await expect(part).toContainText('Départ 07:10, descente 08:00')
  await expect(part.getByRole('list', { name: 'Étapes du trajet' }).getByRole('listitem')).toHaveCount(5)
  await part.scrollIntoViewIfNeeded()
  await checkLooks(page, 'y aller')
  await part.getByLabel('Jour').fill('2027-03-02')
  await expect(part).toContainText('Aucun horaire chargé ne couvre ce lieu ce jour-là')

  await goTo(
    page,
    `/recherche?${toAddress({ ...emptyQuery(), place: { kind: 'point', lat: card.lat, lon: card.lon, label: 'Ici' } })}`,
  )
  const { map, mapToggle } = searchPage(page)
  if (!(await map.isVisible())) await mapToggle.click()
  await map.getByRole('button', { name: 'Cercles de distance' }).click()
  await expect(map.getByRole('group', { name: 'Cercles autour du lieu cherché' })).toContainText('2 km à vol d’oiseau')
  await check(page, 'cercles')
})

test('rows say who is reached before nine, and the map where public transport leads', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  const { moved } = await servedService(page)
  const file = testGtfs(moved(PLACES.gare))
  const { uploadId } = await call(page, 'portee.chargerDebut', { nom: 'reseau.zip', taille: file.length })
  await call(page, 'portee.chargerPart', { uploadId, base64: file.toString('base64') })
  await call(page, 'portee.chargerFin', { uploadId })
  const { map, mapToggle, rows } = searchPage(page)
  // The eve of a working day of the timetable: the rows say who is reached before nine, the map where one is led.
  await page.clock.setFixedTime('2026-03-01T10:00:00+01:00')
  await goTo(page, `/recherche?${toAddress(from(moved(PLACES.depart)))}`)
  if (!(await map.isVisible())) await mapToggle.click()
  await expect(rows.filter({ hasText: 'Avant 9 h : départ 07:10, descente 08:00' }).first()).toBeVisible()
  await expect(page.getByText(/rejoint en transports le lundi 2 mars/)).toBeVisible()
  await checkLooks(page, 'avant neuf heures')
  await page.screenshot({ path: test.info().outputPath('avant-9.png') })
  await map.getByRole('button', { name: 'Où mènent les transports' }).click()
  const where = map.getByRole('group', { name: 'Où mènent les transports' })
  await where.getByLabel('Jour').fill('2027-03-02')
  await expect(where).toContainText('Aucun horaire chargé ne couvre ce lieu ce jour-là')
  await where.getByLabel('Jour').fill('2026-03-02')
  await where.getByLabel('Partir à').fill('07:00')
  await expect(where).toContainText('arrêts rejoints')
  await expect(map.locator('path.map-iso').first()).toBeAttached()
  await where.getByText('Les arrêts, du plus proche au plus loin').click()
  await expect(where.getByRole('list', { name: 'Les arrêts' }).getByRole('listitem').first()).toContainText('min')
  await checkLooks(page, 'isochrone')
  await page.screenshot({ path: test.info().outputPath('isochrone.png') })
})
