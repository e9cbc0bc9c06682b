import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeLock } from '#server/ops/lock.ts'
import { openStore } from '#server/ops/open.ts'
import { arrivalsFolder, REFUSED, watchArrivals } from '#server/sync/ingest/arrivals.ts'
import { openPendingArrival } from './arrival.ts'
import { handOver, serverOf } from './hand-over.ts'
import { seal } from '#server/sync/testing.ts'
import { withFolder } from './testing.ts'

const machine = (env: Record<string, string>) => ({ platform: 'linux', env, home: '/nowhere' })
const arrive = (folder: string, id: string): string => {
  const pending = openPendingArrival(folder, { zoneName: () => null })
  pending.writer.addStructure({ source: 'dora', id, nom: id, date_maj: '2026-01-01' })
  return pending.install({ demonstration: false, genere_le: new Date().toISOString() }).file
}

test('without a server, the import is taken in at once, and the folder is free again', () =>
  withFolder(async (folder) => {
    const config = serverOf(machine({ DORA_SERVER_FOLDER: folder }))
    const file = arrive(folder, 's-1')
    expect(await handOver(config, file)).toMatch(/1 fiches écrites, 0 retirées, 0 inchangées/)
    expect(existsSync(file)).toBe(false)
    const store = await openStore(config)
    expect((await store.read((reader) => reader.sums('cat:fr')))['structure']?.n).toBe(1)
    await store.close()
    expect(takeLock(folder)).toHaveProperty('lock')
  }))

test('with a server, the import waits for it to be taken, and says when it was refused', () =>
  withFolder(async (folder) => {
    const config = serverOf(machine({ DORA_SERVER_FOLDER: folder }))
    const taken = takeLock(folder)
    if (!('lock' in taken)) throw new Error('the folder is held')
    const store = await openStore(config)
    const watching = watchArrivals({ store, seal }, folder)
    expect(await handOver(config, arrive(folder, 's-1'))).toMatch(/Le serveur en marche a pris ce catalogue/)
    await watching.close()
    const file = arrive(folder, 's-2')
    renameSync(file, file + REFUSED)
    await expect(handOver(config, file)).rejects.toThrow(/n’a pas pu lire ce catalogue/)
    expect(readdirSync(join(arrivalsFolder(folder)))).toHaveLength(1)
    await store.close()
    taken.lock.release()
  }))

test('an environment that cannot be read is said in French, before anything is written', () => {
  expect(() => serverOf(machine({ DORA_SERVER_FOLDER: '/x', DORA_SERVER_PORT: 'abc' }))).toThrow(/DORA_SERVER_PORT est incorrect/)
})
