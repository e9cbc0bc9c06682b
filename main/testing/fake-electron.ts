/**
 * Stands for `electron` in tests (vitest.config.ts): records every call in order, and is as strict as the real one where
 * a test could otherwise lie: values crossing the bridge are cloned, a second handler for a channel throws.
 */
import { EventEmitter } from 'node:events'

export type Recorded = readonly [what: string, ...details: unknown[]]
type Handler = (event: { readonly senderFrame: Frame | null }, ...args: unknown[]) => unknown
export type Frame = { readonly origin: string; readonly parent: Frame | null }

const transcript: Recorded[] = []
const record = (what: string, ...details: unknown[]) => {
  transcript.push([what, ...details])
}

const handlers = new Map<string, Handler>()
const pageListeners = new Set<(event: unknown, ...args: unknown[]) => void>()
const exposed = new Map<string, unknown>()
/** Told instead of the operating system. */
const state = {
  primaryInstance: true,
  encryptionAvailable: true,
  backend: 'gnome_libsecret',
  openExternalFails: false,
  displays: [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
  windows: [] as BrowserWindow[],
  noticesSupported: true,
  notices: [] as Notification[],
  permissions: {
    request: null as
      | null
      | ((contents: unknown, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void),
    check: null as null | ((contents: unknown, permission: string, origin: string) => boolean),
    device: null as null | (() => boolean),
  },
  protocolHandler: null as null | ((request: Request) => Promise<Response>),
  /** The frame calls come from. */
  sender: { origin: 'app://dora', parent: null } as Frame | null,
}

export const fake = { transcript, handlers, exposed, state }

class App extends EventEmitter {
  readonly name = 'DORA, le bureau'
  readonly isPackaged = false
  whenReady = () => {
    record('app.whenReady')
    return Promise.resolve()
  }
  enableSandbox = () => record('app.enableSandbox')
  setAppUserModelId = (id: string) => record('app.setAppUserModelId', id)
  setPath = (name: string) => record('app.setPath', name)
  getAppPath = () => '/application'
  getVersion = () => '0.0.0-test'
  quit = () => record('app.quit')
  exit = (code: number) => record('app.exit', code)
  requestSingleInstanceLock = () => {
    record('app.requestSingleInstanceLock')
    return state.primaryInstance
  }
  override on(name: string, listener: (...args: never[]) => void) {
    record('app.on', name)
    return super.on(name, listener as (...args: unknown[]) => void)
  }
}
export const app = new App()

export class WebContents extends EventEmitter {
  readonly mainFrame: Frame = { origin: 'app://dora', parent: null }
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  loading = false
  isDestroyed = () => false
  isLoading = () => this.loading
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler
  }
  send = (channel: string, ...args: unknown[]) => {
    for (const listener of pageListeners) listener({ channel }, ...args.map((arg) => structuredClone(arg)))
  }
  print = () => record('webContents.print')
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows = () => state.windows
  readonly webContents = new WebContents()
  constructor(options: { readonly webPreferences: { readonly preload: string } }) {
    super()
    const { webPreferences, ...rest } = options
    record('BrowserWindow', {
      ...rest,
      webPreferences: { ...webPreferences, preload: webPreferences.preload.replaceAll('\\', '/') },
    })
    state.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL = (url: string) => {
    record('loadURL', url)
    return Promise.resolve()
  }
  show = () => record('window.show')
  focus = () => record('window.focus')
  maximize = () => record('window.maximize')
  restore = () => record('window.restore')
  isMinimized = () => false
  isMaximized = () => false
  getNormalBounds = () => ({ x: 10, y: 20, width: 1200, height: 800 })
}

export class Notification extends EventEmitter {
  static isSupported = () => state.noticesSupported
  readonly options: { readonly title: string; readonly body: string }
  constructor(options: { readonly title: string; readonly body: string }) {
    super()
    this.options = options
    state.notices.push(this)
  }
  show = () => record('notification.show', this.options.title, this.options.body)
}

/** What the system calls when the shortcut is pressed: `globalShortcut.pressed.get(keys)?.()`. */
export const globalShortcut = {
  pressed: new Map<string, () => void>(),
  register: (keys: string, run: () => void) => {
    record('globalShortcut.register', keys)
    globalShortcut.pressed.set(keys, run)
    return true
  },
  unregister: (keys: string) => void globalShortcut.pressed.delete(keys),
}

export const clipboard = { text: '', readText: () => Promise.resolve(clipboard.text) }

/** Tells that the machine sleeps, or that its session is locked: `powerMonitor.emit('suspend')`. */
export const powerMonitor = new EventEmitter()

export const ipcMain = {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    record('ipcMain.handle', channel)
    handlers.set(channel, handler)
  },
}

export const ipcRenderer = {
  invoke: async (channel: string, ...args: unknown[]) => {
    const handler = handlers.get(channel)
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler({ senderFrame: state.sender }, ...args.map((arg) => structuredClone(arg))))
  },
  on: (_: string, listener: (event: unknown, ...args: unknown[]) => void) => pageListeners.add(listener),
  off: (_: string, listener: (event: unknown, ...args: unknown[]) => void) => pageListeners.delete(listener),
}

export const contextBridge = { exposeInMainWorld: (name: string, api: unknown) => exposed.set(name, api) }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record('protocol.registerSchemesAsPrivileged', schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
    record('protocol.handle', scheme)
    state.protocolHandler = handler
  },
}

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: NonNullable<typeof state.permissions.request>) => {
      record('session.setPermissionRequestHandler')
      state.permissions.request = handler
    },
    setPermissionCheckHandler: (handler: NonNullable<typeof state.permissions.check>) => {
      record('session.setPermissionCheckHandler')
      state.permissions.check = handler
    },
    setDevicePermissionHandler: (handler: () => boolean) => {
      record('session.setDevicePermissionHandler')
      state.permissions.device = handler
    },
    setUSBProtectedClassesHandler: () => record('session.setUSBProtectedClassesHandler'),
  },
}

export const Menu = {
  buildFromTemplate: (template: readonly { readonly label?: string }[]) => template,
  setApplicationMenu: (template: readonly { readonly label?: string }[]) =>
    record(
      'Menu.setApplicationMenu',
      template.map(({ label }) => label),
    ),
}

export const screen = { getAllDisplays: () => state.displays }
export const shell = {
  openExternal: async (url: string) => {
    if (state.openExternalFails) throw new Error('no program')
    record('shell.openExternal', url)
  },
}
export const dialog = { showErrorBox: (title: string) => record('dialog.showErrorBox', title) }

/** Reverses the text: enough to tell a wrapped key from a plain one, and to fail on what it did not wrap. */
const flip = (text: string) => [...text].toReversed().join('')
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => state.encryptionAvailable,
  getSelectedStorageBackend: () => state.backend,
  encryptStringAsync: async (text: string) => Buffer.from(`wrapped:${flip(text)}`),
  decryptStringAsync: async (wrapped: Buffer) => {
    const text = wrapped.toString()
    if (!text.startsWith('wrapped:')) throw new Error('Error while decrypting the ciphertext')
    return { result: flip(text.slice('wrapped:'.length)), shouldReEncrypt: false }
  },
}
