import { create } from 'zustand'
import { windows as t } from '../i18n/windows.ts'
import { client } from './api.ts'
import { showToast } from './toasts.ts'

const MARK = '#detachee'
const CHANNEL = 'dora-fenetres'
const MOST = 6
/** A window that closes with all the others is to come back; one closed while this one goes on is not. */
const GONE_AFTER_MS = 1_000

/** Addresses of the windows beside this one. */
export const useDetached = create<{ readonly addresses: readonly string[] }>(() => ({ addresses: [] }))

/** This window shows one thing beside the main one. The mark outlives a page read again. */
export const isDetached = (): boolean => {
  try {
    if (window.location.hash === MARK) window.sessionStorage.setItem('detachee', '1')
    return window.sessionStorage.getItem('detachee') === '1'
  } catch {
    return window.location.hash === MARK
  }
}

const openHere = (to: string): boolean => {
  const opened = window.open(`${to}${MARK}`, '_blank', 'popup,width=900,height=800')
  if (opened === null) return false
  opened.opener = null
  return true
}

/** Shows an address of the application in a window of its own; says so where none may be opened. */
export const detach = async (to: string): Promise<void> => {
  try {
    const done = (await client.call('app.detach', { adresse: to })) || openHere(to)
    if (!done) showToast({ tone: 'erreur', message: t.blocked })
    else if (!useDetached.getState().addresses.includes(to))
      useDetached.setState(({ addresses }) => ({ addresses: [...addresses, to].slice(-MOST) }))
  } catch (error) {
    showToast({ tone: 'erreur', message: error instanceof Error ? error.message : t.blocked })
  }
}

/** Of the main window: forgets a detached one that was closed. Returns what ends it. */
export const followWindows = (): (() => void) => {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    setTimeout(
      () => useDetached.setState(({ addresses }) => ({ addresses: addresses.filter((one) => one !== data) })),
      GONE_AFTER_MS,
    )
  }
  return () => channel.close()
}

/** Of a detached window: tells that it closes, by the address it was opened with. Returns what ends it. */
export const tellClosing = (): (() => void) => {
  const to = window.location.pathname + window.location.search
  const channel = new BroadcastChannel(CHANNEL)
  const tell = () => channel.postMessage(to)
  window.addEventListener('pagehide', tell)
  return () => {
    window.removeEventListener('pagehide', tell)
    channel.close()
  }
}
