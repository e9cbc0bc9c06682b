import type { Page } from '@playwright/test'
import { teamIn } from './keeper.ts'
import { check, checkLooks } from './axe.ts'
import { inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const row = (page: Page, name: RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
const dialog = (page: Page) => page.getByRole('dialog')

test('the team gives a key, which reads the API, then takes it back', async ({ page, context, browser }) => {
  test.setTimeout(300_000)
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    await goTo(page, '/administration/cles')
    await expect(page.getByRole('heading', { name: 'Aucune clé' })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Nouvelle clé' }).click()
    await dialog(page)
      .getByRole('textbox', { name: /^Partenaire/ })
      .fill('Carte inventée')
    await dialog(page).getByRole('button', { name: 'Créer la clé' }).click()
    await expect(dialog(page)).toContainText('Une adresse électronique complète.')
    await dialog(page)
      .getByRole('textbox', { name: /^Adresse électronique/ })
      .fill('technique@exemple.test')
    await check(page, 'keys, creating')
    await dialog(page).getByRole('button', { name: 'Créer la clé' }).click()
    const key = await dialog(page).getByRole('textbox', { name: 'Clé', exact: true }).inputValue()
    expect(key).toMatch(/^dora_/)
    await check(page, 'keys, the key')
    await dialog(page).getByRole('button', { name: 'Je l’ai copiée' }).click()
    await expect(row(page, /^Carte inventée/)).toContainText('600 par minute')

    const status = () =>
      fetch(`${town.server.origin}/api/v2/structures/`, { headers: { authorization: `Bearer ${key}` } }).then(
        ({ status: told }) => told,
      )
    expect(await status()).toBe(200)
    await checkLooks(page, 'keys')
    await page.getByRole('button', { name: /Autres actes.*Carte inventée/ }).click()
    await page.getByRole('menuitem', { name: 'Révoquer' }).click()
    await dialog(page).getByRole('button', { name: 'Révoquer' }).click()
    await expect(row(page, /^Carte inventée/)).toContainText('Révoquée')
    await expect.poll(status, { timeout: 10_000 }).toBe(401)
  })
})
