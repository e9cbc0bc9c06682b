import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

const DEEP = '/recherche?q=permis&lieu=commune:59350&rayon=20&modes_accueil=a-distance&orientable=oui&tri=nom'

test('an address restores the whole search', async ({ page, open }) => {
  await open(DEEP)
  const search = searchPage(page)
  await expect(search.words).toHaveValue('permis')
  await expect(search.place).toHaveValue('Lille (59)')
  await expect(page.getByRole('button', { name: /^Rayon de recherche : 20/ })).toBeVisible()
  await expect(search.filter('À distance')).toBeChecked()
  await expect(search.filter('Orientable avec DORA')).toBeChecked()
  await expect(search.sort).toContainText('Nom')
  const chips = page.getByRole('group', { name: 'Filtres actifs' })
  await expect(chips.getByRole('button', { name: /^Retirer le filtre/ })).toHaveText(['À distance', 'Orientable avec DORA'])
  // Nothing is ticked beside what the address says.
  await expect(search.filters.getByRole('checkbox', { checked: true })).toHaveCount(2)
  const total = await search.total()

  await page.reload()
  await search.expectTotal(total)
  await expect(search.filter('À distance')).toBeChecked()
})

test('the address of one window shows the same search in another', async ({ page, open, desk, context }) => {
  await open('/')
  const search = searchPage(page)
  await search.words.fill('dettes')
  await search.choosePlace('marseille', 'Marseille (13)')
  await search.filter('À distance').check()
  await expect(page).toHaveURL(/modes_accueil=a-distance/)
  const { pathname, search: query } = new URL(page.url())
  const total = await search.total()
  const names = await search.results.getByRole('heading', { level: 3 }).allInnerTexts()

  const other = await context.newPage()
  await openIn(other, desk, `${pathname}${query}`)
  const same = searchPage(other)
  await same.expectTotal(total)
  await expect(same.results.getByRole('heading', { level: 3 })).toHaveText(names)
})

test('back and forward walk through the places and the sheets', async ({ page, open }) => {
  await open('/recherche?q=permis')
  const search = searchPage(page)
  await search.choosePlace('lille', 'Lille (59)')
  await expect(page).toHaveURL(/59350/)
  const nom = await search.link(search.rows.first()).innerText()
  await search.link(search.rows.first()).click()
  const title = search.sheet.getByRole('heading', { level: 2, name: nom })
  await expect(title).toBeVisible()

  await page.goBack()
  await expect(title).toBeHidden()
  await expect(search.place).toHaveValue('Lille (59)')
  await page.goBack()
  await expect(search.place).toHaveValue('')
  await expect(search.words).toHaveValue('permis')
  await page.goForward()
  await expect(search.place).toHaveValue('Lille (59)')
  await page.goForward()
  await expect(title).toBeVisible()
})

test('filters survive another search, another screen, and are taken away one by one', async ({ page, open }) => {
  await open('/recherche?q=permis&frais=gratuit&modes_accueil=a-distance')
  const search = searchPage(page)
  await search.words.fill('logement')
  await expect(search.filter('Gratuit')).toBeChecked()
  await page.getByRole('link', { name: 'Réglages' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Réglages' })).toBeVisible()
  await page.getByRole('link', { name: 'Recherche', exact: true }).click()
  await expect(search.words).toHaveValue('logement')
  await expect(search.filter('Gratuit')).toBeChecked()
  await page.getByRole('button', { name: 'Retirer le filtre Frais à charge : Gratuit' }).click()
  await expect(search.filter('Gratuit')).not.toBeChecked()
  await expect(search.filter('À distance')).toBeChecked()
})

test.describe('a link', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })
  test('to a sheet is copied, and opens the sheet alone', async ({ page, open, context, desk }) => {
    await open('/recherche?q=permis')
    const search = searchPage(page)
    const link = search.link(search.rows.first())
    const nom = await link.innerText()
    const path = (await link.getAttribute('href')) ?? ''
    await link.click()
    await search.sheet.getByRole('button', { name: 'Copier le lien de la fiche' }).click()
    await expect(search.sheet.getByRole('button', { name: 'Copié' })).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^https?:\/\//)

    const other = await context.newPage()
    await openIn(other, desk, path)
    await expect(other.getByRole('heading', { level: 1, name: nom })).toBeVisible()
    await other.getByRole('link', { name: 'Revenir à la recherche' }).click()
    await expect(other.getByRole('search')).toBeVisible()
  })

  test('of `dora:`, or of a public page, is followed where it is pasted; the one of a screen is copied', async ({
    page,
    open,
  }) => {
    await open('/recherche?q=dettes')
    const search = searchPage(page)
    await expect(search.words).toHaveValue('dettes')
    const palette = page.getByRole('dialog', { name: 'Aller à… ou faire…' })
    const paste = async (text: string) => {
      await page.keyboard.press('Control+k')
      await palette.locator('input').fill(text)
    }
    const follow = async (link: string) => {
      await paste(link)
      await page.getByRole('menuitem', { name: 'Ouvrir ce lien' }).click()
    }
    await follow('dora://recherche?q=permis&lieu=59350')
    await expect(search.words).toHaveValue('permis')
    await expect(search.place).toHaveValue('Lille (59)')

    const link = search.link(search.rows.first())
    const nom = await link.innerText()
    const path = (await link.getAttribute('href')) ?? ''
    await paste('copier')
    await page.getByRole('menuitem', { name: 'Copier le lien de cet écran' }).click()
    await expect(page.getByText('Lien copié.')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('dora://recherche?q=permis&lieu=commune:59350')

    await follow(`dora:/${path}`)
    await expect(page.getByRole('heading', { level: 1, name: nom })).toBeVisible()
    await follow('https://dora.exemple.test/o/0123456789ab')
    await expect(page.getByText('Ce que montre ce lien n’est pas sur ce poste')).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: nom })).toBeVisible()
    await paste('dora://ailleurs/1')
    await expect(page.getByRole('menuitem', { name: 'Ouvrir ce lien' })).toHaveCount(0)
  })
})

test('an address that leads nowhere says so', async ({ page, open }) => {
  await open('/nulle-part/du-tout')
  await expect(page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' })).toBeVisible()
  await open('/service/inconnu--12')
  await expect(page.getByRole('heading', { level: 1, name: 'Fiche introuvable' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('ne figure plus dans le référentiel')
  await expect(page.getByRole('alert').getByRole('button')).toHaveCount(0)
})
