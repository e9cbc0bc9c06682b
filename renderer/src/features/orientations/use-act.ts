import { useCallback } from 'react'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { acts as t } from '../../i18n/orientation-answers.ts'
import { readAgain, useAction } from '../../lib/api.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { showToast } from '../../lib/toasts.ts'

export type Act = {
  /** Keeps the act here, sends it when it can be, and says so. False when it did not work: `error` says why. */
  readonly run: (act: OrientationAct, done: string) => Promise<boolean>
  readonly isPending: boolean
  readonly error: DoraError | null
}

/** What a person does to a request. */
export const useAct = (): Act => {
  const { mutateAsync, isPending, error } = useAction('orientations.act')
  const offline = useSyncStatus()?.etat === 'hors-ligne'
  const run = useCallback(
    async (act: OrientationAct, done: string) => {
      try {
        await mutateAsync(act)
      } catch (failure) {
        // Someone else was first: what is on screen is no longer so.
        if (failure instanceof DoraError && failure.code === 'orientation-geste') void readAgain('orientations.get')
        return false
      }
      showToast({ message: offline ? `${done} ${t.later}` : done })
      return true
    },
    [mutateAsync, offline],
  )
  return { run, isPending, error }
}
