import { spawn } from 'node:child_process'
import { root } from '../stamp.ts'
import { interruption } from './interruption.ts'

/** Runs a script of the repository as a person would, to its end, its words kept. Ends with the bench. */
export const runQuietly = (
  args: readonly string[],
  env: { readonly [name: string]: string },
): Promise<{ readonly code: number; readonly output: string; readonly ms: number }> => {
  const began = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: interruption.signal,
      killSignal: 'SIGKILL',
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', () => {})
    child.once('close', (code) => resolve({ code: code ?? 1, output, ms: performance.now() - began }))
  })
}
