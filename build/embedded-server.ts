import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './stamp.ts'

/** The server answers before it fills its catalogue: a start that takes longer is a start that failed. */
const START_WITHIN_MS = 30_000
/** A server that is ending still holds its folder for a moment. */
const ENDING_MS = 12_000
const LOOK_MS = 300
/** A server that crashed is started again, later and later; one that crashes at each start is not helped by a tenth try. */
const AGAIN_MS = [500, 1_000, 2_000, 5_000, 15_000, 30_000] as const
/** One that held for so long has its tries again. */
const STEADY_MS = 10 * 60_000

type Told = { readonly origin: string } | { readonly holder: { readonly origin: string | null } }

const isTold = (message: unknown): message is Told =>
  typeof message === 'object' && message !== null && ('origin' in message || 'holder' in message)

/** Whether a server that is not ending answers there. */
const answers = async (origin: string): Promise<boolean> => {
  try {
    return (await fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

/**
 * What a start comes to: its address, who holds the folder, or null when it said why on its standard error.
 * @param port 0 for any that is free.
 */
const startOnce = (port = 0): Promise<{ readonly child: ChildProcess; readonly told: Told | null }> =>
  new Promise((resolve) => {
    // DATABASE_URL is for a server of many desks: the embedded one has its own file.
    const { DATABASE_URL: _, ...env } = process.env
    const child = fork(join(root, 'server/index.ts'), ['serve', '--embedded', '--port', String(port)], {
      cwd: root,
      env,
      execArgv: [],
    })
    const done = (told: Told | null): void => {
      clearTimeout(late)
      resolve({ child, told })
    }
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      done(null)
    }, START_WITHIN_MS)
    child.on('message', (message) => {
      if (isTold(message)) done(message)
    })
    child.once('error', () => done(null)).once('exit', () => done(null))
  })

export type Embedded = { readonly origin: string }

/**
 * Starts the server again on the same port when it crashes (killed for want of memory, a failure of ours), so that the desk goes
 * on. One that ended in order was told to. Must not keep this process: it is the channel's end that ends the server.
 */
const keepUp = (child: ChildProcess, origin: string, tries = 0): void => {
  const began = Date.now()
  child.unref()
  child.channel?.unref()
  const again = (tried: number): void => {
    const after = AGAIN_MS[tried]
    if (after === undefined) {
      console.error(
        'Le serveur de ce poste s’arrête sans cesse\u202f: le bureau continue sans lui, sur les données déjà présentes.',
      )
      return
    }
    setTimeout(() => {
      void startOnce(Number(new URL(origin).port)).then((next) => {
        if (next.told !== null && 'origin' in next.told) keepUp(next.child, origin, tried + 1)
        else again(tried + 1)
      })
    }, after).unref()
  }
  const ended = (code: number | null): void => {
    if (code === 0) return
    again(Date.now() - began > STEADY_MS ? 0 : tries)
  }
  if (child.exitCode === null && child.signalCode === null) child.once('exit', ended)
  else ended(child.exitCode)
}

/**
 * Starts the server of this desk as a process of its own, which ends when this one does (its channel closes). Answers its address
 * as soon as it listens, or that of the server that serves the folder already; null when there can be none, which has been said.
 */
export const startEmbeddedServer = async (): Promise<Embedded | null> => {
  const until = Date.now() + ENDING_MS
  do {
    const { child, told } = await startOnce()
    if (told === null) break
    if ('origin' in told) {
      keepUp(child, told.origin)
      return { origin: told.origin }
    }
    const { origin } = told.holder
    if (origin !== null && (await answers(origin))) return { origin }
    await wait(LOOK_MS)
  } while (Date.now() < until)
  console.error('Le serveur de ce poste n’a pas pu démarrer\u202f: le bureau s’ouvre sans lui, sur les données déjà présentes.')
  return null
}
