import type { Page } from '@playwright/test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { managerIn, teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

/** Of one colour, made by hand. */
const LOGO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const dialog = (page: Page) => page.getByRole('dialog')
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const toast = (page: Page, text: string | RegExp) => page.getByRole('region', { name: 'Messages' }).getByText(text)
const step = (page: Page, name: string) => page.getByRole('list', { name: 'Étapes' }).getByRole('checkbox', { name })

/** What a click gives to save, kept as a file of that folder. */
const saved = async (page: Page, folder: string, click: () => Promise<void>): Promise<string> => {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 90_000 }), click()])
  const file = join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

test('a gestionnaire makes a kit, and an empty desk becomes that of the territory', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  const folder = mkdtempSync(join(tmpdir(), 'dora-kit-'))
  await inTown(browser, context, async (town) => {
    const sacha = await context.newPage()
    await teamIn(page, town)
    await managerIn(sacha, page, town, ['75'])
    let file = ''

    await test.step('made in one dialog, which says what is missing', async () => {
      await goTo(sacha, '/moderation/kit')
      await expect(part(sacha, 'Kits de territoire')).toContainText('Aucun kit')
      await check(sacha, 'kits, none')
      await sacha.getByRole('button', { name: 'Faire un kit' }).click()
      await dialog(sacha).getByLabel('Nom du territoire').fill('Paris solidaire')
      await dialog(sacha).getByRole('button', { name: 'Signer et enregistrer' }).click()
      await expect(dialog(sacha).getByText('Donnez un nom, et un courriel ou un téléphone.')).toBeVisible()
      await dialog(sacha).getByLabel('Texte de bienvenue').fill('Bienvenue à Paris.\nÉcrivez-nous.')
      await dialog(sacha).getByLabel('Nom ou service').fill('Cellule inclusion de Paris')
      await dialog(sacha).getByLabel('Courriel').fill('cellule.paris@exemple.test')
      const [chooser] = await Promise.all([
        sacha.waitForEvent('filechooser'),
        dialog(sacha).getByRole('button', { name: 'Choisir une image' }).click(),
      ])
      await chooser.setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: LOGO })
      await dialog(sacha).getByLabel('Ce que dit le logo').fill('Paris solidaire')
      await check(sacha, 'kit, its dialog')
      file = await saved(sacha, folder, () => dialog(sacha).getByRole('button', { name: 'Signer et enregistrer' }).click())
      expect(file).toMatch(/kit-paris-solidaire-v1\.dorakit$/)
      await expect(sacha.getByRole('list', { name: 'Kits faits' })).toContainText('Paris solidaire')
    })

    await test.step('the first days: what is seen is ticked, the rest by hand, with who', async () => {
      await expect(step(sacha, 'Le kit du territoire est fait')).toBeChecked({ timeout: 60_000 })
      await step(sacha, 'Un correspondant est désigné').focus()
      await sacha.keyboard.press('Space')
      await expect(step(sacha, 'Un correspondant est désigné')).toBeChecked()
      await expect(sacha.getByText(/^Un correspondant est désigné/).locator('..')).toContainText('Sacha Inventée')
      await sacha.getByRole('button', { name: 'Dater les étapes' }).click()
      await expect(sacha.getByRole('list', { name: 'Étapes' })).toContainText('Pour le')
      await check(sacha, 'kits, the first days')
    })

    await test.step('documents: the presentation, and letters counted before they are written', async () => {
      const pdf = await saved(sacha, folder, () => sacha.getByRole('button', { name: 'Présentation (PDF)' }).click())
      expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
      await sacha.getByRole('button', { name: 'Lettres d’invitation' }).click()
      await expect(dialog(sacha).getByText(/^\d+\s+lettres?\s:/)).toBeVisible({ timeout: 30_000 })
      await dialog(sacha).getByLabel('Organisme qui écrit').fill('Cellule inclusion de Paris')
      await check(sacha, 'letters')
      const letters = await saved(sacha, folder, () =>
        dialog(sacha).getByRole('button', { name: 'Enregistrer les lettres' }).click(),
      )
      expect(readFileSync(letters).subarray(0, 5).toString()).toBe('%PDF-')
      await sacha.keyboard.press('Escape')
    })

    const desk = await town.newDesk()
    const empty = await context.newPage()
    const choose = async (path: string): Promise<void> => {
      const [chooser] = await Promise.all([
        empty.waitForEvent('filechooser'),
        part(empty, 'Votre territoire')
          .getByRole('button', { name: /^(?:Installer un kit|Mettre à jour)/ })
          .click(),
      ])
      await chooser.setFiles(path)
    }

    await test.step('an empty desk is led to it; a file that was changed is refused', async () => {
      await openIn(empty, desk, '/bienvenue')
      await empty.getByRole('link', { name: 'Installer le kit' }).click()
      const bytes = readFileSync(file)
      const at = bytes.indexOf('Cellule')
      bytes[at] = 0x63
      const changed = join(folder, 'change.dorakit')
      writeFileSync(changed, bytes)
      await choose(changed)
      await expect(part(empty, 'Votre territoire').getByRole('alert')).toContainText('modifié depuis qu’il a été signé')
      await check(empty, 'settings, a kit refused')
    })

    await test.step('the kit says what it is and what it changes, then the desk finds what is in its territory', async () => {
      await choose(file)
      await expect(dialog(empty)).toContainText('Kit du territoire « Paris solidaire »')
      await expect(dialog(empty)).toContainText(/[0-9A-F]{4}(-[0-9A-F]{4}){3}/)
      await expect(dialog(empty)).toContainText('Cellule inclusion de Paris')
      await check(empty, 'a kit before it is installed')
      await dialog(empty).getByRole('button', { name: 'Installer' }).click()
      await expect(toast(empty, /^Kit installé/)).toBeVisible({ timeout: 30_000 })
      await expect(part(empty, 'Votre territoire').getByRole('img', { name: 'Paris solidaire' })).toBeVisible()
      const status = await call(empty, 'sync.status', undefined)
      expect([status.serveur, status.territoires]).toEqual([`${town.server.origin}/`, ['75']])
      await expect
        .poll(async () => (await call(empty, 'catalogue.info', undefined))?.services ?? 0, { timeout: 120_000 })
        .toBeGreaterThan(0)
      await goTo(empty, '/recherche')
      const { place, link, rows } = searchPage(empty)
      await place.click()
      await empty
        .getByRole('option', { name: /Paris \(75\)/ })
        .first()
        .click()
      await expect(link(rows.first())).toBeVisible({ timeout: 30_000 })
      await goTo(empty, '/a-propos')
      await expect(part(empty, 'Votre territoire')).toContainText('Bienvenue à Paris.')
      await check(empty, 'about, with a kit')
    })

    await test.step('without network, the next version is installed from a file, and an older one is not', async () => {
      const next = await saved(sacha, folder, async () => {
        await sacha.getByRole('button', { name: 'Nouvelle version du kit' }).click()
        await dialog(sacha).getByRole('button', { name: 'Signer et enregistrer' }).click()
      })
      expect(next).toMatch(/-v2\.dorakit$/)
      await town.cut()
      await goTo(empty, '/reglages')
      await choose(next)
      await dialog(empty).getByRole('button', { name: 'Mettre à jour' }).click()
      await expect(part(empty, 'Votre territoire')).toContainText('version 2')
      await choose(file)
      await expect(part(empty, 'Votre territoire').getByRole('alert')).toContainText('plus ancien')
      await town.mend()
    })
  })
  rmSync(folder, { recursive: true, force: true })
})
