import { join } from 'node:path'
import { STORE_FILE } from '#server/ops/backup.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { StoredUsage } from '#server/store/types.ts'
import { call } from './arrange.ts'
import { check } from './axe.ts'
import { arrive, inTown, type Town } from './people.ts'
import { searchPage } from './search-page.ts'
import { expect, goTo, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** What the server has kept, read beside it. */
const keptBy = async ({ central }: Town): Promise<readonly StoredUsage[]> => {
  const store = await openSqliteStore({ file: join(central.folder, STORE_FILE) })
  try {
    const found: StoredUsage[] = []
    for await (const one of store.usage.scan({ from: '2000-01-01', to: '2100-01-01' })) found.push(one)
    return found
  } finally {
    await store.close()
  }
}

test('nothing is measured before a yes; then what was done without network leaves, exactly', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await inTown(browser, context, async (town) => {
    const desk = await town.newDesk()
    await arrive(page, desk, town, '/favoris')
    await expect
      .poll(async () => (await call(page, 'catalogue.info', undefined))?.services ?? 0, { timeout: 60_000 })
      .toBeGreaterThan(0)
    await call(page, 'settings.set', { bienvenueVue: true })
    const search = searchPage(page)
    const notice = page.getByRole('complementary', { name: 'Mesure d’usage' })
    const { hits } = await call(page, 'search.run', { text: 'permis', limit: 1 })
    const first = hits[0]
    if (first === undefined) throw new Error('the demonstration has no driving licence')
    const waiting = async () => (await call(page, 'usage.state', undefined)).en_attente

    await test.step('refused: the question goes for good, and nothing is kept nor leaves', async () => {
      await goTo(page, '/recherche?q=permis')
      await expect(notice).toContainText('Jamais vos mots, jamais une personne.')
      await check(page, 'the question')
      /*SHOT1*/
      await notice.getByRole('button', { name: 'Non merci' }).click()
      await expect(notice).toHaveCount(0)
      await search.link(search.rows.first()).click()
      await expect(search.sheet.getByRole('heading', { level: 2 })).toBeVisible()
      await goTo(page, '/recherche')
      await expect(search.rows.first()).toBeVisible()
      await expect(notice).toHaveCount(0)
      expect([await waiting(), await keptBy(town)]).toEqual([0, []])
    })

    await test.step('agreed to from the settings, which say what is sent', async () => {
      await goTo(page, '/reglages?section=usage')
      const section = page.getByRole('region', { name: 'Mesure d’usage' })
      await expect(section.getByText(/^Refusé le /)).toBeVisible()
      await section.getByText('Envoyer des mesures d’usage anonymes').click()
      await expect(section.getByRole('switch')).toBeChecked()
      await expect(section.getByText(/^Accepté le /)).toBeVisible()
    })

    await town.cut()
    await test.step('without network: a search, the sheet that it led to, which is shared and called', async () => {
      await goTo(page, '/recherche?q=permis')
      await search.link(search.rows.first()).click()
      await expect(search.sheet.getByRole('heading', { level: 2 })).toBeVisible()
      await search.sheet.getByRole('button', { name: 'Copier le lien' }).click()
      await expect.poll(waiting).toBe(3)
      await search.sheet.getByRole('button', { name: 'Copier le numéro' }).first().click()
      await expect.poll(waiting).toBe(4)
    })

    await test.step('what waits is shown as it will be sent', async () => {
      await goTo(page, '/reglages?section=usage')
      await page.getByRole('button', { name: 'Voir ce qui sera envoyé' }).click()
      const list = page.getByRole('region', { name: 'Mesure d’usage' }).getByRole('list').last()
      await expect(list.getByRole('listitem')).toHaveCount(4)
      await expect(list).toContainText('Recherche')
      await check(page, 'what waits')
      /*SHOT2*/
    })

    const told = (await call(page, 'usage.pending', { n: 50 })).evenements
    const [phone, share, sheet, searched] = told
    expect(told.map(({ fait }) => fait.type)).toEqual(['mobilisation', 'mobilisation', 'service', 'recherche'])
    if (searched?.fait.type !== 'recherche') throw new Error('the search is not the first')
    expect(JSON.stringify(told)).not.toContain('"permis"')
    expect(searched.fait.premiers).toContain(first.id)
    const led = { recherche: searched.id }
    expect([phone?.fait, share?.fait, sheet?.fait]).toMatchObject([
      { geste: 'telephone', ...led },
      { geste: 'partage', ...led },
      led,
    ])

    await town.mend()
    await test.step('back: the server has exactly these, and the desk none', async () => {
      await call(page, 'sync.now', undefined)
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0)
      const kept = await keptBy(town)
      expect(kept.map(({ id }) => id).toSorted()).toEqual(told.map(({ id }) => id).toSorted())
      for (const { id, jour, fait, poste } of told) {
        const one = kept.find((each) => each.id === id)
        expect(one).toMatchObject({ jour, type: fait.type, fait })
        expect(one?.poste).not.toBe(poste)
      }
    })
  })
})
