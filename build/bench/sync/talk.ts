import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../stamp.ts'
import { interruption, say } from '../interruption.ts'

export type Talking<T, V> = {
  /** Resolves with the next thing the child says. @throws when it ends first. */
  readonly next: () => Promise<T>
  readonly send: (message: object) => void
  /** Its figures, once it is done (in-child.ts). @throws when it ends without. */
  readonly value: Promise<V>
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts a script of build/bench that is spoken with while it works. Ends with the bench. */
export const talkTo = <T, V = null>(script: string, input: unknown): Talking<T, V> => {
  const child = spawn(process.execPath, ['--expose-gc', join(root, 'build/bench/sync', script), JSON.stringify(input)], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    signal: interruption.signal,
    killSignal: 'SIGKILL',
  })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(-4_000)))
  child.once('error', () => {})
  const heard: T[] = []
  const waiting: ((message: T) => void)[] = []
  let failed: ((error: Error) => void) | undefined
  const ended = new Promise<never>((_, reject) => (failed = reject))
  const value = new Promise<V>((resolve) => {
    child.on('message', (message: { readonly told: T } | { readonly progress: string } | { readonly value: V }) => {
      if ('value' in message) resolve(message.value)
      else if ('progress' in message) say(`    ${message.progress}`)
      else {
        const taker = waiting.shift()
        if (taker === undefined) heard.push(message.told)
        else taker(message.told)
      }
    })
  })
  const closed = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      failed?.(new Error(`${script} : fin inattendue (${signal ?? code})\n${errors.trim()}`))
      resolve()
    })
  })
  // Whoever waits for something hears of the end; nobody may be waiting.
  ended.catch(() => {})
  const first = <A>(promise: Promise<A>): Promise<A> => Promise.race([promise, ended])
  const figures = first(value)
  figures.catch(() => {})
  return {
    next: () => {
      const already = heard.shift()
      return already === undefined ? first(new Promise<T>((resolve) => waiting.push(resolve))) : Promise.resolve(already)
    },
    send: (message) => {
      child.send(message)
    },
    value: figures,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
