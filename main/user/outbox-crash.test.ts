import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countingIds, openAt } from './testing/account.ts'

const writer = fileURLToPath(new URL('./testing/outbox-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-outbox-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it.each([1, 6, 25])(
  'a desk killed while it writes still shows, and still sends, the last note it acknowledged (%i)',
  async (notes) => {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    let last = 0
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line)
      if (last >= notes) child.kill('SIGKILL')
    }
    await gone
    const store = openAt(folder, countingIds())
    const possible = [last, last + 1].map((turn) => `Note ${turn}`)
    // One more may have reached the disk without being heard of; never one less.
    expect(possible).toContain(store.favourites.list()[0]?.note)
    // The local write and its mutation are one: what is shown is in the outbox, answered or not.
    const db = new Database(join(folder, 'user.db'), { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
    const [waiting] = store.outbox.take('odette', Date.now()).mutations
    if (waiting !== undefined) expect(possible).toContain(waiting.patch['note'])
    else expect(store.outbox.list()[0]).toMatchObject({ etat: 'envoye', champs: ['note'] })
    store.close()
  },
)
