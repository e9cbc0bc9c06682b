import type { Page } from '@playwright/test'
import { fromAddress } from '#shared/search/address.ts'
import { call } from './arrange.ts'
import { searchPage } from './search-page.ts'
import { startDesk } from './desk.ts'
import { expect, goTo, openIn, test } from './test.ts'

const NOTHING = 'Aucun service ne correspond'

/** A search that the demonstration leaves empty, and that both a larger radius and fewer filters would fill. */
const emptySearch = async (page: Page): Promise<string> => {
  for (const commune of ['48095', '15014', '09122', '23096', '05061', '70550'])
    for (const type of ['atelier', 'aide-financiere', 'formation', 'accompagnement']) {
      const address = `q=permis&lieu=commune:${commune}&rayon=1&types=${type}&frais=payant`
      const { total, assouplir } = await call(page, 'search.run', { ...fromAddress(address), limit: 0 })
      if (total === 0 && ['rayon', 'filtre'].every((kind) => assouplir.some((way) => way.kind === kind)))
        return `/recherche?${address}`
    }
  throw new Error('the demonstration leaves none of these searches empty')
}

test('an empty result says why, and what a way out promises is what it brings', async ({ page, open }) => {
  test.slow()
  await open('/recherche')
  const path = await emptySearch(page)
  await goTo(page, path)
  const search = searchPage(page)
  const results = page.getByRole('region', { name: 'Aucun service' })
  await expect(results.getByText(NOTHING)).toBeVisible()
  await expect(results.getByText('Voici ce qui donnerait des résultats')).toBeVisible()
  const ways = results.getByRole('button', { name: /^\d[\d\s]* services? / })
  const offered = await ways.count()
  expect(offered).toBeGreaterThan(1)

  for (let index = 0; index < offered; index++) {
    const way = ways.nth(index)
    const promised = Number(/^\d[\d\s]*/.exec(await way.innerText())?.[0].replace(/\s/g, ''))
    await way.click()
    await expect(search.rows.first()).toBeVisible()
    await search.expectTotal(promised)
    await goTo(page, path)
    await expect(results.getByText(NOTHING)).toBeVisible()
  }
})

test('a word found nowhere is said to be so', async ({ page, open }) => {
  await open('/recherche?q=zzzzqqq')
  await expect(page.getByText('Aucun service du référentiel ne contient « zzzzqqq ».')).toBeVisible()
})

test.describe('a failure', () => {
  test.use({ allowedErrors: ['Failed to load resource', 'ERR_'] })

  test('is shown as a failure with a way to retry, never as an empty result', async ({ page, open }) => {
    await page.route('**/rpc/search.run', (route) => route.abort())
    await open('/recherche?q=permis')
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('La recherche n’a pas abouti')
    await expect(alert).toContainText('Ce que vous avez enregistré est conservé')
    await expect(page.getByText(NOTHING)).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'Aucun service' })).toHaveCount(0)

    await page.unroute('**/rpc/search.run')
    await alert.getByRole('button', { name: 'Réessayer' }).click()
    await expect(searchPage(page).rows.first()).toBeVisible()
    await expect(alert).toHaveCount(0)
  })

  test('keeps what was found before, saying that it is from before', async ({ page, open }) => {
    await open('/recherche?q=permis')
    const search = searchPage(page)
    await expect(search.rows.first()).toBeVisible()
    await page.route('**/rpc/search.run', (route) => route.abort())
    await search.words.fill('logement')
    await expect(page.getByRole('alert')).toContainText('Les résultats affichés sont ceux de la recherche précédente')
    await expect(search.rows.first()).toBeVisible()
  })

  test('of any screen is told as one', async ({ page, open }) => {
    for (const [path, procedure, sentence] of [
      ['/favoris', 'favourites.list', 'Vos favoris n’ont pas pu être lus'],
      ['/brouillons', 'drafts.list', 'Vos brouillons n’ont pas pu être lus'],
      ['/service/quelconque', 'catalogue.service', 'La fiche n’a pas pu être lue'],
      ['/structure/quelconque', 'catalogue.structure', 'La fiche n’a pas pu être lue'],
      ['/brouillons/quelconque', 'drafts.get', 'Ce brouillon n’a pas pu être ouvert'],
    ] as const) {
      await page.route(`**/rpc/${procedure}`, (route) => route.abort())
      await open(path)
      // In the message itself, or as the title above it.
      await expect(page.getByText(sentence), path).toBeVisible()
      await expect(page.getByRole('alert'), path).toContainText('L’application ne répond plus')
      await expect(page.getByRole('alert').getByRole('button', { name: 'Réessayer' }), path).toBeVisible()
      await page.unroute(`**/rpc/${procedure}`)
    }
  })

  test('of the desk itself is said, and the page works again once it is back', async ({ page, ownDesk, context }) => {
    test.slow()
    await openIn(page, ownDesk, '/recherche?q=permis')
    const search = searchPage(page)
    await expect(search.rows.first()).toBeVisible()
    const { port } = new URL(ownDesk.origin)

    await ownDesk.kill()
    await search.words.fill('logement')
    await expect(page.getByRole('alert')).toContainText('L’application ne répond plus')
    await expect(page.getByText(NOTHING)).toHaveCount(0)

    const back = await startDesk({ folder: ownDesk.folder, port: Number(port) })
    // Another life, another session: opening its address is what the user is told to do, in this browser.
    const second = await context.newPage()
    await second.goto(back.url)
    await expect(searchPage(second).rows.first()).toBeVisible()
    const retry = page.getByRole('alert').getByRole('button', { name: 'Réessayer' })
    // The page may have read everything again by itself, when its stream of events came back.
    if (await retry.isVisible()) await retry.click({ timeout: 1_000 }).catch(() => undefined)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(search.words).toHaveValue('logement')
    await expect(search.rows.first()).toContainText(/logement/i)
    await second.close()
    await page.close()
    await back.stop()
  })
})
