import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, runScript } from './desk.ts'

export type CentralServer = {
  readonly origin: string
  readonly port: number
  /** Ends it as Ctrl-C does; its folder stays. */
  readonly stop: () => Promise<void>
}

export type ServerFolder = {
  readonly folder: string
  /** Someone who may sign in. */
  readonly account: { readonly courriel: string; readonly motDePasse: string }
}

/** A folder of the server that holds a small demonstration catalogue and an account. */
export const newServerFolder = (services = 400): ServerFolder => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-e2e-serveur-'))
  const env = { DORA_SERVER_FOLDER: folder }
  runScript('server/import/cli-demo.ts', ['--seed', '1', '--services', String(services), '--today', '2026-11-23'], env)
  const courriel = 'camille@exemple.fr'
  const said = runScript('server/index.ts', ['admin', 'create', courriel, '--nom', 'Camille Inventée'], env)
  const motDePasse = /[a-z0-9]{5}(-[a-z0-9]{5}){3}/.exec(said)?.[0]
  if (motDePasse === undefined) throw new Error('no password was shown for the account')
  return { folder, account: { courriel, motDePasse } }
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

/** Starts the real server alone, on a free port unless told, and waits until it answers. `env`: other variables of the server. */
export const startServer = async (
  folder: string,
  port = 0,
  env: Readonly<Record<string, string>> = {},
): Promise<CentralServer> => {
  const child = spawn(process.execPath, ['server/index.ts'], {
    cwd: root,
    env: { ...process.env, DORA_SERVER_FOLDER: folder, DORA_SERVER_PORT: String(port), DORA_SERVER_LOG: 'error', ...env },
    // The channel tells the server when the tests are gone, however they went.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const gone = ended(child)
  const origin = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const address = /prêt\u202f: (http:\/\/\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    void gone.then((code) => reject(new Error(`the server ended (${code}) before giving its address: ${said}`)))
  })
  return {
    origin,
    port: Number(new URL(origin).port),
    stop: async () => {
      child.kill('SIGINT')
      await gone
    },
  }
}
