import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Desk, newFolder, root, runScript, startDesk } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

const ROWS = join(root, '../shared/data/reference')

/** Real rows hold people's words: nothing of them may stay on the disk after the run, nor be printed when a test fails. */
test.use({ trace: 'off', screenshot: 'off', video: 'off' })

test.describe('on real rows', () => {
  test.skip(!existsSync(ROWS), 'no real rows beside the repository (../shared/data/reference): nothing to import')
  test.describe.configure({ mode: 'serial', timeout: 240_000 })

  let desk: Desk
  let folder: string
  test.beforeAll(async () => {
    test.setTimeout(240_000)
    folder = newFolder({ catalogue: false })
    runScript('server/import/cli.ts', [ROWS, '--to', join(folder, 'catalogue')])
    desk = await startDesk({ folder })
  })
  test.afterAll(async () => {
    await desk?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('nothing says demonstration any more, and the sources are told', async ({ page }) => {
    await openIn(page, desk, '/a-propos')
    await expect(page.getByRole('heading', { name: 'Référentiel installé' })).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Démonstration' })).toHaveCount(0)
    await expect(page.getByText('Données de démonstration')).toHaveCount(0)
    await expect(page.getByRole('table').getByRole('row').nth(2)).toBeVisible()
  })

  for (const [words, lieu] of [
    ['aide informatique', 'commune:69123'],
    ['papiers', 'commune:59350'],
    ['france services', 'commune:23096'],
    ['permis', 'departement:59'],
  ] as const) {
    test(`« ${words} » at ${lieu}: sheets open, one after the other`, async ({ page }) => {
      await openIn(page, desk, `/recherche?q=${encodeURIComponent(words)}&lieu=${lieu.replace('departement', 'dep')}`)
      const search = searchPage(page)
      await expect(search.heading).toBeVisible()
      expect(await search.total()).toBeGreaterThanOrEqual(0)
      const rows = Math.min(5, await search.rows.count())
      for (let index = 0; index < rows; index++) {
        await search.link(search.rows.nth(index)).click()
        await expect(search.rows.nth(index).getByRole('link')).toHaveAttribute('aria-current', 'true')
        // Text is left out of the assertions: it would be printed.
        await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
        await expect(search.sheet.getByRole('alert')).toHaveCount(0)
      }
    })
  }

  test('a structure opens from its service, with its services', async ({ page }) => {
    await openIn(page, desk, '/recherche?q=aide&lieu=commune:69123&modes_accueil=en-presentiel')
    const search = searchPage(page)
    await search.link(search.rows.first()).click()
    const toStructure = search.sheet.getByRole('article').getByRole('link').first()
    await toStructure.click()
    await expect(page).toHaveURL(/\/structure\//)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { name: /^Services/ })).toBeVisible()
  })

  test('the map draws them all', async ({ page }) => {
    await openIn(page, desk, '/recherche?carte=1')
    await expect(page.getByText(/sur la carte$/).first()).toBeVisible()
    const markers = page.getByRole('application', { name: 'Carte des résultats' }).getByRole('button')
    expect(await markers.count()).toBeGreaterThan(5)
  })

  test('words of the field find something somewhere', async ({ page }) => {
    await openIn(page, desk, '/recherche')
    const search = searchPage(page)
    for (const words of ['permis', 'garde d’enfant', 'dettes', 'papiers', 'logement d’urgence', 'RQTH', 'ordinateur']) {
      await search.words.fill(words)
      await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words.split(' ')[0] ?? '').replace(/%20/g, '.')}`))
      await expect(
        page
          .getByRole('region', { name: /service/ })
          .and(page.locator('[aria-busy=false]'))
          .first(),
      ).toBeVisible()
      expect(await search.total(), words).toBeGreaterThan(0)
    }
  })
})
