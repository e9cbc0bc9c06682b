import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { call } from './arrange.ts'
import { newFolder, root, runScript, startDesk } from './desk.ts'
import { draftPage, PDF } from './draft-page.ts'
import { shoot } from './picture.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, openIn, test } from './test.ts'

/**
 * The pictures of the README, from the demonstration alone: `npm run e2e -- --grep @screenshots`. That of the exchanges comes from
 * its journey: `DORA_PICTURES=1 npm run e2e -- sync-screens`.
 * Left out of an ordinary run: it would rewrite files of the repository.
 */
const FOLDER = join(root, 'docs/images')

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const SEARCH = '/recherche?q=permis&lieu=commune:59350'

test.describe('@screenshots', () => {
  test('of the main screens', async ({ page }) => {
    test.setTimeout(240_000)
    mkdirSync(FOLDER, { recursive: true })
    // As many services as a first start shows: with fewer, a place has little around it.
    const folder = newFolder({ catalogue: false })
    runScript('server/import/cli-demo.ts', ['--seed', '1', '--today', '2026-11-23', '--to', join(folder, 'catalogue')])
    const desk = await startDesk({ folder })
    try {
      await openIn(page, desk, SEARCH)
      const search = searchPage(page)
      const settled = async () => {
        await expect(search.rows.first()).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      }
      const { hits } = await call(page, 'search.run', { text: 'permis', filters: { orientable: ['oui'] }, limit: 5 })
      for (const [index, { id, nom }] of hits.entries()) {
        await call(page, 'favourites.add', { kind: 'service', id, nom })
        if (index < 2)
          await call(page, 'favourites.update', {
            kind: 'service',
            id,
            note: ['Répond vite le mardi.', 'Places rares avant septembre.'][index] ?? '',
            listes: ['Mobilité'],
          })
      }
      await settled()
      await search.link(search.rows.first()).click()
      await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
      await shoot(page, 'recherche')

      await call(page, 'settings.set', { theme: 'sombre' })
      await shoot(page, 'recherche-sombre')
      await call(page, 'settings.set', { theme: 'clair' })

      await goTo(page, '/recherche?q=logement&lieu=commune:69123&rayon=50&carte=1')
      await settled()
      await expect(page.getByText(/sur la carte$/).first()).toBeVisible()
      await search.link(search.rows.filter({ hasText: /\d\s*km/ }).first()).click()
      await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
      await shoot(page, 'carte')

      await goTo(page, `/service/${encodeURIComponent(hits[0]?.id ?? '')}`)
      await expect(page.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
      await shoot(page, 'fiche')

      const { id } = await call(page, 'drafts.create', { serviceId: hits[0]?.id ?? '' })
      await goTo(page, `/brouillons/${id}`)
      const draft = draftPage(page)
      await draft.fillPerson('Dominique', 'Inventé')
      await draft.reason.fill('Une embauche est possible dès que le permis est obtenu.')
      await draft.attach('devis auto-école.pdf', PDF)
      await expect(draft.form.getByRole('button', { name: /^Retirer/ })).toBeVisible()
      await draft.expectSaved()
      await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
      await shoot(page, 'brouillon')

      await goTo(page, '/favoris')
      await expect(page.getByRole('list', { name: 'Favoris' })).toBeVisible()
      await shoot(page, 'favoris')

      await page.setViewportSize({ width: 1024, height: 640 })
      await goTo(page, `${SEARCH}&carte=1`)
      await settled()
      await search.link(search.rows.first()).click()
      await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeAttached()
      await shoot(page, 'petite-fenetre')
    } finally {
      await page.close()
      await desk.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
