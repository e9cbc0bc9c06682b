import { readFileSync } from 'node:fs'
import { readPdf } from '../main/pdf/testing/read.ts'
import { call } from './arrange.ts'
import { checkLooks } from './axe.ts'
import { expect, goTo, openIn, test } from './test.ts'

test.use({ actionTimeout: 15_000, contextOptions: { reducedMotion: 'reduce' } })

test('from the sheet of a service to the paper a person leaves with', async ({ page, desk }) => {
  test.slow()
  await openIn(page, desk)
  const { hits } = await call(page, 'search.run', { text: 'permis', limit: 1 })
  const [card] = hits
  if (card === undefined) throw new Error('no service')
  await goTo(page, `/service/${encodeURIComponent(card.id)}`)
  await page.getByRole('button', { name: 'Feuille pour la personne' }).click()
  const dialog = page.getByRole('dialog', { name: 'Feuille pour la personne' })
  const save = dialog.getByRole('button', { name: 'Enregistrer en PDF' })
  await expect(save).toBeFocused()
  await expect(dialog.getByText('Quels papiers apporter')).toBeVisible()
  await dialog.getByRole('button', { name: /À côté du français/ }).click()
  await page.getByRole('option', { name: /Arabe/ }).click()
  await expect(dialog.getByText('ما الأوراق المطلوبة؟')).toBeAttached()
  await checkLooks(page, 'handout')
  await page.screenshot({ path: test.info().outputPath('dialog.png') })
  await page.setViewportSize({ width: 1024, height: 640 })
  await page.screenshot({ path: test.info().outputPath('dialog-small.png') })
  const download = page.waitForEvent('download')
  await save.press('Enter')
  const read = await readPdf(readFileSync(await (await download).path()))
  expect(read).toMatchObject({ balise: true, titre: 'Votre feuille', langues: ['ar'] })
  expect(read.textes.join(' ').replace(/\s+/g, ' ')).toContain('Quels papiers apporter')
  await expect(page.getByText('Feuille enregistrée.')).toBeVisible()
})
