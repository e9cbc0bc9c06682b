import { DoraError } from '#shared/errors.ts'
import { mayBecome } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { commandOf } from './combine.ts'
import { bare, patched, sameValue } from './favourite-doc.ts'
import type { ListingChanges } from './listing-changes.ts'
import { isTyped, newestTold, type Told } from './listing-doc.ts'
import { flatStatus } from './listing-rules.ts'
import type { createUndos, Undone } from './listing-undos.ts'
import type { ListingView } from './listing-view.ts'

type Parts = {
  readonly inOne: <T>(work: () => T) => T
  /** @throws DoraError `compte-non-connecte` */
  readonly me: () => string
  readonly view: ListingView
  readonly changes: ListingChanges
  readonly undos: ReturnType<typeof createUndos>
}

/** What a service goes through to be again what it was; null when there is no way back (dora-backend.md §4.1). */
const stepsTo = (now: Doc, before: Doc): readonly Doc[] | null => {
  const [from, to] = [flatStatus(now), flatStatus(before)]
  if (mayBecome(from, to)) return []
  return mayBecome(from, 'DRAFT') && mayBecome('DRAFT', to) ? [{ 'dora.status': 'DRAFT' }] : null
}

/** Takes acts back, each in one transaction. */
export const createListingUndo = ({ inOne, me, view, changes, undos }: Parts) => {
  /** Back to what it was, as long as it is still what the act made of it. False when nothing of it can be undone. */
  const undoOne = (userId: string, { kind, id, type, before, patch }: Undone, told: Told | null): boolean => {
    const now = view.of({ kind, id }, told)
    const command = commandOf(type)
    if (command === 'remove') {
      if (now !== null) return false
      changes.record(userId, { kind, id, type: `${kind}.create`, base: {}, patch: bare(before) }, told)
      return true
    }
    if (now === null) return false
    if (command === 'create') {
      const unsent = changes.isNew(userId, kind, id)
      // What the server has is archived, not removed (dora-backend.md §2.4).
      if (unsent) changes.record(userId, { kind, id, type: `${kind}.remove`, base: now.doc, patch: {} }, told)
      else {
        const archived = { 'dora.status': 'ARCHIVED' }
        changes.record(userId, { kind, id, type: `${kind}.update`, base: now.doc, patch: archived }, told)
      }
      return true
    }
    // The server dates what is said to be right when it hears of it: once said to it, it is said.
    if (command === 'verify' && !changes.isUnsent(userId, kind, id, type)) return false
    const fields = Object.keys(patch).filter((field) => sameValue(now.doc[field], patch[field]))
    if (!fields.some((field) => isTyped(field) || command === 'verify' || field.startsWith('dora.modele'))) return false
    const back = Object.fromEntries(fields.map((field) => [field, before[field] ?? null]))
    const steps = back['dora.status'] === undefined || changes.isUnsent(userId, kind, id, type) ? [] : stepsTo(now.doc, before)
    if (steps === null) return false
    let base = now.doc
    for (const one of [...steps, back]) {
      changes.record(userId, { kind, id, type, base, patch: one }, told)
      base = patched(base, one)
    }
    return true
  }

  return {
    /** What the undo is about, for the caller to tell the rows of. @throws DoraError `annulation-impossible` */
    undoing: ({ annuler }: { readonly annuler: string }): { readonly kind: string; readonly id: string }[] =>
      undos.of(me(), annuler).map(({ kind, id }) => ({ kind, id })),
    /** @throws DoraError `annulation-impossible` when nothing of it can be undone any more. */
    undo: ({ annuler, told }: { readonly annuler: string; readonly told: readonly Told[] }): void =>
      inOne(() => {
        const userId = me()
        const tells = newestTold(told)
        const undone = undos
          .of(userId, annuler)
          .toReversed()
          .filter((one) => undoOne(userId, one, tells(one.kind, one.id)))
        if (undone.length === 0) throw new DoraError('annulation-impossible')
        undos.forget(annuler)
      }),
  }
}
