import type { Page } from '@playwright/test'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { managerIn, publish, SERVICE } from './keeper.ts'
import { arrive, inTown, letterTo } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { heldOf, known, offer, send, sender } from './sending.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const queue = (page: Page) => page.getByRole('list', { name: 'File de modération' })
const row = (page: Page, name: string | RegExp) => queue(page).getByRole('listitem').filter({ hasText: name })
/** The name on the row that has the focus. */
const focused = (page: Page) => page.locator('.queue-name:focus')
const title = (page: Page) => page.locator('.dossier-title')
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog')
const toast = (page: Page, text: string | RegExp) => page.getByRole('region', { name: 'Messages' }).getByText(text)

const ESSAI = 'Association le Bon Essai'

test('the queue: two moderators, by keyboard', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const noor = await context.newPage()
    const sacha = await context.newPage()

    await test.step('signed out, the screen says whom it is for', async () => {
      await arrive(noor, await town.newDesk(), town, '/moderation')
      await expect(noor.getByRole('heading', { name: 'Connectez-vous pour modérer' })).toBeVisible()
      await check(noor, 'moderation, signed out')
    })

    const [first = ''] = await offer(page, town)
    const structureId = await sender(noor, page)
    await known(noor, first)
    for (const prenom of ['Dominique', 'Awa']) await send(noor, first, structureId, prenom)
    await managerIn(sacha, page, town, ['75'])

    await test.step('a professional is told that it is not theirs, and the rail does not propose it', async () => {
      await goTo(noor, '/moderation')
      await expect(noor.getByRole('heading', { name: 'Cet écran ne vous est pas ouvert' })).toBeVisible()
      await expect(noor.getByRole('navigation', { name: 'Navigation principale' }).getByText('Modération')).toHaveCount(0)
      await check(noor, 'moderation, not theirs')
    })

    await test.step('the most pressing first, with why', async () => {
      await goTo(page, '/moderation')
      await expect(row(page, ESSAI).getByText('2\u00a0demandes retenues')).toBeVisible({ timeout: 60_000 })
      await expect(queue(page).getByRole('listitem').first()).toContainText(ESSAI)
      await expect(page.getByRole('link', { name: /^Modération \d+\s+éléments? à modérer$/ })).toBeVisible()
      await check(page, 'queue')
      await shootWhenAsked(page, 'moderation-file')
    })

    await test.step('filters narrow, and say how much they leave', async () => {
      await page.keyboard.press('/')
      await page.keyboard.type('bon ess')
      await expect(queue(page).getByRole('listitem')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^À moi/ }).click()
      await expect(page.getByRole('heading', { name: 'Aucun élément ne correspond' })).toBeVisible()
      await check(page, 'queue, nothing found')
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      await expect(row(page, ESSAI)).toBeVisible()
    })

    await test.step('the dossier: requests, register, people, all on one screen', async () => {
      await page.keyboard.press('Escape')
      await page.locator('h1').focus()
      await page.keyboard.press('j')
      await expect(title(page)).toHaveText(ESSAI)
      await expect(part(page, 'Demandes retenues').getByRole('listitem')).toHaveText([/Noor Inventée.*\(2 demandes\)/s])
      await expect(part(page, 'Registre SIRENE')).toContainText(/La fiche et le registre disent la même chose|sur 5 champs/)
      await expect(part(page, 'Personnes')).toContainText('Noor Inventée')
      // Its status says that nobody has looked at it: that is not told twice.
      await expect(part(page, 'Depuis la dernière validation')).toHaveCount(0)
      await check(page, 'dossier')
      await shootWhenAsked(page, 'moderation-dossier')
    })

    await test.step('taken, and the other is told; then taken all the same', async () => {
      await page.keyboard.press('p')
      await expect(toast(page, /^Pris/)).toBeVisible()
      await expect(row(page, ESSAI).getByText('Pris par vous')).toBeVisible()
      await goTo(sacha, '/moderation')
      await expect(row(sacha, ESSAI).getByText('Pris par Camille')).toBeVisible({ timeout: 30_000 })
      await row(sacha, ESSAI).getByRole('link').click()
      await expect(title(sacha)).toHaveText(ESSAI)
      await sacha.keyboard.press('p')
      await expect(toast(sacha, /s’occupe déjà de ce dossier/)).toBeVisible()
      await expect(sacha.getByRole('group', { name: 'Gestes' }).getByRole('button', { name: 'Valider' })).toHaveCount(0)
      await check(sacha, 'dossier, taken by another')
      await sacha.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Prendre quand même' }).click()
      await expect(row(sacha, ESSAI).getByText('Pris par vous')).toBeVisible({ timeout: 30_000 })
      await sacha.keyboard.press('p')
      await expect(toast(sacha, /^Laissé/)).toBeVisible()
      await expect(row(sacha, ESSAI).getByText('Pris par vous')).toHaveCount(0, { timeout: 30_000 })
      await page.reload()
      await expect(title(page)).toHaveText(ESSAI)
    })

    await test.step('approved by key, taken back by key: nothing has left', async () => {
      await page.keyboard.press('a')
      await expect(toast(page, /demandes approuvées/)).toBeVisible()
      await expect(row(page, ESSAI).getByText(/^part dans \d+/)).toBeVisible()
      await expect(focused(page)).toHaveText(/^Mission Locale/)
      await expect(title(page)).toHaveText(/^Mission Locale/)
      await page.keyboard.press('Control+z')
      await expect(toast(page, /^Annulé/)).toBeVisible()
      await expect(title(page)).toHaveText(ESSAI)
      await expect(row(page, ESSAI).getByText(/^part dans/)).toHaveCount(0)
      expect(await heldOf(page, structureId)).toBe(2)
    })

    await test.step('two at once: the first is heard, the other is told who was', async () => {
      await sacha.reload()
      await expect(title(sacha)).toHaveText(ESSAI)
      await page.keyboard.press('a')
      await expect(row(page, ESSAI).getByText(/^part dans \d+/)).toBeVisible()
      await sacha.keyboard.press('e')
      await expect(toast(sacha, /^En cours/)).toBeVisible()
      await check(page, 'queue, an act that waits')
      await expect.poll(() => heldOf(page, structureId), { timeout: 60_000 }).toBe(0)
      await expect(row(page, ESSAI)).toHaveCount(0, { timeout: 30_000 })
      const told = sacha.getByRole('list', { name: 'Gestes qui n’ont pas été faits' })
      await expect(told).toContainText(/Camille Inventée est passé avant vous/, { timeout: 60_000 })
      await check(sacha, 'told that another was first')
      await told.getByRole('button', { name: /^C’est vu/ }).click()
      await expect(told).toHaveCount(0)
    })

    await test.step('differences since the validation, field by field', async () => {
      const serviceId = await publish(noor, structureId, { ...SERVICE, publics: ['jeunes'] })
      await goTo(page, `/moderation/service/${encodeURIComponent(serviceId)}`)
      await expect(title(page)).toHaveText(SERVICE.nom, { timeout: 60_000 })
      await page.keyboard.press('v')
      await expect(toast(page, /^Validé/)).toBeVisible()
      const seen = async () => (await call(page, 'moderation.dossier', { kind: 'service', id: serviceId })).differences
      await expect.poll(async () => (await seen()) !== null, { timeout: 60_000 }).toBe(true)
      const { doc, version } = await call(noor, 'listing.edit', { kind: 'service', id: serviceId })
      const changed = {
        ...doc,
        'dora.short_desc': 'Un résumé plus long et plus clair que celui de la première fois.',
        publics: ['femmes'],
      }
      await call(noor, 'listing.save', { kind: 'service', id: serviceId, doc: changed, base: version })
      await call(noor, 'listing.submit', { kind: 'service', id: serviceId, statut: 'PUBLISHED' })
      await expect.poll(async () => (await seen())?.champs.length ?? 0, { timeout: 60_000 }).toBeGreaterThan(1)
      await goTo(page, `/moderation/service/${encodeURIComponent(serviceId)}`)
      const differences = part(page, 'Depuis la dernière validation')
      await expect(differences.getByText('Femmes')).toBeVisible()
      await expect(differences.locator('ins', { hasText: 'plus long' })).toBeVisible()
      await check(page, 'dossier, differences')
      await shootWhenAsked(page, 'moderation-differences')
    })

    await test.step('a note, and a letter to the administrators', async () => {
      await goTo(page, `/moderation/structure/${encodeURIComponent(structureId)}`)
      await expect(title(page)).toHaveText(ESSAI)
      await page.keyboard.press('n')
      await dialog(page).getByRole('textbox', { name: 'Note' }).fill('Rappeler mardi.')
      await check(page, 'note')
      await page.keyboard.press('Control+Enter')
      await expect(toast(page, /^Note ajoutée/)).toBeVisible()
      await page.keyboard.press('c')
      await dialog(page).getByRole('textbox', { name: 'Objet' }).fill('Vos horaires')
      await dialog(page).getByRole('textbox', { name: 'Message' }).fill('Bonjour, pouvez-vous les préciser ?')
      await check(page, 'writing to the administrators')
      await page.keyboard.press('Control+Enter')
      await expect(toast(page, /^Message aux administrateurs/)).toBeVisible()
      await letterTo(town, 'noor.inventee@exemple.test', /Vos horaires/)
      await expect(part(page, 'Notes et journal')).toContainText('Rappeler mardi.', { timeout: 30_000 })
    })

    await test.step('in the dark, in a small window, and one pane at a time', async () => {
      await call(page, 'settings.set', { theme: 'sombre' })
      await check(page, 'dossier, dark')
      await page.setViewportSize({ width: 1024, height: 640 })
      await check(page, 'dossier, small window')
      await page.setViewportSize({ width: 820, height: 640 })
      await page.getByRole('button', { name: 'Revenir à la file' }).click()
      await expect(page).toHaveURL(/\/moderation$/)
      await check(page, 'queue alone')
      await page.setViewportSize({ width: 1440, height: 900 })
      await call(page, 'settings.set', { theme: 'clair' })
    })

    await test.step('a structure is made, with its first administrator', async () => {
      await page.getByRole('button', { name: 'Créer une structure' }).click()
      await check(page, 'creating a structure')
      await dialog(page).getByRole('textbox', { name: 'SIRET' }).fill(SIRETS.lyon)
      await dialog(page).getByRole('textbox', { name: 'Courriel de la personne' }).fill('lou.inventee@exemple.test')
      await page.keyboard.press('Enter')
      await expect(dialog(page).getByText(/^Invitation envoyée/)).toBeVisible({ timeout: 30_000 })
      await page.keyboard.press('Escape')
    })
  })
})

test('requests are rejected with a reason, after a pause in which that is taken back', async ({ page, context, browser }) => {
  test.setTimeout(240_000)
  await inTown(browser, context, async (town) => {
    const noor = await context.newPage()
    const [first = ''] = await offer(page, town)
    await arrive(noor, await town.newDesk(), town, '/recherche')
    const structureId = await sender(noor, page)
    await known(noor, first)
    await send(noor, first, structureId, 'Dominique')
    await goTo(page, `/moderation/structure/${encodeURIComponent(structureId)}`)
    await expect(part(page, 'Demandes retenues').getByRole('listitem')).toHaveCount(1, { timeout: 60_000 })
    await page.keyboard.press('x')
    await expect(dialog(page)).toContainText('Les comptes de ses membres seront fermés')
    await page.keyboard.press('Control+Enter')
    await expect(dialog(page).getByText('Écrivez le motif.')).toBeVisible()
    await check(page, 'rejection, reason missing')
    await dialog(page).getByRole('textbox', { name: 'Motif du rejet' }).fill('Cette structure n’existe pas.')
    await page.keyboard.press('Control+Enter')
    await expect(toast(page, /^Demandes rejetées/)).toBeVisible()
    await expect.poll(() => heldOf(page, structureId), { timeout: 60_000 }).toBe(0)
    await goTo(page, `/moderation/structure/${encodeURIComponent(structureId)}`)
    await expect(part(page, 'Notes et journal')).toContainText('Cette structure n’existe pas.', { timeout: 30_000 })
    await expect(part(page, 'Demandes retenues')).toHaveCount(0)
    await check(page, 'dossier, rejected')
  })
})
