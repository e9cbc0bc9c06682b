import type { Page } from '@playwright/test'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './desk.ts'
import { expect } from './test.ts'

const FOLDER = join(root, 'docs/images')
const MOST_BYTES = 350_000

/** A picture of the README. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.mouse.move(2, 2)
  const path = join(FOLDER, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  expect(statSync(path).size, `${name}.png is too heavy for a README`).toBeLessThan(MOST_BYTES)
}

/** The same in the middle of a journey that is tested anyway, when asked: an ordinary run rewrites no file of the repository. */
export const shootWhenAsked = async (page: Page, name: string): Promise<void> => {
  if (process.env['DORA_PICTURES'] === '1') await shoot(page, name)
}
