import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import { CALL_CHANNEL, EVENT_CHANNEL } from '#shared/channels.ts'
import { DoraError } from '#shared/errors.ts'
import type { Reply } from '#shared/rpc.ts'
import type { Broadcast } from '../broadcast.ts'
import type { Router } from '../router.ts'
import { APP_ORIGIN } from '../shell/origin.ts'

/** Electron's checklist, item 17: the top frame of our own page. A frame already gone is null. */
export const isTrusted = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && frame.origin === APP_ORIGIN

/** Router ⇄ ipcMain. `windows` gives the pages open now; events go only to those that still show the application. */
export const serveElectron = (router: Router, events: Broadcast, windows: () => readonly WebContents[]): void => {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown): Promise<Reply> => {
    if (isTrusted(event.senderFrame)) return router.call(name, input)
    return Promise.resolve({ ok: false, error: new DoraError('acces-refuse').toWire() })
  })
  events.subscribe((event) => {
    for (const page of windows()) if (!page.isDestroyed() && isTrusted(page.mainFrame)) page.send(EVENT_CHANNEL, event)
  })
}
