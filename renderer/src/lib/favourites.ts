import { useMemo } from 'react'
import { exchanges } from '../i18n/sync.ts'
import { ui } from '../i18n/ui.ts'
import { useAction, useCall } from './api.ts'
import { useReadOnly } from './read-only.ts'
import { showToast } from './toasts.ts'

type Kind = 'service' | 'structure'
const keyOf = (kind: Kind, id: string) => `${kind}/${id}`

/** Stars shared by every screen: `has`, and `toggle` with its undo and its failure said in a toast. */
export const useFavourites = () => {
  const { data } = useCall('favourites.ids', undefined)
  const add = useAction('favourites.add')
  const remove = useAction('favourites.remove')
  const readOnly = useReadOnly()
  const keys = useMemo(() => new Set(data?.map(({ kind, id }) => keyOf(kind, id))), [data])

  const fail = (error: Error) => showToast({ tone: 'erreur', message: error.message })
  return {
    ready: data !== undefined,
    has: (kind: Kind, id: string) => keys.has(keyOf(kind, id)),
    toggle: (kind: Kind, id: string, nom: string) => {
      if (readOnly) {
        showToast({ message: exchanges.readOnlyShort })
        return
      }
      if (keys.has(keyOf(kind, id))) {
        remove.mutate({ kind, id }, { onError: fail })
        showToast({
          message: ui.unstarred(nom),
          action: { label: ui.undo, run: () => add.mutate({ kind, id, nom }, { onError: fail }) },
        })
      } else {
        add.mutate({ kind, id, nom }, { onError: fail })
        showToast({ message: ui.starred(nom) })
      }
    },
  }
}
