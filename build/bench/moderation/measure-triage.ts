import type { Page } from '@playwright/test'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import type { Queue } from '#shared/moderation/queue.ts'
import { openBrowser, WINDOW } from '../chromium.ts'
import { inChild } from '../in-child.ts'
import { randomFrom } from '../random.ts'
import { median, percentile, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import type { Figures, MeasureInput } from './measures.ts'
import { act, nextDossier, planFor } from './triage-hand.ts'
import type { Sorte } from './triage-scene.ts'
import { call } from './town.ts'
import { openTriageTown, type TriageTown } from './triage-town.ts'

/**
 * `decisions_per_hour`: two hundred items of the queue decided by keyboard alone, in a real browser, on a real desk and its server.
 * Handling is measured: from the first key to the next dossier painted. What a person takes to read and to type is added by
 * arithmetic: docs/benchmarks.md says how.
 */
const WORDS_A_MINUTE = 250
/** Of who looks a form over, rather than reads it. */
const SKIMMED_A_MINUTE = 450
const LEAST_READING_S = 8
/** Forty words of five letters a minute. */
const SECONDS_A_LETTER = 0.3

/** @param left what is still awaited; none once it is there */
const until = async (what: string, left: () => Promise<readonly string[]>): Promise<void> => {
  const last = Date.now() + 180_000
  for (;;) {
    const awaited = await left()
    if (awaited.length === 0) return
    if (Date.now() > last)
      throw new Error(`${what} : ${awaited.length} attendus en trois minutes (${awaited.slice(0, 3).join(', ')})`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** Signed in and in front of the queue, whole. */
const arrive = async (page: Page, { host, origin, account, filled: sortes }: TriageTown): Promise<void> => {
  await page.goto(`${host.url}&to=${encodeURIComponent('/favoris')}`)
  await call(page, 'sync.setServer', { adresse: origin })
  await call(page, 'sync.signIn', account)
  await until('la file', async () => {
    const queue = await call<Queue>(page, 'moderation.queue').catch((error: Error) => error)
    if (queue instanceof Error) return [queue.message]
    const there = new Set(queue.items.map(({ id }) => id))
    return [...sortes].flatMap(([id, sorte]) => (there.has(id) ? [] : [`${sorte} ${id}`]))
  })
  await page.goto(new URL('/moderation', page.url()).href)
  await page.getByRole('list', { name: 'File de modération' }).getByRole('listitem').first().waitFor()
  await page.locator('h1').focus()
}

type Words = { readonly read: number; readonly main: number; readonly all: number }

/**
 * Words that are seen: all those of the dossier (`all`); those that decide (`main`), which are its head and its main column, the
 * register and the people of a structure, but not the sheet as it is where what has changed since the last validation is told field
 * by field; and of these, what one dossier says and not the others (`read`), for headings, names of fields, names of empty fields
 * and buttons are the same in all of them, and are recognised.
 */
const wordsOf = (page: Page): Promise<Words> =>
  page.evaluate(() => {
    const SAME = 'h3, h4, dt, th, button, .dossier-missing, .dossier-links'
    const structure = window.location.pathname.startsWith('/moderation/structure')
    const decides = `.dossier-head, .dossier-main${structure ? ', .dossier-aside > section:nth-of-type(-n + 2)' : ''}`
    const told = document.querySelector('.dossier-main :is(ins, del)') !== null
    const skipped = told ? document.querySelector('.dossier-main > section:has(.dossier-group)') : null
    const count = { read: 0, main: 0, all: 0 }
    const dossier = document.querySelector('.dossier')
    if (dossier === null) return count
    const texts = document.createTreeWalker(dossier, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const within = text.parentElement
      if (within === null || within.closest('.ui-hidden, svg') !== null || !within.checkVisibility()) continue
      const words = (text.textContent ?? '')
        .replace(/(?<=\d)\s+(?=\d)/g, '')
        .split(/\s+/)
        .filter((word) => /[\p{L}\d]/u.test(word)).length
      count.all += words
      if (within.closest(decides) === null || skipped?.contains(within) === true) continue
      count.main += words
      if (within.closest(SAME) === null) count.read += words
    }
    return count
  })

type Done = {
  readonly key: string
  readonly sorte: Sorte
  readonly handling: number
  readonly letters: number
  readonly words: Words
}

const decideAll = async (
  page: Page,
  town: TriageTown,
  count: number,
  progress: (text: string) => void,
): Promise<readonly Done[]> => {
  const random = randomFrom(20_261_127)
  const done = new Map<string, Done>()
  await page.keyboard.press('j')
  let key: string | null = await nextDossier(page, null)
  while (done.size < count && key !== null) {
    const sorte = town.filled.get(key)
    if (sorte === undefined || done.has(key)) throw new Error(`${key} : pas un élément à décider`)
    const words = await wordsOf(page)
    const began = performance.now()
    const letters = await act(page, planFor(sorte, random), sorte, key)
    const last = done.size + 1 === count
    let next: string | null = last ? null : await nextDossier(page, key)
    // One left for later may come again: passed by key, which is handling too.
    for (const passed = new Set<string>(); next !== null && (done.has(next) || next === key);) {
      if (passed.has(next)) throw new Error('la file ne propose plus que ce qui est décidé')
      passed.add(next)
      await page.keyboard.press('j')
      next = await nextDossier(page, next)
    }
    done.set(key, { key, sorte, handling: (performance.now() - began) / 1_000, letters, words })
    if (done.size % 20 === 0) progress(`${done.size} décisions sur ${count}`)
    key = next
  }
  return [...done.values()]
}

type Counted = keyof Words
const readingOf = ({ words }: Done, counted: Counted, speed = WORDS_A_MINUTE): number =>
  Math.max(LEAST_READING_S, (60 * words[counted]) / speed)
const perHour = (all: readonly Done[], counted: Counted, speed = WORDS_A_MINUTE): number => {
  const seconds = all.map((one) => one.handling + one.letters * SECONDS_A_LETTER + readingOf(one, counted, speed))
  return (3_600 * all.length) / seconds.reduce((sum, one) => sum + one, 0)
}

const NAMES: Readonly<Record<Sorte, string>> = {
  retenues: 'demandes retenues',
  'premier-administrateur': 'premiers administrateurs',
  structure: 'structures à valider',
  'service-publie': 'services publiés',
  'service-modifie': 'services modifiés',
}

const figuresOf = (all: readonly Done[], refused: number, lost: number): Figures => {
  const rate = perHour(all, 'read')
  const [inMain, whole] = [perHour(all, 'main'), perHour(all, 'all')]
  const skimmed = perHour(all, 'read', SKIMMED_A_MINUTE)
  const handling = all.map((one) => one.handling)
  const reading = median(all.map((one) => readingOf(one, 'read')))
  const words = (counted: Counted): number => median(all.map((one) => one.words[counted]))
  const sortes = [...Map.groupBy(all, ({ sorte }) => sorte)].map(([sorte, some]) => ({
    sorte,
    told: `${NAMES[sorte]} ${round(perHour(some, 'read'), 0)} (${median(some.map((one) => one.words.read))} mots)`,
    rate: perHour(some, 'read'),
  }))
  return {
    json: {
      decisions_per_hour: round(rate, 0),
      decisions_per_hour_skimmed: round(skimmed, 0),
      decisions_per_hour_labels_read: round(inMain, 0),
      decisions_per_hour_all_words: round(whole, 0),
      ...Object.fromEntries(sortes.map((one) => [`decisions_per_hour_${one.sorte.replaceAll('-', '_')}`, round(one.rate, 0)])),
      decisions: all.length,
      decisions_refused: refused,
      decisions_lost: lost,
      decision_handling_p50_s: round(median(handling)),
      decision_handling_p95_s: round(percentile(handling, 0.95)),
      decision_reading_p50_s: round(reading, 1),
      decision_words_p50: words('read'),
      decision_labels_words_p50: words('main'),
      decision_all_words_p50: words('all'),
    },
    lines: [
      `${all.length} décisions au clavier : ${round(rate, 0)} par heure (lecture simulée ${round(reading, 1)} s à la médiane, ${words('read')} mots à ${WORDS_A_MINUTE} par minute ; gestes mesurés : médiane ${round(median(handling))} s, 95ᵉ centile ${round(percentile(handling, 0.95))} s)`,
      sortes.map(({ told }) => told).join(' ; '),
      `en parcourant, à ${SKIMMED_A_MINUTE} mots par minute : ${round(skimmed, 0)} par heure`,
      `en lisant aussi les intitulés : ${round(inMain, 0)} par heure ; tous les mots du dossier : ${round(whole, 0)}`,
      `gestes refusés : ${refused} ; restés sans effet sur le serveur : ${lost}`,
    ],
    missed: [
      ...(rate >= TARGETS.decisionsPerHour
        ? []
        : [`tri : ${rate.toFixed(0)} décisions par heure pour ${TARGETS.decisionsPerHour} visées`]),
      ...(refused + lost === 0 ? [] : [`tri : ${refused + lost} décisions perdues`]),
    ],
  }
}

await inChild<MeasureInput, Figures>(async ({ quick }, progress) => {
  const town = await openTriageTown(randomFrom(7), progress)
  const browser = await openBrowser().catch(async (error: unknown) => {
    await town.stop()
    throw error
  })
  try {
    const page = await (await browser.newContext({ ...WINDOW, reducedMotion: 'reduce' })).newPage()
    await arrive(page, town)
    const count = quick ? 40 : town.filled.size
    const all = await decideAll(page, town, count, progress)
    progress('ce que le serveur en a gardé')
    const pending = () => call<readonly ActeEnAttente[]>(page, 'moderation.pending')
    await until('les derniers gestes', async () => (await pending()).flatMap(({ id, refus }) => (refus === null ? [id] : [])))
    const { items } = await call<Queue>(page, 'moderation.queue')
    const open = new Set(items.filter(({ statut }) => statut !== 'IN_PROGRESS').map(({ id }) => id))
    return figuresOf(all, (await pending()).length, all.filter(({ key }) => open.has(key)).length)
  } finally {
    await browser.close().catch(() => {})
    await town.stop()
  }
})
