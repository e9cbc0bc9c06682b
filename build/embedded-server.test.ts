import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { CATALOGUE_DATE } from '#server/sync/settings.ts'

/** Processes start, and a loaded machine starts them when it can. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const SOON = { timeout: 60_000, interval: 20 }

let desk: string
const children: ChildProcessByStdio<null, Readable, Readable>[] = []
beforeEach(async () => {
  desk = mkdtempSync(join(tmpdir(), 'dora-embedded-'))
  mkdirSync(join(desk, 'serveur'))
  // A server that has its catalogue makes no demonstration.
  const store = await openSqliteStore({ file: join(desk, 'serveur', 'catalogue-central.db') })
  await store.write((writer) => writer.setSetting(CATALOGUE_DATE, '2026-11-23T00:00:00Z'))
  await store.close()
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(desk, { recursive: true, force: true, maxRetries: 5 })
})

/** What `npm start` does of it, in a process that stays as the desk does. */
const start = async (env: Readonly<Record<string, string>> = {}) => {
  const script = `const { startEmbeddedServer } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-server.ts'))})
    const server = await startEmbeddedServer()
    console.log('@' + (server?.origin ?? 'aucun') + '@')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DORA_DESK_FOLDER: desk, DATABASE_URL: 'mysql://un-autre-programme', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let out = ''
  let err = ''
  child.stderr.on('data', (part) => (err += String(part)))
  for await (const part of child.stdout.iterator({ destroyOnReturn: false })) if (/@(\S+)@/.test((out += String(part)))) break
  return { child, origin: /@(\S+)@/.exec(out)?.[1] ?? '', err: () => err }
}
const answers = (origin: string) =>
  fetch(`${origin}/health`).then(
    ({ ok }) => ok,
    () => false,
  )

it('gives a desk its server, gives a second desk the same one, and none outlives the first', async () => {
  const first = await start()
  expect(await answers(first.origin)).toBe(true)
  expect((await start()).origin).toBe(first.origin)
  first.child.kill('SIGKILL')
  await expect.poll(() => answers(first.origin), SOON).toBe(false)
  // The folder is free again at once, or as soon as it is.
  expect(await answers((await start()).origin)).toBe(true)
})

it('comes back at the same address each time it crashes, so that the desk goes on', async () => {
  const { origin } = await start()
  const held = join(desk, 'serveur', 'verrou.json')
  const pid = () => (JSON.parse(readFileSync(held, 'utf8')) as { pid: number }).pid
  for (let crash = 0; crash < 2; crash += 1) {
    const before = pid()
    process.kill(before, 'SIGKILL')
    // Between the two it may be down for too short a time to be seen so.
    await expect.poll(() => existsSync(held) && pid() !== before, SOON).toBe(true)
    await expect.poll(() => answers(origin), SOON).toBe(true)
  }
})

it('says in French why there is none, and lets the desk start', async () => {
  const { origin, err } = await start({ DORA_SERVER_BACKUP_HOURS: 'souvent' })
  expect(origin).toBe('aucun')
  expect(err()).toContain('DORA_SERVER_BACKUP_HOURS est incorrect')
  expect(err()).toContain('le bureau s’ouvre sans lui')
})
