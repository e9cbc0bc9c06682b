import { Acte, type ActeEnAttente, UNDO_MS } from '#shared/moderation/acts.ts'
import { Vu } from '#shared/moderation/dossier.ts'
import { Cible, cibleKey } from '#shared/moderation/target.ts'
import type { WritableDb } from '#main/db/open.ts'
import { DoraError } from '#shared/errors.ts'
import { z } from 'zod'
import type { AccountsStore } from './accounts-store.ts'
import { vuAfter } from './moderation-vu.ts'
import type { Vault } from './vault.ts'

/** What is sealed of an act. */
const Kept = z.object({ cible: Cible, nom: z.string(), acte: Acte, vu: Vu.nullable() })
type Kept = z.infer<typeof Kept>

/** `part_le`: milliseconds since 1970. */
export type ToKeep = Kept & { readonly part_le: number }
/** One that leaves now, in the name of that account. */
export type Leaving = Kept & { readonly userId: string }
/** What became of it: done, with the versions that it left; of no use; or refused, in French. */
export type ActEnd =
  | { readonly suite: 'fait'; readonly vu: Vu }
  | { readonly suite: 'sans-objet' }
  | { readonly suite: 'refuse'; readonly message: string }

type Row = {
  readonly n: number
  readonly id: string
  readonly acte: Buffer
  readonly part_le: number
  readonly parti: number
  readonly refus: Buffer | null
}

const cell = (userId: string, id: string, column: 'acte' | 'refus') => ({
  table: 'moderation_acts',
  row: JSON.stringify([userId, id]),
  column,
})

/** A wait that seems longer was written by a clock that has since been set right. */
const isDue = (partLe: number, now: number): boolean => partLe <= now || partLe > now + UNDO_MS

export type ModerationActs = ReturnType<typeof createModerationActs>

/**
 * Acts of moderation of the account that is signed in, from the moment they are made until the server has answered: those of another
 * account wait for it. Each method is one transaction.
 */
export const createModerationActs = (db: WritableDb, vault: Vault, accounts: AccountsStore) => {
  const all = db.prepare<[string], Row>(
    `SELECT n, id, acte, part_le, parti, refus FROM moderation_acts WHERE user_id = ? ORDER BY n`,
  )
  const insert = db.prepare(
    `INSERT INTO moderation_acts (user_id, id, acte, part_le) VALUES (@userId, @id, @acte, @partLe) ON CONFLICT DO NOTHING`,
  )
  const instant = db.prepare<[string, string], number>(`SELECT part_le FROM moderation_acts WHERE user_id = ? AND id = ?`).pluck()
  const undo = db.prepare(`DELETE FROM moderation_acts WHERE user_id = ? AND id = ? AND parti = 0 AND refus IS NULL`)
  const forget = db.prepare(`DELETE FROM moderation_acts WHERE user_id = ? AND id = ? AND refus IS NOT NULL`)
  const remove = db.prepare(`DELETE FROM moderation_acts WHERE user_id = ? AND id = ?`)
  const leave = db.prepare(`UPDATE moderation_acts SET parti = 1 WHERE n = ?`)
  const refuse = db.prepare(`UPDATE moderation_acts SET refus = ? WHERE user_id = ? AND id = ?`)
  const rewrite = db.prepare(`UPDATE moderation_acts SET acte = ? WHERE n = ?`)

  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const seal = (userId: string, { cible, nom, acte, vu }: Kept): Uint8Array =>
    vault.sealText(JSON.stringify({ cible, nom, acte, vu }), cell(userId, acte.id, 'acte'))

  type Opened = Kept & { readonly row: Row; readonly refus: string | null }
  /** One that cannot be read back hides no other. */
  const opened = (userId: string, row: Row): Opened | null => {
    try {
      const read = Kept.safeParse(JSON.parse(vault.openText(row.acte, cell(userId, row.id, 'acte'))))
      if (!read.success) return null
      return { ...read.data, row, refus: row.refus === null ? null : vault.openText(row.refus, cell(userId, row.id, 'refus')) }
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const ofUser = (userId: string): readonly Opened[] => all.all(userId).flatMap((row) => opened(userId, row) ?? [])

  /** Those of that sheet were made upon what is now changed: they are about what it has become. */
  const follow = (userId: string, done: { readonly cible: Cible; readonly acte: Acte; readonly vu: Vu | null }, vu: Vu): void => {
    for (const { row, refus, ...each } of ofUser(userId)) {
      if (refus !== null || cibleKey(each.cible) !== cibleKey(done.cible)) continue
      const next = vuAfter(each.vu, done, vu)
      if (next !== each.vu) rewrite.run(seal(userId, { ...each, vu: next }), row.n)
    }
  }

  return {
    /** Kept once, however often it is asked. @throws DoraError `compte-non-connecte` */
    keep: ({ part_le, ...kept }: ToKeep): { readonly id: string; readonly part_le: number } =>
      inOne(() => {
        const userId = accounts.signedInId()
        const { id } = kept.acte
        insert.run({ userId, id, acte: seal(userId, kept), partLe: part_le })
        return { id, part_le: instant.get(userId, id) ?? part_le }
      }),
    /** False when it has left, was refused, or is not there. */
    undo: (id: string): boolean => {
      const userId = accounts.currentId()
      return userId !== null && undo.run(userId, id).changes > 0
    },
    /** In the order in which they were made. */
    pending: (): ActeEnAttente[] => {
      const userId = accounts.currentId()
      if (userId === null) return []
      return ofUser(userId).map(({ row: { id, part_le }, refus, ...kept }) => ({ id, ...kept, part_le, refus }))
    },
    /** One that was refused. */
    forget: (id: string): void => {
      const userId = accounts.currentId()
      if (userId !== null) forget.run(userId, id)
    },
    /**
     * The first that may leave, which from then on cannot be taken back; those of a same sheet leave in the order in which they were
     * made. `except`: sheets (`cibleKey`) whose turn is put off. `nextAt`: when to look again; null when nothing is to come.
     */
    next: ({
      now,
      except,
    }: {
      readonly now: number
      readonly except: readonly string[]
    }): { readonly act: Leaving | null; readonly nextAt: number | null } =>
      inOne(() => {
        const userId = accounts.currentId()
        if (userId === null) return { act: null, nextAt: null }
        const heads = new Map<string, Opened>()
        for (const one of ofUser(userId)) {
          const key = cibleKey(one.cible)
          if (one.refus === null && !heads.has(key)) heads.set(key, one)
        }
        for (const key of except) heads.delete(key)
        const first = [...heads.values()].find(({ row }) => isDue(row.part_le, now))
        if (first === undefined) {
          const instants = [...heads.values()].map(({ row }) => row.part_le)
          return { act: null, nextAt: instants.length === 0 ? null : Math.min(...instants) }
        }
        const { row, cible, nom, acte, vu } = first
        leave.run(row.n)
        return { act: { userId, cible, nom, acte, vu }, nextAt: null }
      }),
    /** The server has answered. Nothing when it is no longer there. */
    settle: ({ userId, id, end }: { readonly userId: string; readonly id: string; readonly end: ActEnd }): void =>
      inOne(() => {
        if (end.suite === 'refuse') {
          refuse.run(vault.sealText(end.message, cell(userId, id, 'refus')), userId, id)
          return
        }
        const done = ofUser(userId).find(({ row }) => row.id === id)
        remove.run(userId, id)
        if (end.suite === 'fait' && done !== undefined) follow(userId, done, end.vu)
      }),
    /** An act that was not kept has been done: those that wait are about what it left. */
    followed: ({ cible, acte, vu, after }: Kept & { readonly after: Vu }): void =>
      inOne(() => {
        const userId = accounts.currentId()
        if (userId !== null) follow(userId, { cible, acte, vu }, after)
      }),
  }
}
