import { Contact } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { Vault } from './vault.ts'

/** Long enough for a person to be reached from a place without network; a contact that has changed is not shown for ever. */
const KEPT_MS = 30 * 24 * 3_600_000

const cell = (userId: string, serviceId: string) => ({
  table: 'contacts',
  row: JSON.stringify([userId, serviceId]),
  column: 'contact',
})

export type ContactsTable = ReturnType<typeof createContactsTable>

/** Contacts of services kept for professionals, each sealed and of one account. */
export const createContactsTable = (db: WritableDb, vault: Vault, accounts: AccountsStore, now: () => string) => {
  const one = db
    .prepare<[string, string, string], Buffer>(`SELECT contact FROM contacts WHERE user_id = ? AND service_id = ? AND lu_le > ?`)
    .pluck()
  const put = db.prepare(
    `INSERT INTO contacts (user_id, service_id, contact, lu_le) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET contact = excluded.contact, lu_le = excluded.lu_le`,
  )
  const remove = db.prepare(`DELETE FROM contacts WHERE user_id = ? AND service_id = ?`)
  const outdated = db.prepare(`DELETE FROM contacts WHERE lu_le <= ?`)

  const oldest = (): string => new Date(Date.parse(now()) - KEPT_MS).toISOString()
  const purge = (): void => {
    outdated.run(oldest())
  }
  const keep = (userId: string, contacts: Readonly<Record<string, Contact>>): void => {
    if (accounts.currentId() !== userId) return
    db.transaction(() => {
      purge()
      for (const [serviceId, contact] of Object.entries(contacts))
        put.run(userId, serviceId, vault.sealText(JSON.stringify(contact), cell(userId, serviceId)), now())
    }).immediate()
  }

  return {
    purge,
    /** The one kept for the account of the moment, thirty days at most; null when there is none, or it cannot be read back. */
    contact: ({ serviceId }: { readonly serviceId: string }): Contact | null => {
      const userId = accounts.currentId()
      const sealed = userId === null ? undefined : one.get(userId, serviceId, oldest())
      if (userId === null || sealed === undefined) return null
      try {
        return Contact.parse(JSON.parse(vault.openText(sealed, cell(userId, serviceId))))
      } catch (cause) {
        if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
        return null
      }
    },
    /** Does nothing when `userId`, whom the server answered, is no longer the one signed in. */
    keepContact: (kept: { readonly userId: string; readonly serviceId: string; readonly contact: Contact }): void =>
      keep(kept.userId, { [kept.serviceId]: kept.contact }),
    /** Those of a structure, all told at once. */
    keepContacts: (kept: { readonly userId: string; readonly contacts: Readonly<Record<string, Contact>> }): void =>
      keep(kept.userId, kept.contacts),
    forgetContact: ({ serviceId }: { readonly serviceId: string }): void => {
      const userId = accounts.currentId()
      if (userId !== null) remove.run(userId, serviceId)
    },
  }
}
