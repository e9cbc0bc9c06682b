import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { deskFolder } from '#shared/desk-folder.ts'
import packageJson from '../package.json' with { type: 'json' }
import { createBroadcast } from './broadcast.ts'
import { removeDoorstep, writeDoorstep } from './hosts/doorstep.ts'
import { findBrowser, hasDisplay } from './hosts/find-browser.ts'
import { startHttpHost } from './hosts/http.ts'
import { askForWindow, takeInstance } from './hosts/instance.ts'
import { createLog } from './log.ts'
import { createNodePlatform } from './platform/node.ts'
import { createServices } from './services.ts'
import { givenServer } from './sync/given-server.ts'
import { readStartOptions } from './start-options.ts'

/** How long without any page before the application that opened its own window ends: a reload takes less. */
const ALONE_MS = 4_000

const started = readStartOptions(process.argv.slice(2))
if ('help' in started) {
  ;(started.help.code === 0 ? process.stdout : process.stderr).write(started.help.text)
  process.exit(started.help.code)
}
const values = started.options

const say = (text: string) => process.stdout.write(`${text}\n`)
const repository = join(import.meta.dirname, import.meta.url.endsWith('.ts') ? '..' : '../..')
const dataFolder = deskFolder({ platform: process.platform, env: process.env, home: homedir() })

// A profile of its own: the window is a process of ours, and its cookies and history are nobody else's.
const profile = join(dataFolder, 'fenetre')
const openWindow = (url: string) => {
  const browser = values['no-window'] || !hasDisplay() ? null : findBrowser()
  if (browser === null) {
    say(`Adresse à ouvrir dans un navigateur (valable une fois) : ${url}`)
    return null
  }
  let address: string
  try {
    address = writeDoorstep(profile, url)
  } catch {
    // A full or protected disk: the desk runs all the same, for whoever opens its address by hand.
    say(`La fenêtre n’a pas pu être préparée (disque plein ou protégé). Adresse à ouvrir (valable une fois)\u202f: ${url}`)
    return null
  }
  return spawn(browser, [`--app=${address}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check'], {
    stdio: 'ignore',
  })
}

const instance = await takeInstance(dataFolder)
if (!('publish' in instance)) {
  const url = await askForWindow(instance)
  if (url === null) {
    say(`L’application est déjà ouverte (processus ${instance.pid}). Fermez-la avant de la relancer.`)
    process.exit(1)
  }
  say('L’application est déjà ouverte : une fenêtre de plus s’ouvre.')
  openWindow(url)?.unref()
  process.exit(0)
}

const log = createLog(join(dataFolder, 'logs'))
const broadcast = createBroadcast((error) => log.error('broadcast', error))
const platform = createNodePlatform({ dataFolder, version: packageJson.version })
const services = createServices({
  platform,
  broadcast,
  log,
  server: givenServer(process.env, (error) => log.error('DORA_SERVER', error)),
  geoFolders: values.geo ?? [join(dataFolder, 'geo'), join(repository, 'out/geo')],
  checkOutputs: process.env['DORA_CHECK_OUTPUTS'] === '1',
})

let leaving: Promise<void> | null = null
const leave = () => {
  // A service that does not end must not keep the process: what was acknowledged is on the disk.
  setTimeout(() => process.exit(1), 5_000).unref()
  leaving ??= (async () => {
    openedWindow?.kill()
    await host.close()
    await services.close()
    instance.release()
    process.exit(0)
  })()
}

let alone: NodeJS.Timeout | undefined
let seen = false
const host = await startHttpHost({
  router: services.router,
  events: broadcast,
  root: values.renderer ?? join(repository, 'out/renderer'),
  port: values.port,
  secret: instance.secret,
  onPages: (open) => {
    clearTimeout(alone)
    if (open > 0) removeDoorstep(profile)
    seen ||= open > 0
    if (open === 0 && openedWindow !== null) alone = setTimeout(leave, ALONE_MS)
  },
})
instance.publish(host.origin)
if (!existsSync(values.renderer ?? join(repository, 'out/renderer/index.html')))
  say('Les écrans ne sont pas construits : lancez « npm start ».')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
// Started by another process with a channel: when that process goes, so does this one.
process.on('disconnect', leave)

let openedWindow = openWindow(host.openUrl(values.to))
const withoutWindow = () => {
  // It ended before showing anything (no sandbox, no display after all): the desk stays, for a browser of the user's choice.
  if (seen || leaving !== null) return
  openedWindow = null
  say(`Le navigateur n’a pas pu s’ouvrir. Adresse à ouvrir dans un autre (valable une fois) : ${host.openUrl(values.to)}`)
}
openedWindow?.once('error', withoutWindow).once('exit', (code) => {
  // A browser already running takes the window over and ends with 0.
  if (code !== 0) withoutWindow()
})
setImmediate(services.warm)
