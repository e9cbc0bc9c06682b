import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

type Machine = {
  readonly platform: string
  readonly env: { readonly [name: string]: string | undefined }
  readonly exists: (file: string) => boolean
}

const LINUX = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
]
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
const WINDOWS = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
]

const candidates = ({ platform, env }: Machine): readonly string[] => {
  if (platform === 'darwin') return MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined)
    return WINDOWS.flatMap((program) => folders.map((folder) => `${folder}\\${program}`))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return LINUX.flatMap((program) => folders.map((folder) => join(folder, program)))
}

/** A browser of the Chromium family, which can show an address as a window without tabs (`--app=`), or null. */
export const findBrowser = (
  machine: Machine = { platform: process.platform, env: process.env, exists: existsSync },
): string | null => candidates(machine).find(machine.exists) ?? null

/** True when there is a screen to open a window on. */
export const hasDisplay = (platform: string = process.platform, env: Machine['env'] = process.env): boolean =>
  platform === 'win32' || platform === 'darwin' || (env['DISPLAY'] ?? env['WAYLAND_DISPLAY'] ?? '') !== ''
