import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './stamp.ts'

export type ElectronBinary = { readonly file: string } | { readonly file: null; readonly why: string }

const folder = join(root, 'node_modules/electron')
const REFUSAL = join(root, 'out/electron-absent.json')
/** A failure is remembered for a day: the next start must be quick, but the network may come back. */
const REMEMBER_MS = 24 * 3_600_000
const DOWNLOAD_MS = 5 * 60_000

const version = (): string => (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version

/** Where the package says its binary is. Never by importing it: that starts a download. */
const present = (): string | null => {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8') : 'electron'
  const file = override === undefined ? join(folder, 'dist', name) : join(override, name)
  return existsSync(file) ? file : null
}

const remembered = (): string | null => {
  try {
    const refusal = JSON.parse(readFileSync(REFUSAL, 'utf8')) as { version: string; at: number; why: string }
    return refusal.version === version() && Date.now() - refusal.at < REMEMBER_MS ? refusal.why : null
  } catch {
    return null
  }
}

const reachable = async (): Promise<boolean> => {
  // A mirror or a proxy is the administrator's word that the download works: it is tried, not probed.
  const chosen = ['ELECTRON_MIRROR', 'npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'ELECTRON_GET_USE_PROXY']
  if (chosen.some((name) => process.env[name] !== undefined)) return true
  try {
    await fetch('https://github.com/electron/electron/releases', { method: 'HEAD', signal: AbortSignal.timeout(3_000) })
    return true
  } catch {
    return false
  }
}

const download = (): Promise<boolean> =>
  new Promise((resolve) => {
    console.log(`Téléchargement d’Electron ${version()} (une seule fois, une centaine de Mo)…`)
    const began = Date.now()
    const ticker = setInterval(() => console.log(`  toujours en cours (${Math.round((Date.now() - began) / 1000)} s)…`), 10_000)
    const child = spawn(process.execPath, ['install.js'], { cwd: folder, stdio: 'ignore', timeout: DOWNLOAD_MS })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => {
      clearInterval(ticker)
      resolve(code === 0)
    })
  })

/** Electron's program, fetched if it can be had; otherwise why not, as the end of a French sentence. */
export const electronBinary = async (): Promise<ElectronBinary> => {
  const found = present()
  if (found !== null) return { file: found }
  const known = remembered()
  if (known !== null) return { file: null, why: known }
  const why = (await reachable())
    ? (await download())
      ? null
      : 'son téléchargement a échoué'
    : 'github.com, d’où il se télécharge, est injoignable'
  const file = present()
  if (why === null && file !== null) return { file }
  const reason = why ?? 'son téléchargement est incomplet'
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(REFUSAL, JSON.stringify({ version: version(), at: Date.now(), why: reason }))
  return { file: null, why: reason }
}
