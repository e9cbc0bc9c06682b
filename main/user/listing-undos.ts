import { DoraError } from '#shared/errors.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** One change of an act, with the row as it was before. */
export type Undone = {
  readonly kind: string
  readonly id: string
  readonly type: string
  readonly before: Doc
  readonly patch: Doc
}

/** An act of a thousand listings holds their rows: the oldest give way. */
const MOST = 20

/** What may still be undone, for as long as the application runs, each by who did it. */
export const createUndos = (newToken: () => string) => {
  const acts = new Map<string, { readonly userId: string; readonly done: readonly Undone[] }>()
  return {
    /** Null when there is nothing to undo. */
    keep: (userId: string, done: readonly Undone[]): string | null => {
      if (done.length === 0) return null
      const [oldest] = acts.keys()
      if (acts.size >= MOST && oldest !== undefined) acts.delete(oldest)
      const token = newToken()
      acts.set(token, { userId, done })
      return token
    },
    /** @throws DoraError `annulation-impossible` */
    of: (userId: string, token: string): readonly Undone[] => {
      const act = acts.get(token)
      if (act?.userId !== userId) throw new DoraError('annulation-impossible')
      return act.done
    },
    forget: (token: string): void => {
      acts.delete(token)
    },
  }
}
