import type { Page } from '@playwright/test'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { ALL_STRUCTURES, type BoardPage } from '#shared/moderation/board.ts'
import { openBrowser, WINDOW } from '../chromium.ts'
import { inChild } from '../in-child.ts'
import { type Random, randomFrom } from '../random.ts'
import { percentile, round } from '../stats.ts'
import { TARGETS } from '../targets.ts'
import { openBoardTown } from './board-town.ts'
import type { Figures, MeasureInput } from './measures.ts'
import { call } from './town.ts'

/**
 * `board_30k_paint_p95_ms`: from a key or a press in the filters of the board to its rows painted, in a real browser, on a real desk
 * and its server, the map beside. `board_30k_arrival_stall_ms`: longest wait of another question of the screen while the whole board
 * arrives from the server.
 */
const LINES = 30_000
const WAIT_MS = 15 * 60_000

const until = async (what: string, there: () => Promise<boolean>): Promise<void> => {
  const last = Date.now() + WAIT_MS
  while (!(await there())) {
    if (Date.now() > last) throw new Error(`${what} : rien en un quart d’heure`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** The board is asked whole while a small question is asked again and again. @returns milliseconds: all of it, longest small one */
const arrival = async (page: Page): Promise<{ readonly wholeMs: number; readonly stallMs: number }> => {
  const query = JSON.stringify({ query: ALL_STRUCTURES, de: 0, fresh: true })
  return page.evaluate(async (body) => {
    const ask = (name: string, input: string) =>
      fetch(`/rpc/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: input }).then((one) =>
        one.text(),
      )
    await ask('settings.get', 'null')
    let over = false
    let stallMs = 0
    const began = performance.now()
    const whole = ask('moderation.board', body).finally(() => {
      over = true
    })
    while (!over) {
      const asked = performance.now()
      await ask('settings.get', 'null')
      stallMs = Math.max(stallMs, performance.now() - asked)
    }
    await whole
    return { wholeMs: performance.now() - began, stallMs }
  }, query)
}

/** From the event to the task that follows the frame in which the rows of its answer are there. */
const watchPaint = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const grid = () => document.querySelector('.board-grid')
    let began = -1
    let asked = false
    /** Questions of the board that are not answered yet, and the frame since which there is none. */
    let flying = 0
    let landed = 0
    let frame = 0
    const ask = window.fetch
    window.fetch = async (...question) => {
      const target = question[0]
      const url = target instanceof Request ? target.url : String(target)
      if (!url.includes('/rpc/moderation.board')) return ask(...question)
      flying += 1
      const land = () => {
        flying -= 1
        landed = frame
      }
      try {
        const answer = await ask(...question)
        const read = answer.json.bind(answer)
        answer.json = () => read().finally(land)
        return answer
      } catch (error) {
        land()
        throw error
      }
    }
    let painted: (ms: number) => void = () => {}
    const told = window as unknown as { paint: () => Promise<number> }
    let next = Promise.resolve(0)
    told.paint = () => next
    new MutationObserver(() => {
      if (grid()?.getAttribute('aria-busy') === 'true') asked = true
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['aria-busy'], childList: true })
    const look = () => {
      frame += 1
      const there = grid()?.getAttribute('aria-busy') !== 'true'
      // What is asked again is answered by what was read before, without a question: it is never seen to be busy, and is drawn by the
      // second frame. Waiting for more would measure the wait.
      if (there && flying === 0 && frame > landed + (asked ? 0 : 1)) {
        const after = new MessageChannel()
        after.port1.onmessage = () => painted(performance.now() - began)
        after.port2.postMessage(null)
      } else requestAnimationFrame(look)
    }
    for (const name of ['input', 'click'])
      document.addEventListener(
        name,
        (event) => {
          if (!(event.target instanceof Element) || event.target.closest('.board') === null) return
          began = event.timeStamp
          asked = false
          landed = frame
          next = new Promise((resolve) => {
            painted = resolve
          })
          requestAnimationFrame(look)
        },
        { capture: true },
      )
  })

const lastPaint = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { paint: () => Promise<number> }).paint())

/** Milliseconds of processor of the thread of the page since it opened. */
type Spent = () => Promise<number>
const spentBy = async (page: Page): Promise<Spent> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
  }
}

const WORDS = ['mission loc', 'centre', 'villef', 'regie beaul', 'atelier', 'club montb', 'foyer roquev', 'hautec'] as const

/** `cpuMs`: of the thread of the page, which does not count its waits for a processor. */
type Painted = { readonly ms: number; readonly cpuMs: number }

/** What people do of the filters, one after the other, at the pace of who types; at times long enough for the map to be drawn again. */
const askAll = async (
  { page, spent }: { readonly page: Page; readonly spent: Spent },
  count: number,
  random: Random,
  progress: (text: string) => void,
): Promise<readonly Painted[]> => {
  const words = page.locator('.board-words input')
  const chips = page.locator('.board-chip')
  const times: Painted[] = []
  const asking = async (act: () => Promise<void>): Promise<void> => {
    const before = await spent()
    await act()
    const ms = await lastPaint(page)
    times.push({ ms, cpuMs: (await spent()) - before })
    await page.waitForTimeout(120 + random.below(480))
    if (times.length % 50 === 0) progress(`${times.length} questions sur ${count}`)
  }
  while (times.length < count) {
    await words.click()
    await lastPaint(page)
    for (const letter of random.pick(WORDS)) {
      await asking(() => page.keyboard.press(letter === ' ' ? 'Space' : letter))
    }
    const chip = chips.nth(random.below(await chips.count()))
    for (let n = 0; n < 2; n++) {
      await asking(() => chip.click())
    }
    await words.click()
    await lastPaint(page)
    await page.keyboard.press('Control+a')
    await asking(() => page.keyboard.press('Backspace'))
    await asking(() => page.locator('.board-sort button').last().click())
  }
  return times
}

await inChild<MeasureInput, Figures>(async ({ quick }, progress) => {
  const town = await openBoardTown(LINES, randomFrom(7), progress)
  const browser = await openBrowser().catch(async (error: unknown) => {
    await town.stop()
    throw error
  })
  try {
    const page = await (await browser.newContext({ ...WINDOW, reducedMotion: 'reduce' })).newPage()
    await page.goto(`${town.host.url}&to=${encodeURIComponent('/favoris')}`)
    await call(page, 'sync.setServer', { adresse: town.origin })
    await call(page, 'sync.signIn', town.account)
    progress('le poste reçoit tout')
    await until('les échanges', async () => {
      const { etat } = await call<SyncStatus>(page, 'sync.status')
      return etat === 'a-jour'
    })
    progress('le tableau arrive')
    const { wholeMs, stallMs } = await arrival(page)
    const { total } = await call<BoardPage>(page, 'moderation.board', { query: ALL_STRUCTURES, de: 0, fresh: false })
    if (total !== LINES) throw new Error(`${total} structures au tableau pour ${LINES}`)
    await page.goto(new URL('/moderation/territoire', page.url()).href)
    await page.locator('.board-row a').first().waitFor()
    await page.locator('.board-map-canvas .leaflet-marker-icon').first().waitFor()
    await watchPaint(page)
    const desk = { page, spent: await spentBy(page) }
    await askAll(desk, 20, randomFrom(2), () => {})
    const painted = await askAll(desk, quick ? 60 : 300, randomFrom(3), progress)
    const times = painted.map(({ ms }) => ms)
    const cpuP95 = percentile(
      painted.map(({ cpuMs }) => cpuMs),
      0.95,
    )
    const p95 = percentile(times, 0.95)
    return {
      json: {
        board_30k_paint_p50_ms: round(percentile(times, 0.5)),
        board_30k_paint_p95_ms: round(p95),
        board_30k_paint_cpu_p95_ms: round(cpuP95),
        board_30k_paint_max_ms: round(Math.max(...times)),
        board_30k_paint_queries: times.length,
        board_30k_arrival_ms: round(wholeMs, 0),
        board_30k_arrival_stall_ms: round(stallMs, 0),
      },
      lines: [
        `du filtre à la liste peinte : médiane ${round(percentile(times, 0.5))} ms, 95ᵉ centile ${round(p95)} ms (dont calcul de la page ${round(cpuP95)} ms), ${times.length} questions, la carte à côté`,
        `arrivée du tableau entier : ${round(wholeMs, 0)} ms ; plus longue attente d’une autre question de l’écran ${round(stallMs, 0)} ms`,
      ],
      missed:
        p95 <= TARGETS.boardP95Ms
          ? []
          : [`tableau peint, 95ᵉ centile : ${p95.toFixed(1)} ms pour ${TARGETS.boardP95Ms} ms visés`],
    }
  } finally {
    await browser.close().catch(() => {})
    await town.stop()
  }
})
