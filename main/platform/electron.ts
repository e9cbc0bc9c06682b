import { app, type BrowserWindow, Notification, powerMonitor, safeStorage, shell } from 'electron'
import { DoraError } from '#shared/errors.ts'
import { existsSync, readFileSync } from 'node:fs'
import { writeAtomically } from '../app/write-atomically.ts'
import { KEY_BYTES, keyPaths, newKey, readPlainKey, removePlainKey } from './key-file.ts'
import { fileSecrets } from './node.ts'
import type { Platform, Secrets } from './types.ts'

const seal = async (file: string, key: Uint8Array): Promise<void> => {
  const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'))
  // Read back before anything relies on it: a store that cannot give the key again would lose what it protects.
  const { result } = await safeStorage.decryptStringAsync(wrapped)
  if (result !== Buffer.from(key).toString('base64')) throw new DoraError('cle-absente')
  writeAtomically(file, wrapped)
}

const unseal = async (file: string): Promise<Uint8Array> => {
  let answer: { readonly result: string; readonly shouldReEncrypt: boolean }
  try {
    answer = await safeStorage.decryptStringAsync(readFileSync(file))
  } catch (cause) {
    throw new DoraError('cle-absente', undefined, cause)
  }
  const key = new Uint8Array(Buffer.from(answer.result, 'base64'))
  if (key.length !== KEY_BYTES) throw new DoraError('cle-absente')
  if (answer.shouldReEncrypt) await seal(file, key)
  return key
}

/** Keys wrapped by Keychain, DPAPI, libsecret or KWallet. A key left in a file by the browser host is taken in, and its file removed. */
const systemSecrets = (dataFolder: string): Secrets => {
  const loaded = new Map<string, Promise<Uint8Array>>()
  const load = async (name: string): Promise<Uint8Array> => {
    const { plain, wrapped } = keyPaths(dataFolder, name)
    if (existsSync(wrapped)) {
      const kept = await unseal(wrapped)
      // Left by a start cut short between the two: the same key in the clear would undo what the store protects.
      if (existsSync(plain) && Buffer.from(kept).equals(readFileSync(plain))) removePlainKey(dataFolder, name)
      return kept
    }
    const key = existsSync(plain) ? readPlainKey(plain) : newKey()
    await seal(wrapped, key)
    removePlainKey(dataFolder, name)
    return key
  }
  return {
    kind: 'systeme',
    avertissement: null,
    loadKey: (name) => {
      // Two calls at once must not make two keys; a failure is tried again at the next call.
      const known = loaded.get(name)
      if (known !== undefined) return known
      const loading = load(name).catch((error: unknown) => {
        loaded.delete(name)
        throw error
      })
      loaded.set(name, loading)
      return loading
    },
  }
}

/** On Linux without a keyring, Electron would hide keys with a password that is in its source: a 0600 file with its warning is honester. */
const hasSystemStore = async (): Promise<boolean> => {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

/** @param showWindow brings the window before the person, a new one when there is none. */
const systemNotices = (showWindow: () => BrowserWindow): Platform['notify'] => {
  // One that nobody holds is collected, and its click with it.
  const shown = new Set<Notification>()
  return ({ titre, corps }, onFollowed) => {
    if (!Notification.isSupported()) return false
    const notice = new Notification({ title: titre, body: corps, silent: true })
    const gone = () => shown.delete(notice)
    notice.on('click', () => {
      gone()
      const { webContents } = showWindow()
      // A new window listens once its page is there.
      if (webContents.isLoading()) webContents.once('did-finish-load', onFollowed)
      else onFollowed()
    })
    notice.on('close', gone)
    notice.on('failed', gone)
    shown.add(notice)
    notice.show()
    return true
  }
}

type Windows = { readonly show: () => BrowserWindow; readonly detach: (adresse: string) => void }

/** Called once, after the application is ready: the system's store answers only then. */
export const createElectronPlatform = async (dataFolder: string, windows: Windows): Promise<Platform> => ({
  host: 'electron',
  version: app.getVersion(),
  dataFolder,
  openExternal: async (url) => {
    try {
      await shell.openExternal(url.href)
    } catch (cause) {
      throw new DoraError('ouverture-impossible', undefined, cause)
    }
  },
  notify: systemNotices(windows.show),
  onAway: (run) => {
    powerMonitor.on('suspend', run)
    // Told by Windows and macOS alone.
    powerMonitor.on('lock-screen', run)
  },
  detach: (adresse) => {
    windows.detach(adresse)
    return true
  },
  secrets: (await hasSystemStore()) ? systemSecrets(dataFolder) : fileSecrets(dataFolder),
})
