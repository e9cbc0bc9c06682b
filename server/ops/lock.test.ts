import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { heldBy, takeLock } from './lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const take = () => {
  const taken = takeLock(folder)
  if (!('lock' in taken)) throw new Error('held')
  return taken.lock
}

it('is held by one, who says where it answers', () => {
  const lock = take()
  lock.publish('http://127.0.0.1:4030')
  const second = takeLock(folder)
  expect(second).toMatchObject({ holder: { pid: process.pid, origin: 'http://127.0.0.1:4030' } })
  expect('holder' in second && heldBy(second.holder)).toContain(`processus ${process.pid}, http://127.0.0.1:4030`)
  lock.release()
  lock.release()
  take().release()
})

it('is free again when its process is killed, and told apart while it lives', async () => {
  const script = `import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
    takeLock(${JSON.stringify(folder)}).lock.publish('http://127.0.0.1:1'); console.log('pris'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  expect(takeLock(folder)).toMatchObject({ holder: { pid: child.pid } })
  child.kill('SIGKILL')
  await once(child, 'exit')
  take().release()
}, 120_000)
