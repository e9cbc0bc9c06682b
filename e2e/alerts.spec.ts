import { rmSync } from 'node:fs'
import { SearchQuery } from '#shared/search/query.ts'
import { call } from './arrange.ts'
import { check, checkLooks } from './axe.ts'
import { newFolder, startDesk } from './desk.ts'
import { mutation, push, tokenOf } from './push.ts'
import { newServerFolder, startServer } from './server.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test('a search without any result is kept with every criterion, and tells what answers it the day something does', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const central = newServerFolder()
  const server = await startServer(central.folder)
  const folder = newFolder({ catalogue: false })
  const desk = await startDesk({ folder })
  try {
    await openIn(page, desk, '/favoris')
    await call(page, 'sync.setServer', { adresse: server.origin })
    await call(page, 'sync.signIn', central.account)
    await expect.poll(async () => (await call(page, 'sync.status', undefined)).etat, { timeout: 30_000 }).toBe('a-jour')

    await test.step('kept where there is nothing', async () => {
      await goTo(page, '/recherche?lieu=commune:59350&rayon=30&q=parapente&publics=jeunes')
      await expect(page.getByRole('heading', { name: 'Aucun service ne correspond' })).toBeVisible()
      await page.getByRole('button', { name: 'Garder cette recherche' }).last().click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByLabel('Nom de la recherche')).toHaveValue(/parapente/)
      await check(page, 'dialog')
      await dialog.getByRole('button', { name: 'Garder', exact: true }).click()
      await page.getByRole('button', { name: 'Voir', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('parapente')
      await expect(page.getByText('Publics\u202f: Jeunes')).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Rien n’a changé' })).toBeVisible()
    })

    await test.step('something answers it', async () => {
      const token = await tokenOf(server, central.account)
      const structure = (await call(page, 'search.run', SearchQuery.parse({}))).hits.find((one) => one.structure !== null)
        ?.structure?.id
      const made = {
        id: 'dora--parapente',
        source: 'dora',
        structure_id: structure ?? '',
        nom: 'Initiation au parapente',
        date_maj: '2026-11-27',
        thematiques: ['mobilite--acceder-a-un-vehicule'],
        type: 'atelier',
        frais: 'gratuit',
        zone_eligibilite: ['france'],
        modes_accueil: ['a-distance'],
        publics: ['jeunes'],
        telephone: '0199000000',
        'dora.short_desc': 'Voler sans moteur.',
        'dora.status': 'PUBLISHED',
        'dora.coach_orientation_modes': ['telephoner'],
        'dora.recurrence': 'Le lundi',
      }
      await push(server.origin, token, [mutation('service.create', made.id, made)])
      await goTo(page, '/favoris')
      await page
        .getByRole('navigation', { name: 'Ce que vous gardez' })
        .getByRole('link', { name: /^Recherches/ })
        .click()
      const row = page.getByRole('list', { name: 'Recherches gardées' }).getByRole('listitem')
      await expect(row).toContainText('1 nouveau', { timeout: 30_000 })
      await checkLooks(page, 'alerts')
      await row.getByRole('link').click()
      await expect(page.getByRole('link', { name: 'Initiation au parapente' })).toBeVisible()
      await checkLooks(page, 'alert')
    })

    await test.step('seen, then forgotten, then back', async () => {
      await page.getByRole('button', { name: 'Tout marquer comme vu' }).click()
      await expect(page.getByRole('heading', { name: 'Rien n’a changé' })).toBeVisible()
      await page.getByRole('link', { name: 'Toutes les recherches' }).click()
      const rows = page.getByRole('list', { name: 'Recherches gardées' }).getByRole('listitem')
      await rows.getByRole('button', { name: /^Retirer/ }).click()
      await expect(page.getByRole('heading', { name: 'Aucune recherche gardée' })).toBeVisible()
      await page.getByRole('button', { name: 'Annuler' }).click()
      await expect(rows).toHaveCount(1)
      await rows.getByRole('button', { name: /^Lancer/ }).click()
      await expect(page.getByText('1 service')).toBeVisible()
    })
  } finally {
    for (const one of context.pages()) await one.close()
    await desk.stop()
    await server.stop()
    for (const one of [folder, central.folder]) rmSync(one, { recursive: true, force: true })
  }
})
