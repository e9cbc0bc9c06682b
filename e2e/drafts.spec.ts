import { draftPage, PDF } from './draft-page.ts'
import { startDesk } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'
import type { Page } from '@playwright/test'

/** Starts a request for the service at a place of the list; answers with its address. */
const startDraft = async (page: Page, position: number): Promise<string> => {
  const search = searchPage(page)
  await search.link(search.rows.nth(position)).click()
  await search.sheet.getByRole('button', { name: 'Orienter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeVisible()
  return new URL(page.url()).pathname
}

const ORIENTABLE = '/recherche?q=permis&orientable=oui'

test('two requests at once keep to themselves', async ({ page, ownDesk, context }) => {
  test.slow()
  await openIn(page, ownDesk, ORIENTABLE)
  const other = await context.newPage()
  await openIn(other, ownDesk, ORIENTABLE)
  const first = await startDraft(page, 0)
  const second = await startDraft(other, 1)
  expect(first).not.toBe(second)
  await draftPage(page).fillPerson('Dominique', 'Inventé')
  await draftPage(other).fillPerson('Sasha', 'Imaginaire')
  await draftPage(page).expectSaved()
  await draftPage(other).expectSaved()

  await page.getByRole('link', { name: 'Brouillons', exact: true }).click()
  const rows = page.getByRole('list', { name: 'Brouillons de demandes' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'Dominique Inventé' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Sasha Imaginaire' })).toHaveCount(1)

  await rows
    .filter({ hasText: 'Sasha Imaginaire' })
    .getByRole('button', { name: /^Supprimer le brouillon/ })
    .click()
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Annuler' }).click()
  await expect(rows).toHaveCount(2)
  await rows.getByRole('link', { name: 'Sasha Imaginaire' }).click()
  await expect(draftPage(page).field('La personne orientée', 'Nom')).toHaveValue('Imaginaire')
  await other.close()
})

test.describe('when the desk is killed', () => {
  test.use({ allowedErrors: ['Failed to load resource', 'ERR_'] })

  test('what it had acknowledged is there again, and what it had not is still on screen', async ({ page, ownDesk }) => {
    test.slow()
    await openIn(page, ownDesk, ORIENTABLE)
    const path = await startDraft(page, 0)
    const draft = draftPage(page)
    await draft.fillPerson('Dominique', 'Inventé')
    await draft.reason.fill('Acquis avant la coupure.')
    await draft.expectSaved()

    await ownDesk.kill()
    await draft.reason.pressSequentially(' Tapé pendant.')
    await expect(page.getByRole('alert')).toContainText('Non enregistré')
    await expect(page.getByRole('alert')).toContainText('Votre saisie reste à l’écran')
    await expect(draft.reason).toHaveValue('Acquis avant la coupure. Tapé pendant.')
    await page.close()

    const back = await startDesk({ folder: ownDesk.folder })
    const again = await page.context().newPage()
    await openIn(again, back, path)
    await expect(draftPage(again).reason).toHaveValue('Acquis avant la coupure.')
    await expect(draftPage(again).field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
    await again.close()
    await back.stop()
  })

  test('once it is back, what was typed meanwhile is stored', async ({ page, ownDesk, context }) => {
    test.slow()
    await openIn(page, ownDesk, ORIENTABLE)
    const path = await startDraft(page, 0)
    const draft = draftPage(page)
    await draft.reason.fill('Avant.')
    await draft.expectSaved()
    const { port } = new URL(ownDesk.origin)
    await ownDesk.kill()
    await draft.reason.fill('Avant. Pendant.')
    await expect(page.getByRole('alert')).toContainText('Non enregistré')

    const back = await startDesk({ folder: ownDesk.folder, port: Number(port) })
    const second = await context.newPage()
    await openIn(second, back, '/recherche?q=permis')
    await expect(second.getByRole('search')).toBeVisible()
    // It tries again by itself every few seconds.
    await expect(draft.saved).toBeVisible({ timeout: 30_000 })
    await openIn(second, back, path)
    await expect(draftPage(second).reason).toHaveValue('Avant. Pendant.')
    await second.close()
    await page.close()
    await back.stop()
  })
})

test('a forbidden file is refused in words, and the others go in', async ({ page, ownDesk }) => {
  await openIn(page, ownDesk, ORIENTABLE)
  await startDraft(page, 0)
  const draft = draftPage(page)
  const files = draft.form.getByRole('list', { name: /^Fichiers joints/ })

  await draft.attach('programme.pdf', Buffer.from('MZ\x90\x00 ceci n’est pas un PDF', 'latin1'))
  await expect(files.getByRole('alert')).toContainText('Ce fichier n’est pas d’un type accepté')
  await files.getByRole('button', { name: /^Fermer le message/ }).click()

  await draft.attach('macro.exe', Buffer.from('MZ\x90\x00', 'latin1'), 'application/octet-stream')
  await expect(files.getByRole('alert')).toContainText('Formats acceptés')
  await files.getByRole('button', { name: /^Fermer le message/ }).click()

  await draft.attach('lourd.pdf', Buffer.concat([PDF, Buffer.alloc(6 * 1024 * 1024, 32)]))
  await expect(files.getByRole('alert')).toContainText('dépasse 5')
  await files.getByRole('button', { name: /^Fermer le message/ }).click()

  await draft.attach('carte-vitale.pdf', PDF)
  await expect(files).toContainText('carte-vitale.pdf')
  await expect(draft.form.getByText(/semble être un document interdit/)).toBeVisible()
  await files.getByRole('button', { name: 'Retirer « carte-vitale.pdf »' }).click()
  await expect(draft.form.getByText(/semble être un document interdit/)).toHaveCount(0)
})

test('the same request in two windows: nothing is overwritten without being chosen', async ({ page, ownDesk, context }) => {
  test.slow()
  await openIn(page, ownDesk, ORIENTABLE)
  const path = await startDraft(page, 0)
  const mine = draftPage(page)
  await mine.reason.fill('Au départ.')
  await mine.expectSaved()

  const other = await context.newPage()
  await openIn(other, ownDesk, path)
  const theirs = draftPage(other)
  await expect(theirs.reason).toHaveValue('Au départ.')

  // The first window cannot store: what the second stores meanwhile is newer than what it starts from.
  await page.route('**/rpc/drafts.save', (route) =>
    route.fulfill({ json: { ok: false, error: { code: 'ecriture-impossible', message: '' } } }),
  )
  await mine.reason.fill('Ma suite.')
  await expect(page.getByRole('alert')).toContainText('Non enregistré')
  await theirs.reason.fill('Leur suite.')
  await theirs.expectSaved()
  await page.unroute('**/rpc/drafts.save')
  await page
    .getByRole('button', { name: 'Réessayer maintenant' })
    .click()
    .catch(() => undefined)

  await expect(page.getByRole('alert')).toContainText('Ce brouillon a été modifié dans une autre fenêtre')
  await expect(mine.reason).toHaveValue('Ma suite.')
  await expect(theirs.reason).toHaveValue('Leur suite.')
  await page.getByRole('button', { name: 'Garder ma saisie' }).click()
  await mine.expectSaved()
  await expect(theirs.reason).toHaveValue('Ma suite.')
  await other.close()
})
