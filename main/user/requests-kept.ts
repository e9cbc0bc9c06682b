import { isClosed } from '#shared/orientation/life.ts'
import { Envoi, ENVOI } from '#shared/orientation/model.ts'
import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AttachmentsStore } from './attachments-store.ts'
import { commandOf } from './combine.ts'
import type { DraftsStore } from './drafts-store.ts'
import type { OutboxTable } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { NewRequest } from './requests-overlay.ts'
import type { Vault } from './vault.ts'

/** A draft is of use to the next request for that long at most. */
export const KEPT_DAYS = 60
const DAY_MS = 24 * 3600_000

type Row = {
  readonly user_id: string
  readonly id: string
  readonly draft_id: string
  readonly vue: Buffer
  readonly envoyee_le: string
}
type Parts = {
  readonly db: WritableDb
  readonly vault: Vault
  readonly drafts: DraftsStore
  readonly attachments: AttachmentsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly now: () => string
}

const cell = (userId: string, id: string) => ({ table: 'requests', row: JSON.stringify([userId, id]), column: 'vue' })

export type KeptRequests = ReturnType<typeof createKeptRequests>

/** Requests that were sent from this desk, each with the draft it was made of: for its files, to take it back, and for a plan B. */
export const createKeptRequests = ({ db, vault, drafts, attachments, table, own, now }: Parts) => {
  const one = db.prepare<[string, string], Row>(`SELECT * FROM requests WHERE user_id = ? AND id = ?`)
  const insert = db.prepare(`INSERT INTO requests (user_id, id, draft_id, vue, envoyee_le) VALUES (?, ?, ?, ?, ?)`)
  const remove = db.prepare(`DELETE FROM requests WHERE user_id = ? AND id = ?`)
  const everything = db.prepare<[], Row>(`SELECT * FROM requests`)
  const draftsOf = db.prepare<[string], string>(`SELECT draft_id FROM requests WHERE user_id = ?`).pluck()

  const envoiOf = (userId: string, id: string): Envoi | null => {
    try {
      return Envoi.safeParse(own.get({ userId, kind: ENVOI, id })?.doc).data ?? null
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }

  /** Identifiers of the requests that another one was sent in the place of. */
  const replaced = (userId: string): ReadonlySet<string> =>
    new Set(own.ids(userId, ENVOI).flatMap((id) => envoiOf(userId, id)?.remplace ?? []))

  /** Not before the server has it for good; then, when nothing more can be made of it. A silence or a refusal calls for a plan B. */
  const isOver = ({ user_id: userId, id, envoyee_le }: Row, isReplaced: (id: string) => boolean): boolean => {
    const waits = table.ofKey({ userId, kind: ENVOI, id }).some(({ type }) => commandOf(type) === 'create')
    if (waits) return false
    if (Date.parse(now()) - Date.parse(envoyee_le) >= KEPT_DAYS * DAY_MS) return true
    const told = envoiOf(userId, id)
    if (told === null || !isClosed(told.etat)) return false
    return told.etat === 'VALIDÉE' || told.etat === 'ANNULÉE' || told.anonyme_le !== null || isReplaced(id)
  }

  /** Answers the files to erase once it is committed. */
  const forgetOver = (): string[] => {
    const sets = new Map<string, ReadonlySet<string>>()
    const over = everything.all().filter((row) =>
      isOver(row, (id) => {
        const known = sets.get(row.user_id) ?? replaced(row.user_id)
        sets.set(row.user_id, known)
        return known.has(id)
      }),
    )
    for (const { user_id, id } of over) remove.run(user_id, id)
    return drafts.forgetSent([...over.map(({ draft_id }) => draft_id), ...drafts.orphans()])
  }

  return {
    /** To call inside the transaction that puts the request in the outbox. */
    add: (userId: string, id: string, draftId: string, request: NewRequest): void => {
      drafts.markSent(draftId)
      insert.run(userId, id, draftId, vault.sealText(JSON.stringify(request), cell(userId, id)), now())
    },
    /** Null when it was not sent from here, or is no longer kept. */
    draftId: (userId: string, id: string): string | null => one.get(userId, id)?.draft_id ?? null,
    shown: (userId: string, id: string): NewRequest | null => {
      const row = one.get(userId, id)
      return row === undefined ? null : (JSON.parse(vault.openText(row.vue, cell(userId, id))) as NewRequest)
    },
    /**
     * The draft is one again, with the reason of the refusal ('' for none): to call inside the transaction that gives the request up.
     * Null when it is no longer kept.
     */
    takeBack: (userId: string, id: string, reason: string): string | null => {
      const row = one.get(userId, id)
      if (row === undefined) return null
      remove.run(userId, id)
      return drafts.bringBack(row.draft_id, reason) ? row.draft_id : null
    },
    /** Erases those that are of no more use, files with them. */
    purge: (): void => attachments.erase(db.transaction(forgetOver).immediate()),
    /** Of an account that is erased from this desk: to call inside that transaction. Answers the files to erase after it. */
    forgetAll: (userId: string): string[] => drafts.forgetSent(draftsOf.all(userId)),
  }
}
