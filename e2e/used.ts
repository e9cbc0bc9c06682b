import { join } from 'node:path'
import { STORE_FILE } from '#server/ops/backup.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { StoredUsage } from '#server/store/types.ts'
import type { Town } from './people.ts'

/** Events of use that other desks told the server of the town, which is stopped meanwhile. */
export const happened = async (town: Town, events: readonly StoredUsage[]): Promise<void> => {
  await town.cut()
  const store = await openSqliteStore({ file: join(town.central.folder, STORE_FILE) })
  await store.usage.add(events)
  await store.close()
  await town.mend()
}
