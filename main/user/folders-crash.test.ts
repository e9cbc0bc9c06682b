import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openUserStore } from './store.ts'
import { key } from './testing/people.ts'

const CODE = 'quatre chats gris'
const writer = fileURLToPath(new URL('./testing/folders-writer.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-folders-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Kills the writer outright after its nth acknowledged save; tells the last one that was heard. */
const killAfter = async (saves: number) => {
  const child = spawn(process.execPath, [writer, folder, CODE], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  let heard = { id: '', plan: '', last: 0 }
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = '', plan = '', turn] = line.split(' ')
    heard = { id, plan, last: Number(turn) }
    if (heard.last >= saves) child.kill('SIGKILL')
  }
  await gone
  return heard
}

it('a desk killed while it saves finds the last folder and plan again, sealed, and only its code opens them', async () => {
  const { id, plan, last } = await killAfter(9)
  expect(last).toBeGreaterThanOrEqual(9)
  // Before anything is opened: what the kill left, journal included.
  for (const name of readdirSync(folder))
    if (name.startsWith('user.db')) {
      const left = readFileSync(join(folder, name), 'latin1')
      expect(left).not.toContain('Capucine')
      expect(left).not.toContain('Version')
    }
  const store = openUserStore({ folder, key })
  expect(store.folderKey.state().etat).toBe('verrouille')
  expect(() => store.folderKey.open({ code: 'cinq chats gris' })).toThrow(/code/)
  store.folderKey.open({ code: CODE })
  // One more save may have reached the disk without being heard of; never one less.
  const versions = [last, last + 1].map((turn) => `Version ${turn}`)
  expect(versions).toContain(store.folders.get({ id, jours: 90 }).profil.note)
  expect(versions).toContain(store.plans.get({ id: plan, jours: 90 }).doc.note)
  store.close()
})

it('another machine’s key opens nothing, whatever the code', () => {
  const store = openUserStore({ folder, key })
  store.folderKey.choose({ code: CODE })
  store.folders.create({ profil: { prenom: 'Capucine' } })
  store.close()
  // Not even the file opens: what it seals stays as it is.
  expect(() => openUserStore({ folder, key: new Uint8Array(32).fill(7) })).toThrow(/clé/)
})
