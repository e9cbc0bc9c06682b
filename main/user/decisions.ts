import { DoraError } from '#shared/errors.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountView } from './account-view.ts'
import type { AccountsStore } from './accounts-store.ts'
import { commandOf, isAside, isEmpty, pick, without } from './combine.ts'
import type { Conflict, ConflictsTable } from './conflicts-table.ts'
import { patched } from './favourite-doc.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import type { Settling } from './settle.ts'
import { writtenSince } from './written-since.ts'

export type Choice = Readonly<Record<string, 'mienne' | 'leur'>>

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly conflicts: ConflictsTable
  readonly view: AccountView
  readonly settling: Settling
  /** Of a request: true when it has seen to it. */
  readonly giveUpRequest: (row: OutboxRow) => boolean
}

/** What a person decides about a change that did not go through by itself. Each is one transaction. */
export const createDecisions = ({ db, accounts, table, conflicts, view, settling, giveUpRequest }: Parts) => {
  const inOne = (work: () => void): void => {
    db.transaction(work).immediate()
  }
  const rowOf = (mutId: string): OutboxRow => {
    const row = table.get(mutId)
    if (row === null || row.user_id !== accounts.currentId() || row.state === 'acked') throw new DoraError('envoi-introuvable')
    return row
  }

  /** The change made of the person's choice: over what the server has, so that it is theirs that it replaces, knowingly. */
  const chosen = (
    conflict: Conflict,
    fields: readonly string[],
    since: Doc,
  ): { readonly type: string; readonly base: Doc; readonly patch: Doc } => {
    const { type, kind, base, mine, nature } = conflict
    const now = view.of(conflict)
    const written = Object.keys(since)
    // The server's value comes back in place of what was written over it.
    const patch = { ...pick(mine, fields), ...pick(conflict.theirs, written) }
    const theirs = now === null ? conflict.theirs : without(conflict.theirs, written)
    if (nature === 'supprime') {
      // Kept whole; a field left out goes back to what it was before the change.
      const before = isEmpty(base) ? mine : base
      const wanted = Object.fromEntries(fields.map((field) => [field, mine[field] ?? null]))
      return { type: `${kind}.create`, base: {}, patch: patched(before, wanted) }
    }
    if (commandOf(type) === 'remove') return { type, base: { ...(now ?? base), ...theirs }, patch: {} }
    if (now === null) return { type: `${kind}.create`, base: {}, patch: patched({ ...base, ...theirs }, patch) }
    return { type: isAside(type) ? type : `${kind}.update`, base: { ...now, ...theirs }, patch }
  }

  const choose = (conflict: Conflict, choice: Choice): void => {
    const gone = conflict.nature === 'supprime'
    const latest = writtenSince(table, conflict)
    const mine = { ...conflict.mine, ...latest }
    const known = { ...(gone ? conflict.base : {}), ...mine }
    // What was written since stands already; only the server's value, chosen against it, is a change.
    const since = gone
      ? {}
      : pick(
          latest,
          Object.keys(latest).filter((field) => choice[field] !== 'mienne'),
        )
    const fields = Object.keys(known).filter((field) => choice[field] === 'mienne' && (gone || !Object.hasOwn(latest, field)))
    const content = fields.length + Object.keys(since).length === 0 ? null : chosen({ ...conflict, mine }, fields, since)
    conflicts.erase(conflict.mutId)
    const row = table.get(conflict.mutId)
    const baseVer = gone ? 0 : Math.max(conflict.ver, view.version(conflict))
    const instead = content === null ? null : table.add({ ...conflict, ...content, baseVer })
    if (row === null) return
    if (row.state === 'conflict') {
      settling.replaced(row, instead)
      table.erase(row)
    } else table.markResolved(row)
  }

  /** Changes made over one that is given up are made over what was under it. */
  const rebase = (row: OutboxRow): void => {
    const { base, patch } = table.contentOf(row)
    for (const later of settling.laterOf(row)) {
      const content = table.contentOf(later)
      if (commandOf(content.type) === 'create') continue
      // Nothing to change any more.
      if (commandOf(row.type) === 'create') settling.erase(later)
      else {
        const was = Object.fromEntries(Object.keys(patch).map((field) => [field, base[field] ?? null]))
        table.rewrite(later, { ...content, base: patched(content.base, was) })
      }
    }
  }

  const giveUp = (row: OutboxRow): void => {
    if (giveUpRequest(row)) return
    conflicts.erase(row.mut_id)
    // What cannot be read back has nothing to give to the changes made since.
    if (row.failure !== 'illisible') rebase(row)
    settling.erase(row)
  }

  return {
    /** Sends again now: what was refused as a new change, which the server has not judged. */
    retry: ({ mutId }: { readonly mutId: string }): void =>
      inOne(() => {
        const row = rowOf(mutId)
        if (row.state === 'conflict') throw new DoraError('envoi-introuvable')
        if (row.state === 'pending') table.hasten(row)
        else table.rewrite(row)
      }),
    /** The server's value shows again; changes that waited for this one are sent without it. */
    cancel: ({ mutId }: { readonly mutId: string }): void => inOne(() => giveUp(rowOf(mutId))),
    resolve: ({ id, choix }: { readonly id: string; readonly choix: Choice }): void =>
      inOne(() => {
        const conflict = conflicts.get(id)
        if (conflict === null || conflict.userId !== accounts.currentId()) throw new DoraError('envoi-introuvable')
        choose(conflict, choix)
      }),
  }
}
