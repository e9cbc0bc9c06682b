import { call } from './arrange.ts'
import { check } from './axe.ts'
import { keeper } from './keeper.ts'
import { inTown } from './people.ts'
import { expect, goTo, test } from './test.ts'

test.use({ actionTimeout: 10_000, contextOptions: { reducedMotion: 'reduce' } })

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

test('a document to fill in is sent from the editor, and given by the public page; what is no document is refused in words', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await inTown(browser, context, async (town) => {
    const { structureId, serviceId } = await keeper(page, town)
    await goTo(page, `/structures/${encodeURIComponent(structureId)}/services/${encodeURIComponent(serviceId)}/modifier`)
    const choose = async (name: string, buffer: Buffer): Promise<void> => {
      const chooser = page.waitForEvent('filechooser')
      await page
        .locator('[data-champ~="dora.forms"]')
        .getByRole('button', { name: /fichier|document/i })
        .last()
        .click()
      await (await chooser).setFiles({ name, mimeType: 'application/pdf', buffer })
    }
    await choose('fiche.pdf', Buffer.from('MZ pas un document'))
    await expect(page.locator('[data-champ~="dora.forms"]').getByRole('alert')).toBeVisible()
    await check(page, 'a document refused')
    await choose('fiche.pdf', PDF)
    await expect(page.locator('[data-champ~="dora.forms"]').getByText('fiche.pdf')).toBeVisible()
    const kept = () => call(page, 'listing.edit', { kind: 'service', id: serviceId }).then(({ doc }) => doc['dora.forms'])
    await expect.poll(kept, { timeout: 15_000 }).toMatchObject([{ nom: 'fiche.pdf' }])
    await page.getByRole('button', { name: /J’ai compris/ }).click()
    await page.getByRole('button', { name: 'Publier les modifications' }).click()
    const address = `${town.server.origin}/service/${encodeURIComponent(serviceId)}`
    await expect.poll(async () => (await fetch(address)).text(), { timeout: 30_000 }).toContain('fiche.pdf')
    const [link] = /\/f\/[^"]+/.exec(await (await fetch(address)).text()) ?? []
    const given = await fetch(`${town.server.origin}${link ?? ''}`)
    expect([given.status, given.headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true])
    expect(Buffer.from(await given.arrayBuffer())).toEqual(PDF)
  })
})
