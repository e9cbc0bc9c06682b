import { existsSync } from 'node:fs'
import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '#main/hosts/find-browser.ts'

/** The system's browser where there is one, else the one inside an npm package; never with web security off. */
export const openBrowser = async (): Promise<Browser> => {
  const chosen = [process.env['DORA_CHROMIUM'], findBrowser()].find((file) => file != null && existsSync(file))
  const packaged = async () => (await import('@sparticuz/chromium')).default.executablePath()
  return chromium.launch({
    executablePath: chosen ?? (await packaged()),
    // Not the package's own arguments: they switch off web security, and with it what a page really goes through.
    args: chosen === undefined || process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
}

/** As the screens are designed for. */
export const WINDOW = { locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport: { width: 1440, height: 900 } } as const
