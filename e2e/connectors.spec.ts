import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { check, checkLooks } from './axe.ts'
import { teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const sheets = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    source: 'partenaire-invente',
    id: `partenaire-invente--${n}`,
    nom: `Structure inventée ${n}`,
    date_maj: '2026-11-01',
    commune: 'Lille',
    code_insee: '59350',
    code_postal: '59000',
    reseaux_porteurs: [],
  }))

test('a partner is connected from a screen; a bad batch waits for the team, and changes nothing', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(300_000)
  let told = sheets(12)
  const partner = createServer((_, response) => response.end(JSON.stringify({ structures: told })))
  await new Promise<void>((resolve) => partner.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(partner.address() as AddressInfo).port}/export.json`
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^Partenaire inventé/ }) })
  const dialog = page.getByRole('dialog')
  const more = (name: string) => async () => {
    await page.getByRole('button', { name: /Autres actes/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  try {
    await inTown(
      browser,
      context,
      async (town) => {
        await teamIn(page, town)
        await goTo(page, '/administration/connecteurs')
        await page.getByRole('button', { name: 'Ajouter un connecteur' }).click()
        await dialog.getByLabel('Un export (JSON, NDJSON, CSV ou Parquet)').check({ force: true })
        await dialog.getByRole('button', { name: 'Enregistrer' }).click()
        await expect(dialog.getByText('Donnez un nom.')).toBeVisible()
        await check(page, 'connector, form')
        await dialog.getByRole('textbox', { name: /^Nom/ }).fill('Partenaire inventé')
        await dialog.getByRole('textbox', { name: 'Fichier', exact: true }).fill(address)
        const sources = dialog.getByRole('combobox', { name: /^Sources apportées/ })
        await sources.fill('partenaire-invente')
        await sources.press('Enter')
        await expect(dialog.getByText('Partenaire invente', { exact: true })).toBeVisible()
        await sources.press('Tab')
        await dialog.getByRole('button', { name: 'Enregistrer' }).click()
        await expect(row).toContainText('Jamais lancé')

        await more('Essayer sans rien changer')()
        await expect(row).toContainText('Essai · prévu : 12 nouvelles', { timeout: 60_000 })
        await row.getByRole('button', { name: /Lancer maintenant/ }).click()
        await expect(row).toContainText('À jour · 12 nouvelles', { timeout: 60_000 })

        told = sheets(5)
        await row.getByRole('button', { name: /Lancer maintenant/ }).click()
        await expect(page.getByText('Ce lot retirerait trop de fiches.', { exact: false })).toBeVisible({ timeout: 60_000 })
        await checkLooks(page, 'connectors')
        await page.getByRole('button', { name: 'Voir le rapport' }).click()
        await expect(dialog).toContainText('Retirées, par exemple')
        await check(page, 'connector, report')
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Prendre ce lot' }).click()
        await dialog.getByRole('button', { name: 'Prendre ce lot' }).click()
        await expect(row).toContainText('À jour · 7 retirées', { timeout: 60_000 })

        await page.getByRole('textbox', { name: 'Identifiant de la fiche' }).fill('partenaire-invente--3')
        await page.getByRole('button', { name: 'Chercher' }).click()
        await expect(page.getByText(/Apportée par «\sPartenaire inventé\s»\./)).toBeVisible()
        await check(page, 'connectors, origin')

        await more('Supprimer')()
        await dialog.getByLabel(/^Elles sont retirées/).check({ force: true })
        await dialog.getByRole('button', { name: 'Supprimer le connecteur' }).click()
        await expect(page.getByText('Aucun connecteur')).toBeVisible({ timeout: 60_000 })
      },
      { DORA_SERVER_CONNECTORS_PRIVATE: '1' },
    )
  } finally {
    partner.closeAllConnections()
    partner.close()
  }
})
