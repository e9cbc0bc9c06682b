import type { Page } from '@playwright/test'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { managerIn, teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const states = (page: Page) => page.getByRole('table', { name: 'État du déploiement par département' })
const row = (page: Page, name: RegExp) =>
  states(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name }) })
const dialog = (page: Page) => page.getByRole('dialog')
const chip = (page: Page, state: string) =>
  page.getByRole('group', { name: 'Voir seulement' }).getByRole('button', { name: new RegExp(`^${state}`) })
const rules = (page: Page) => page.getByRole('region', { name: 'Règles de la référence' })

/** The team says the state of a département where it stands. */
const say = async (page: Page, name: RegExp, state: string): Promise<void> => {
  await row(page, name).getByRole('button').click()
  await page.getByRole('menuitemradio', { name: state }).click()
  await expect(row(page, name)).toContainText(state)
}

const knownBy = (page: Page, code: string) =>
  call(page, 'deploiement.list', undefined).then(
    ({ etats }) => etats?.find(({ departement }) => departement === code)?.etat ?? null,
  )

test('the team says how far each département is; every desk and everybody are told', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const sacha = await context.newPage()
    await teamIn(page, town)
    await managerIn(sacha, page, town, ['75'], ['75', '88'])

    await test.step('nothing is known at first, and a state is said in place', async () => {
      await goTo(page, '/moderation/deploiement')
      await expect(states(page).getByRole('row')).toHaveCount(108, { timeout: 60_000 })
      await expect(chip(page, 'Non renseigné 107')).toBeVisible()
      for (const [name, state] of [
        [/Vosges/, 'Premières saisies de services'],
        [/Gironde/, 'Finalisation du déploiement'],
        [/59\s*Nord/, 'Déploiement en cours'],
        [/Corrèze/, 'Aucun contact'],
        [/La Réunion/, 'En cours d’échanges'],
      ] as const)
        await say(page, name, state)
      await expect(chip(page, 'Finalisation du déploiement 1')).toBeVisible()
      await expect.poll(() => knownBy(page, '88'), { timeout: 30_000 }).toBe(2)
      await expect(row(page, /Vosges/)).toContainText(/\d{4}/)
    })

    await test.step('accessible and whole, large and small, light and dark', async () => {
      for (const [width, height] of [
        [1440, 900],
        [1024, 640],
      ] as const) {
        await page.setViewportSize({ width, height })
        await check(page, `deployment ${width}`)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      }
      await page.setViewportSize({ width: 1440, height: 900 })
      await call(page, 'settings.set', { theme: 'sombre' })
      await expect(page.locator('html[data-theme="sombre"]')).toBeAttached()
      await check(page, 'deployment, dark')
      await call(page, 'settings.set', { theme: 'clair' })
      await expect(page.locator('html[data-theme="clair"]')).toBeAttached()
      await shootWhenAsked(page, 'moderation-deploiement')
    })

    await test.step('filters narrow the table, and say how much they leave', async () => {
      await chip(page, 'Déploiement en cours').click()
      await expect(states(page).getByRole('row')).toHaveCount(2)
      await expect(page.getByText(/^1 sur 107/)).toBeVisible()
      await page.getByRole('searchbox', { name: 'Chercher un département' }).fill('vosges')
      await expect(page.getByRole('heading', { name: 'Aucun département ne correspond' })).toBeVisible()
      await check(page, 'deployment, nothing found')
      await page.getByRole('button', { name: 'Effacer les filtres' }).click()
      await expect(states(page).getByRole('row')).toHaveCount(108)
    })

    await test.step('a gestionnaire reads, on a desk of two départements, and changes nothing', async () => {
      await expect.poll(() => knownBy(sacha, '33'), { timeout: 60_000 }).toBe(4)
      await goTo(sacha, '/moderation/deploiement')
      await expect(row(sacha, /Gironde/)).toContainText('Finalisation du déploiement')
      await expect(states(sacha).getByRole('button')).toHaveCount(0)
      await expect(rules(sacha).getByText('Aucune règle')).toBeVisible()
      await expect(rules(sacha).getByRole('button')).toHaveCount(0)
      await check(sacha, 'deployment, read only')
    })

    await test.step('a search where deployment has not begun says so, once; elsewhere nothing is said', async () => {
      const notice = page.getByText('DORA n’est pas encore déployé dans ce département')
      await goTo(page, '/recherche?lieu=dep:88')
      await call(page, 'deploiement.notice', { place: { kind: 'departement', code: '88' } })
      await expect(notice).toContainText('Vosges (88)')
      await check(page, 'search, not begun')
      await shootWhenAsked(page, 'recherche-non-deployee')
      await page.getByRole('button', { name: 'Ne plus afficher avant la prochaine ouverture' }).click()
      await expect(notice).toHaveCount(0)
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('results-body')
      for (const code of ['33', '62'])
        expect(await call(page, 'deploiement.notice', { place: { kind: 'departement', code } })).toEqual([])
    })

    await test.step('a rule: its effect is seen, it is added, and taken away', async () => {
      await goTo(page, '/moderation/deploiement')
      await rules(page).getByRole('button', { name: 'Ajouter une règle' }).click()
      await dialog(page)
        .getByRole('button', { name: /^Source|Source$/ })
        .click()
      await page
        .getByRole('listbox', { name: /^Source/ })
        .getByRole('option')
        .first()
        .click()
      await dialog(page).getByRole('searchbox').fill('59')
      await dialog(page).getByRole('option').first().click()
      await expect(dialog(page)).toContainText('Nord (59)')
      await check(page, 'rule, before its effect')
      await dialog(page).getByRole('button', { name: 'Voir l’effet' }).click()
      await expect(dialog(page).getByRole('status').last()).toContainText(/import/)
      await check(page, 'rule, its effect')
      await dialog(page).getByRole('button', { name: 'Ajouter la règle' }).click()
      await expect(rules(page).getByRole('listitem')).toHaveCount(1)
      await check(page, 'deployment, a rule')
      await shootWhenAsked(page, 'moderation-regles')
      await rules(page)
        .getByRole('button', { name: /^Retirer la règle/ })
        .click()
      await expect(dialog(page)).toContainText('reviendra au prochain import')
      await dialog(page).getByRole('button', { name: 'Retirer' }).click()
      await expect(rules(page).getByText('Aucune règle')).toBeVisible()
    })

    await test.step('everybody reads it, without script, on any screen', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        // axe is a script itself: it would wait for ever where none runs.
        for (const javaScriptEnabled of [false, true]) {
          const outside = await browser.newContext({ javaScriptEnabled, colorScheme, locale: 'fr-FR' })
          const one = await outside.newPage()
          for (const [width, height] of [
            [1440, 900],
            [1024, 640],
            [320, 640],
          ] as const) {
            await one.setViewportSize({ width, height })
            await one.goto(`${town.server.origin}/deploiement`)
            await expect(one.getByRole('heading', { level: 1, name: 'Déploiement de DORA en France' })).toBeVisible()
            if (javaScriptEnabled) await check(one, `public page ${colorScheme} ${width}`)
          }
          await expect(one.getByRole('img', { name: /^Carte des départements/ })).toBeVisible()
          await expect(
            one.getByRole('row', { name: /^Vosges \(88\) Premières saisies de services \d\d\/\d\d\/\d{4}\b/ }),
          ).toBeVisible()
          await expect(one.getByRole('row', { name: /^Aisne \(02\) Non renseigné/ })).toBeVisible()
          expect(await outside.cookies()).toEqual([])
          await outside.close()
        }
      }
    })
  })
})
