import type { Page } from '@playwright/test'
import type { Random } from '../random.ts'
import type { Sorte } from './triage-scene.ts'

/** What a moderator does of an item, key by key. No pointer is ever used. */

const NOTE = 'Rappeler la structure pour les horaires du mercredi.'
const LETTER = { objet: 'Votre fiche', message: 'Bonjour, pouvez-vous préciser à qui s’adresse ce service ? Merci.' }

export type Plan = 'valider' | 'noter' | 'en-cours' | 'ecrire' | 'reprendre'

/** Most are right as they are; some ask for a note, for later, for a letter; some are decided too soon, and taken back. */
export const planFor = (sorte: Sorte, random: Random): Plan => {
  const at = random.next()
  if (at < 0.72) return 'valider'
  if (at < 0.84) return 'noter'
  if (at < 0.92) return 'en-cours'
  // Only structures have administrators here.
  return at < 0.97 && sorte !== 'service-publie' && sorte !== 'service-modifie' ? 'ecrire' : 'reprendre'
}

/** The key that ends an item, by what it is: a structure whose requests wait is approved with them. */
const decision = (sorte: Sorte): string => (sorte === 'retenues' ? 'a' : 'v')

const dialogGone = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' })

const typeNote = async (page: Page): Promise<number> => {
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  await page.keyboard.type(NOTE)
  await page.keyboard.press('Control+Enter')
  await dialogGone(page)
  return NOTE.length
}

const typeLetter = async (page: Page): Promise<number> => {
  await page.keyboard.press('c')
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  await page.keyboard.type(LETTER.objet)
  await page.keyboard.press('Tab')
  await page.keyboard.type(LETTER.message)
  await page.keyboard.press('Control+Enter')
  await dialogGone(page)
  return LETTER.objet.length + LETTER.message.length
}

/** Waits until the dossier of another item than `key` is whole and painted. @returns its key */
export const nextDossier = async (page: Page, key: string | null): Promise<string> => {
  const shown = await page.waitForFunction(
    (before) => {
      const at = decodeURIComponent(window.location.pathname).replace(/^\/moderation\/?/, '')
      const whole = ['.dossier-title', '.dossier-acts button'].every((part) => document.querySelector(`.dossier-pane ${part}`))
      return at !== '' && at !== before && whole ? at : null
    },
    key,
    { polling: 'raf', timeout: 30_000 },
  )
  // Painted: the task that follows the frame after.
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))))
  const at = await shown.jsonValue()
  if (at === null) throw new Error('aucun dossier')
  return at
}

/** @returns letters typed, beside the keys of gestures. Resolves once the last key was pressed: what follows is awaited by the caller. */
export const act = async (page: Page, plan: Plan, sorte: Sorte, key: string): Promise<number> => {
  let typed = 0
  if (plan === 'noter') typed += await typeNote(page)
  if (plan === 'ecrire') typed += await typeLetter(page)
  if (plan === 'reprendre') {
    await page.keyboard.press(decision(sorte))
    const next = await nextDossier(page, key)
    await page.keyboard.press('Control+z')
    await nextDossier(page, next)
  }
  await page.keyboard.press(plan === 'en-cours' || plan === 'ecrire' ? 'e' : decision(sorte))
  return typed
}
