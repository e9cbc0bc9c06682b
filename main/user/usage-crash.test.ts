import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countingIds, openAt } from './testing/account.ts'

const writer = fileURLToPath(new URL('./testing/usage-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-usage-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const arrived = (): string[] => {
  const file = join(folder, 'serveur.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

it.each([1, 2, 3, 10, 31, 60])(
  'a desk killed while it keeps and sends events has lost none, and none counts twice (%i)',
  async (events) => {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    const kept: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      kept.push(line)
      if (kept.length >= events) child.kill('SIGKILL')
    }
    await gone
    const store = openAt(folder, countingIds())
    const before = arrived()
    const sent: string[] = []
    for (;;) {
      const next = store.usage.next({ n: 2, bytes: 100_000, today: '2026-03-02' })
      if (next.length === 0) break
      sent.push(...next.map(({ id }) => id))
      store.usage.done({ ids: next.map(({ id }) => id) })
    }
    store.close()
    // One sending may have left and not been acknowledged: it is sent again.
    expect(sent.filter((id) => before.includes(id)).length).toBeLessThanOrEqual(2)
    expect(new Set(before).size).toBe(before.length)
    for (const id of kept) expect([id, before.includes(id) || sent.includes(id)]).toEqual([id, true])
  },
)
