/** A PouchDB on LevelDB that replicates from a server, as an offline application does; one process, so that its memory is its own. */
import { createRequire } from 'node:module'
import { inChild, memory } from '../in-child.ts'

const require = createRequire(import.meta.url)

type Replication = { readonly docs_written: number; readonly ok: boolean }
type Local = {
  put(doc: object): Promise<object>
  query(view: string, options: object): Promise<{ readonly total_rows: number }>
}
type PouchClass = {
  new (name: string): Local
  replicate(from: string, to: Local, options: object): Promise<Replication>
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
  /** The same deltas until an index of their words holds them too, and that index made for the first time. */
  readonly indexedDeltas: readonly number[]
  readonly indexMs: number
  readonly peakMb: number
}

const BATCH = 1_000

/**
 * An index of words, as its documentation has one kept: a view, brought up to date when it is asked. Whole words of the name and of
 * the description, without stems, fields nor spelling: less than the desk's.
 */
const WORDS = {
  _id: '_design/mots',
  views: {
    mots: {
      map: `function (doc) {
        var seen = {};
        ((doc.nom || '') + ' ' + (doc.description || '')).toLowerCase().split(/[^a-z0-9à-ÿ]+/).forEach(function (word) {
          if (word.length > 1 && !seen[word]) { seen[word] = true; emit(word); }
        });
      }`,
    },
  },
}

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
  const index = async (): Promise<number> => {
    const began = performance.now()
    await local.query('mots', { key: 'permis', limit: 1 })
    return performance.now() - began
  }
  const later: { ms: number; rows: number }[] = []
  const indexedDeltas: number[] = []
  const noops: number[] = []
  for (let i = 0; i < deltas; i++) {
    await parent('edit')
    later.push(await replicate())
    await parent('read')
    noops.push((await replicate()).ms)
  }
  const { peakMb } = memory()
  // Last, so that nothing above has an index to keep up.
  await local.put(WORDS)
  const indexMs = await index()
  for (let i = 0; i < deltas; i++) {
    await parent('edit')
    const { ms } = await replicate()
    indexedDeltas.push(ms + (await index()))
    await parent('read')
  }
  return { bootstrap, deltas: later, noops, indexedDeltas, indexMs, peakMb }
})
