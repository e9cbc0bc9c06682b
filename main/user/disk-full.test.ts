import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { countingIds, openAt, signedIn } from './testing/account.ts'

const RESERVE = 1024 * 1024
const mounted = mkdtempSync(join(tmpdir(), 'dora-full-'))

/** A real disk of six megabytes, where this machine lets a test have one. */
const canMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mounted], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'ok'
  } catch (error) {
    return error instanceof DoraError ? error.code : `not coded: ${String(error)}`
  }
}
/** Others take all that is left. */
const fill = () => {
  for (let size = 1024 * 1024; size >= 512; size /= 2)
    for (let turn = 0; ; turn++) {
      const file = join(mounted, `autre-${size}-${turn}`)
      try {
        writeFileSync(file, Buffer.alloc(size))
      } catch {
        rmSync(file, { force: true })
        break
      }
    }
}

afterAll(() => {
  if (canMount) execFileSync('umount', ['-l', mounted])
  rmSync(mounted, { recursive: true, force: true })
})

describe.runIf(canMount)('a full disk', () => {
  let store: ReturnType<typeof openAt>
  beforeAll(() => {
    store = openAt(mounted, countingIds(), { reserveBytes: RESERVE })
    store.account.set(signedIn('odette'))
    store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
  })

  it('gives up its reserve so that what is typed is kept, and says so; then writes nothing by halves', () => {
    expect(existsSync(join(mounted, 'reserve.bin'))).toBe(true)
    expect(store.outbox.state().reserveUsed).toBe(false)
    fill()
    const type = (turn: number) => {
      store.favourites.update({ kind: 'service', id: 's1', note: `${turn} ${'x'.repeat(4000)}` })
    }
    let last = 0
    while (!store.outbox.state().reserveUsed) type(++last)
    expect(existsSync(join(mounted, 'reserve.bin'))).toBe(false)
    expect(store.favourites.list()[0]?.note.startsWith(`${last} `)).toBe(true)

    fill()
    let code = 'ok'
    while (code === 'ok') {
      code = codeOf(() => type(last + 1))
      if (code === 'ok') last++
    }
    expect(code).toBe('ecriture-impossible')
    // The note and its mutation are those of the last one that was acknowledged, both.
    expect(store.favourites.list()[0]?.note.startsWith(`${last} `)).toBe(true)
    expect(store.outbox.counts()).toEqual({ en_attente: 1, a_verifier: 0 })
    store.close()
  })

  it('that has room again has its reserve again', () => {
    execFileSync('sh', ['-c', `rm -f ${mounted}/autre-*`])
    store = openAt(mounted, countingIds(), { reserveBytes: RESERVE })
    expect(existsSync(join(mounted, 'reserve.bin'))).toBe(true)
    expect(store.outbox.state().reserveUsed).toBe(false)
    store.close()
  })
})

it.runIf(!canMount)('this machine cannot give a test a disk of its own', () => {
  expect(canMount).toBe(false)
})
