import { inflateSync } from 'node:zlib'
import { draftPage } from './draft-page.ts'
import { searchPage } from './search-page.ts'
import { expect, test } from './test.ts'

/** Number of pages of a PDF, counted in its page objects. */
const pagesOf = (pdf: Buffer): number => {
  const text = pdf.toString('latin1')
  const objects = [...text.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return ''
    }
  })
  return [text, ...objects].join('\n').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}

test('a sheet on paper has the contacts, the date in full, and nothing of the screen around it', async ({ page, open }) => {
  await open('/recherche?q=permis&orientable=oui')
  const search = searchPage(page)
  const href = (await search.link(search.rows.first()).getAttribute('href')) ?? ''
  await open(href)
  const title = page.getByRole('heading', { level: 1 })
  await expect(title).toBeVisible()
  const contact = page
    .getByRole('main')
    .getByRole('link', { name: /@|^0\d( \d\d){4}$/ })
    .first()
  await expect(contact).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  await expect(title).toBeVisible()
  await expect(contact).toBeVisible()
  await expect(page.getByText(/^Actualisé le \d/).first()).toBeVisible()
  await expect(page.getByText(/^Données du \d/)).toBeVisible()
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Orienter' })).toBeHidden()
  await expect(page.getByRole('button', { name: /^Copier/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Revenir à la recherche' })).toBeHidden()

  const pdf = await page.pdf({ format: 'A4' })
  const pages = pagesOf(pdf)
  expect(pages).toBeGreaterThan(0)
  expect(pages, 'a sheet is a handful of pages, not an endless strip').toBeLessThanOrEqual(4)
  // Selectable text: fonts are embedded, nothing is a picture of text.
  expect(pdf.toString('latin1')).toContain('/Font')
})

test('a sheet in the pane of the search prints whole, without the list', async ({ page, open }) => {
  await open('/recherche?q=permis')
  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(search.sheet.getByRole('heading', { name: 'Mobiliser ce service' })).toBeVisible()
  await expect(search.filters).toBeHidden()
  await expect(search.results).toBeHidden()
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThan(0)
})

test('what the person is told prints alone, and then the request prints as before', async ({ page, open, ownDesk }) => {
  await open('/recherche?q=permis&orientable=oui', ownDesk)
  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await search.sheet.getByRole('button', { name: 'Orienter' }).click()
  const draft = draftPage(page)
  await draft.fillPerson('Dominique', 'Inventé')
  await draft.fillReferent()
  await draft.expectSaved()
  await draft.form.getByRole('button', { name: 'Notice pour la personne' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ce que la personne doit savoir' })
  await expect(dialog).toBeVisible()

  // What the browser is about to print: everything on paper, and nothing else of the page.
  const printed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const seen = (element: Element) => element.checkVisibility() && element.textContent !== ''
        const told = () => [...document.body.children].filter(seen).map((element) => (element as HTMLElement).innerText)
        window.addEventListener('beforeprint', () => resolve(told().join('\n')), { once: true })
      }),
  )
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => document.querySelector<HTMLElement>('[role="dialog"] footer button')?.click())
  const paper = await printed
  expect(paper).toMatch(/^Votre demande d’orientation/)
  expect(paper).toContain('Camille Exemple (Mission locale des Trois Rivières) demande une aide pour vous')
  expect(paper).toContain('Vous pouvez dire non')
  expect(paper).not.toContain('Document confidentiel')
  expect(paper).not.toContain('Imprimer la notice')

  const request = page.locator('body > .draft-paper')
  await expect(request).toHaveCount(1)
  await expect(request).toContainText('Document confidentiel')
  expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThan(0)
})
