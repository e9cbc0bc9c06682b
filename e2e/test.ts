import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { rmSync } from 'node:fs'
import { type Desk, startDesk } from './desk.ts'

/** Messages that a test provokes on purpose, as parts of their text. */
export type Allowed = { allowedErrors: string[] }

type ForOneTest = Allowed & {
  /** Collects what goes wrong in any page of the test, and fails it at the end. */
  readonly watched: undefined
  /** A desk that nobody else uses: for journeys that write. */
  readonly ownDesk: Desk
  /** Opens a screen of a desk in `page`: `await open('/favoris')`. The worker's desk unless told. */
  readonly open: (to?: string, on?: Desk) => Promise<void>
}

/** Says aloud, where the test listens, what a policy refused: whatever the level the browser gives it. */
const sayViolations = () => {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`),
  )
}

const watch = async (context: BrowserContext): Promise<readonly string[]> => {
  const wrong: string[] = []
  await context.addInitScript(sayViolations)
  context.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => wrong.push(`exception: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'data:' && protocol !== 'blob:' && hostname !== '127.0.0.1') wrong.push(`request: ${request.url()}`)
  })
  return wrong
}

/**
 * A desk of one's own for each worker, and pages that fail their test when they log an error (the content security policy
 * speaks there too) or ask anything of another machine.
 */
export const test = base.extend<ForOneTest, { readonly desk: Desk }>({
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
    async ({ context, allowedErrors }, use) => {
      const wrong = await watch(context)
      await use(undefined)
      base.expect(wrong.filter((text) => !allowedErrors.some((allowed) => text.includes(allowed)))).toEqual([])
    },
    { auto: true },
  ],
  ownDesk: async ({ context }, use) => {
    const desk = await startDesk()
    await use(desk)
    // First: a page whose desk goes says so in its console.
    for (const page of context.pages()) await page.close()
    // A test may have killed it, and started another over the same folder, which it ends itself.
    if (desk.process.exitCode === null && desk.process.signalCode === null) await desk.stop()
    rmSync(desk.folder, { recursive: true, force: true })
  },
  open: async ({ page, desk }, use) => {
    await use(async (to, on = desk) => {
      await openIn(page, on, to)
    })
  },
})

/** Opens a screen of a desk in any page, signed in by an address of its own. */
export const openIn = async (page: Page, desk: Desk, to?: string): Promise<void> => {
  await page.goto(await desk.address(to))
}

/** Goes to another address of the desk that `page` already shows, as one who types it. */
export const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(new URL(path, page.url()).href)
}

export { expect } from '@playwright/test'
