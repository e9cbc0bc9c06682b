import { PLACES, testGtfs } from '#main/reach/testing/gtfs.ts'
import { emptyQuery, toAddress } from '#shared/search/address.ts'
import { call } from './arrange.ts'
import { check, checkLooks } from './axe.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, openIn, test } from './test.ts'

test('a timetable loaded in the settings tells how to be at a service before nine, and the map draws distances', async ({
  page,
  ownDesk,
}) => {
  await openIn(page, ownDesk, '/reglages')
  const { hits } = await call(page, 'search.run', emptyQuery())
  const card = hits.find(({ lat, lon }) => lat !== null && lon !== null)
  if (card?.lat == null || card.lon === null) throw new Error('no service with a place')
  // The network of the tests, its hospital stop where the service is.
  const shift = { lat: card.lat - PLACES.hopital.lat, lon: card.lon - PLACES.hopital.lon }
  const moved = (at: { readonly lat: number; readonly lon: number }) => ({ lat: at.lat + shift.lat, lon: at.lon + shift.lon })
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
