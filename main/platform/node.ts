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

/** Resolves when the program has started; fails with `ouverture-impossible` where there is none. */
const openWithSystem = (url: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const { command, args } = opener(process.platform)
    const child = spawn(command, [...args, url.href], { stdio: 'ignore', detached: true, shell: false })
    child.once('error', (cause) => reject(new DoraError('ouverture-impossible', undefined, cause)))
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })

export const createNodePlatform = (options: { readonly dataFolder: string; readonly version: string }): Platform => ({
  host: 'navigateur',
  version: options.version,
  dataFolder: options.dataFolder,
  openExternal: openWithSystem,
  secrets: fileSecrets(options.dataFolder),
})
