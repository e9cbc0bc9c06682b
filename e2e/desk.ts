import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
/** Made once for all the tests (global-setup.ts): the same seed and day give the same rows for ever. */
export const DEMONSTRATION = join(root, 'out/e2e/catalogue')
/** Screens built elsewhere than by `npm run e2e`, for those who work on them while the tests run. */
const SCREENS = process.env['DORA_E2E_SCREENS']

export type Desk = {
  readonly folder: string
  readonly process: ChildProcess
  /** The first address to open, good for one use. */
  readonly url: string
  readonly origin: string
  /** Another address, good for one use, that leads to `to`: what a second start of the application asks for. */
  readonly address: (to?: string) => Promise<string>
  /** Ends the desk as Ctrl-C does; resolves with its exit code. */
  readonly stop: () => Promise<number | null>
  /** Ends it as a power cut does: nothing of it runs any more. Its folder stays. */
  readonly kill: () => Promise<void>
}

type Options = {
  /** A data folder that outlives the desk; by default a new one, with the demonstration catalogue, removed at `stop`. */
  readonly folder?: string
  readonly port?: number
}

/** A data folder with the demonstration catalogue; empty when `catalogue` is false. */
export const newFolder = ({ catalogue = true }: { readonly catalogue?: boolean } = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-e2e-'))
  if (catalogue && existsSync(DEMONSTRATION)) cpSync(DEMONSTRATION, join(folder, 'catalogue'), { recursive: true })
  return folder
}

/** Runs one of the product's own commands to its end, and answers what it said; fails with it. */
export const runScript = (script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string => {
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, ...env } } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options)
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stdout}\n${stderr}`)
  return stdout
}

/** Starts a real desk, the browser host on a free port, and waits for its address. */
export const startDesk = async ({ folder, port = 0 }: Options = {}): Promise<Desk> => {
  const own = folder ?? newFolder()
  const screens = SCREENS === undefined ? [] : ['--renderer', SCREENS]
  const child = spawn(process.execPath, ['main/browser.ts', '--no-window', '--port', String(port), ...screens], {
    cwd: root,
    env: { ...process.env, DORA_DESK_FOLDER: own, DORA_CHECK_OUTPUTS: '1' },
    // The channel tells the desk when the tests are gone, however they went: it then ends too.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const address = /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/.exec(said)?.[0]
      if (address !== undefined) resolve(address)
    })
    void exited.then((code) => reject(new Error(`the desk ended (${code}) before giving its address: ${said}`)))
  })
  const { origin } = new URL(url)
  return {
    folder: own,
    process: child,
    url,
    origin,
    address: async (to = '/') => {
      const { secret } = JSON.parse(readFileSync(join(own, 'instance.json'), 'utf8')) as { readonly secret: string }
      const response = await fetch(`${origin}/again`, { method: 'POST', headers: { authorization: `Bearer ${secret}` } })
      const { url: next } = (await response.json()) as { readonly url: string }
      return `${next}&to=${encodeURIComponent(to)}`
    },
    stop: async () => {
      child.kill('SIGINT')
      const code = await exited
      if (folder === undefined) rmSync(own, { recursive: true, force: true })
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
