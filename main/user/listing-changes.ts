import { MODELE } from '#shared/listing/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { commandOf } from './combine.ts'
import type { ListingView } from './listing-view.ts'
import { textOf, type Told } from './listing-doc.ts'
import type { OutboxTable } from './outbox-table.ts'
import type { RecordedChange, Recorder } from './record-change.ts'

export type ListingChange = Pick<RecordedChange, 'type' | 'base' | 'patch' | 'deps'> & {
  readonly kind: string
  readonly id: string
  /** Name to tell it by; that of the row when not said. */
  readonly nom?: string
}

export type ListingChanges = ReturnType<typeof createListingChanges>

/** Puts changes of listings in the outbox, over what the catalogue tells of them. To call inside a transaction. */
export const createListingChanges = (table: OutboxTable, recorder: Recorder, view: ListingView) => {
  /** A model that the server does not have yet must go first. */
  const modelOf = (userId: string, patch: Doc): readonly string[] => {
    const id = patch['dora.modele']
    if (typeof id !== 'string') return []
    return table
      .ofKey({ userId, kind: MODELE, id })
      .filter(({ type, state }) => commandOf(type) === 'create' && state !== 'acked')
      .map(({ mut_id }) => mut_id)
  }

  return {
    record: (userId: string, { kind, id, type, base, patch, nom, deps = [] }: ListingChange, told: Told | null): void => {
      const name = nom ?? (textOf(patch, 'nom') || textOf(base, 'nom'))
      const change = { userId, kind, id, type, base, patch, nom: name, deps: [...deps, ...modelOf(userId, patch)] }
      recorder.record(change, view.under(told))
    },
    /** True while no server can have heard of the row: taking it back leaves nothing. */
    isNew: (userId: string, kind: string, id: string): boolean => {
      const rows = table.ofKey({ userId, kind, id })
      return rows.length > 0 && rows.every(({ state, client_id }) => client_id === null && state !== 'acked')
    },
    /** True when the last change of the row is of that type, and no server can have heard of it. */
    isUnsent: (userId: string, kind: string, id: string, type: string): boolean => {
      const last = table.ofKey({ userId, kind, id }).at(-1)
      return last?.type === type && last.client_id === null && last.state === 'pending'
    },
  }
}
