import { useCallback } from 'react'
import { type Acte, UNDOABLE } from '#shared/moderation/acts.ts'
import type { Vu } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { DoraError } from '#shared/errors.ts'
import { acts as t, take } from '../../../i18n/moderation-acts.ts'
import { useAction } from '../../../lib/api.ts'
import { isAway } from '../../../lib/exchange-state.ts'
import { useSyncStatus } from '../../../lib/sync-status.ts'
import { showToast } from '../../../lib/toasts.ts'
import { undo } from '../pending.ts'

type WithoutId<A> = A extends unknown ? Omit<A, 'id'> : never
/** An act before the desk names it. */
export type BareActe = WithoutId<Acte>

/** What it is done to. `nom`: as it is shown. `vu`: null when the act does not depend on what was on screen. */
export type On = { readonly cible: Cible; readonly nom: string; readonly vu: Vu | null }

export type Acts = {
  /** Keeps the act, and says so with the way to take it back while there is one. False when it could not be kept: `error`. */
  readonly run: (on: On, acte: BareActe, done: string) => Promise<boolean>
  /** The same where nothing shows `error`: why it did not work is said in passing too. */
  readonly runAloud: (on: On, acte: BareActe, done: string) => Promise<boolean>
  readonly isPending: boolean
  readonly error: DoraError | null
}

/** What a moderator does of a sheet. */
export const useActs = (): Acts => {
  const { mutateAsync, isPending, error } = useAction('moderation.act')
  const away = isAway(useSyncStatus())
  /** Resolves to what it failed with; null when it worked. */
  const attempt = useCallback(
    async ({ cible, nom, vu }: On, bare: BareActe, done: string): Promise<Error | null> => {
      const acte: Acte = { ...bare, id: crypto.randomUUID() }
      try {
        const { id, part_le } = await mutateAsync({ cible, nom, acte, vu })
        const left = part_le - Date.now()
        if (!UNDOABLE.has(acte.geste) || left <= 0) showToast({ message: away ? t.later(done) : done })
        else
          showToast({
            message: t.undoFor(done, Math.round(left / 1000)),
            of: id,
            duration: left,
            action: { label: t.undo, run: () => void undo({ id, cible, nom }) },
          })
        return null
      } catch (failure) {
        return failure as Error
      }
    },
    [mutateAsync, away],
  )
  const run = useCallback(async (...all: Parameters<typeof attempt>) => (await attempt(...all)) === null, [attempt])
  const runAloud = useCallback(
    async (on: On, bare: BareActe, done: string) => {
      const failure = await attempt(on, bare, done)
      if (failure === null) return true
      // Somebody has it: one may still want it, knowingly.
      const anyway = bare.geste === 'prendre' && failure instanceof DoraError && failure.code === 'moderation-pris'
      showToast({
        tone: 'erreur',
        message: failure.message,
        ...(anyway && {
          action: {
            label: take.anyway,
            run: () =>
              void attempt(on, { geste: 'prendre', quand_meme: true }, done).then(
                (again) => again !== null && showToast({ tone: 'erreur', message: again.message }),
              ),
          },
        }),
      })
      return false
    },
    [attempt],
  )
  return { run, runAloud, isPending, error }
}
