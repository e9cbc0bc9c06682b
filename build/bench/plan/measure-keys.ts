import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from '@playwright/test'
import { openBrowser, WINDOW } from '../chromium.ts'
import { startHost } from '../host.ts'
import { inChild } from '../in-child.ts'
import { call } from '../moderation/town.ts'
import { K, M } from './klm.ts'

/**
 * `plan_s`, `plan_actions`: three needs said, read, chosen and saved as a PDF, at the keyboard alone, in a real browser on a real desk.
 * The machine's time is measured; the person's is the keystroke-level model (klm.ts).
 */
export type KeysInput = { readonly desk: string; readonly quick: boolean }
export type Run = {
  readonly saisie: string
  readonly touches: number
  readonly actions: number
  readonly pensees: number
  /** Seconds of the machine: from the last key of each step until the next may be begun. */
  readonly machine: number
  readonly secondes: number
  readonly services: number
}
export type KeysFigures = { readonly runs: readonly Run[] }

const SAID = [
  { saisie: 'permis, garde d’enfant, français A1, sans voiture', lieu: { code: '69123', label: 'Lyon' } },
  { saisie: 'logement, dettes, CV', lieu: { code: '59350', label: 'Lille' } },
  { saisie: 'aide alimentaire, ordinateur, mutuelle', lieu: { code: '35238', label: 'Rennes' } },
  { saisie: 'psy, réparer ma voiture, formation', lieu: { code: '33063', label: 'Bordeaux' } },
  { saisie: 'papiers, crèche, chantier d’insertion, gratuit', lieu: { code: '13055', label: 'Marseille' } },
] as const

/** What is typed in the palette, and the command it finds. */
const WORDS = 'nouveau plan'
const NEW_PLAN = /nouveau plan/i

const run = async (page: Page, { saisie, lieu }: (typeof SAID)[number]): Promise<Run> => {
  await call(page, 'settings.set', { dernierLieu: { place: { kind: 'commune', code: lieu.code }, label: lieu.label } })
  await page.goto(new URL('/recherche', page.url()).href)
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' })
  let machine = 0
  let touches = 0
  let actions = 0
  let pensees = 0
  /** Presses a command, and waits until what it leads to is there. */
  const command = async (keys: number, press: () => Promise<void>, there: () => Promise<unknown>): Promise<void> => {
    const began = performance.now()
    await press()
    await there()
    machine += (performance.now() - began) / 1_000
    touches += keys
    actions += 1
    pensees += 1
  }
  const say = page.getByLabel('Dites ce qui bloque')
  // From the first screen, as on the other side: by the palette.
  await command(
    2,
    () => page.keyboard.press('Control+k'),
    () => page.getByRole('dialog').waitFor(),
  )
  await command(
    WORDS.length + 1,
    async () => {
      await page.keyboard.type(WORDS)
      await page.getByRole('menuitem', { name: NEW_PLAN }).first().waitFor()
      await page.keyboard.press('Enter')
    },
    async () => {
      await say.waitFor()
      await page.waitForFunction(
        () => document.activeElement?.tagName === 'INPUT' || document.activeElement?.tagName === 'TEXTAREA',
      )
    },
  )
  // Typing goes on while the machine reads: it waits for nobody.
  await page.keyboard.type(saisie)
  touches += saisie.length
  actions += 1
  // Each need is thought of, as it is on the other side.
  pensees += saisie.split(',').length
  await command(
    1,
    () => page.keyboard.press('Enter'),
    async () => {
      // Every need that was read has something proposed: an empty plan is no plan.
      await page.waitForFunction(() => {
        const needs = [...document.querySelectorAll('[data-need]')]
        return needs.length >= 3 && needs.every((need) => need.querySelector('[data-option]') !== null)
      })
    },
  )
  const services = await page.locator('[data-option]').count()
  await command(
    2,
    () => page.keyboard.press('Control+p'),
    () => page.getByRole('dialog').waitFor(),
  )
  let saved: Promise<Download> | undefined
  await command(
    1,
    async () => {
      saved = page.waitForEvent('download')
      await page.keyboard.press('Enter')
    },
    async () => {
      const path = await (await saved)?.path()
      if (path === undefined || readFileSync(path).subarray(0, 4).toString() !== '%PDF') throw new Error('pas de PDF')
    },
  )
  const secondes = touches * K + pensees * M + machine
  return { saisie, touches, actions, pensees, machine, secondes, services }
}

await inChild(async ({ desk, quick }: KeysInput, progress): Promise<KeysFigures> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-plan-keys-'))
  cpSync(join(desk, 'catalogue'), join(folder, 'catalogue'), { recursive: true })
  const host = await startHost(folder)
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ ...WINDOW, reducedMotion: 'reduce', acceptDownloads: true })
    const page = await context.newPage()
    await page.goto(`${host.url}&to=${encodeURIComponent('/recherche')}`)
    const runs: Run[] = []
    const said = SAID.slice(0, quick ? 2 : SAID.length)
    for (const one of said) {
      runs.push(await run(page, one))
      progress(`${runs.length} plans sur ${said.length}`)
    }
    return { runs }
  } finally {
    await browser.close()
    await host.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})
