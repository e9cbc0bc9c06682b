import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { spawn, spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBroadcast } from '../broadcast.ts'
import { createRouter } from '../router.ts'
import { probeContract, probeHandlers } from '../testing/probe.ts'
import { startHttpHost } from './http.ts'
import { askForWindow, type Instance, type Running, takeInstance } from './instance.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-instance-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = () => join(folder, 'instance.json')
const owned = (taken: Instance | Running): Instance => {
  if (!('publish' in taken)) throw new Error('the folder was taken')
  return taken
}
/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid

it('takes a free folder, in a file for its owner only, and gives it back', async () => {
  const instance = owned(await takeInstance(folder))
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600)
  instance.release()
  owned(await takeInstance(folder))
})

it('takes over from a desk that died', async () => {
  writeFileSync(file(), JSON.stringify({ pid: deadPid(), secret: 'x', origin: 'http://127.0.0.1:1' }))
  owned(await takeInstance(folder))
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ pid: process.pid })
})

it('takes over from a number that was given to another program', async () => {
  // This port was free a moment ago, and nothing listens on it.
  const router = createRouter(probeContract, probeHandlers, { onUnexpected: () => {} })
  const host = await startHttpHost({ router, events: createBroadcast(() => {}), root: folder })
  await host.close()
  writeFileSync(file(), JSON.stringify({ pid: process.ppid, secret: 'x', origin: host.origin }))
  owned(await takeInstance(folder))
})

it('takes over from before the machine started', async () => {
  writeFileSync(file(), JSON.stringify({ pid: process.ppid, secret: 'x', origin: null }))
  utimesSync(file(), 1, 1)
  owned(await takeInstance(folder))
})

it('takes over once, however many starts find the same dead desk at the same moment', async () => {
  const left = JSON.stringify({ pid: deadPid(), secret: 'x', origin: null })
  writeFileSync(file(), left)
  const code = `
    const { takeInstance } = await import(${JSON.stringify(new URL('./instance.ts', import.meta.url).href)})
    process.stdout.write('ready')
    await new Promise((go) => process.stdin.once('data', go))
    const taken = await takeInstance(process.argv[1])
    process.stdout.write('publish' in taken ? 'owner' : 'other')
    await new Promise((end) => process.stdin.once('end', end))`
  const starts = Array.from({ length: 4 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    const said = (word: RegExp) =>
      new Promise<string>((resolve) => {
        const listen = (text: Buffer) => {
          const found = word.exec(text.toString())?.[0]
          if (found === undefined) return
          child.stdout.off('data', listen)
          resolve(found)
        }
        child.stdout.on('data', listen)
      })
    return { child, said }
  })
  await Promise.all(starts.map(({ said }) => said(/ready/)))
  const told = starts.map(({ said }) => said(/owner|other/))
  for (const { child } of starts) child.stdin.write('go')
  const owners = (await Promise.all(told)).filter((word) => word === 'owner')
  for (const { child } of starts) child.stdin.end()
  await Promise.all(starts.map(({ child }) => new Promise((resolve) => child.once('close', resolve))))
  expect(owners).toHaveLength(1)
}, 60_000)

it('passes over a lock that a start left when it died', async () => {
  writeFileSync(file(), JSON.stringify({ pid: deadPid(), secret: 'x', origin: null }))
  writeFileSync(`${file()}.prise`, '')
  utimesSync(`${file()}.prise`, 1, 1)
  owned(await takeInstance(folder))
})

it('takes over a file that does not parse', async () => {
  writeFileSync(file(), '{')
  owned(await takeInstance(folder))
})

it('gives way to a desk that lives, and asks it for a window', async () => {
  const router = createRouter(probeContract, probeHandlers, { onUnexpected: () => {} })
  const host = await startHttpHost({ router, events: createBroadcast(() => {}), root: folder, secret: 'launch' })
  // The parent of the test process lives, and is not this process.
  const running = { pid: process.ppid, secret: 'launch', origin: host.origin }
  writeFileSync(file(), JSON.stringify(running))
  const other = await takeInstance(folder)
  expect(other).toEqual(running)
  expect(await askForWindow(other as Running)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\?key=/)
  expect(await askForWindow({ ...running, secret: 'wrong' })).toBeNull()
  await host.close()
  expect(await askForWindow(running)).toBeNull()
})

it('does not give back what another has taken since', async () => {
  const instance = owned(await takeInstance(folder))
  const other = JSON.stringify({ pid: process.ppid, secret: 'other', origin: null })
  writeFileSync(file(), other)
  instance.release()
  expect(readFileSync(file(), 'utf8')).toBe(other)
})
