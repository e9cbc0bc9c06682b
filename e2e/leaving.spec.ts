import { draftPage } from './draft-page.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test('what was typed in the very moment before the window closes is stored', async ({ page, ownDesk, context }) => {
  test.slow()
  await openIn(page, ownDesk, '/recherche?q=permis&orientable=oui')
  const search = searchPage(page)
  await search.link(search.rows.nth(0)).click()
  await search.sheet.getByRole('button', { name: 'Orienter' }).click()
  await draftPage(page).expectSaved()
  const path = new URL(page.url()).pathname

  // Closed well before the pause that saves, as someone closes a window.
  const long = 'Dit au dernier moment. '.repeat(20).trim()
  await draftPage(page).reason.fill(long)
  await page.close({ runBeforeUnload: true })
  const again = await context.newPage()
  await openIn(again, ownDesk, path)
  await expect(draftPage(again).reason).toHaveValue(long)
})
