/** The only origin a page of the application has in Electron. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'dora'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** Whether an address is one of the application's pages. `URL.origin` is « null » for schemes Node does not know: compared in parts. */
export const isAppUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
}
