import { parseArgs } from 'node:util'

const USAGE = `Ouvre DORA sur ce poste : dans Electron quand on peut l’avoir, sinon dans un navigateur.

  npm start
  npm start -- [options]

  --no-window       n’ouvre rien, affiche l’adresse
  --navigateur      ouvre dans un navigateur, même si Electron est là
  --port <n>        port de l’hôte navigateur (un port libre)
  --sans-serveur    ne démarre pas le serveur de ce poste : ni échanges, ni autres postes
  --to <chemin>     écran d’arrivée dans le navigateur, par exemple /favoris
  --geo <dossier>   autre découpage des communes
  --renderer <dossier>  autres écrans construits
  --help            cette aide

DORA_DESK_FOLDER change le dossier des données de ce poste.
DORA_SERVER=https://… relie ce poste à un serveur distant, au lieu du sien.
`

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      'no-window': { type: 'boolean', default: false },
      'sans-serveur': { type: 'boolean', default: false },
      navigateur: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      to: { type: 'string' },
      geo: { type: 'string', multiple: true },
      renderer: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values

export type StartOptions = Omit<ReturnType<typeof parse>, 'help' | 'port'> & { readonly port: number }

/** Something to print instead of starting: what was asked for (`code` 0), or why nothing starts (2). */
export type StartHelp = { readonly text: string; readonly code: 0 | 2 }

const refused = (why: string): StartHelp => ({ text: `${why}\n\n${USAGE}`, code: 2 })

/** The command line of `npm start`, read by the start script and by the browser host alike. Never throws. */
export const readStartOptions = (args: readonly string[]): { readonly options: StartOptions } | { readonly help: StartHelp } => {
  try {
    const { help, port: asked, ...values } = parse(args)
    if (help) return { help: { text: USAGE, code: 0 } }
    const port = /^\d{1,5}$/.test(asked) ? Number(asked) : NaN
    if (!(port <= 65_535)) return { help: refused(`--port attend un nombre de 0 à 65535, pas « ${asked} ».`) }
    return { options: { ...values, port } }
  } catch {
    // Node's own message is in English: the usage says more.
    return { help: refused(`Options incomprises : ${args.join(' ')}`) }
  }
}
