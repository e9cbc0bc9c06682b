import { app, BrowserWindow, dialog, session, shell } from 'electron'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Settings } from '#shared/contract/app.ts'
import { deskFolder } from '#shared/desk-folder.ts'
import { createBroadcast } from './broadcast.ts'
import { serveElectron } from './hosts/electron.ts'
import { LINK_SCHEME } from '#shared/link.ts'
import { askForWindow, takeInstance } from './hosts/instance.ts'
import { createLog } from './log.ts'
import { createElectronPlatform } from './platform/electron.ts'
import { createServices } from './services.ts'
import { givenServer } from './sync/given-server.ts'
import { installMenu } from './shell/menu.ts'
import { declareScheme, serveScheme } from './shell/protocol.ts'
import { lockContents, lockPermissions } from './shell/security.ts'
import { keepGlobalShortcut } from './shell/global-shortcut.ts'
import { openDetached, openWindow } from './shell/window.ts'

const dataFolder = deskFolder({ platform: process.platform, env: process.env, home: homedir() })
const log = createLog(join(dataFolder, 'logs'))

/** By which Windows knows whose notices these are: the one of the packaged application (build/electron-builder.ts). */
const APP_ID = 'fr.dora-bureau.desk'

/** How Windows and Linux hand a link over. */
const linkIn = (argv: readonly string[]): string | undefined => argv.find((text) => text.startsWith(`${LINK_SCHEME}:`))
/** macOS may hand one over before the application is ready. */
const early: string[] = []
let handOver: (url: string) => void = (url) => early.push(url)

/** Windows that were detached come and go beside this one. */
let mainWindow: BrowserWindow | null = null

const pages = () => ({ preload: join(app.getAppPath(), 'out/preload/index.cjs'), devTools: !app.isPackaged })

const showWindow = (): BrowserWindow => {
  const window = mainWindow
  if (window === null) {
    const opened = openWindow({ ...pages(), stateFile: join(dataFolder, 'window.json') })
    opened.once('closed', () => {
      mainWindow = null
    })
    mainWindow = opened
    return opened
  }
  if (window.isMinimized()) window.restore()
  window.focus()
  return window
}

/** The browser host already owns the data folder: its page is shown instead of a second writer being started. */
const giveWay = async (running: Parameters<typeof askForWindow>[0]) => {
  const url = await askForWindow(running)
  if (url !== null) await shell.openExternal(url)
  else
    dialog.showErrorBox('DORA, le bureau', 'L’application est déjà ouverte dans un navigateur. Fermez-la avant de l’ouvrir ici.')
  app.exit(0)
}

const start = async () => {
  const instance = await takeInstance(dataFolder)
  if (!('publish' in instance)) return giveWay(instance)

  const broadcast = createBroadcast((error) => log.error('broadcast', error))
  const services = createServices({
    platform: await createElectronPlatform(dataFolder, {
      show: showWindow,
      detach: (adresse) => openDetached(pages(), adresse),
    }),
    broadcast,
    log,
    deepLinks: app.isPackaged,
    server: givenServer(process.env, (error) => log.error('DORA_SERVER', error)),
    geoFolders: [
      join(dataFolder, 'geo'),
      app.isPackaged ? join(process.resourcesPath, 'geo') : join(app.getAppPath(), 'out/geo'),
    ],
  })

  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    // The user's file is closed cleanly before the process goes.
    event.preventDefault()
    void services.close().finally(() => {
      closed = true
      instance.release()
      app.quit()
    })
  })

  lockPermissions(session.defaultSession)
  serveScheme(join(app.getAppPath(), 'out/renderer'))
  serveElectron(services.router, broadcast, () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents))
  installMenu(!app.isPackaged)
  // A browser that comes back from signing in, a link followed elsewhere: addresses that anyone may have written, read as data.
  handOver = (url) => {
    showWindow()
    void services.returned(url)
  }
  // Brings the search from any program, if the settings ask for it, as soon as they do.
  const keepShortcut = (settings: unknown) => keepGlobalShortcut((settings as Settings).raccourciGlobal, (link) => handOver(link))
  void services.router.call('settings.get', undefined).then((reply) => reply.ok && keepShortcut(reply.value))
  broadcast.subscribe(({ name, payload }) => {
    if (name === 'settings.changed') keepShortcut(payload)
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
  app.on('second-instance', (_, argv) => handOver(linkIn(argv) ?? ''))
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  showWindow()
  // The first screen takes them, once it is there.
  for (const url of [linkIn(process.argv) ?? [], early].flat()) void services.returned(url)
  setImmediate(services.warm)
}

declareScheme()
app.on('open-url', (event, url) => {
  event.preventDefault()
  handOver(url)
})
app.enableSandbox()
if (process.platform === 'win32') app.setAppUserModelId(APP_ID)
// Chromium's own files (cookies, caches) stay apart from ours. Before the lock, which lives there.
app.setPath('userData', join(dataFolder, 'electron'))
lockContents()
if (app.requestSingleInstanceLock()) {
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log.error('start', error)
      dialog.showErrorBox(
        'DORA, le bureau',
        'L’application n’a pas pu démarrer. Vos données sont intactes. Le détail est dans le journal.',
      )
      app.exit(1)
    })
} else {
  app.quit()
}
