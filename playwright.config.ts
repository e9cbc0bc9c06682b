import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

/** The system's browser where there is one, else the one that comes inside an npm package. Never a download. */
const chromium = async (): Promise<{ executablePath: string; args: string[] }> => {
  const chosen = [process.env['DORA_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file !== undefined && existsSync(file),
  )
  if (chosen !== undefined) return { executablePath: chosen, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
  const { default: packaged } = await import('@sparticuz/chromium')
  // Not the package's own arguments: they switch off web security, and with it the policies these tests prove.
  return { executablePath: await packaged.executablePath(), args: ['--no-sandbox'] }
}

/** Names of files are text of that locale: without one (a bare machine, `env -i`), « Attestation d’hébergement.pdf » is saved as « download ». */
const env: Readonly<Record<string, string | undefined>> = { ...process.env, LC_ALL: 'C.UTF-8' }
const launchOptions = { ...(await chromium()), env }

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  // Each worker runs a desk of its own; two is what a small CI machine bears.
  workers: 2,
  fullyParallel: false,
  // Pictures of the README are made on demand: `npm run e2e -- --grep @screenshots`.
  ...(process.argv.some((arg) => arg.includes('@screenshots')) ? {} : { grepInvert: /@screenshots/ }),
  forbidOnly: process.env['CI'] !== undefined,
  // A journey that passes the second time is told « flaky »: it does not hide, and does not hold back what it does not judge.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // What hangs is told by the 15 s of each expectation; a long journey on a busy machine is not a failure.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    // Recording every test, to keep it for those that fail, doubles the whole run: the second try is recorded.
    trace: process.env['CI'] === undefined ? 'off' : 'on-first-retry',
  },
})
