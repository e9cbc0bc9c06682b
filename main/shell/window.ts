import { BrowserWindow, screen } from 'electron'
import { APP_ORIGIN } from './origin.ts'
import {
  DEFAULT_SIZE,
  DETACHED_SIZE,
  MIN_DETACHED,
  MIN_SIZE,
  readWindowState,
  visibleState,
  writeWindowState,
} from './window-state.ts'

type Options = {
  /** Absolute path of the built preload. */
  readonly preload: string
  /** File that keeps the window's place. */
  readonly stateFile: string
  /** Developer tools: only when the application is not packaged. */
  readonly devTools: boolean
}

/** Electron's checklist, items 2 to 4 and 11. `webSecurity` and its like are left alone: their defaults are the safe ones. */
export const webPreferences = (preload: string, devTools: boolean) =>
  Object.freeze({
    preload,
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: true,
  })

/** Beside the main window, at its own size; what it shows stays within the application, as everywhere (security.ts). */
export const openDetached = ({ preload, devTools }: Pick<Options, 'preload' | 'devTools'>, adresse: string): void => {
  const window = new BrowserWindow({
    ...DETACHED_SIZE,
    minWidth: MIN_DETACHED.width,
    minHeight: MIN_DETACHED.height,
    title: 'DORA, le bureau',
    show: false,
    webPreferences: webPreferences(preload, devTools),
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${APP_ORIGIN}${adresse}#detachee`).catch(() => window.show())
}

/** The main window of the application, where it was left. Shown once painted, so that it never flashes white. */
export const openWindow = ({ preload, stateFile, devTools }: Options): BrowserWindow => {
  const place = visibleState(
    readWindowState(stateFile),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...(place === null ? DEFAULT_SIZE : { x: place.x, y: place.y, width: place.width, height: place.height }),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'DORA, le bureau',
    show: false,
    webPreferences: webPreferences(preload, devTools),
  })
  if (place?.maximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeWindowState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
  // A failure to load shows as an empty window; Electron has already logged it.
  void window.loadURL(`${APP_ORIGIN}/`).catch(() => window.show())
  return window
}
