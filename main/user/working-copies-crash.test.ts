import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openUserStore } from './store.ts'
import { on, serviceRow, structureRow } from './testing/listing.ts'
import { key } from './testing/people.ts'

const writer = fileURLToPath(new URL('./testing/listing-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-copy-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Kills the writer outright after its nth acknowledged save; tells the last one that was heard. */
const killAfter = async (saves: number): Promise<number> => {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  let last = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last >= saves) child.kill('SIGKILL')
  }
  await gone
  return last
}

it.each([1, 9, 50])(
  'a desk killed while a listing is typed finds its last acknowledged words again (killed after %i)',
  async (saves) => {
    const last = await killAfter(saves)
    const store = openUserStore({ folder, key, reserveBytes: 0 })
    const { doc, version } = store.listing.edit(on([structureRow(), serviceRow()]))
    // One more save may have reached the disk without being heard of; never one less.
    expect([last, last + 1]).toContain(version)
    expect(doc['description']).toBe(`Version ${version}`)
    store.close()
  },
)
