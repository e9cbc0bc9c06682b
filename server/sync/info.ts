import { DEPARTEMENTS } from '#shared/geo/divisions.ts'
import { departementScope, FRANCE, NATIONAL } from '#shared/sync/scope.ts'
import type { Info } from '#shared/sync/wire.ts'
import type { SyncParts } from './core.ts'
import { DEMONSTRATION } from './settings.ts'

const SCOPES: readonly string[] = [FRANCE, NATIONAL, ...DEPARTEMENTS.map(({ code }) => departementScope(code))]

/** `GET /sync/v1/info` (sync.md §2.2): everything of one instant. Empty scopes are left out. */
export const readInfo =
  ({ store, clock, snapshots, versions }: SyncParts) =>
  (): Promise<Info> =>
    store.read(async (reader) => {
      const head = await reader.head()
      const scopes: Info['scopes'] = []
      for (const id of SCOPES) {
        const sums = await reader.sums(id)
        if (Object.values(sums).some(({ n }) => n > 0)) scopes.push({ id, sums })
      }
      return {
        proto: versions.proto,
        schema: versions.schema,
        epoch: head.epoch,
        head: head.seq,
        floor: head.floor,
        server_time: new Date(clock.now()).toISOString(),
        demonstration: (await reader.setting(DEMONSTRATION)) === '1',
        scopes,
        // A file that cannot be followed by a pull would be downloaded for nothing, for ever.
        snapshots: snapshots.list().filter((one) => one.epoch === head.epoch && one.seq >= head.floor && one.seq <= head.seq),
      }
    })
