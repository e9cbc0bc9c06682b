/** A PouchDB on LevelDB that replicates from a server, as an offline application does; one process, so that its memory is its own. */
import { createRequire } from 'node:module'
import { inChild, memory } from '../in-child.ts'

const require = createRequire(import.meta.url)

type Replication = { readonly docs_written: number; readonly ok: boolean }
type PouchClass = {
  new (name: string): object
  replicate(from: string, to: object, options: object): Promise<Replication>
}

export type PouchClientInput = {
  /** Address of the database. */
  readonly url: string
  readonly folder: string
  readonly deltas: number
}
/** Milliseconds and rows of each replication: the first, then those after an edit, then those with nothing new. */
export type PouchClientFigures = {
  readonly bootstrap: { readonly ms: number; readonly rows: number }
  readonly deltas: readonly { readonly ms: number; readonly rows: number }[]
  readonly noops: readonly number[]
  readonly peakMb: number
}

const BATCH = 1_000

/** The parent edits rows, and reads its byte counter, between two of ours. */
const parent = (told: string): Promise<void> =>
  new Promise((resolve) => {
    process.once('message', () => resolve())
    process.send?.({ told })
  })

await inChild<PouchClientInput, PouchClientFigures>(async ({ url, folder, deltas }) => {
  const PouchDB = require('pouchdb') as PouchClass
  const local = new PouchDB(`${folder}/local`)
  const replicate = async (): Promise<{ ms: number; rows: number }> => {
    const began = performance.now()
    // A thousand a batch: quicker than its default of a hundred, which would flatter us.
    const done = await PouchDB.replicate(url, local, { batch_size: BATCH })
    if (!done.ok) throw new Error('the replication failed')
    return { ms: performance.now() - began, rows: done.docs_written }
  }
  await parent('ready')
  const bootstrap = await replicate()
  await parent('bootstrapped')
  const later: { ms: number; rows: number }[] = []
  const noops: number[] = []
  for (let i = 0; i < deltas; i++) {
    await parent('edit')
    later.push(await replicate())
    await parent('read')
    noops.push((await replicate()).ms)
  }
  return { bootstrap, deltas: later, noops, peakMb: memory().peakMb }
})
