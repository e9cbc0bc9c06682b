import type { Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { StoredUsage } from '#server/store/types.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Fait } from '#shared/usage/event.ts'
import { toldMonths } from '#shared/usage/told.ts'
import { check, checkLooks } from './axe.ts'
import { keeper, managerIn } from './keeper.ts'
import { inTown, publicFeed } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'
import { happened } from './used.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const DESKS = 9
const MONTHS = toldMonths(parisDay(Date.now()), 12)

/** A year of use, a little more each month: the first has too few desks to be told. */
const yearOfUse = (service: string): readonly StoredUsage[] =>
  MONTHS.flatMap((mois, at) => {
    const desks = at === 0 ? 3 : DESKS
    const facts: readonly Fait[] = [
      ...Array.from({ length: 2 + at }, (): Fait => ({
        type: 'recherche',
        genre: 'besoins',
        thematiques: [at % 2 === 0 ? 'mobilite--acceder-a-un-vehicule' : 'sante--acces-aux-soins'],
        publics: [],
        lieu: { commune: null, departement: '59' },
        rayon_km: 20,
        total: 3,
        a_portee: 2,
        a_distance: 1,
        premiers: [service],
      })),
      { type: 'service', service_id: service, recherche: null },
      { type: 'mobilisation', service_id: service, geste: 'telephone', recherche: null },
    ]
    return Array.from({ length: desks }, (_, desk) =>
      facts.map((fait): StoredUsage => ({
        id: randomUUID(),
        type: fait.type,
        jour: `${mois}-15`,
        poste: `${mois}-${desk}`,
        activite: 'accompagnateur',
        departement: fait.type === 'recherche' ? '59' : null,
        commune: null,
        fait,
      })),
    ).flat()
  })

const download = async (page: Page, format: string): Promise<{ readonly name: string; readonly text: string }> => {
  const file = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Exporter' }).click()
  await page.getByRole('menuitem', { name: format }).click()
  const saved = await file
  return { name: saved.suggestedFilename(), text: readFileSync(await saved.path(), 'utf8') }
}

test('what is made of the offer is told to everybody, to a territory, to a structure', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const { structureId, serviceId } = await keeper(page, town)
    const sacha = await context.newPage()
    await managerIn(sacha, page, town, ['59'])
    await expect.poll(async () => (await publicFeed(town)).some(({ id }) => id === serviceId), { timeout: 30_000 }).toBe(true)
    await happened(town, yearOfUse(serviceId))

    await test.step('a gestionnaire: figures, their months as a table, a file', async () => {
      await goTo(sacha, '/moderation/chiffres')
      const tile = (name: string) => sacha.locator('dl > div').filter({ has: sacha.getByText(name, { exact: true }) })
      await expect(tile('Recherches')).toContainText('792', { timeout: 60_000 })
      await expect(tile('Recherches')).toContainText('1\u00a0mois sur 12 non publié')
      await sacha.getByRole('button', { name: 'Voir le tableau, Recherches' }).click()
      const table = sacha.getByRole('table', { name: 'Recherches' })
      await expect(table.getByRole('row')).toHaveCount(13)
      await expect(table.getByRole('row').nth(1)).toContainText('moins de 5 personnes')
      await expect(table.getByRole('row').nth(12)).toContainText('117')
      await sacha.getByRole('button', { name: 'Voir le graphique, Recherches' }).click()
      await expect(sacha.getByRole('img', { name: /^Recherches .* 117/ })).toBeVisible()
      await checkLooks(sacha, 'figures of a territory')
      await shootWhenAsked(sacha, 'moderation-chiffres')
      const { name, text } = await download(sacha, 'Tableau CSV')
      expect(name).toMatch(/^chiffres-dora-\d+-.*\.csv$/)
      expect(text).toContain(`Recherches;${MONTHS.at(-1)};;;117`)
    })

    await test.step('a member: figures of their structure, from its offer', async () => {
      await goTo(page, `/structures/${encodeURIComponent(structureId)}/offre`)
      await page.getByRole('button', { name: 'Chiffres' }).click()
      await expect(page.getByRole('heading', { level: 1, name: /^Chiffres de/ })).toBeVisible({ timeout: 60_000 })
      await expect(page.getByRole('table', { name: 'Service par service' }).getByRole('row')).toHaveCount(2)
      await checkLooks(page, 'figures of a structure')
      await shootWhenAsked(page, 'structure-chiffres')
      expect((await download(page, 'Tableau CSV')).text).toContain('Demandes reçues')
    })

    await test.step('without network: said, never zeros', async () => {
      await town.cut()
      await goTo(sacha, '/moderation/chiffres?mois=6')
      await expect(sacha.getByRole('alert').first()).toContainText('Les chiffres n’ont pas pu être lus', { timeout: 60_000 })
      await expect(sacha.locator('dl')).toHaveCount(0)
      await check(sacha, 'figures without network')
      await town.mend()
    })

    await test.step('everybody: a page without script, on any screen', async () => {
      for (const [colorScheme, width, javaScriptEnabled] of [
        ['light', 1440, false],
        // axe is a script itself: it would wait for ever where none runs.
        ['dark', 1440, true],
        ['light', 360, true],
      ] as const) {
        const viewport = { width, height: 800 }
        const outside = await browser.newContext({ javaScriptEnabled, colorScheme, locale: 'fr-FR', viewport })
        const one = await outside.newPage()
        await one.goto(`${town.server.origin}/statistiques`)
        await expect(one.getByRole('heading', { level: 1, name: 'Statistiques de DORA' })).toBeVisible()
        const months = one.getByRole('table', { name: 'Usage mois par mois' })
        await expect(months.getByRole('row')).toHaveCount(13)
        await expect(months.getByRole('row').nth(1)).toContainText('secret')
        await expect(months.getByRole('row').nth(12)).toContainText('117')
        if (javaScriptEnabled) {
          await check(one, `public statistics ${colorScheme} ${width}`)
          expect(await one.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
        }
        expect(await outside.cookies()).toEqual([])
        await outside.close()
      }
    })
  })
})
