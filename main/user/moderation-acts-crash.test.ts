import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { countingIds, openAt } from './testing/account.ts'

const writer = fileURLToPath(new URL('./testing/moderation-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-acts-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Identifiers that reached the server, in order; one that it was sent twice is there twice. */
const arrived = (): string[] => {
  const file = join(folder, 'serveur.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}

it.each([1, 2, 9, 30, 60])(
  'a desk killed while it keeps and sends acts has lost none, and sent none that was taken back (%i)',
  async (acts) => {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const gone = once(child, 'exit')
    const kept: string[] = []
    const undone = new Set<string>()
    for await (const line of createInterface({ input: child.stdout })) {
      const [what, id = ''] = line.split(' ')
      if (what === 'kept') kept.push(id)
      else undone.add(id)
      if (kept.length >= acts) child.kill('SIGKILL')
    }
    await gone
    const store = openAt(folder, countingIds())
    const before = arrived()
    const waiting = store.moderation.pending().map(({ id }) => id)
    for (const id of kept.filter((each) => !undone.has(each))) {
      // Taken back in the very instant of the end, it may not have been said.
      const unsaid = id === kept.at(-1) && Number(id.slice(-12)) % 5 === 0
      const lost = !before.includes(id) && !waiting.includes(id) && !unsaid
      expect([id, lost]).toEqual([id, false])
    }
    // Only the one under way may have left and still be there: the server knows it by its identifier.
    expect(before.filter((id) => waiting.includes(id)).length).toBeLessThanOrEqual(1)

    for (;;) {
      const { act } = store.moderation.next({ now: Date.now(), except: [] })
      if (act === null) break
      before.push(act.acte.id)
      store.moderation.settle({ userId: act.userId, id: act.acte.id, end: { suite: 'sans-objet' } })
    }
    expect(store.moderation.pending()).toEqual([])
    const twice = before.filter((id, at) => before.indexOf(id) !== at)
    expect(twice.length).toBeLessThanOrEqual(1)
    for (const id of undone) expect(before).not.toContain(id)
    store.close()
  },
)
