import { parisDay } from '#shared/listing/days.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountView } from './account-view.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { Clock } from './clock.ts'
import type { ConflictsTable } from './conflicts-table.ts'
import type { ContactsTable } from './contacts-table.ts'
import { createListingActs } from './listing-acts.ts'
import { createListingChanges } from './listing-changes.ts'
import { createListingEdit } from './listing-edit.ts'
import { createListingRead } from './listing-read.ts'
import { createListingView } from './listing-view.ts'
import type { CataloguePlace } from './outbox-store.ts'
import type { OutboxTable } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { Recorder } from './record-change.ts'
import { createSuggestions } from './suggestions-store.ts'
import type { WorkingCopies } from './working-copies.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly conflicts: ConflictsTable
  readonly contacts: ContactsTable
  readonly view: AccountView
  readonly recorder: Recorder
  readonly copies: WorkingCopies
  readonly clock: Clock
  readonly uuid: () => string
  readonly onPlace: (at: CataloguePlace) => number
}

/** The listing of a structure in the user's file: what is begun, what waits, and what is told by the account's rows. */
export const createListing = (parts: Parts) => {
  const { db, accounts, table, own, conflicts, contacts, recorder, copies, clock, uuid, onPlace } = parts
  const view = createListingView({ accounts, table, own, conflicts, contacts, view: parts.view })
  const changes = createListingChanges(table, recorder, view)
  const nowMs = () => Date.parse(clock.now())
  // The day of those who write listings, which the server dates them by.
  const today = () => parisDay(nowMs())
  const inside = { db, accounts, view, copies, changes, today, uuid }
  const { all, mine, make, answer } = createSuggestions({ ...inside, now: clock.now })
  return {
    ...createListingRead({ accounts, view, copies, suggestions: { all }, today, nowMs }),
    ...createListingEdit(inside),
    ...createListingActs(inside),
    mine,
    make,
    answer,
    place: onPlace,
  }
}
export type ListingStore = ReturnType<typeof createListing>
