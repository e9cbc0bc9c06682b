import { DoraError } from '#shared/errors.ts'
import { createAttachmentsStore } from './attachments-store.ts'
import { type Clock, systemClock } from './clock.ts'
import { createDraftsStore } from './drafts-store.ts'
import { asDoraError, coded } from './failures.ts'
import { createFavouritesStore } from './favourites-store.ts'
import { openUserDb } from './open.ts'
import { createUploads } from './uploads.ts'
import { createVault } from './vault.ts'

/** Another window may still offer the undo of what this one would purge: at opening, only what is old enough goes. */
const GRACE_MS = 60 * 60 * 1000

export type UserStore = ReturnType<typeof openUserStore>

/** The precious file and what lives in it. Every method fails with a coded error only. */
export const openUserStore = ({
  folder,
  key,
  clock = systemClock,
}: {
  readonly folder: string
  readonly key: Uint8Array
  readonly clock?: Clock
}) => {
  const vault = createVault(key)
  const db = openUserDb(folder, vault)
  const favourites = createFavouritesStore(db, vault, clock.now)
  const attachments = createAttachmentsStore(db, vault, folder, clock.now)
  const drafts = createDraftsStore(db, vault, attachments, clock)

  /** What was removed is gone for good: from the tables (secure_delete), the files, then the journal. */
  const purge = (removedBefore: string, filesOlderThanMs: number): void => {
    favourites.purge(removedBefore)
    drafts.purge(removedBefore)
    attachments.sweep(filesOlderThanMs)
    db.pragma('wal_checkpoint(TRUNCATE)')
  }
  coded(() => purge(new Date(Date.parse(clock.now()) - GRACE_MS).toISOString(), GRACE_MS))

  return {
    favourites,
    drafts,
    attachments,
    uploads: createUploads(attachments),
    close: (): void => {
      try {
        purge(clock.now(), GRACE_MS)
      } catch (error) {
        // Closing goes on whatever happens: the next opening purges.
        if (!(asDoraError(error) instanceof DoraError)) throw error
      } finally {
        db.close()
      }
    },
  }
}
