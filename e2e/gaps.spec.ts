import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { StoredUsage } from '#server/store/types.ts'
import { parisDay } from '#shared/listing/days.ts'
import { call } from './arrange.ts'
import { checkLooks } from './axe.ts'
import { managerIn, teamIn } from './keeper.ts'
import { arrive, inTown } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { expect, goTo, test } from './test.ts'
import { happened } from './used.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const PERMIS = 'mobilite--preparer-un-permis'
const GARDE = 'famille--garde-denfants'

/** People who found no answer in that commune of the Nord. */
const without = (count: number, thematique: string, commune: string): readonly StoredUsage[] =>
  Array.from({ length: count }, (_, n): StoredUsage => {
    const lieu = { commune, departement: '59' }
    return {
      id: randomUUID(),
      type: 'sans-solution',
      jour: parisDay(Date.now()),
      poste: `${commune}-${thematique}-${n}`,
      activite: null,
      ...lieu,
      fait: { type: 'sans-solution', thematiques: [thematique], publics: [], lieu, raison: 'aucun', recherche: null },
    }
  })

test('« pas de solution », said without network, is the fifth that the register needed', async ({ page, context, browser }) => {
  test.setTimeout(420_000)
  await inTown(browser, context, async (town) => {
    const team = await context.newPage()
    await teamIn(team, town)
    await arrive(page, await town.newDesk(), town, '/recherche')
    const sacha = await context.newPage()
    await managerIn(sacha, team, town, ['59'])
    await happened(town, [...without(4, PERMIS, '59350'), ...without(4, GARDE, '59183')])
    const waiting = async () => (await call(page, 'usage.state', undefined)).en_attente
    const list = sacha.getByRole('list', { name: 'Manques, du plus au moins important' })
    const row = (theme: string) =>
      list
        .getByRole('listitem')
        .filter({ has: sacha.getByRole('heading', { name: theme }) })
        .filter({ hasText: 'Pas de solution' })

    await test.step('a gestionnaire: nothing of four people', async () => {
      await goTo(sacha, '/moderation/manques')
      await expect(sacha.getByRole('status').filter({ hasText: /manque/ })).toBeVisible({ timeout: 90_000 })
      await expect(row('Préparer un permis')).toHaveCount(0)
      await expect(row('Garde d’enfants')).toHaveCount(0)
    })

    await test.step('a counsellor without network: one press, one reason; taken back, then said', async () => {
      await town.cut()
      await goTo(page, `/recherche?lieu=commune:59350&thematiques=${PERMIS}`)
      const say = async () => {
        await page.getByRole('button', { name: 'Pas de solution pour cette personne' }).click()
        const dialog = page.getByRole('dialog', { name: 'Pas de solution' })
        await expect(dialog).toContainText('Préparer un permis')
        await expect(dialog.getByRole('combobox', { name: 'Lieu' })).toHaveValue(/^Lille/)
        await expect(dialog).toContainText('Rien de la personne ni de votre compte')
        return dialog
      }
      const first = await say()
      await checkLooks(page, 'pas de solution')
      await first.getByRole('button', { name: 'Aucun service' }).click()
      await page.getByRole('button', { name: 'Annuler' }).click()
      await expect(page.getByText('Annulé\u202f: rien n’est envoyé.')).toBeVisible()
      await (await say()).getByRole('button', { name: 'Aucun service' }).click()
      await expect(page.getByText('Merci. Le manque est noté.')).toBeVisible()
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1)
      const { evenements } = await call(page, 'usage.pending', { n: 50 })
      expect(evenements.map(({ fait }) => fait)).toEqual([
        {
          type: 'sans-solution',
          thematiques: [PERMIS],
          publics: [],
          lieu: { commune: '59350', departement: '59' },
          raison: 'aucun',
          recherche: null,
        },
      ])
    })

    await test.step('back: it leaves, and the register tells of five', async () => {
      await town.mend()
      await call(page, 'sync.now', undefined)
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0)
      await expect(async () => {
        await goTo(sacha, '/moderation/manques')
        await expect(row('Préparer un permis')).toHaveCount(1, { timeout: 8_000 })
      }).toPass({ timeout: 90_000 })
      await expect(row('Préparer un permis')).toContainText('dit par 5 (aucun service')
      await expect(row('Garde d’enfants')).toHaveCount(0)
      await row('Préparer un permis')
        .getByRole('button', { name: /^Voir sur la carte/ })
        .click()
      await expect(sacha.getByRole('img', { name: /^Carte.*Préparer un permis/ })).toBeVisible()
      await expect(sacha.getByRole('region', { name: 'Tableau de la carte' }).getByRole('row').nth(1)).toBeVisible()
      await checkLooks(sacha, 'registre des manques')
      await shootWhenAsked(sacha, 'moderation-manques')
      const file = sacha.waitForEvent('download')
      await sacha.getByRole('button', { name: 'CSV' }).click()
      const saved = await file
      expect(saved.suggestedFilename()).toMatch(/^manques-dora-territoire-\d{4}-T\d\.csv$/)
      expect(readFileSync(await saved.path(), 'utf8')).toContain('Préparer un permis')
      await row('Préparer un permis')
        .getByRole('link', { name: /^Qui le propose autour/ })
        .click()
      await expect(sacha).toHaveURL(/\/recherche\?.*lieu=commune:59350.*thematiques=mobilite--preparer-un-permis/)
    })
  })
})
