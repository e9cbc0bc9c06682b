import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { call } from './arrange.ts'
import { expect } from './test.ts'

const expectNone = async (axe: AxeBuilder, where: string): Promise<void> => {
  const { violations } = await axe.analyze()
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  )
  expect.soft(told, where).toEqual([])
}

/** Every rule of axe, on the whole page, dialogs included: nothing is left out. */
export const check = async (page: Page, where: string): Promise<void> => {
  // A screen that comes from a file of its own is not there at once.
  await expect(page.locator('h1').first(), where).toBeAttached()
  await expectNone(new AxeBuilder({ page }), where)
}

/** The rules that colours may break: what is left to ask of the same page in another theme. */
export const checkColours = (page: Page, where: string): Promise<void> =>
  expectNone(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']), where)

/** Every rule, dark and small, then light and large: the page never scrolls sideways. */
export const checkLooks = async (page: Page, where: string): Promise<void> => {
  for (const [theme, width, height] of [
    ['sombre', 1024, 640],
    ['clair', 1440, 900],
  ] as const) {
    await call(page, 'settings.set', { theme })
    await expect(page.locator(`html[data-theme="${theme}"]`)).toBeAttached()
    await page.setViewportSize({ width, height })
    await check(page, `${where} ${theme} ${width}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  }
}
