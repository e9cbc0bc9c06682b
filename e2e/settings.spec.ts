import { check } from './axe.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'
import { tick } from './tick.ts'

test('theme and density are applied at once and kept', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  const paper = () => page.evaluate(() => getComputedStyle(document.querySelector('main h1') ?? document.body).color)
  await tick(page.getByRole('radio', { name: 'Clair' }))
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  const light = await paper()
  for (const [name, scheme] of [
    ['Sombre', 'dark'],
    ['Contraste élevé', null],
  ] as const) {
    await tick(page.getByRole('radio', { name }))
    await expect.poll(paper).not.toBe(light)
    if (scheme !== null)
      await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(scheme)
    await page.reload()
    await expect(page.getByRole('radio', { name })).toBeChecked()
    expect(await paper()).not.toBe(light)
  }

  await openIn(page, ownDesk, '/recherche')
  const row = searchPage(page).rows.first()
  await expect(row).toBeVisible()
  const height = async () => (await row.boundingBox())?.height ?? 0
  const comfortable = await height()
  await page.getByRole('link', { name: 'Réglages' }).click()
  await tick(page.getByRole('radio', { name: 'Compacte' }))
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  await expect.poll(height).toBeLessThan(comfortable)
})

test('one-key shortcuts can be switched off, the others stay', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  const keys = page.getByRole('switch', { name: 'Raccourcis à une touche' })
  await expect(keys).toBeChecked()
  await tick(keys, false)
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()
  await page.keyboard.press('m')
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(page.getByRole('dialog', { name: 'Aller à… ou faire…' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search.map).toBeHidden()
})

test('what uses the network is off, says what it would send, and addresses are refused until it is on', async ({
  page,
  ownDesk,
}) => {
  await openIn(page, ownDesk, '/reglages')
  for (const name of [
    'Recherche d’adresses précises',
    'Fond de carte détaillé de l’IGN',
    'Itinéraires à pied et en voiture, en ligne',
  ]) {
    await expect(page.getByRole('switch', { name })).not.toBeChecked()
  }
  await expect(page.getByText(/Ce qui est envoyé à data.geopf.fr/)).toHaveCount(3)
  const refused = await page.evaluate(async () => {
    const response = await fetch('/rpc/geo.addresses', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '12 rue de la Paix, Lille' }),
    })
    return (await response.json()) as { readonly ok: boolean; readonly error?: { readonly code: string } }
  })
  expect(refused).toMatchObject({ ok: false, error: { code: 'reseau-non-autorise' } })
})

test('my place is proposed first, and can be forgotten', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  await page.getByRole('combobox', { name: 'Mon lieu' }).fill('roubaix')
  await page
    .getByRole('option', { name: /^Roubaix \(59\)/ })
    .first()
    .click()
  await expect(page.getByRole('status').filter({ hasText: 'Roubaix (59)' })).toBeVisible()
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  const search = searchPage(page)
  await search.place.focus()
  await page.getByRole('option', { name: /^Roubaix \(59\)/ }).click()
  await expect(page).toHaveURL(/lieu=commune:59512/)
  await page.getByRole('link', { name: 'Réglages' }).click()
  await page.getByRole('button', { name: 'Oublier ce lieu' }).click()
  await expect(page.getByText('Aucun lieu enregistré.')).toBeVisible()
})

test('words of one’s own are understood by the search', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/recherche?q=tchoupinou')
  await expect(page.getByText(/ne contient «\stchoupinou\s»/)).toBeVisible()
  await page.getByRole('link', { name: 'Réglages' }).click()
  await page.getByRole('textbox', { name: 'Mots' }).fill('tchoupinou')
  const need = page.getByRole('combobox', { name: 'Besoin ou thématique' })
  // First into view: a list closes when the page scrolls under it.
  await need.click()
  await need.fill('garde d')
  await page
    .getByRole('option', { name: /Garde d’enfants/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Retirer « tchoupinou »' })).toBeVisible()
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  const search = searchPage(page)
  await expect(page.getByText('Compris comme')).toContainText('Garde d’enfants')
  await expect(search.rows.first()).toBeVisible()

  await page.getByRole('link', { name: 'Réglages' }).click()
  await page.getByRole('button', { name: 'Retirer « tchoupinou »' }).click()
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(page.getByRole('button', { name: 'Retirer « tchoupinou »' })).toBeVisible()
})

test('the data of this desk are told, with their protection', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  await expect(page.getByText(ownDesk.folder, { exact: true })).toBeVisible()
  await expect(page.getByText(/Chiffrés avec une clé/)).toBeVisible()
})

test('notices are chosen, put to rest until a morning, and kept so', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, '/reglages')
  const notices = page.getByRole('region', { name: 'Notifications' })
  await expect(notices.getByRole('radio', { name: /^De toutes les demandes/ })).toBeChecked()
  await tick(notices.getByRole('radio', { name: /^Des demandes reçues seulement/ }))
  await notices.getByRole('button', { name: 'Suspendre jusqu’à lundi matin' }).click()
  await expect(notices.getByRole('status')).toContainText(/^Suspendues jusqu’au lundi/)
  await check(page, 'settings, notices suspended')
  await page.reload()
  await expect(notices.getByRole('radio', { name: /^Des demandes reçues seulement/ })).toBeChecked()
  await notices.getByRole('button', { name: 'Reprendre maintenant' }).click()
  await expect(notices.getByRole('status')).toContainText('Les notifications sont actives.')
  await tick(notices.getByRole('radio', { name: /^Jamais/ }))
  await expect(notices.getByRole('button')).toHaveCount(0)
})
