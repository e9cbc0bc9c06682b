/**
 * A CouchDB of Node's world, in a process of its own: express-pouchdb over PouchDB on LevelDB, in the mode made for replication.
 * Asked: the folder and the rows to hold. Sends its address once they are in; `edit` then changes rows.
 */
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { inChild } from '../in-child.ts'
import { readRows } from './rows.ts'

const require = createRequire(import.meta.url)

type Pouch = {
  bulkDocs(docs: readonly object[]): Promise<readonly object[]>
  allDocs(options: object): Promise<{ readonly rows: readonly { readonly doc: Record<string, unknown> }[] }>
}
type PouchClass = { new (name: string): Pouch; defaults(options: object): PouchClass }

export type PouchServerInput = { readonly folder: string; readonly catalogue: string; readonly limit: number }
export type PouchServerMessage = { readonly listening: string; readonly rows: number } | { readonly edited: number }

const BATCH = 1_000

await inChild<PouchServerInput, null>(async ({ folder, catalogue, limit }) => {
  const PouchDB = (require('pouchdb') as PouchClass).defaults({ prefix: `${folder}/` })
  const express = require('express') as () => {
    use(...handlers: unknown[]): void
    listen(port: number, host: string, done: () => void): { address(): AddressInfo | string | null }
  }
  const middleware = require('express-pouchdb') as (pouch: PouchClass, options: object) => unknown
  const app = express()
  app.use('/', middleware(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` }))
  const db = new PouchDB('catalogue')
  let rows = 0
  let batch: object[] = []
  for (const { kind, id, doc } of readRows(catalogue, limit)) {
    batch.push({ ...doc, _id: `${kind}:${id}` })
    rows++
    if (batch.length === BATCH) {
      await db.bulkDocs(batch)
      batch = []
    }
  }
  await db.bulkDocs(batch)
  const origin = await new Promise<string>((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })
  const send = (message: PouchServerMessage) => process.send?.({ told: message })
  process.on('message', async ({ edit }: { readonly edit: number }) => {
    const { rows: some } = await db.allDocs({ include_docs: true, limit: edit, startkey: 'service:' })
    await db.bulkDocs(some.map(({ doc }) => ({ ...doc, description: `${String(doc['description'])} (modifié ${Date.now()})` })))
    send({ edited: some.length })
  })
  send({ listening: origin, rows })
  // Serves until its parent goes.
  return new Promise<null>(() => {})
})
