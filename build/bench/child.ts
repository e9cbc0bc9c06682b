import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../stamp.ts'
import { interruption, say } from './interruption.ts'

/** What a measuring child sends: how far it is, then its figures, once. */
export type ChildMessage = { readonly progress: string } | { readonly value: unknown }

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

type Bounds = {
  /** Killed past this. */
  readonly timeoutMs: number
  /** Heap of V8, in MB; a child that needs more dies by itself. */
  readonly heapMb?: number
}

const ABORTED = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL'])

/**
 * Measures `script` (under build/bench) in a process of its own, so that memory and warm code are nobody else's.
 * A child that is stopped by its bounds is an answer, in French; only its own bugs show their stack on stderr.
 */
export const measureInChild = <T>(script: string, input: unknown, { timeoutMs, heapMb }: Bounds): Promise<Outcome<T>> =>
  new Promise((resolve) => {
    const heap = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`]
    const child = spawn(
      process.execPath,
      ['--expose-gc', ...heap, join(root, 'build/bench', script), JSON.stringify(input)],
      // V8 writes pages when its heap is full: that is told in one line here.
      { cwd: root, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], signal: interruption.signal, killSignal: 'SIGKILL' },
    )
    let errors = ''
    let value: { readonly of: T } | null = null
    let late = false
    const timer = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, timeoutMs)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('message', (message: ChildMessage) => {
      if ('progress' in message) say(`    ${message.progress}`)
      else value = { of: message.value as T }
    })
    child.once('error', () => {})
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      const outOfMemory = /heap out of memory|Allocation failed|Array buffer allocation failed/.test(errors)
      if (value !== null) resolve({ ok: true, value: value.of })
      else if (interruption.signal.aborted) resolve({ ok: false, why: 'interrompu' })
      else if (late) resolve({ ok: false, why: `plus de ${Math.round(timeoutMs / 1000)} s` })
      else if (outOfMemory || ABORTED.has(signal ?? '')) resolve({ ok: false, why: `plus de ${heapMb ?? '?'} Mo` })
      else {
        say(errors.trim())
        resolve({ ok: false, why: `échec (${signal ?? code})` })
      }
    })
  })
