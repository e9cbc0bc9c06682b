import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { draftPage } from './draft-page.ts'
import { runScript } from './desk.ts'
import { searchPage } from './search-page.ts'
import { expect, openIn, test } from './test.ts'

test('another catalogue takes the place of this one while screens are open, and drafts stay as they are', async ({
  page,
  ownDesk,
  context,
}) => {
  test.slow()
  await openIn(page, ownDesk, '/recherche?q=permis&carte=1')
  const search = searchPage(page)
  await search.link(search.rows.first()).click()
  await search.sheet.getByRole('button', { name: 'Orienter' }).click()
  const draft = draftPage(page)
  await draft.fillPerson('Dominique', 'Inventé')
  await draft.expectSaved()
  const subtitle = page.getByText(/ · /).first()
  const asked = await subtitle.innerText()

  const other = await context.newPage()
  await openIn(other, ownDesk, '/recherche')
  const list = searchPage(other)
  await expect(list.rows.first()).toBeVisible()
  const before = await list.total()
  const pointer = () => readFileSync(join(ownDesk.folder, 'catalogue/current.json'), 'utf8')
  const old = pointer()

  const to = join(ownDesk.folder, 'catalogue')
  runScript('server/import/cli-demo.ts', ['--seed', '2', '--services', '300', '--today', '2026-11-23', '--to', to])
  expect(pointer()).not.toBe(old)

  await test.step('the list is read again by itself', async () => {
    await expect.poll(() => list.total()).not.toBe(before)
    expect(await list.total()).toBeLessThanOrEqual(300)
    await expect(list.rows.first()).toBeVisible()
  })
  await test.step('the request being written has not moved', async () => {
    await expect(draft.field('La personne orientée', 'Prénom')).toHaveValue('Dominique')
    await draft.reason.fill('Une suite, après le changement.')
    await draft.expectSaved()
    await page.reload()
    await expect(draft.reason).toHaveValue('Une suite, après le changement.')
    await expect(subtitle).toHaveText(asked)
  })
  await test.step('the sheets are those of the new catalogue', async () => {
    await list.link(list.rows.first()).click()
    await expect(list.sheet.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expect(list.sheet.getByRole('alert')).toHaveCount(0)
  })
  await other.close()
})

test('a catalogue that grows under a list being read does not move it: same row under the eyes, same length, same focus', async ({
  page,
  ownDesk,
}) => {
  test.slow()
  await openIn(page, ownDesk, '/recherche?tri=nom')
  const search = searchPage(page)
  await expect(search.rows.nth(20)).toBeAttached()
  for (const wanted of [70, 120]) {
    await search.rows.last().scrollIntoViewIfNeeded()
    await expect.poll(() => search.rows.count()).toBeGreaterThan(wanted)
  }
  const row = search.rows.nth(60)
  await row.scrollIntoViewIfNeeded()
  await search.link(row).click()
  const id = await row.getAttribute('data-id')
  const chosen = page.locator(`[data-id="${id}"]`)
  const [total, length] = [await search.total(), await search.rows.count()]
  const at = async () => (await chosen.boundingBox())?.y ?? Number.NaN
  const before = await at()

  const to = join(ownDesk.folder, 'catalogue')
  runScript('server/import/cli-demo.ts', ['--seed', '1', '--services', '5600', '--today', '2026-11-23', '--to', to])
  await expect.poll(() => search.total()).toBeGreaterThan(total)
  await expect.poll(() => row.getAttribute('data-id'), { message: 'rows came above it' }).not.toBe(id)
  await expect.poll(async () => Math.abs((await at()) - before), { message: 'how far it moved' }).toBeLessThan(2)
  expect(await search.rows.count()).toBeGreaterThanOrEqual(length)
  await expect(search.link(chosen)).toBeFocused()
})
