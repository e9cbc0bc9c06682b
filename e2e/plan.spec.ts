import { call } from './arrange.ts'
import { checkLooks } from './axe.ts'
import { PlanDoc } from '#shared/plan/plan.ts'
import { expect, goTo, openIn, test } from './test.ts'

test('from three needs to drafts, at the keyboard alone, and taken up again', async ({ page, ownDesk }) => {
  test.slow()
  await openIn(page, ownDesk, '/plans')
  await expect(page.getByRole('heading', { name: 'Aucun plan pour l’instant' })).toBeVisible()
  await call(page, 'settings.set', { dernierLieu: { place: { kind: 'commune', code: '69123' }, label: 'Lyon' } })
  await page.keyboard.press('n')
  const say = page.getByLabel('Dites ce qui bloque')
  await expect(say).toBeFocused()

  await page.keyboard.type('permis, garde d’enfant, français A1, sans voiture')
  const understood = page.getByRole('list', { name: 'Compris' })
  await expect(understood).toContainText('Préparer un permis')
  await expect(understood).toContainText('Sans voiture')
  await page.keyboard.press('Enter')
  const options = page.getByRole('list', { name: /^Services pour/ })
  await expect(options).toHaveCount(3)
  const item = options.first().getByRole('listitem').first()
  const first = item.getByRole('heading', { level: 3 }).getByRole('button')
  await expect(first).toBeFocused()
  await expect(page.getByRole('checkbox', { name: 'Sans voiture' })).toBeChecked()

  // Invented services share their names: they are told by which they are.
  const which = async () => (await item.getAttribute('data-option')) ?? ''
  const before = await which()
  await page.keyboard.press('r')
  await expect(item).not.toHaveAttribute('data-option', before)
  await expect(first).toBeFocused()
  const replaced = await which()
  await page.keyboard.press('Shift+R')
  await expect(item).toHaveAttribute('data-option', before)
  await page.keyboard.press('r')
  await expect(item).toHaveAttribute('data-option', replaced)
  await page.keyboard.press('n')
  await expect(page.getByLabel(/^Note sur/)).toBeFocused()
  await page.keyboard.type('Demander Samira le mardi.')
  await page.keyboard.press('Escape')
  await expect(first).toBeFocused()

  await page.keyboard.press('ArrowDown')
  await expect(first).not.toBeFocused()
  await page.keyboard.press('Delete')
  await expect(options.first().getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(options.first().getByRole('listitem')).toHaveCount(2)

  // The sheet beside, and back to where one was.
  await first.press('Enter')
  const sheet = page.getByRole('region', { name: 'Fiche du service' })
  await expect(sheet.getByRole('heading', { level: 2 }).first()).toBeFocused()
  await page.screenshot({ path: test.info().outputPath('fiche.png') })
  await page.keyboard.press('Escape')
  await expect(first).toBeFocused()
  await checkLooks(page, 'plan')

  await page.getByRole('button', { name: 'Préparer les demandes' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Préparer les demandes' })
  for (const box of await dialog.getByRole('checkbox').all()) if (!(await box.isChecked())) await box.press('Space')
  await dialog.getByRole('button', { name: /^Préparer/ }).press('Enter')
  await expect(dialog.getByText(/brouillons? prêts? à relire/)).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('demandes.png') })
  await page.keyboard.press('Escape')
  // Asked again, what waits is led to rather than made twice.
  await page.getByRole('button', { name: 'Préparer les demandes' }).press('Enter')
  const waiting = dialog.getByRole('link')
  await expect(waiting.first()).toHaveAttribute('href', /^\/brouillons\//)
  const ready = await waiting.count()
  await expect(dialog.getByText('Brouillon déjà prêt')).toHaveCount(ready)
  await expect(dialog.getByRole('checkbox', { disabled: true })).toHaveCount(ready)
  await checkLooks(page, 'demandes déjà prêtes')
  await page.screenshot({ path: test.info().outputPath('demandes-encore.png') })
  await page.keyboard.press('Escape')

  await first.press('Control+p')
  const saving = page.waitForEvent('download')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  expect((await saving).suggestedFilename()).toMatch(/\.pdf$/)

  await expect(page.getByText(/^Enregistré à/)).toBeVisible()
  await page.reload()
  await expect(item).toHaveAttribute('data-option', replaced)
  await expect(page.getByLabel(/^Note sur/)).toHaveValue('Demander Samira le mardi.')
  await expect(say).toHaveValue('permis, garde d’enfant, français A1, sans voiture')
  await page.getByRole('link', { name: 'Tous les plans' }).press('Enter')
  const plans = page.getByRole('list', { name: 'Plans', exact: true })
  await expect(plans.getByRole('listitem')).toHaveCount(1)
  await checkLooks(page, 'plans')
  await page.screenshot({ path: test.info().outputPath('plans.png') })
})

test('the plan of a person says what they are eligible to, follows the other window, and shuts with the folders', async ({
  page,
  ownDesk,
  context,
}) => {
  await openIn(page, ownDesk, '/plans')
  await call(page, 'personnes.choisirCode', { code: 'un code de ce poste' })
  const { id: personneId } = await call(page, 'personnes.creer', {
    profil: { prenom: 'Capucine', nom: 'Introuvable', age: '24' },
  })
  const lieu = { place: { kind: 'commune' as const, code: '69123' }, label: 'Lyon' }
  const { id } = await call(page, 'plans.creer', { doc: PlanDoc.parse({ personneId, lieu, saisie: 'permis' }) })
  await goTo(page, `/plans/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Plan de Capucine Introuvable' })).toBeVisible()
  await page.getByRole('button', { name: 'Proposer' }).press('Enter')
  const item = page
    .getByRole('list', { name: /^Services pour/ })
    .getByRole('listitem')
    .first()
  await expect(item.getByText(/^(Éligible|À vérifier|Non éligible)$/)).toBeVisible()
  await expect(page.getByText(/^Enregistré à/)).toBeVisible()

  const other = await context.newPage()
  await openIn(other, ownDesk, `/plans/${id}`)
  const message = 'Message à la personne'
  await other.getByLabel(message).fill('Bon courage pour le code !')
  await expect(page.getByLabel(message)).toHaveValue('Bon courage pour le code !')
  await other.close()

  await call(page, 'personnes.verrouiller', undefined)
  await expect(page.getByText('Ce plan est dans un dossier fermé')).toBeVisible()
  await expect(page.getByText('Capucine')).toHaveCount(0)
  await page.getByRole('link', { name: 'Plans', exact: true }).click()
  await expect(page.getByText(/^1\splan est dans un dossier fermé/)).toBeVisible()
})
