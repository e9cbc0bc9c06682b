import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from './stamp.ts'

/** The server answers before it fills its catalogue: a start that takes longer is a start that failed. */
const START_WITHIN_MS = 30_000
/** A server that is ending still holds its folder for a moment. */
const ENDING_MS = 12_000
const LOOK_MS = 300

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

/** What a start comes to: its address, who holds the folder, or null when it said why on its standard error. */
const startOnce = (): Promise<{ readonly child: ChildProcess; readonly told: Told | null }> =>
  new Promise((resolve) => {
    // DATABASE_URL is for a server of many desks: the embedded one has its own file.
    const { DATABASE_URL: _, ...env } = process.env
    const child = fork(join(root, 'server/index.ts'), ['serve', '--embedded'], { cwd: root, env, execArgv: [] })
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
 * Starts the server of this desk as a process of its own, which ends when this one does (its channel closes). Answers its address
 * as soon as it listens, or that of the server that serves the folder already; null when there can be none, which has been said.
 */
export const startEmbeddedServer = async (): Promise<Embedded | null> => {
  const until = Date.now() + ENDING_MS
  do {
    const { child, told } = await startOnce()
    if (told === null) break
    if ('origin' in told) {
      // It must not keep this process: it is the channel's end that ends it.
      child.unref()
      child.channel?.unref()
      return { origin: told.origin }
    }
    const { origin } = told.holder
    if (origin !== null && (await answers(origin))) return { origin }
    await wait(LOOK_MS)
  } while (Date.now() < until)
  console.error('Le serveur de ce poste n’a pas pu démarrer\u202f: le bureau s’ouvre sans lui, sur les données déjà présentes.')
  return null
}
