import { useEffect, useState } from 'react'
import type { AppSession } from '#shared/contract/app.ts'
import { windows as t } from '../../i18n/windows.ts'
import { client } from '../../lib/api.ts'
import { detach, followWindows, isDetached, tellClosing, useDetached } from '../../lib/detach.ts'
import { navigate, safeSuite, usePath, useQueryString } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'

/** Moving about writes once it settles. */
const PAUSE_MS = 1_000

/** Nothing was asked for: the address of a start. */
const isStart = (): boolean => {
  const { pathname, search } = window.location
  return (pathname === '/' || pathname === '/recherche') && search === ''
}

const reopen = async (addresses: readonly string[]): Promise<void> => {
  const { host } = await client.call('app.info', undefined)
  const open = () => {
    for (const one of addresses) void detach(one)
  }
  if (host === 'electron') open()
  // A browser opens windows for a gesture alone.
  else showToast({ message: t.restore(addresses.length), action: { label: t.reopen, run: open } })
}

const restore = ({ adresse, detachees }: AppSession, started: boolean): void => {
  const to = safeSuite(adresse)
  if (started && to !== null) {
    navigate(to, { replace: true })
    // As when the browser goes back: the search, already there, reads its address again.
    window.dispatchEvent(new PopStateEvent('popstate', { state: window.history.state as unknown }))
  }
  const windows = detachees.map(safeSuite).filter((one) => one !== null)
  if (windows.length > 0) void reopen(windows).catch(() => {})
}

/** The screen and the windows of the last time, once for each start of the application; then where one is, kept for the next. */
export const useSession = (): void => {
  const path = usePath()
  const search = useQueryString()
  const addresses = useDetached((state) => state.addresses)
  const [asked, setAsked] = useState(false)

  useEffect(() => (isDetached() ? tellClosing() : followWindows()), [])

  useEffect(() => {
    if (isDetached()) return
    const started = isStart()
    void client
      .call('app.takeSession', undefined)
      .then((last) => {
        if (last !== null) restore(last, started)
      })
      // What could not be asked for is not restored: the application opens as the first time.
      .catch(() => {})
      .finally(() => setAsked(true))
  }, [])

  useEffect(() => {
    if (!asked || isDetached()) return
    const adresse = (path + (search === '' ? '' : `?${search}`)).slice(0, 4_000)
    const timer = setTimeout(
      () => void client.call('app.keepSession', { adresse, detachees: [...addresses] }).catch(() => {}),
      PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [asked, path, search, addresses])
}
