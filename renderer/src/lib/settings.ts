import type { Settings } from '#shared/contract/app.ts'
import { useAction, useCall } from './api.ts'
import { showToast } from './toasts.ts'

/** The settings, once read, and `set` to change some of them; a failure is said in a toast. */
export const useSettings = (): {
  readonly settings: Settings | undefined
  readonly set: (changes: Partial<Settings>) => void
} => {
  const { data } = useCall('settings.get', undefined)
  const action = useAction('settings.set')
  return {
    settings: data,
    set: (changes) => action.mutate(changes, { onError: (error) => showToast({ tone: 'erreur', message: error.message }) }),
  }
}
