import { randomBytes, randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { ENVOI } from '#shared/orientation/model.ts'
import { createAccount } from './account.ts'
import { createAccountFavourites } from './account-favourites.ts'
import { createAccountsStore } from './accounts-store.ts'
import { createAccountView } from './account-view.ts'
import { createAttachmentsStore } from './attachments-store.ts'
import { type Clock, systemClock } from './clock.ts'
import { createConflictsTable } from './conflicts-table.ts'
import { createContactsTable } from './contacts-table.ts'
import { createDecisions } from './decisions.ts'
import { createDeskFavourites } from './desk-favourites.ts'
import { createDraftsStore } from './drafts-store.ts'
import { asDoraError, coded } from './failures.ts'
import { createFolders } from './folders.ts'
import { createFavouritesStore } from './favourites-store.ts'
import { guarded } from './guard.ts'
import { createKnown } from './known.ts'
import { openUserDb, type UserDb } from './open.ts'
import { createListsStore } from './lists-store.ts'
import { createListing } from './listing-store.ts'
import { createModerationActs } from './moderation-acts.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createOutboxTable } from './outbox-table.ts'
import { createOutgoing } from './outgoing.ts'
import { createOwnRows } from './own-rows.ts'
import { createKeptRequests } from './requests-kept.ts'
import { createRequestPieces } from './requests-pieces.ts'
import { createRequests } from './requests-store.ts'
import { createRequestsView } from './requests-view.ts'
import { createRecorder } from './record-change.ts'
import { createReserve, RESERVE_BYTES } from './reserve.ts'
import { createDeskSearches } from './searches-desk.ts'
import { createSearchesStore } from './searches-store.ts'
import { createSettling } from './settle.ts'
import { createUploads } from './uploads.ts'
import { createUsageStore } from './usage-store.ts'
import { type NewId, uuidV7 } from './uuid.ts'
import { createVault, type Vault } from './vault.ts'
import { createWorkingCopies } from './working-copies.ts'

/** Another window may still offer the undo of what this one would purge: at opening, only what is old enough goes. */
const GRACE_MS = 60 * 60 * 1000

type Options = {
  readonly folder: string
  readonly key: Uint8Array
  readonly clock?: Clock
  /** Identifiers of changes and of this desk. */
  readonly newId?: NewId
  /** Bytes of disk kept for the outbox once an account is signed in; 0 for none. */
  readonly reserveBytes?: number
}

/** What is kept for what people write is not given up for a measure. */
const NO_RESERVE = { release: () => false }

export type UserStore = ReturnType<typeof openUserStore>

/** What the account's side is made of, each part over the one file. */
const createParts = (
  { db, readOnly }: UserDb,
  vault: Vault,
  clock: Clock,
  newId: NewId,
  folder: string,
  reserveBytes: number,
) => {
  const { now } = clock
  const attachments = createAttachmentsStore(db, vault, folder, now)
  const drafts = createDraftsStore(db, vault, attachments, clock)
  const reserve = createReserve(folder, reserveBytes)
  const accounts = createAccountsStore(db, vault, newId)
  const table = createOutboxTable(db, vault, newId, now)
  const own = createOwnRows(db, vault)
  const conflicts = createConflictsTable(db, vault)
  const view = createAccountView(accounts, table, own)
  const settling = createSettling({ table, conflicts, view, now })
  const desk = createDeskFavourites(db, vault, now)
  const recorder = createRecorder(table, view)
  const mine = createAccountFavourites({ db, table, own, view, recorder, desk, now })
  const deskSearches = createDeskSearches(db, vault, now)
  const searches = createSearchesStore({ db, accounts, table, own, view, recorder, desk: deskSearches })
  const contacts = createContactsTable(db, vault, accounts, now)
  const nowMs = () => Date.parse(now())
  const copies = createWorkingCopies(db, vault, now)
  const pieces = createRequestPieces(table, attachments)
  const kept = createKeptRequests({ db, vault, drafts, attachments, table, own, now })
  const requestsView = createRequestsView({ db, accounts, table, own, kept, pieces })
  const requests = createRequests({ db, vault, accounts, table, drafts, attachments, kept, view: requestsView, settling, now })
  const folders = createFolders({ db, vault, drafts, now })
  const onRows = (kinds: ReadonlySet<string>): void => {
    if (kinds.has(ENVOI)) kept.purge()
  }
  const outbox = createOutboxStore({ db, accounts, table, own, settling, pieces, onRows, readOnly, reserve, nowMs })
  const inside = { db, accounts, table, own, conflicts, contacts, view, recorder, copies, clock }
  return {
    reserve,
    accounts,
    desk,
    mine,
    deskSearches,
    searches,
    lists: createListsStore({ db, accounts, table, own, view, recorder, desk: deskSearches, now }),
    contacts,
    favourites: createFavouritesStore(accounts, desk, mine),
    account: {
      ...createAccount({
        db,
        accounts,
        adopt: (userId) => {
          mine.adopt(userId)
          searches.adopt(userId)
        },
        eraseAside: (userId) => {
          desk.eraseAside(userId)
          deskSearches.erase(userId)
        },
        reserve,
        forgetRequests: kept.forgetAll,
        eraseFiles: attachments.erase,
        readOnly,
      }),
      ...createKnown(accounts, own),
      ...contacts,
    },
    copies,
    listing: createListing({ ...inside, uuid: randomUUID, onPlace: outbox.catalogueAt }),
    outbox: {
      ...outbox,
      ...createOutgoing(accounts, table, conflicts),
      ...createDecisions({ db, accounts, table, conflicts, view, settling, giveUpRequest: requests.giveUp }),
    },
    attachments,
    drafts,
    kept,
    folders,
    requests: requests.store,
    moderation: createModerationActs(db, vault, accounts),
    usage: createUsageStore(db, vault, now),
  }
}

/** The tables of a newer application may no longer be these: then nothing can be read. */
const readable = <T>({ db, readOnly }: UserDb, make: () => T): T => {
  try {
    return make()
  } catch (error) {
    db.close()
    throw readOnly ? new DoraError('donnees-utilisateur-trop-recentes', undefined, error) : asDoraError(error)
  }
}

/** The precious file and what lives in it. Every method fails with a coded error only. */
export const openUserStore = ({ folder, key, clock = systemClock, newId, reserveBytes = RESERVE_BYTES }: Options) => {
  const vault = createVault(key)
  const opened = openUserDb(folder, vault)
  const { db, readOnly } = opened
  const freshId = newId ?? (() => uuidV7(Date.parse(clock.now()), randomBytes(10)))

  const parts = readable(opened, () => createParts(opened, vault, clock, freshId, folder, reserveBytes))
  const { reserve, accounts, mine, desk, deskSearches, searches, contacts, attachments, drafts, copies, kept, folders } = parts

  /** What was removed is gone for good: from the tables (secure_delete), the files, then the journal. */
  const purge = (removedBefore: string, filesOlderThanMs: number): void => {
    desk.purge(removedBefore)
    deskSearches.purge(removedBefore)
    contacts.purge()
    copies.purge(removedBefore)
    drafts.purge(removedBefore)
    kept.purge()
    attachments.sweep(filesOlderThanMs)
    db.pragma('wal_checkpoint(TRUNCATE)')
  }
  if (!readOnly)
    readable(opened, () =>
      coded(() => {
        purge(new Date(Date.parse(clock.now()) - GRACE_MS).toISOString(), GRACE_MS)
        const userId = accounts.currentId()
        if (userId === null) return
        // An older application that had this file meanwhile knows only the favourites of the desk.
        mine.adopt(userId)
        searches.adopt(userId)
        reserve.restore()
      }),
    )

  return {
    readOnly,
    favourites: guarded(parts.favourites, readOnly, reserve),
    searches: guarded(searches, readOnly, reserve),
    lists: guarded(parts.lists, readOnly, reserve),
    folderKey: guarded(folders.key, readOnly, reserve),
    folders: guarded(folders.folders, readOnly, reserve),
    plans: guarded(folders.plans, readOnly, reserve),
    purgeFolders: (removedBefore: string, jours: number): void => {
      if (readOnly) return
      folders.purge(removedBefore, jours)
      db.pragma('wal_checkpoint(TRUNCATE)')
    },
    drafts: guarded(drafts, readOnly, reserve),
    attachments: guarded(attachments, readOnly, reserve),
    uploads: guarded(createUploads(attachments), readOnly, reserve),
    listing: guarded(parts.listing, readOnly, reserve),
    requests: guarded(parts.requests, readOnly, reserve),
    moderation: guarded(parts.moderation, readOnly, reserve),
    usage: guarded(parts.usage, readOnly, NO_RESERVE),
    outbox: guarded(parts.outbox, readOnly, reserve),
    account: guarded(parts.account, readOnly, reserve),
    close: (): void => {
      try {
        if (!readOnly) purge(clock.now(), GRACE_MS)
      } catch (error) {
        // Closing goes on whatever happens: the next opening purges.
        if (!(asDoraError(error) instanceof DoraError)) throw error
      } finally {
        db.close()
      }
    },
  }
}
