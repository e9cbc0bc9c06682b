import { app, type Session } from 'electron'
import { isAppUrl } from './origin.ts'

/**
 * What a page may ask: its position (« ma position ») and to copy text (« copier le lien »). Everything else is refused:
 * camera, microphone, notifications, files, USB, screen, reading the clipboard…
 */
const ALLOWED: ReadonlySet<string> = new Set(['geolocation', 'clipboard-sanitized-write'])

/** Electron's checklist, item 5: both ways a permission is asked, and devices. */
export const lockPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) => {
    answer(ALLOWED.has(permission) && isAppUrl(requestingUrl))
  })
  session.setPermissionCheckHandler((_, permission, origin) => ALLOWED.has(permission) && isAppUrl(origin))
  session.setDevicePermissionHandler(() => false)
  session.setUSBProtectedClassesHandler(() => [])
}

/** Items 11 to 14: whatever page exists, now or later, stays on the application, opens no window, holds no webview. */
export const lockContents = (): void => {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
