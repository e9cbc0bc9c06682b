import type { Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { startReceiver } from '#server/partners/webhooks/testing/bench.ts'
import { check, checkLooks } from './axe.ts'
import { teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({
  actionTimeout: 15_000,
  contextOptions: { reducedMotion: 'reduce' },
  allowedErrors: ['Failed to load resource', 'ERR_'],
})

const dialog = (page: Page) => page.getByRole('dialog')
const row = (page: Page, name: RegExp) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
const act = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: /Autres actes/ }).click()
  await page.getByRole('menuitem', { name }).click()
}

test('a partner is subscribed, hears at once, and is told why nothing arrives any more', async ({ page, context, browser }) => {
  test.setTimeout(300_000)
  const partner = await startReceiver()
  try {
    await inTown(
      browser,
      context,
      async (town) => {
        await teamIn(page, town)
        await goTo(page, '/administration/webhooks')
        await expect(page.getByRole('heading', { name: 'Aucun abonnement' })).toBeVisible({ timeout: 30_000 })
        await page.getByRole('button', { name: 'Nouvel abonnement' }).click()
        await dialog(page).getByRole('button', { name: 'Créer' }).click()
        await expect(dialog(page)).toContainText('Il faut une adresse complète')
        await dialog(page)
          .getByRole('textbox', { name: /^Partenaire/ })
          .fill('Portail inventé')
        await dialog(page)
          .getByRole('textbox', { name: /^Adresse de réception/ })
          .fill(partner.url)
        await dialog(page)
          .getByRole('combobox', { name: /^Thématiques/ })
          .fill('mobil')
        await page.getByRole('option', { name: 'Mobilité', exact: true }).click()
        await check(page, 'webhooks, creating')
        await dialog(page).getByRole('button', { name: 'Créer' }).click()
        const secret = await dialog(page).getByRole('textbox', { name: 'Secret' }).inputValue()
        await check(page, 'webhooks, secret')
        await dialog(page).getByRole('button', { name: 'C’est noté' }).click()

        await expect.poll(() => partner.all[0]?.body.type, { timeout: 30_000 }).toBe('tout-relire')
        const [first] = partner.all
        if (first === undefined) throw new Error('nothing was received')
        const { headers, text } = first
        const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`
        const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
        expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)

        await page.getByRole('button', { name: /Envoyer un essai/ }).click()
        await expect(page.getByText(/Essai reçu en/)).toBeVisible()
        partner.next('parti')
        await page.getByRole('button', { name: /Envoyer un essai/ }).click()
        await expect(page.getByText(/n’est pas arrivé. Le partenaire n’en veut plus/)).toBeVisible()

        // Another choice of what is told: everything is read again, and the partner has gone.
        partner.next('parti')
        await act(page, 'Modifier')
        await dialog(page).getByRole('checkbox', { name: 'Structures' }).uncheck({ force: true })
        await dialog(page).getByRole('button', { name: 'Enregistrer' }).click()
        await expect(async () => {
          await page.getByRole('button', { name: 'Relire' }).click()
          await expect(row(page, /^Portail inventé/)).toContainText('Suspendu', { timeout: 1_000 })
        }).toPass({ timeout: 30_000 })
        await checkLooks(page, 'webhooks, suspended')
        await act(page, 'Reprendre les envois')
        await expect(async () => {
          await page.getByRole('button', { name: 'Relire' }).click()
          await expect(row(page, /^Portail inventé/)).toContainText('Actif', { timeout: 1_000 })
        }).toPass({ timeout: 30_000 })
        await act(page, 'Voir les envois')
        await expect(dialog(page).getByRole('row')).toHaveCount(3)
        await check(page, 'webhooks, deliveries')
        await dialog(page).getByRole('button', { name: 'Fermer' }).last().click()
        await act(page, 'Supprimer')
        await dialog(page).getByRole('button', { name: 'Supprimer' }).click()
        await expect(page.getByRole('heading', { name: 'Aucun abonnement' })).toBeVisible()
      },
      { DORA_SERVER_WEBHOOKS_PRIVATE: '1' },
    )
  } finally {
    await partner.stop()
  }
})
