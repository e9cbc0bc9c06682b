import { useEffect } from 'react'
import { client, queryClient, useCall } from './api.ts'
import { createPresence } from './gesture.ts'

const GESTURES = ['pointerdown', 'keydown', 'wheel'] as const

/** What the folders told: not kept in this window once they are shut. */
const isOfFolders = (name: unknown): boolean =>
  typeof name === 'string' && name !== 'personnes.verrou' && /^(?:personnes|plans|feuille)\./.test(name)

/** While the folders are open, gestures put their lock off; once they are shut, nothing of them stays in memory. For the shell. */
export const usePresence = (): void => {
  const { data } = useCall('personnes.verrou', undefined)
  const isOpen = data?.etat === 'ouvert'
  useEffect(() => {
    if (!isOpen) return
    const told = createPresence(
      () => void client.call('personnes.presence', undefined).catch(() => {}),
      () => Date.now(),
    )
    for (const gesture of GESTURES) window.addEventListener(gesture, told, { capture: true, passive: true })
    return () => {
      for (const gesture of GESTURES) window.removeEventListener(gesture, told, { capture: true })
      void queryClient.resetQueries({ predicate: ({ queryKey: [name] }) => isOfFolders(name) })
    }
  }, [isOpen])
}
