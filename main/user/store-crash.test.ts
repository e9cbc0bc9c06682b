import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openUserStore } from './store.ts'
import { key } from './testing/people.ts'

const writer = fileURLToPath(new URL('./testing/crash-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Kills the writer outright after its nth acknowledged save; tells the last one that was heard. */
const killAfter = async (saves: number): Promise<{ id: string; last: number }> => {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  let heard = { id: '', last: 0 }
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', turn] = line.split(' ')
    heard = { id, last: Number(turn) }
    if (heard.last >= saves) child.kill('SIGKILL')
  }
  await gone
  return heard
}

describe('a desk killed while it saves', () => {
  it.each([1, 7, 40])('finds its last acknowledged save again (killed after %i)', async (saves) => {
    const { id, last } = await killAfter(saves)
    expect(last).toBeGreaterThanOrEqual(saves)
    const store = openUserStore({ folder, key })
    const draft = store.drafts.get(id)
    // One more save may have reached the disk without being heard of; never one less.
    expect([last, last + 1].map((turn) => `Version ${turn}`)).toContain(draft.content.motif)
    expect(draft.content.beneficiaire_nom).toBe('Imaginaire')
    store.close()
  })
})
