import { useMemo } from 'react'
import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { acts as t } from '../../i18n/moderation-acts.ts'
import { announce } from '../../lib/announce.ts'
import { client, useCall } from '../../lib/api.ts'
import { href, navigate, parseScreen } from '../../lib/route.ts'
import { dismissToastsOf, showToast } from '../../lib/toasts.ts'
import { lastUndoable, waitingOf } from './waiting.ts'

/** Acts that this desk has not sent yet, and those that were refused. */

const NONE: readonly ActeEnAttente[] = []

export type Pending = {
  readonly waiting: ReadonlyMap<string, ActeEnAttente>
  readonly refused: readonly ActeEnAttente[]
  readonly error: Error | null
}

export const usePending = (): Pending => {
  const { data = NONE, error } = useCall('moderation.pending', undefined)
  return useMemo(() => ({ waiting: waitingOf(data), refused: data.filter(({ refus }) => refus !== null), error }), [data, error])
}

/** In the queue, what was taken back is opened again; elsewhere it is on screen already, or not asked for. */
const show = (cible: Cible): void => {
  const screen = parseScreen(window.location.pathname)
  if (screen.name === 'moderation' && screen.section === 'file')
    navigate(href.dossier(cibleKey(cible), window.location.search.slice(1)), { replace: screen.id !== null })
}

type Made = Pick<ActeEnAttente, 'id' | 'cible' | 'nom'>

/** Takes back an act that has not left, and says what became of it. */
export const undo = async ({ id, cible, nom }: Made): Promise<void> => {
  try {
    const back = await client.call('moderation.undo', { id })
    dismissToastsOf(id)
    if (!back) {
      showToast({ message: t.tooLate })
      return
    }
    showToast({ message: t.undone(nom) })
    show(cible)
  } catch (error) {
    showToast({ tone: 'erreur', message: (error as Error).message })
  }
}

/** « Z »: the last act, if it has not left. */
export const undoLast = async (): Promise<void> => {
  try {
    const last = lastUndoable(await client.call('moderation.pending', undefined), Date.now())
    if (last === null) announce(t.nothingToUndo)
    else await undo(last)
  } catch (error) {
    showToast({ tone: 'erreur', message: (error as Error).message })
  }
}
