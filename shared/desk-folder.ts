/** What is needed to know where the desk keeps its files: `process.platform`, `process.env`, `os.homedir()`. */
export type Machine = {
  readonly platform: string
  readonly env: { readonly [name: string]: string | undefined }
  readonly home: string
}

/**
 * The folder of the desk on this machine (user.db, catalogue, settings, logs): the same for both hosts and for `npm run import`.
 * `DORA_DESK_FOLDER` replaces it, for tests and for machines whose home is on the network.
 */
export const deskFolder = ({ platform, env, home }: Machine): string => {
  const chosen = env['DORA_DESK_FOLDER']
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32') return `${env['APPDATA'] ?? `${home}\\AppData\\Roaming`}\\dora-desk`
  if (platform === 'darwin') return `${home}/Library/Application Support/dora-desk`
  const data = env['XDG_DATA_HOME']
  // The XDG specification says that a relative path is to be ignored.
  return `${data?.startsWith('/') ? data : `${home}/.local/share`}/dora-desk`
}
