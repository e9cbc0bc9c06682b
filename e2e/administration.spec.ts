import type { Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { call } from './arrange.ts'
import { check, checkColours } from './axe.ts'
import { mayWrite, teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const PARTS = ['taches', 'courrier', 'journal', 'imports', 'sources', 'fonctions', 'referentiels'] as const
const TITLES = {
  taches: 'Tâches du serveur',
  courrier: 'Courrier sortant',
  journal: 'Journal',
  imports: 'Imports du catalogue',
  sources: 'Sources du catalogue',
  fonctions: 'Fonctions par territoire',
  referentiels: 'Référentiels',
} as const

const row = (page: Page, name: RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
const dialog = (page: Page) => page.getByRole('dialog')
const part = async (page: Page, name: (typeof PARTS)[number]): Promise<void> => {
  await page.getByRole('navigation', { name: 'Parties de l’administration' }).locator(`a[href$="/${name}"]`).click()
  await expect(page.getByRole('heading', { name: TITLES[name], level: 2, exact: true })).toBeVisible()
}
const closedIn = (page: Page, code: string) =>
  call(page, 'administration.fonctions', undefined).then(
    ({ fonctions }) => fonctions?.find(({ departement }) => departement === code)?.fermees ?? [],
  )

test('the team keeps the server from a screen: jobs, mail, log, imports, sources, functions, lists', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(600_000)
  // Nobody listens there: letters wait, and say why.
  await inTown(
    browser,
    context,
    async (town) => {
      await teamIn(page, town)
      const { rattachement } = await call(page, 'account.join', { siret: SIRETS.mission })
      const structureId = rattachement?.structure_id ?? ''
      await mayWrite(page, structureId)
      await call(page, 'members.invite', {
        structureId,
        courriel: 'noor.inventee@exemple.test',
        prenom: 'Noor',
        nom: '',
        admin: false,
      })

      await test.step('a job is begun without waiting for its hour, and tells how it went', async () => {
        await goTo(page, '/administration')
        await expect(row(page, /^Sauvegarde/)).toBeVisible({ timeout: 30_000 })
        await page.getByRole('button', { name: /Lancer maintenant.*Délais de réponse/ }).click()
        await expect(row(page, /^Délais de réponse/)).toContainText('lancée par l’équipe', { timeout: 30_000 })
        await expect(row(page, /^Délais de réponse/)).toContainText('Faite')
        await shootWhenAsked(page, 'administration-taches')
      })

      await test.step('a letter that cannot leave says why, its address masked; it is shown, tried again, taken away', async () => {
        await part(page, 'courrier')
        const letter = row(page, /^Invitation/)
        await expect(async () => {
          await page.getByRole('button', { name: 'Relire' }).click()
          await expect(letter).toContainText('Le serveur de courrier ne répond pas', { timeout: 1_000 })
        }).toPass({ timeout: 60_000 })
        await expect(letter).toContainText('n…@exemple.test')
        await letter.getByRole('button', { name: /Voir l’adresse/ }).click()
        await check(page, 'mail, asking')
        await dialog(page).getByRole('button', { name: 'Voir l’adresse' }).click()
        await expect(letter).toContainText('noor.inventee@exemple.test')
        await letter.getByRole('button', { name: /Réessayer/ }).click()
        await expect(page.getByText('Courrier remis en file')).toBeVisible()
        await letter.getByRole('button', { name: /Retirer/ }).click()
        await dialog(page).getByRole('button', { name: 'Retirer' }).click()
        await expect(page.getByRole('heading', { name: 'Aucun courrier n’attend' })).toBeVisible()
      })

      await test.step('functions are closed in a département, on the server and on the desk', async () => {
        await part(page, 'fonctions')
        await page.getByRole('searchbox', { name: 'Chercher un département' }).fill('vosges')
        await page.getByRole('button', { name: /Modifier les fonctions.*Vosges/ }).click()
        await dialog(page)
          .getByRole('checkbox', { name: /^Suggestions/ })
          .uncheck({ force: true })
        await dialog(page).getByRole('textbox', { name: 'Raison donnée aux personnes' }).fill('Écrivez au département.')
        await check(page, 'functions, editing')
        await dialog(page).getByRole('button', { name: 'Enregistrer' }).click()
        await expect(row(page, /^Vosges/)).toContainText('Fermée')
        await expect.poll(() => closedIn(page, '88'), { timeout: 30_000 }).toEqual(['suggestions'])
        await expect(row(page, /^Vosges/)).toContainText('Écrivez au département.')
      })

      await test.step('a funder is added, renamed, and every desk proposes it', async () => {
        await part(page, 'referentiels')
        await expect(row(page, /Savoie/)).toBeVisible({ timeout: 30_000 })
        await page.getByRole('button', { name: 'Ajouter' }).click()
        await dialog(page).getByRole('textbox', { name: 'Libellé' }).fill('Région Inventée')
        await dialog(page).getByRole('button', { name: 'Ajouter' }).click()
        await expect(row(page, /^Région Inventée/)).toContainText('Ajoutée par l’équipe')
        await page.getByRole('button', { name: /Renommer.*Région Inventée/ }).click()
        await dialog(page).getByRole('textbox', { name: 'Libellé' }).fill('Grande Région')
        await dialog(page).getByRole('button', { name: 'Renommer' }).click()
        await expect(row(page, /^Grande Région/)).toContainText('Région Inventée')
        await page.getByRole('button', { name: /Retirer des propositions.*Drôme/ }).click()
        await expect(row(page, /Drôme/)).toContainText('Retirée')
        const known = () =>
          call(page, 'administration.choix', undefined).then((all) => all.find(({ valeur }) => valeur === 'region-inventee'))
        await expect.poll(known, { timeout: 30_000 }).toMatchObject({ libelle: 'Grande Région', retire: false })
      })

      await test.step('all of it is in the log, which holds; it is filtered, and taken out as a table', async () => {
        await part(page, 'journal')
        await expect(row(page, /^referentiel\.retirer/)).toBeVisible()
        await expect(row(page, /^courrier\.ouvert/)).toBeVisible()
        await expect(page.getByRole('region', { name: 'Entrées du journal' })).not.toContainText('noor.inventee')
        await page.getByRole('button', { name: 'Vérifier la chaîne' }).click()
        await expect(page.getByText(/^Vérifié.*intact/)).toBeVisible()
        await page.getByRole('button', { name: /Sujet/ }).click()
        await page.getByRole('option', { name: 'Fonctions par territoire' }).click()
        await expect(row(page, /^fonctions\.territoire/)).toContainText('suggestions')
        await expect(row(page, /^courrier\.ouvert/)).toHaveCount(0)
        const downloading = page.waitForEvent('download')
        await page.getByRole('button', { name: 'Exporter en CSV' }).click()
        const text = readFileSync(await (await downloading).path(), 'utf8')
        expect(text.trim().split('\r\n')).toHaveLength(2)
        expect(text).toContain('fonctions.territoire')
        await shootWhenAsked(page, 'administration-journal')
      })

      await test.step('what came in, and where it comes from', async () => {
        await part(page, 'imports')
        await expect(row(page, /^arrivee-/).first()).toContainText('Reçu')
        await part(page, 'sources')
        await expect(page.getByRole('table', { name: 'Toutes les sources' })).toContainText('dora', { timeout: 30_000 })
      })

      await test.step('every part is accessible and whole, large and small, light and dark', async () => {
        // One waits in the queue, to be looked at.
        await call(page, 'members.invite', {
          structureId,
          courriel: 'alix.inventee@exemple.test',
          prenom: 'Alix',
          nom: '',
          admin: false,
        })
        for (const name of PARTS) {
          await part(page, name)
          await expect(page.getByRole('table').first()).toBeVisible({ timeout: 30_000 })
          for (const [width, height] of [
            [1440, 900],
            [1024, 640],
          ] as const) {
            await page.setViewportSize({ width, height })
            if (width === 1440 || name === 'journal') await check(page, `${name} ${width}`)
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
          }
        }
        await page.setViewportSize({ width: 1440, height: 900 })
        await call(page, 'settings.set', { theme: 'sombre' })
        await expect(page.locator('html[data-theme="sombre"]')).toBeAttached()
        for (const name of PARTS) {
          await part(page, name)
          await expect(page.getByRole('table').first()).toBeVisible()
          await checkColours(page, `${name}, dark`)
        }
      })
    },
    { DORA_SERVER_SMTP_URL: 'smtp://127.0.0.1:9' },
  )
})
