import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/**
 * One desk per data folder, whichever host runs it: `user.db` has one writer.
 * Answers an instance, or the desk that already runs. A file left by a desk that died is taken over.
 */
export const takeInstance = async (dataFolder: string): Promise<Instance | Running> => {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = join(dataFolder, 'instance.json')
  const mine: Running = { pid: process.pid, secret: randomBytes(32).toString('base64url'), origin: null }
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 })
      return {
        secret: mine.secret,
        publish: (origin) => writeAtomically(file, JSON.stringify({ ...mine, origin })),
        release: () => {
          if (read(file)?.secret === mine.secret) rmSync(file, { force: true })
        },
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const other = read(file)
    if (other !== null && other.pid !== process.pid && isAlive(other.pid)) {
      // It may be between taking the file and opening its port.
      if (other.origin !== null || attempt >= 10) return other
      await wait(200)
    } else if (other !== null || attempt >= 3) {
      rmSync(file, { force: true })
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
