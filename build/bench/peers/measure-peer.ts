import { openReadable } from '#main/db/open.ts'
import { createGeo } from '#main/geo/geo.ts'
import { join } from 'node:path'
import { root } from '../../stamp.ts'
import { inChild, memory } from '../in-child.ts'
import type { BenchQuery } from '../query-set.ts'
import { type Input, readQueries, runQueries } from '../run-queries.ts'
import type { EngineFigures } from '../samples.ts'
import { type Row, readRows } from './rows.ts'

export type Peer = {
  readonly add: (row: Row) => void
  /** Called once, after the last row. */
  readonly finish: () => Promise<void> | void
  /** How many services answer; the page and the counts must have been made. */
  readonly search: (query: BenchQuery) => Promise<number> | number
}

const TELL_EVERY_MS = 10_000

/** The same rows and the same queries for whichever peer, in this process of its own. Reading the rows is not counted as building. */
export const measurePeer = (create: (size: number) => Peer): Promise<void> =>
  inChild<Input, EngineFigures>(async ({ file, queries, now, budgetMs }, progress) => {
    const set = readQueries(queries)
    const geo = createGeo({ folders: [join(root, 'out/geo')], settings: () => ({ adressesEnLigne: false }) })
    const db = openReadable(file)
    const size = (db.prepare('SELECT max(rowid) FROM services').pluck().get() as number) + 1
    db.close()
    const peer = create(size)
    let buildMs = 0
    let told = performance.now()
    for (const row of readRows(file, geo.zoneName, now)) {
      const started = performance.now()
      peer.add(row)
      const ended = performance.now()
      buildMs += ended - started
      if (ended - told > TELL_EVERY_MS) {
        progress(`${row.rowid} services sur ${size}`)
        // Lets the message go, and the end of the parent be known.
        await new Promise((resolve) => setImmediate(resolve))
        told = performance.now()
      }
    }
    const started = performance.now()
    await peer.finish()
    buildMs += performance.now() - started
    const figures = await runQueries(set, (query) => peer.search(query), budgetMs)
    return { ...figures, buildMs, ...memory() }
  })
