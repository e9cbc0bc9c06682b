import { check } from './axe.ts'
import { teamIn } from './keeper.ts'
import { inTown } from './people.ts'
import { shootWhenAsked } from './picture.ts'
import { mutation, push, tokenOf } from './push.ts'
import { expect, goTo, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Two ways of telling one place, put in by the team as two sources would. */
const CENTRE = {
  source: 'dora',
  nom: 'Centre social Les Hirondelles inventées',
  code_insee: '59350',
  code_postal: '59000',
  commune: 'Lille',
  adresse: '12 avenue de la Gare',
  telephone: '0199000001',
  dora: { short_desc: 'Un centre social inventé.' },
}
const AGAIN = {
  ...CENTRE,
  nom: 'CS HIRONDELLES INVENTEES',
  adresse: '12 av. de la gare',
  courriel: 'accueil@hirondelles.exemple.test',
  dora: { short_desc: 'Le même, raconté autrement.' },
}

test('two sheets of one place are found, compared, merged by key, and taken apart again', async ({ page, context, browser }) => {
  test.setTimeout(240_000)
  await inTown(browser, context, async (town) => {
    await teamIn(page, town)
    await goTo(page, '/moderation/doublons')
    await expect(page.getByRole('heading', { level: 1, name: 'Modération' })).toBeVisible()

    const token = await tokenOf(town.server, town.central.account)
    await push(
      town.server.origin,
      token,
      [CENTRE, AGAIN].map((doc, at) => {
        const id = `dora--hirondelles-inventees-${at}`
        return mutation('structure.create', id, { ...doc, id })
      }),
    )
    await page.getByRole('button', { name: 'Comparer tout' }).click()
    const list = page.getByRole('list', { name: 'Paires à comparer' })
    const pair = list.getByRole('listitem').filter({ hasText: 'HIRONDELLES' })
    await expect(async () => {
      await page.getByRole('button', { name: 'Relire la liste' }).click()
      await expect(pair).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await pair.getByRole('link').click()

    await test.step('side by side, with why and whose each value is', async () => {
      await expect(page.getByRole('heading', { name: 'Est-ce la même chose' })).toBeVisible()
      await expect(page.getByText('même téléphone')).toBeVisible()
      await expect(page.getByRole('row', { name: /^Résumé/ })).toBeVisible()
      await check(page, 'duplicates')
      await shootWhenAsked(page, 'moderation-doublons')
    })

    await test.step('merged by key: one of them leaves, the other has the chosen value', async () => {
      await page.getByRole('radio', { name: /^Valeur à garder.*Résumé.*raconté autrement/ }).check({ force: true })
      await page.keyboard.press('Escape')
      await page.keyboard.press('f')
      await expect(page.getByText('Fiches fusionnées.')).toBeVisible()
      await expect(pair).toHaveCount(0)
    })

    await test.step('and taken apart again', async () => {
      await page.getByRole('button', { name: /^Fusions/ }).click()
      await page.getByRole('button', { name: 'Annuler la fusion' }).click()
      await expect(page.getByText(/^Fusion annulée/)).toBeVisible()
      await check(page, 'merges')
    })
  })
})
