import { draftPage, PDF } from './draft-page.ts'
import { firstNumber, searchPage } from './search-page.ts'
import { expect, test } from './test.ts'
import { tick } from './tick.ts'

test('from a need said aloud to a request ready to send', async ({ page, open, ownDesk }) => {
  test.slow()
  await open('/', ownDesk)
  const search = searchPage(page)

  await test.step('a place and a need give the right services at once', async () => {
    await search.words.fill('permis')
    await search.choosePlace('lille', 'Lille (59)')
    // The same sentence is what a screen reader is told.
    await expect(page.getByText(/^\d+\sservices .*près de Lille \(59\)$/)).toBeAttached()
    await expect(page.getByText('Compris comme')).toContainText('Préparer un permis')
    for (const position of [0, 1, 2, 3, 4])
      await expect(search.rows.nth(position)).toContainText(/Préparer (?:mon|son|un) permis|permis/i)
    await expect(page).toHaveURL(/q=permis&lieu=commune:59350/)
  })

  await test.step('a filter leaves exactly what its count promised', async () => {
    const before = await search.total()
    const box = search.filter('Orientable avec DORA')
    const promised = firstNumber(((await box.getAttribute('aria-label')) ?? '').split(',').at(-1) ?? '')
    expect(promised).toBeGreaterThan(0)
    expect(promised).toBeLessThan(before)
    await box.check()
    await search.expectTotal(promised)
    await expect(page.getByRole('group', { name: 'Filtres actifs' }).getByRole('button')).toHaveText(['Orientable avec DORA'])
    await expect(page).toHaveURL(/orientable=oui/)
  })

  const nom = await search.link(search.rows.first()).innerText()
  await test.step('the sheet says what one needs to know', async () => {
    await search.link(search.rows.first()).click()
    await expect(search.sheet.getByRole('heading', { level: 2, name: nom })).toBeVisible()
    await expect(search.sheet.getByText(/^Actualisé/).first()).toBeVisible()
    await expect(search.sheet.getByText('Fiche de démonstration : tout y est inventé.')).toBeVisible()
    await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
  })

  await test.step('kept as a favourite, with a note', async () => {
    await search.sheet.getByRole('button', { name: 'Favori', exact: true }).click()
    await page.getByRole('link', { name: 'Favoris' }).click()
    const favourite = page.getByRole('list', { name: 'Favoris' }).getByRole('listitem').first()
    await expect(favourite).toContainText(nom)
    await favourite.getByRole('button', { name: /^Ajouter une note/ }).click()
    await favourite.getByRole('textbox', { name: /^Note pour/ }).fill('Répond vite le mardi.')
    await favourite.getByRole('button', { name: 'Terminer' }).click()
    await expect(favourite.getByText('Répond vite le mardi.')).toBeVisible()
  })

  const draft = draftPage(page)
  await test.step('a request is started from the sheet, as the search was left', async () => {
    await page.getByRole('link', { name: 'Recherche', exact: true }).click()
    await expect(search.filter('Orientable avec DORA')).toBeChecked()
    await expect(search.sheet.getByRole('button', { name: 'Favori', exact: true })).toHaveAttribute('aria-pressed', 'true')
    await search.sheet.getByRole('button', { name: 'Orienter' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Demande d’orientation' })).toBeVisible()
    await expect(draft.missing.getByText(/à compléter$/).first()).toBeVisible()
  })

  await test.step('what is typed is saved at each pause and is there after a reload', async () => {
    await draft.fillPerson('Dominique', 'Inventé')
    await draft.reason.fill('Doit passer le permis pour accepter un poste.')
    await draft.expectSaved()
    await draft.attach('devis.pdf', PDF)
    const files = draft.form.getByRole('list', { name: /^Fichiers joints/ })
    // Stored, and not only on its way: it can be taken away.
    await expect(files.getByRole('button', { name: 'Retirer « devis.pdf »' })).toBeVisible()
    await page.reload()
    await expect(draft.field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
    await expect(draft.reason).toHaveValue('Doit passer le permis pour accepter un poste.')
    await expect(files).toContainText('devis.pdf')
  })

  await test.step('complete, it says ready to send, and that nothing is sent before it is shown', async () => {
    await draft.tickFirst('Publics concernés')
    await draft.tickFirst('Critères et conditions d’accès')
    await tick(draft.group('Préférence de contact').getByRole('checkbox', { name: 'Via le conseiller référent' }))
    await draft.fillReferent()
    await tick(draft.group('Engagement').first().getByRole('checkbox'))
    await expect(draft.ready).toContainText('Rien n’est envoyé avant que vous ayez vu ce qui va se passer')
    await draft.ready.getByRole('button', { name: 'Envoyer la demande' }).click()
    // This desk knows no server: it is said, with the ways out, and the draft stays.
    await expect(draft.sending).toContainText('Ce poste n’est relié à aucun serveur')
    await expect(draft.sending.getByRole('heading', { name: 'Vérifications' })).toBeVisible()
    await draft.sending.getByRole('button', { name: 'Revenir à la demande' }).click()
    await expect(draft.sending).toHaveCount(0)
    await draft.expectSaved()
    await page.getByRole('link', { name: 'Brouillons', exact: true }).click()
    const row = page.getByRole('list', { name: 'Brouillons de demandes' }).getByRole('listitem')
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Dominique Inventé')
    await expect(row).toContainText('Prêt à envoyer')
    await page.getByRole('link', { name: 'Favoris', exact: true }).click()
    await page.reload()
    await expect(page.getByRole('list', { name: 'Favoris' })).toContainText('Répond vite le mardi.')
  })
})
