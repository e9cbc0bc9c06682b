import { type ChildProcess, type Serializable, spawn } from 'node:child_process'
import { root } from '../stamp.ts'

type Options = {
  /** Arguments of Node: a script and its own. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Everything that it writes on its two outputs, until it is gone. */
  readonly output: string[]
}

export type Program = {
  readonly pid: number
  readonly alive: () => boolean
  readonly send: (message: Serializable) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  /** Resolves once the process is gone and all that it wrote is read. */
  readonly gone: Promise<number | null>
  /** `kill -9`. */
  readonly kill: () => Promise<void>
  /** Asks it to end in order; answers its exit code. */
  readonly stop: () => Promise<number | null>
}

const running = new Set<ChildProcess>()
// A run that is interrupted leaves no process behind.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts a real process of this repository. */
export const startProgram = ({ args, env, output }: Options): Program => {
  const child = spawn(process.execPath, [...args], {
    cwd: root,
    // Nothing of the surroundings changes what is tested, but what the system needs.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.add(child)
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output.push(text)
    })
  // A message to a process just killed.
  child.on('error', () => {})
  const gone = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      resolve(code)
    })
  })
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal)
    return gone
  }
  return {
    pid: child.pid ?? 0,
    alive: () => child.exitCode === null && child.signalCode === null,
    send: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    gone,
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}
