import { spawn } from 'node:child_process'
import { root } from './stamp.ts'

export type Outcome = { readonly code: number; readonly output: string; readonly seconds: number }

type Options = {
  /** `show`: the program's own output is the progress; `keep`: shown only if it matters, returned in `output`; `both`. */
  readonly output: 'show' | 'keep' | 'both'
  readonly env?: { readonly [name: string]: string }
}

const running = new Set<ReturnType<typeof spawn>>()
const stopAll = (signal: NodeJS.Signals) => {
  for (const child of running) child.kill(signal)
  process.exit(signal === 'SIGINT' ? 130 : 143)
}

/** Runs `node <args>` with this very Node. When this process is told to end, or the one that started it goes, so does the child. */
export const runNode = (args: readonly string[], { output, env = {} }: Options): Promise<Outcome> => {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    if (running.size === 0) guard.attach()
    running.add(child)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (part: string) => {
        text += part
        if (output === 'both') process.stdout.write(part)
      })
    }
    child.once('error', reject)
    child.once('close', (code, signal) => {
      running.delete(child)
      if (running.size === 0) guard.detach()
      resolve({ code: code ?? (signal === null ? 1 : 128), output: text, seconds: (performance.now() - began) / 1000 })
    })
  })
}

/** Held only while a child runs: what comes after (the application) has its own way to end. */
const guard = (() => {
  const onInt = () => stopAll('SIGINT')
  const onTerm = () => stopAll('SIGTERM')
  return {
    attach: () => {
      process.on('SIGINT', onInt).on('SIGTERM', onTerm).on('SIGHUP', onTerm).on('disconnect', onTerm)
    },
    detach: () => {
      process.off('SIGINT', onInt).off('SIGTERM', onTerm).off('SIGHUP', onTerm).off('disconnect', onTerm)
    },
  }
})()
