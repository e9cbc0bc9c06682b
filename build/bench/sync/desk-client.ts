/**
 * The exchanges of a real desk, from an empty folder: its cycle, its copy of the catalogue on the disk, its own file, over HTTP.
 * In one thread, as the peer runs; the application gives them a thread of their own (`main_stall_max_ms`).
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createGeo } from '#main/geo/geo.ts'
import { createCycle } from '#main/sync/cycle.ts'
import type { Ask, Outcome } from '#main/sync/outcome.ts'
import { openReplica } from '#main/sync/replica/replica.ts'
import { systemClock } from '#main/sync/system-clock.ts'
import { createHttpTransport } from '#main/sync/transport-http.ts'
import type { Outbox } from '#main/sync/ports.ts'
import { openUserStore, type UserStore } from '#main/user/store.ts'
import { CATALOGUE_FOLDER } from '#shared/catalogue/file.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { root } from '../../stamp.ts'
import { inChild, memory } from '../in-child.ts'

export type DeskClientInput = { readonly origin: string; readonly folder: string; readonly deltas: number }
export type DeskClientFigures = {
  readonly bootstrapMs: number
  readonly deltasMs: readonly number[]
  readonly noopsMs: readonly number[]
  readonly peakMb: number
}
/** What the parent answers: the head its edit led to. */
export type Edited = { readonly head: number; readonly epoch: string }

const parent = (told: string): Promise<Edited> =>
  new Promise((resolve) => {
    process.once('message', resolve)
    process.send?.({ told })
  })

/** The file is in this thread here: its answers are promised as the application's relay promises them. */
const promised = (outbox: UserStore['outbox']): Outbox =>
  new Proxy(outbox, {
    get: (target, name) => async (input: unknown) => (Reflect.get(target, name) as (input: unknown) => unknown)(input),
  }) as unknown as Outbox

await inChild<DeskClientInput, DeskClientFigures>(async ({ origin, folder, deltas }) => {
  const geo = createGeo({ folders: [join(root, 'out/geo')], settings: () => ({ adressesEnLigne: false }) })
  geo.load()
  const user = openUserStore({ folder, key: randomBytes(32) })
  const replica = openReplica({ folder: join(folder, CATALOGUE_FOLDER), zoneName: geo.zoneName, clock: systemClock })
  const cycle = createCycle({
    transport: createHttpTransport({ server: origin, poste: 'mesures', version: '0.0.0' }),
    replica,
    outbox: promised(user.outbox),
    clock: systemClock,
    rng: Math.random,
    territories: () => [],
    onProgress: () => {},
    report: () => {},
  })
  const run = async (ask?: Ask): Promise<number> => {
    const began = performance.now()
    const outcome: Outcome = await cycle.run(ask)
    const ms = performance.now() - began
    if (outcome.failure !== null || !outcome.upToDate) throw new Error(JSON.stringify(outcome))
    return ms
  }
  await parent('ready')
  const bootstrapMs = await run()
  const deltasMs: number[] = []
  const noopsMs: number[] = []
  await parent('bootstrapped')
  for (let i = 0; i < deltas; i++) {
    const { head, epoch } = await parent('edit')
    deltasMs.push(await run({ poke: { epoch, head, scopes: [FRANCE] } }))
    if ((await replica.current())?.cursors[0]?.seq !== head) throw new Error('the edit did not come in')
    await parent('read')
    noopsMs.push(await run())
  }
  const { peakMb } = memory()
  await replica.close()
  user.close()
  return { bootstrapMs, deltasMs, noopsMs, peakMb }
})
