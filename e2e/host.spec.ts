import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startDesk } from './desk.ts'
import { expect, test } from './test.ts'

/** The address of a new window on a desk that runs, as a second start asks for it. */
const anotherWindow = async (folder: string): Promise<string> => (await startDesk({ folder })).url

test.describe('the browser host', () => {
  test('opens the search from its address, with nothing wrong in the console', async ({ page, desk }) => {
    await page.goto(await anotherWindow(desk.folder))
    await expect(page).toHaveURL(`${desk.origin}/recherche`)
    await expect(page).toHaveTitle(/Recherche/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  test('keeps a deep link, and survives a reload', async ({ page, desk }) => {
    const url = await anotherWindow(desk.folder)
    await page.goto(`${url}&to=${encodeURIComponent('/favoris')}`)
    await expect(page).toHaveURL(`${desk.origin}/favoris`)
    await page.reload()
    await expect(page).toHaveTitle(/Favoris/)
  })

  test.describe('refuses', () => {
    test.use({ allowedErrors: ['401'] })
    test('a browser that comes with a key already used', async ({ page, desk, browser }) => {
      const url = await anotherWindow(desk.folder)
      await page.goto(url)
      const stranger = await browser.newContext()
      const other = await stranger.newPage()
      const response = await other.goto(url)
      expect(response?.status()).toBe(401)
      await expect(other.getByText('Ouvrez l’application par son adresse de départ.')).toBeVisible()
      expect(await stranger.cookies()).toEqual([])
      await stranger.close()
    })
  })

  test('keeps its cookie from scripts and other sites', async ({ page, desk }) => {
    await page.goto(await anotherWindow(desk.folder))
    const cookies = await page.context().cookies()
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/' }])
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  test.describe('under its policy', () => {
    test.use({
      allowedErrors: [
        'Content Security Policy',
        'content security policy',
        'Refused to',
        'ERR_BLOCKED_BY_CSP',
        'violates the following',
      ],
    })
    test('a page runs no inline script and reaches no other machine', async ({ page, desk }) => {
      await page.goto(await anotherWindow(desk.folder))
      const ran = await page.evaluate(async () => {
        const script = document.createElement('script')
        script.textContent = 'window.ran = true'
        document.body.append(script)
        const style = document.createElement('style')
        style.textContent = 'body { --ran: 1 }'
        document.head.append(style)
        const fetched = await fetch('https://exemple.fr/').then(
          () => true,
          () => false,
        )
        return { script: 'ran' in window, style: getComputedStyle(document.body).getPropertyValue('--ran'), fetched }
      })
      expect(ran).toEqual({ script: false, style: '', fetched: false })
    })
  })

  test('leaves nothing behind when told to end', async () => {
    const desk = await startDesk()
    expect(existsSync(join(desk.folder, 'instance.json'))).toBe(true)
    expect(await desk.stop()).toBe(0)
    expect(existsSync(desk.folder)).toBe(false)
    await expect(fetch(desk.origin)).rejects.toThrow()
  })
})
