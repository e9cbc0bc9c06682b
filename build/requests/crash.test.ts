import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openRequestDesk, requestFor } from './desk.ts'
import { digests, filesOf } from './files.ts'
import { openWorld, type World } from './world.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

const writer = fileURLToPath(new URL('writer.ts', import.meta.url))
let world: World
let folder: string
beforeEach(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'dora-demandes-crash-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

/** Kills a desk outright at its nth step; the number of each request that a person was told is sent → its identifier. */
const killAt = async (steps: number, first: number): Promise<ReadonlyMap<number, string>> => {
  const session = JSON.stringify(await world.session(world.bench.alix))
  const args = [folder, world.server().origin, session, JSON.stringify(requestFor(world.bench)), String(first)]
  const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const sent = new Map<number, string>()
  let seen = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, n, id = ''] = line.split(' ')
    if (what === 'sent') sent.set(Number(n), id)
    else if (++seen === steps) child.kill('SIGKILL')
  }
  await gone
  return sent
}

test('a desk killed again and again sends each request that it was told to send once, with its files', async () => {
  const told = new Map<number, string>()
  for (const [round, steps] of [7, 23, 41, 64, 150].entries())
    for (const [n, id] of await killAt(steps, round * 100)) told.set(n, id)
  expect(told.size).toBeGreaterThan(6)

  const desk = openRequestDesk({ folder, session: await world.session(world.bench.alix), origin: () => world.server().origin })
  await desk.untilQuiet()
  const arrived = await world.arrived()
  const shown = desk.store().requests.all().envois
  // One draft more in each round may have become a request without being heard of; never one less, and none twice.
  expect(arrived.length).toBeLessThanOrEqual(told.size + 5)
  expect(new Set(arrived.map(({ motif }) => motif)).size).toBe(arrived.length)
  expect(new Set(shown.map(({ doc, envoi }) => `${doc.id} ${envoi}`))).toEqual(new Set(arrived.map(({ id }) => `${id} a-jour`)))
  for (const { id, motif, files, story } of arrived) {
    const n = Number(motif.slice('Demande '.length))
    expect([id, files, story]).toEqual([told.get(n) ?? id, digests(filesOf(motif, n)), ['envoyee']])
  }
  for (const id of told.values()) expect(arrived.map((one) => one.id)).toContain(id)
  desk.close()
})
