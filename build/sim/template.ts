import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Doc } from '#shared/sync/merge.ts'
import { openReplica } from '#main/sync/replica/replica.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { inventService, inventStructure, resetWords } from './catalogue-rows.ts'
import { createRandom } from './random.ts'
import { seal, USERS } from './server.ts'
import { buildSnapshot } from './snapshots.ts'
import { makeUserTemplate } from './user-side.ts'

/** Made once per process, copied for each run: a server with its accounts and its first rows, a desk just installed, another that has read them. */
export type Template = { readonly server: Buffer; readonly desk: string; readonly warm: string; readonly words: number }

/** Memory rather than a disk, when the machine has such a folder: runs write a lot and keep nothing. */
export const workFolder = (name: string): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `dora-sim-${name}-`))

export const tokenOf = (user: string, desk: number, turn: number): string => `jeton-${user}-${desk}-${turn}`.padEnd(43, '_')

let made: Promise<Template> | null = null
export const prepareTemplate = (): Promise<Template> => (made ??= make())

const make = async (): Promise<Template> => {
  resetWords(0)
  const random = createRandom(1)
  const store = await openSqliteStore({
    file: ':memory:',
    now: () => Date.parse('2026-06-01T00:00:00Z'),
    newEpochId: () => '0'.repeat(31) + '1',
  })
  for (const user of USERS) await store.accounts.addUser(user)
  const structures = ['g-0', 'g-1', 'g-2', 'g-3']
  await store.write(async (writer) => {
    for (const id of structures) await putStructure(writer, inventStructure(id, random) as unknown as Doc)
  })
  for (let at = 0; at < 7; at++) {
    await store.write((writer) => putService(writer, seal, inventService(`s-${at}`, structures, random) as unknown as Doc))
  }
  const desk = workFolder('template')
  const warm = workFolder('template')
  process.once('exit', () => {
    for (const folder of [desk, warm]) rmSync(folder, { recursive: true, force: true })
  })
  const { info, packed } = await buildSnapshot(store, join(desk, 'shelf'), Date.parse('2026-06-01T00:00:00Z'))
  const server = await store.serialize()
  await store.close()
  makeUserTemplate(desk)
  cpSync(desk, warm, { recursive: true })
  const replica = openReplica({ folder: join(warm, 'catalogue'), zoneName: () => null, clock: { now: () => 0 } })
  await replica.install(
    info,
    async function* () {
      yield packed
    },
    () => {},
  )
  await replica.close()
  // Words of the template are below.
  return { server, desk, warm, words: 100 }
}
