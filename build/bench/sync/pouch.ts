import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../catalogue.ts'
import { median } from '../stats.ts'
import { countBytes } from './byte-count.ts'
import type { PouchClientFigures, PouchClientInput } from './pouch-client.ts'
import type { PouchServerInput, PouchServerMessage } from './pouch-server.ts'
import type { IndexedPeerFigures } from './figures.ts'
import { talkTo } from './talk.ts'

const EDITED = 100

/** PouchDB from express-pouchdb on the rows of a catalogue: bootstrap, deltas of a hundred rows, replications with nothing new. */
export const measurePouch = async (catalogue: string, limit: number, deltas: number): Promise<IndexedPeerFigures> => {
  const folder = mkdtempSync(join(cacheFolder(), 'pouch-'))
  for (const side of ['server', 'client']) mkdirSync(join(folder, side))
  const server = talkTo<PouchServerMessage>('pouch-server.ts', {
    folder: join(folder, 'server'),
    catalogue,
    limit,
  } satisfies PouchServerInput)
  try {
    const ready = await server.next()
    if (!('listening' in ready)) throw new Error('the server did not say where it is')
    const proxy = await countBytes(ready.listening)
    const client = talkTo<string, PouchClientFigures>('pouch-client.ts', {
      url: `${proxy.origin}/catalogue`,
      folder: join(folder, 'client'),
      deltas,
    } satisfies PouchClientInput)
    try {
      await client.next()
      proxy.reset()
      client.send({})
      await client.next()
      const bytes = proxy.counted()
      client.send({})
      const deltaBytes: number[] = []
      for (let i = 0; i < deltas; i++) {
        await client.next()
        server.send({ edit: EDITED })
        await server.next()
        proxy.reset()
        client.send({})
        await client.next()
        deltaBytes.push(proxy.counted().down)
        client.send({})
      }
      for (let i = 0; i < deltas; i++) {
        await client.next()
        server.send({ edit: EDITED })
        await server.next()
        client.send({})
        await client.next()
        client.send({})
      }
      const figures = await client.value
      const wrong = figures.bootstrap.rows !== ready.rows || figures.deltas.some(({ rows }) => rows !== EDITED)
      if (wrong) throw new Error(`PouchDB n’a pas tout répliqué : ${JSON.stringify(figures)}`)
      return {
        rows: ready.rows,
        bootstrapMs: figures.bootstrap.ms,
        deltaMs: median(figures.deltas.map(({ ms }) => ms)),
        noopMs: median(figures.noops),
        bytesDown: bytes.down,
        bytesUp: bytes.up,
        deltaBytesDown: median(deltaBytes),
        peakMb: figures.peakMb,
        indexMs: figures.indexMs,
        deltaIndexedMs: median(figures.indexedDeltas),
      }
    } finally {
      await client.stop()
      await proxy.close()
    }
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
