import type { Page, Response } from '@playwright/test'
import type { SearchResult } from '#shared/search/result.ts'
import type { Outcome } from './child.ts'
import { openBrowser, WINDOW } from './chromium.ts'
import { startHost } from './host.ts'
import { interruption, isInterrupted } from './interruption.ts'
import { installProbe, type Painted } from './page-probe.ts'

export type KeystrokeFigures = {
  readonly samples: readonly number[]
  /** Of the word typed first, before measuring. */
  readonly warm: readonly number[]
  /** Keys whose list was not the answer to the text: none, or the measure is wrong. */
  readonly wrong: number
}

type Typed = { readonly word: string; readonly place: string | null }

/** Half near a place, half anywhere; no word begins as another, so that every text is new to the page. */
const WARM: Typed = { word: 'budget', place: 'commune:59350' }
const WORDS: readonly Typed[] = [
  { word: 'permis de conduire', place: 'commune:59350' },
  { word: 'garde enfant', place: 'commune:69123' },
  { word: 'surendettement', place: null },
  { word: 'francais', place: 'commune:93066' },
  { word: 'logement urgence', place: null },
  { word: 'handicap', place: 'commune:33063' },
]

/** Between two keys, once the first is painted: about a quick typist's. */
const BETWEEN_KEYS_MS = 80
const PATIENCE_MS = 10_000

const addressOf = ({ place }: Typed): string => `/recherche${place === null ? '' : `?lieu=${place}`}`

const clickUntilReady = async (page: Page): Promise<void> => {
  await page.locator('section.results[aria-busy="false"] [data-id]').first().waitFor({ timeout: PATIENCE_MS })
  await page.locator('.search-words input').click()
  await page.evaluate(installProbe)
}

/** First ids of each answer, by text: read from the network, outside the page, so that checking costs the page nothing. */
const listenToAnswers = (page: Page): ReadonlyMap<string, Promise<readonly string[]>> => {
  const answers = new Map<string, Promise<readonly string[]>>()
  page.on('response', (response: Response) => {
    if (!response.url().endsWith('/rpc/search.run')) return
    const { text = '', offset = 0 } = JSON.parse(response.request().postData() ?? '{}') as { text?: string; offset?: number }
    // The pages that follow are asked ahead, and are not what the first rows show.
    if (offset > 0) return
    const ids = response.json().then(
      (reply: { value?: SearchResult }) => (reply.value?.hits ?? []).slice(0, 5).map(({ id }) => id),
      () => [],
    )
    answers.set(text, ids)
  })
  return answers
}

const typeWord = async (page: Page, word: string): Promise<Painted[]> => {
  const painted: Painted[] = []
  for (const letter of word) {
    if (isInterrupted()) break
    if (letter === ' ') {
      // May ask nothing new: typed, not measured.
      await page.keyboard.press('Space')
      await page.waitForTimeout(BETWEEN_KEYS_MS)
      continue
    }
    // A handle, not the promise itself: the page must be waiting before the key comes.
    const waiting = await page.evaluateHandle(() => ({ painted: window.benchPainted?.() }))
    await page.keyboard.press(letter)
    const one = await Promise.race([
      waiting.evaluate(({ painted: after }) => after),
      page.waitForTimeout(PATIENCE_MS).then(() => undefined),
    ])
    await waiting.dispose()
    if (one === undefined) throw new Error(`la liste n’a pas répondu à « ${word} » en ${PATIENCE_MS / 1000} s`)
    painted.push(one)
    await page.waitForTimeout(BETWEEN_KEYS_MS)
  }
  return painted
}

/** Types in the box of the real screens, on the real host, letter by letter. */
export const measureKeystrokes = async (desk: string, quick: boolean): Promise<Outcome<KeystrokeFigures>> => {
  const words = quick ? WORDS.slice(0, 3) : WORDS
  const host = await startHost(desk).catch((error: Error) => error)
  if (host instanceof Error) return { ok: false, why: host.message }
  const browser = await openBrowser().catch((error: Error) => error)
  if (browser instanceof Error) {
    await host.stop()
    return { ok: false, why: `aucun navigateur : ${browser.message.split('\n')[0]}` }
  }
  const close = () => void browser.close()
  interruption.signal.addEventListener('abort', close, { once: true })
  const samples: number[] = []
  let warm: readonly number[] = []
  let wrong = 0
  try {
    const page = await (await browser.newContext(WINDOW)).newPage()
    const answers = listenToAnswers(page)
    const { origin } = new URL(host.url)
    await page.goto(`${host.url}&to=${encodeURIComponent(addressOf(WARM))}`)
    for (const typed of [WARM, ...words]) {
      await page.goto(`${origin}${addressOf(typed)}`)
      await clickUntilReady(page)
      const painted = await typeWord(page, typed.word)
      if (typed === WARM) warm = painted.map(({ ms }) => ms)
      else samples.push(...painted.map(({ ms }) => ms))
      for (const { text, ids } of painted) if (String(await answers.get(text)) !== String(ids)) wrong++
    }
    return { ok: true, value: { samples, warm, wrong } }
  } catch (error) {
    if (samples.length > 0 && isInterrupted()) return { ok: true, value: { samples, warm, wrong } }
    return { ok: false, why: isInterrupted() ? 'interrompu' : error instanceof Error ? error.message : String(error) }
  } finally {
    interruption.signal.removeEventListener('abort', close)
    await browser.close().catch(() => {})
    await host.stop()
  }
}
