import type { Page } from '@playwright/test'
import { draftPage, PDF } from './draft-page.ts'
import { searchPage } from './search-page.ts'
import { expect, test } from './test.ts'

/**
 * The main job again, without a mouse: nothing here clicks, checks, fills or focuses from outside.
 * Only keys, and what they show.
 */

/** Walks with Tab until what has the focus is named so; fails when the walk comes round. */
const tabTo = async (page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp, key = 'Tab') => {
  const wanted = page.getByRole(role, { name, exact: true }).and(page.locator(':focus'))
  for (let steps = 0; steps < 200; steps++) {
    if ((await wanted.count()) > 0) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard never reached ${role} ${String(name)}`)
}

test('the main job by keyboard alone', async ({ page, open, ownDesk }) => {
  test.setTimeout(180_000)
  await open('/', ownDesk)
  const { keyboard } = page
  const search = searchPage(page)
  await expect(search.rows.first()).toBeVisible()

  await test.step('the first Tab leads to the content', async () => {
    await keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('« ? » shows every shortcut, and Escape closes it', async () => {
    await keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Raccourcis clavier' })
    await expect(help).toContainText('Chercher un mot ou un besoin')
    await keyboard.press('Escape')
    await expect(help).toBeHidden()
  })

  await test.step('« / » and L lead to the words and to the place', async () => {
    await keyboard.press('/')
    await expect(search.words).toBeFocused()
    await keyboard.type('permis')
    await tabTo(page, 'combobox', 'Lieu')
    await keyboard.type('lille')
    await expect(page.getByRole('option', { name: /^Lille \(59\)/ }).first()).toBeVisible()
    await keyboard.press('Enter')
    await expect(search.place).toHaveValue('Lille (59)')
    await expect(page.getByRole('option')).toHaveCount(0)
    await expect(page).toHaveURL(/lieu=commune:59350/)
  })

  await test.step('a filter by Tab and Space', async () => {
    const before = await search.total()
    await tabTo(page, 'checkbox', /^Orientable avec DORA, /)
    await keyboard.press('Space')
    await expect(search.filter('Orientable avec DORA')).toBeChecked()
    await expect.poll(() => search.total()).toBeLessThan(before)
  })

  await test.step('J and K walk the list beside the sheet, Enter goes to it, Escape comes back', async () => {
    await keyboard.press('j')
    await expect(search.link(search.rows.first())).toBeFocused()
    await keyboard.press('j')
    await keyboard.press('k')
    await expect(search.link(search.rows.first())).toBeFocused()
    await expect(search.link(search.rows.first())).toHaveAttribute('aria-current', 'true')
    await keyboard.press('Enter')
    await expect(search.sheet.getByRole('heading', { level: 2 }).first()).toBeFocused()
    await keyboard.press('Escape')
    await expect(search.link(search.rows.first())).toBeFocused()
  })

  await test.step('F keeps it, M shows the map and hides it', async () => {
    await keyboard.press('f')
    await expect(search.rows.first().getByRole('button', { name: /^Favori/ })).toHaveAttribute('aria-pressed', 'true')
    await keyboard.press('m')
    await expect(search.map).toBeVisible()
    await keyboard.press('m')
    await expect(search.map).toBeHidden()
  })

  await test.step('O starts a request, written without leaving the keyboard', async () => {
    await keyboard.press('o')
    await expect(page.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeFocused()
    await tabTo(page, 'textbox', 'Prénom')
    await keyboard.type('Dominique')
    await expect(draftPage(page).field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
    await keyboard.press('Tab')
    await keyboard.type('Inventé')
    await tabTo(page, 'checkbox', 'Via le conseiller référent')
    await keyboard.press('Space')
    await expect(page.getByRole('checkbox', { name: 'Via le conseiller référent' })).toBeChecked()
    await tabTo(page, 'button', 'Ajouter un fichier')
    const choosing = page.waitForEvent('filechooser')
    await keyboard.press('Enter')
    await (await choosing).setFiles({ name: 'devis.pdf', mimeType: 'application/pdf', buffer: PDF })
    await expect(page.getByRole('list', { name: /^Fichiers joints/ })).toContainText('devis.pdf')
    await expect(page.getByText(/^Enregistré à \d/)).toBeVisible()
  })

  await test.step('the palette leads anywhere', async () => {
    await keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Aller à… ou faire…' })
    await expect(palette.getByRole('textbox').or(palette.getByRole('searchbox')).or(palette.getByRole('combobox'))).toBeFocused()
    await keyboard.type('favoris')
    await expect(palette.getByRole('menuitem').first()).toContainText('Favoris')
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Favoris' })).toBeFocused()
    await expect(page.getByRole('list', { name: 'Favoris' }).getByRole('listitem')).toHaveCount(1)
  })

  await test.step('a note, and the request found again', async () => {
    await tabTo(page, 'button', /^Ajouter une note/)
    await keyboard.press('Enter')
    await keyboard.type('Répond vite le mardi.')
    await tabTo(page, 'button', 'Terminer')
    await keyboard.press('Enter')
    await expect(page.getByText('Répond vite le mardi.')).toBeVisible()
    await tabTo(page, 'link', 'Brouillons', 'Shift+Tab')
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Brouillons' })).toBeFocused()
    await tabTo(page, 'link', 'Dominique Inventé')
    await keyboard.press('Enter')
    await expect(draftPage(page).field('La personne orientée', 'Nom')).toHaveValue('Inventé')
  })
})
