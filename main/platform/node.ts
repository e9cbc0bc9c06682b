import { DoraError } from '#shared/errors.ts'
import { spawn } from 'node:child_process'
import { loadPlainKey } from './key-file.ts'
import type { Platform, Secrets } from './types.ts'

const WARNING =
  'La clé qui protège vos brouillons est gardée dans un fichier de votre session, faute de coffre du système. ' +
  'Verrouillez votre session quand vous vous absentez.'

/** Keys in files of the session, with the warning that the screens show. */
export const fileSecrets = (dataFolder: string): Secrets => ({
  kind: 'fichier',
  avertissement: WARNING,
  loadKey: async (name) => loadPlainKey(dataFolder, name),
})

/** The program of each system that opens an address. Never through a shell, which would read `&` and `$` in it. */
export const opener = (platform: NodeJS.Platform): { readonly command: string; readonly args: readonly string[] } => {
  if (platform === 'win32') return { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler'] }
  if (platform === 'darwin') return { command: 'open', args: [] }
  return { command: 'xdg-open', args: [] }
}

/** Openers end at once, unless they have become the program itself: one that still runs after this has found what to open. */
const FOUND_MS = 2_000

/** Resolves once the address has been handed over; fails with `ouverture-impossible` where no program takes it. */
const openWithSystem = (url: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const { command, args } = opener(process.platform)
    const child = spawn(command, [...args, url.href], { stdio: 'ignore', detached: true, shell: false })
    child.unref()
    const found = setTimeout(resolve, FOUND_MS)
    child.once('error', (cause) => {
      clearTimeout(found)
      reject(new DoraError('ouverture-impossible', undefined, cause))
    })
    child.once('exit', (code) => {
      clearTimeout(found)
      // xdg-open ends with 3 where nothing is installed for that kind of address.
      if (code === 0) resolve()
      else reject(new DoraError('ouverture-impossible', undefined, new Error(`${command} ended with ${code}`)))
    })
  })

export const createNodePlatform = (options: { readonly dataFolder: string; readonly version: string }): Platform => ({
  host: 'navigateur',
  version: options.version,
  dataFolder: options.dataFolder,
  openExternal: openWithSystem,
  // The window is a browser's: it tells notices itself.
  notify: () => false,
  // And opens its own windows.
  detach: () => false,
  onAway: () => {},
  secrets: fileSecrets(options.dataFolder),
})
