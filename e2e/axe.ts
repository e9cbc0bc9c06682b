import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './test.ts'

const expectNone = async (axe: AxeBuilder, where: string): Promise<void> => {
  const { violations } = await axe.analyze()
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  )
  expect.soft(told, where).toEqual([])
}

/** Every rule of axe, on the whole page, dialogs included: nothing is left out. */
export const check = (page: Page, where: string): Promise<void> => expectNone(new AxeBuilder({ page }), where)

/** The rules that colours may break: what is left to ask of the same page in another theme. */
export const checkColours = (page: Page, where: string): Promise<void> =>
  expectNone(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']), where)
