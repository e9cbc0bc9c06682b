import { test as base } from '@playwright/test'
import { type Desk, startDesk } from './desk.ts'

/** Messages that a test provokes on purpose, as parts of their text. */
export type Allowed = { allowedErrors: string[] }

/**
 * A desk of one's own for each worker, and a page that fails its test when it logs an error (the content security policy
 * speaks there too) or asks anything of another machine.
 */
export const test = base.extend<Allowed & { readonly watched: undefined }, { readonly desk: Desk }>({
  allowedErrors: [[], { option: true }],
  desk: [
    // Playwright reads the fixtures a function needs from its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const desk = await startDesk()
      await use(desk)
      await desk.stop()
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ page, allowedErrors }, use) => {
      const wrong: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') wrong.push(`console: ${message.text()}`)
      })
      page.on('pageerror', (error) => wrong.push(`exception: ${error.message}`))
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (protocol !== 'data:' && hostname !== '127.0.0.1') wrong.push(`request: ${request.url()}`)
      })
      await use(undefined)
      base.expect(wrong.filter((text) => !allowedErrors.some((allowed) => text.includes(allowed)))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'
