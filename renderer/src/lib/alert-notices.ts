import { useEffect } from 'react'
import { alertsText } from '../i18n/alerts.ts'
import { client } from './api.ts'
import { href, navigate, parseScreen } from './route.ts'
import { showToast } from './toasts.ts'

const see = (): void => navigate(href.alertes())

/** News of kept searches: told here where the host has no notices of its own, and followed here when one of the system's was clicked. */
export const useAlertNotices = (): void => {
  useEffect(() => {
    const stopTold = client.on('alertes.notice', ({ corps }) => {
      // Who looks at them has it before their eyes.
      if (parseScreen(window.location.pathname).name.startsWith('alerte')) return
      showToast({ message: `${corps}.`, action: { label: alertsText.voirGardee, run: see } })
    })
    const stopFollowed = client.on('alertes.noticeFollowed', see)
    return () => {
      stopTold()
      stopFollowed()
    }
  }, [])
}
