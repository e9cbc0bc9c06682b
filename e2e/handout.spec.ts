import { readFileSync } from 'node:fs'
import { FeuilleOptions } from '#shared/handout/handout.ts'
import { decodedQr } from '../main/pdf/testing/qr.ts'
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

test('what goes to the printer is the PDF that was chosen, page for page, under the policy of pages', async ({
  page,
  ownDesk,
}) => {
  test.slow()
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '')
  })
  await openIn(page, ownDesk)
  const { hits } = await call(page, 'search.run', { text: 'permis', limit: 3 })
  await goTo(page, `/service/${encodeURIComponent(hits[0]?.id ?? '')}`)
  await page.getByRole('button', { name: 'Feuille pour la personne' }).click()
  const dialog = page.getByRole('dialog', { name: 'Feuille pour la personne' })
  await expect(dialog.getByText('Votre téléphone n’y est pas')).toBeVisible()
  await dialog.getByRole('button', { name: /\bFormat\b/ }).click()
  await page.getByRole('option', { name: 'A5' }).click()
  await dialog.getByRole('button', { name: /À côté du français/ }).click()
  await page.getByRole('option', { name: /Ukrainien/ }).click()
  const sheets = page.locator('.handout-paper img')
  const print = async (options: FeuilleOptions) => {
    const source = { services: [hits[0]?.id ?? ''], titre: '' }
    const chosen = await readPdf(Buffer.from((await call(page, 'feuille.pdf', { source, options })).base64, 'base64'))
    await dialog.getByRole('button', { name: 'Imprimer' }).press('Enter')
    await expect(page.locator('html[data-printed]')).toBeAttached({ timeout: 30_000 })
    await expect(sheets).toHaveCount(chosen.pages)
    const paper = await page.pdf({ preferCSSPageSize: true, path: test.info().outputPath(`papier-${options.format}.pdf`) })
    const printed = await readPdf(paper)
    expect(printed.pages).toBe(chosen.pages)
    // Pictures of the pages alone: nothing of the screen, nor the sheet as text.
    expect(printed.textes.join('').trim()).toBe('')
    const codes = await Promise.all(Array.from({ length: printed.pages }, (_, at) => decodedQr(paper, at + 1)))
    expect(codes.join(' ')).toContain('Votre feuille')
    await page.evaluate(() => document.documentElement.removeAttribute('data-printed'))
    const [, wide, high] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper.toString('latin1')) ?? []
    return [wide, high].map((side) => Math.round(Number(side)))
  }
  // In points.
  expect(await print(FeuilleOptions.parse({ format: 'a5', langue: 'uk' }))).toEqual([420, 595])

  // Printed, they are let go; the telephone written once on this desk is said, and no longer asked for.
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(sheets).toHaveCount(0)
  const modele = await call(page, 'feuille.modele', undefined)
  await call(page, 'feuille.setModele', { ...modele, telephone: '0320000001' })
  await expect(dialog.getByText('Votre téléphone n’y est pas')).toBeHidden()
  await expect(dialog.locator('.handout-preview').getByText('03 20 00 00 01').first()).toBeVisible()

  // Chosen otherwise, it is another paper.
  await dialog.getByRole('button', { name: /\bFormat\b/ }).click()
  await page.getByRole('option', { name: /Grands caractères/ }).click()
  await dialog.getByRole('button', { name: /À côté du français/ }).click()
  await page.getByRole('option', { name: /Arabe/ }).click()
  expect(await print(FeuilleOptions.parse({ format: 'grands-caracteres', langue: 'ar' }))).toEqual([595, 842])
})
