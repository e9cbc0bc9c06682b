import { check, checkLooks } from './axe.ts'
import { call } from './arrange.ts'
import { ASKED, mayWrite, publish, teamIn } from './keeper.ts'
import { SIRETS } from '#server/sirene/testing/invented.ts'
import { inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test('a team keeps a list: made, filled from sheets, noted, put in order at the keyboard and by hand, read on the sheet', async ({
  browser,
  context,
  page,
}) => {
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    const { rattachement } = await call(page, 'account.join', { siret: SIRETS.mission })
    const structureId = rattachement?.structure_id ?? ''
    await mayWrite(page, structureId)
    const first = await publish(page, structureId, ASKED)
    const second = await publish(page, structureId, { ...ASKED, nom: 'Conduite accompagnée inventée' })

    await goTo(page, '/listes')
    await page.getByRole('button', { name: 'Nouvelle liste' }).click()
    await page.getByRole('textbox', { name: 'Nom de la liste' }).fill('Mobilité, les valeurs sûres')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Mobilité, les valeurs sûres' })).toBeVisible()
    const list = new URL(page.url()).pathname

    for (const id of [first, second]) {
      await goTo(page, `/service/${encodeURIComponent(id)}`)
      await page.getByRole('button', { name: 'Listes de l’équipe' }).click()
      await page.getByRole('checkbox', { name: 'Mobilité, les valeurs sûres' }).press('Space')
      await expect(page.getByRole('checkbox', { name: 'Mobilité, les valeurs sûres' })).toBeChecked()
      await page.keyboard.press('Escape')
    }

    await goTo(page, list)
    const lines = page.getByRole('grid', { name: 'Fiches de la liste, dans l’ordre' })
    const names = lines.getByRole('row').locator('.team-name')
    await expect(names).toHaveText(['Atelier mobilité inventé', 'Conduite accompagnée inventée'])
    await lines.getByRole('row').nth(1).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(names).toHaveText(['Conduite accompagnée inventée', 'Atelier mobilité inventé'])
    // By hand too, there and back.
    const rows = lines.getByRole('row')
    await rows.nth(1).dragTo(rows.nth(0), { targetPosition: { x: 60, y: 3 } })
    await expect(names).toHaveText(['Atelier mobilité inventé', 'Conduite accompagnée inventée'])
    await rows.nth(1).dragTo(rows.nth(0), { targetPosition: { x: 60, y: 3 } })
    await expect(names).toHaveText(['Conduite accompagnée inventée', 'Atelier mobilité inventé'])
    await page.getByRole('button', { name: /^Noter «.Atelier mobilité inventé/ }).press('Enter')
    await page.getByRole('textbox', { name: 'Note' }).fill('Passer par l’accueil le mardi.')
    await page.getByRole('textbox', { name: 'Étiquettes' }).fill('rapide, accueil')
    await page.getByRole('button', { name: 'Enregistrer' }).press('Enter')
    await expect(lines.getByText('Passer par l’accueil le mardi.')).toBeVisible()
    await expect(lines.getByText(/^Écrit par/)).toBeVisible({ timeout: 30_000 })
    await page.screenshot({ path: test.info().outputPath('liste.png') })
    await checkLooks(page, 'une liste de l’équipe')

    await goTo(page, `/service/${encodeURIComponent(first)}`)
    await expect(page.getByRole('heading', { name: 'Notes de l’équipe' })).toBeVisible()
    await check(page, 'une fiche et ses notes')
    await goTo(page, '/listes')
    await expect(page.getByRole('list', { name: 'Listes de l’équipe' }).getByText('2 fiches')).toBeVisible()
  })
})
