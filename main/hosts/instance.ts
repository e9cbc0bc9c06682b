import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { writeAtomically } from '../app/write-atomically.ts'

/** What the running desk tells of itself, in a file that only its owner reads. `secret` lets a second start ask for a window. */
const Running = z.object({ pid: z.number().int(), secret: z.string(), origin: z.string().nullable() })
export type Running = z.infer<typeof Running>

export type Instance = {
  readonly secret: string
  /** Says at which address this desk answers, for a second start to find. */
  readonly publish: (origin: string) => void
  readonly release: () => void
}

/** Files are dated to the second on some systems. */
const CLOCK_GRAIN_MS = 2_000

/** Whether the file was written before the machine started: its process number means nothing any more. */
const isOfAnotherBoot = (file: string): boolean => {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return written !== undefined && written < Date.now() - uptime() * 1000 - CLOCK_GRAIN_MS
}

/** Whether nothing listens there any more: the process number was given to another program. */
const isDeaf = async (origin: string): Promise<boolean> => {
  try {
    await fetch(origin, { method: 'HEAD', signal: AbortSignal.timeout(2_000) })
    return false
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null
    return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED'
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const read = (file: string): Running | null => {
  try {
    return Running.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** The lock is held for a millisecond: one that lasts was left by a start that died there. */
const LOCK_LEFT_MS = 5_000

/** Puts `mine` in the place of a desk that is gone. Of several starts that judged it gone at once, one alone does; false for the others. */
const takeOver = (file: string, gone: Running | null, mine: Running): boolean => {
  const lock = `${file}.prise`
  try {
    writeFileSync(lock, '', { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
    if (Date.now() - since > LOCK_LEFT_MS) rmSync(lock, { force: true })
    return false
  }
  try {
    // Judged before the lock was ours: another may have taken it since.
    if (read(file)?.secret !== gone?.secret) return false
    writeAtomically(file, JSON.stringify(mine))
    return true
  } finally {
    rmSync(lock, { force: true })
  }
}

/**
 * One desk per data folder, whichever host runs it: `user.db` has one writer.
 * Answers an instance, or the desk that already runs. A file left by a desk that died is taken over.
 */
export const takeInstance = async (dataFolder: string): Promise<Instance | Running> => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, 'instance.json')
  const mine: Running = { pid: process.pid, secret: randomBytes(32).toString('base64url'), origin: null }
  const owned: Instance = {
    secret: mine.secret,
    publish: (origin) => writeAtomically(file, JSON.stringify({ ...mine, origin })),
    release: () => {
      if (read(file)?.secret === mine.secret) rmSync(file, { force: true })
    },
  }
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return owned
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = read(file)
    const lives =
      other !== null &&
      other.pid !== process.pid &&
      isAlive(other.pid) &&
      !isOfAnotherBoot(file) &&
      (other.origin === null || !(await isDeaf(other.origin)))
    if (lives) {
      // It may be between taking the file and opening its port.
      if (other.origin !== null || attempt >= 10) return other
      await wait(200)
    } else if (other !== null || attempt >= 3) {
      if (takeOver(file, other, mine)) return owned
      await wait(100)
    } else {
      // Half written by another start of this very moment, or broken: a second look tells.
      await wait(100)
    }
  }
  throw new Error('the data folder is being taken by several starts at once')
}

/** Asks the desk that runs for an address to open a window with; null when it does not answer (its number was given to another program). */
export const askForWindow = async (running: Running): Promise<string | null> => {
  if (running.origin === null) return null
  try {
    const response = await fetch(`${running.origin}/again`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.secret}` },
      signal: AbortSignal.timeout(2_000),
    })
    return response.ok ? z.object({ url: z.url() }).parse(await response.json()).url : null
  } catch {
    return null
  }
}
