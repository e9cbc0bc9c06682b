import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../stamp.ts'
import type { Outcome } from './child.ts'
import { openBrowser, WINDOW } from './chromium.ts'
import { interruption, isInterrupted, say } from './interruption.ts'

export type StartupFigures = {
  /** From `npm start -- --no-window` to its address. */
  readonly addressMs: number
  /** From the same moment to rows of results in a page opened on that address, by a browser already running. */
  readonly usableMs: number
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/
const FIRST_START_MS = 20 * 60_000
const PATIENCE_MS = 30_000

type Started = { readonly url: string; readonly ms: number; readonly stop: () => Promise<void> }

const npmStart = async (desk: string): Promise<Started> => {
  const began = performance.now()
  const windows = process.platform === 'win32'
  // In a group of its own where there are groups, to end npm and what it started at once, as a closed terminal does.
  const child = spawn(windows ? 'npm.cmd' : 'npm', ['start', '--silent', '--', '--no-window'], {
    cwd: root,
    env: { ...process.env, DORA_DESK_FOLDER: desk },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    shell: windows,
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      try {
        if (windows) child.kill()
        else process.kill(-child.pid, 'SIGINT')
      } catch {
        // Gone between the question and the signal.
      }
    }
    await closed
  }
  const onAbort = () => void stop()
  interruption.signal.addEventListener('abort', onAbort, { once: true })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error('npm start n’a pas donné d’adresse')), FIRST_START_MS)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const found = ADDRESS.exec(said)?.[0]
        if (found === undefined) return
        clearTimeout(timer)
        resolve(found)
      })
    }
    void closed.then(() => {
      clearTimeout(timer)
      reject(new Error(`npm start s’est arrêté : ${said.trim().split('\n').at(-1)}`))
    })
  })
  return {
    url,
    ms: performance.now() - began,
    stop: async () => {
      interruption.signal.removeEventListener('abort', onAbort)
      await stop()
    },
  }
}

/** Second starts, once built and with the demonstration catalogue made: `runs` of them. */
export const measureStartup = async (runs: number): Promise<Outcome<readonly StartupFigures[]>> => {
  const desk = mkdtempSync(join(tmpdir(), 'dora-bench-'))
  const figures: StartupFigures[] = []
  const browser = await openBrowser().catch((error: Error) => error)
  try {
    if (browser instanceof Error) return { ok: false, why: `aucun navigateur : ${browser.message.split('\n')[0]}` }
    say('  premier démarrage (prépare ce qui manque, non mesuré)…')
    await (await npmStart(desk)).stop()
    while (figures.length < runs && !isInterrupted()) {
      say(`  second démarrage, ${figures.length + 1} sur ${runs}…`)
      const context = await browser.newContext(WINDOW)
      const page = await context.newPage()
      const began = performance.now()
      const started = await npmStart(desk)
      try {
        await page.goto(started.url)
        await page.locator('section.results[aria-busy="false"] [data-id]').first().waitFor({ timeout: PATIENCE_MS })
        figures.push({ addressMs: started.ms, usableMs: performance.now() - began })
      } finally {
        await context.close()
        await started.stop()
      }
    }
    return figures.length === 0 ? { ok: false, why: 'interrompu' } : { ok: true, value: figures }
  } catch (error) {
    if (figures.length > 0) return { ok: true, value: figures }
    return { ok: false, why: isInterrupted() ? 'interrompu' : error instanceof Error ? error.message : String(error) }
  } finally {
    if (!(browser instanceof Error)) await browser.close().catch(() => {})
    rmSync(desk, { recursive: true, force: true })
  }
}
