import { useCallback } from 'react'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { acts as t } from '../../i18n/orientation-answers.ts'
import { gesteLabel } from '../../i18n/orientations.ts'
import { readAgain, useAction } from '../../lib/api.ts'
import { isAway } from '../../lib/exchange-state.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { showToast } from '../../lib/toasts.ts'

export type Act = {
  /** Keeps the act here, sends it when it can be, and says so. False when it did not work: `error` says why. */
  readonly run: (act: OrientationAct, done: string) => Promise<boolean>
  /** The same where nothing shows `error`: why it did not work is said in passing too. */
  readonly runAloud: (act: OrientationAct, done: string) => Promise<void>
  readonly isPending: boolean
  readonly error: DoraError | null
}

/** What a person does to a request. */
export const useAct = (): Act => {
  const { mutateAsync, isPending, error } = useAction('orientations.act')
  const away = isAway(useSyncStatus())
  /** Resolves to what it failed with; null when it worked. */
  const attempt = useCallback(
    async (act: OrientationAct, done: string): Promise<Error | null> => {
      try {
        await mutateAsync(act)
      } catch (failure) {
        // Someone else was first: what is on screen is no longer so.
        if (failure instanceof DoraError && failure.code === 'orientation-geste') void readAgain('orientations.get')
        return failure as Error
      }
      // What waits here is not told as done: nobody has been written to.
      showToast({ message: away ? t.later(gesteLabel[act.geste]) : done })
      return null
    },
    [mutateAsync, away],
  )
  const run = useCallback(async (act: OrientationAct, done: string) => (await attempt(act, done)) === null, [attempt])
  const runAloud = useCallback(
    async (act: OrientationAct, done: string) => {
      const failure = await attempt(act, done)
      if (failure !== null) showToast({ tone: 'erreur', message: failure.message })
    },
    [attempt],
  )
  return { run, runAloud, isPending, error }
}
