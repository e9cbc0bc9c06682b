import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
/** Made once for all the tests (global-setup.ts): the same seed and day give the same rows for ever. */
export const DEMONSTRATION = join(root, 'out/e2e/catalogue')

export type Desk = {
  readonly folder: string
  readonly process: ChildProcess
  /** The address to open, good for one use. */
  readonly url: string
  readonly origin: string
  /** Ends the desk as Ctrl-C does; resolves with its exit code. */
  readonly stop: () => Promise<number | null>
}

type Options = {
  /** A data folder that outlives the desk; by default a new one, with the demonstration catalogue, removed at `stop`. */
  readonly folder?: string
  readonly port?: number
}

export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-e2e-'))
  if (existsSync(DEMONSTRATION)) cpSync(DEMONSTRATION, join(folder, 'catalogue'), { recursive: true })
  return folder
}

/** Starts a real desk, the browser host on a free port, and waits for its address. */
export const startDesk = async ({ folder, port = 0 }: Options = {}): Promise<Desk> => {
  const own = folder ?? newFolder()
  const child = spawn(process.execPath, ['main/browser.ts', '--no-window', '--port', String(port)], {
    cwd: root,
    env: { ...process.env, DORA_DESK_FOLDER: own, DORA_CHECK_OUTPUTS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const address = /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    void exited.then((code) => reject(new Error(`the desk ended (${code}) before giving its address: ${said}`)))
  })
  return {
    folder: own,
    process: child,
    url,
    origin: new URL(url).origin,
    stop: async () => {
      child.kill('SIGINT')
      const code = await exited
      if (folder === undefined) rmSync(own, { recursive: true, force: true })
      return code
    },
  }
}
