import { useEffect } from 'react'
import type { Sens } from '#shared/contract/orientation.ts'
import { requests as t } from '../i18n/orientations.ts'
import { client } from './api.ts'
import { boxOf, href, navigate } from './route.ts'
import { showToast } from './toasts.ts'

const toList = (sens: Sens | null): void => navigate(href.demandes(boxOf(sens ?? 'reception')))

/** News of requests: told here where the host has no notices of its own, and followed here when one of the system's was clicked. */
export const useRequestNotices = (): void => {
  useEffect(() => {
    // The title names the application, which is before one's eyes.
    const stopTold = client.on('orientations.notice', ({ corps, sens }) =>
      showToast({ message: `${corps}.`, action: { label: t.see, run: () => toList(sens) } }),
    )
    const stopFollowed = client.on('orientations.noticeFollowed', ({ sens }) => toList(sens))
    return () => {
      stopTold()
      stopFollowed()
    }
  }, [])
}
