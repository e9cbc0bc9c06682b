import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../catalogue.ts'
import { median } from '../stats.ts'
import { countBytes } from './byte-count.ts'
import type { DeskClientFigures, DeskClientInput } from './desk-client.ts'
import type { Editor } from './edits.ts'
import type { PeerFigures } from './figures.ts'
import type { BenchServer } from './server.ts'
import { talkTo } from './talk.ts'

const EDITED = 100

/** A desk from a server on the rows of a catalogue: the same steps as the peer (pouch.ts). */
export const measureDesk = async (server: BenchServer, editor: Editor, rows: number, deltas: number): Promise<PeerFigures> => {
  const folder = mkdtempSync(join(cacheFolder(), 'desk-'))
  const proxy = await countBytes(server.origin)
  const desk = talkTo<string, DeskClientFigures>('desk-client.ts', {
    origin: proxy.origin,
    folder,
    deltas,
  } satisfies DeskClientInput)
  try {
    await desk.next()
    proxy.reset()
    desk.send({})
    await desk.next()
    const bytes = proxy.counted()
    desk.send({})
    const deltaBytes: number[] = []
    for (let i = 0; i < deltas; i++) {
      await desk.next()
      const edited = await editor.edit(EDITED)
      proxy.reset()
      desk.send(edited)
      await desk.next()
      deltaBytes.push(proxy.counted().down)
      desk.send({})
    }
    const figures = await desk.value
    return {
      rows,
      bootstrapMs: figures.bootstrapMs,
      deltaMs: median(figures.deltasMs),
      noopMs: median(figures.noopsMs),
      bytesDown: bytes.down,
      bytesUp: bytes.up,
      deltaBytesDown: median(deltaBytes),
      peakMb: figures.peakMb,
    }
  } finally {
    await desk.stop()
    await proxy.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
