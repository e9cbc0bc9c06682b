import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { MutationResult } from '#shared/sync/wire.ts'
import type { AccountView } from './account-view.ts'
import { areOfOneKind, combine, commandOf, type Content, isAside, isEmpty, isOfRequest, pick, without } from './combine.ts'
import type { Conflict, ConflictsTable } from './conflicts-table.ts'
import { isPersonal, patched } from './favourite-doc.ts'
import { clashesOf, type KeptResult, type OutboxRow, type OutboxTable } from './outbox-table.ts'

/** Where an answer comes from. */
export type AnsweredAt = { readonly epoch: string; readonly head: number }
type Parts = {
  readonly table: OutboxTable
  readonly conflicts: ConflictsTable
  readonly view: AccountView
  readonly now: () => string
}

/** Done by opening a request: nobody waits for an answer to it. */
const SILENT: ReadonlySet<string> = new Set(['reception.read'])

const UNANSWERED = new Set(['pending', 'rejected', 'blocked'])

/** What a result does to the outbox (sync.md §2.8–2.9). To call inside one transaction per answer. */
export const createSettling = ({ table, conflicts, view, now }: Parts) => {
  /** Changes of the same row made since, which the server does not have. */
  const laterOf = (row: OutboxRow): OutboxRow[] =>
    table.ofKey({ userId: row.user_id, kind: row.kind, id: row.id }).filter(({ n, state }) => n > row.n && UNANSWERED.has(state))

  const dependants = (row: OutboxRow): OutboxRow[] => table.dependants(row.user_id, row.mut_id)

  /** What waited for this is to be sent: under a fresh identifier, for the server was told about the former. */
  const release = (row: OutboxRow): void => {
    for (const each of dependants(row)) if (each.state === 'blocked') table.rewrite(each)
  }
  /** What waits for this cannot be sent before a person has dealt with it: said now, not found out later. */
  const hold = (row: OutboxRow): void => {
    for (const each of dependants(row)) {
      if (each.state !== 'pending') continue
      table.answer(each, { state: 'blocked', failure: 'dependency' })
      hold(each)
    }
  }
  /** This will never happen, or has become `instead`. */
  const replaced = (row: OutboxRow, instead: string | null): void => {
    for (const { mut_id } of table.redirect(row.user_id, row.mut_id, instead)) {
      const waiting = table.get(mut_id)
      if (waiting?.state === 'blocked') table.rewrite(waiting)
    }
  }
  const erase = (row: OutboxRow): void => {
    replaced(row, null)
    table.erase(row)
  }

  const eraseIf = (row: OutboxRow | null): void => {
    if (row !== null) erase(row)
  }

  const acknowledge = (row: OutboxRow, result: MutationResult, at: AnsweredAt, resolved: boolean): void => {
    const kept: KeptResult = { ver: result.ver ?? 0, fields: clashesOf(result), gone: false, resolved }
    table.answer(row, { state: 'acked', result: kept, epoch: at.epoch, seq: result.seq ?? at.head })
    release(row)
  }

  /** Refused as it is: with what the person has changed since, it is another change, and may pass. */
  const refuse = (row: OutboxRow, state: 'rejected' | 'blocked', code: string): void => {
    const all = laterOf(row)
    const later = all.filter(({ type }) => areOfOneKind(row.type, type))
    const makes = commandOf(row.type) === 'create'
    // What is said of a row that was not made waits for it.
    if (makes) for (const each of all) if (!later.includes(each)) table.waitFor(each, [row.mut_id])
    if (later.length === 0) {
      table.answer(row, { state, failure: code })
      hold(row)
      return
    }
    const below = view.of({ userId: row.user_id, kind: row.kind, id: row.id }, row.n)
    let content: Content | null = table.contentOf(row)
    for (const each of later) content = content === null ? table.contentOf(each) : combine(content, table.contentOf(each), below)
    const nom = table.nameOf(later.at(-1) ?? row)
    for (const each of later) erase(each)
    table.answer(row, { state, failure: code })
    if (content === null) {
      if (makes) for (const { mut_id } of all) eraseIf(table.get(mut_id))
      erase(row)
    } else table.rewrite({ ...row, state }, content, nom)
  }

  const conflictOf = (
    row: OutboxRow,
    content: Content,
    over: Pick<Conflict, 'nature' | 'ver' | 'mine' | 'theirs'>,
  ): Conflict => ({
    mutId: row.mut_id,
    userId: row.user_id,
    kind: row.kind,
    id: row.id,
    type: row.type,
    base: content.base,
    nom: table.nameOf(row),
    creeLe: now(),
    ...over,
  })

  /**
   * A person must choose about these fields. What they have written in them since is their latest word, and joins the choice
   * rather than make another; a removal made since is a choice already. False when nothing is left to choose.
   */
  const raise = (row: OutboxRow, mine: Doc, theirs: Doc, ver: number): boolean => {
    const fields = Object.keys(mine)
    // Met again after the server's history changed: what was joined to it then is still wanted.
    let wanted: Doc = { ...mine, ...pick(conflicts.get(row.mut_id)?.mine ?? {}, fields) }
    let open = true
    for (const each of laterOf(row)) {
      // Chosen already: what was written after it stays as it is.
      if (!open) break
      const content = table.contentOf(each)
      const base = { ...content.base, ...theirs }
      if (commandOf(content.type) === 'remove') {
        open = false
        table.rewrite(each, { ...content, base })
      } else if (commandOf(content.type) === 'create') {
        // Removed, then wanted again: there is nothing left to ask.
        if (commandOf(row.type) === 'remove') open = false
      } else {
        const patch = without(content.patch, fields)
        if (Object.keys(patch).length === Object.keys(content.patch).length) continue
        wanted = { ...wanted, ...pick(content.patch, fields) }
        if (isEmpty(patch)) erase(each)
        else table.rewrite(each, { ...content, base, patch })
      }
    }
    if (open) conflicts.put(conflictOf(row, table.contentOf(row), { nature: 'champs', ver, mine: wanted, theirs }))
    return open
  }

  /** Removed elsewhere while it was changed here: the server's removal stands, mine is kept whole (sync.md §2.9). */
  const raiseGone = (row: OutboxRow, ver: number): void => {
    const content = table.contentOf(row)
    let mine: Doc = patched(content.base, content.patch)
    let removed = false
    for (const each of laterOf(row)) {
      const later = table.contentOf(each)
      if (commandOf(later.type) === 'create') continue
      removed = commandOf(later.type) === 'remove'
      mine = patched(mine, later.patch)
      erase(each)
    }
    if (removed) {
      erase(row)
      return
    }
    conflicts.put(conflictOf(row, content, { nature: 'supprime', ver, mine, theirs: {} }))
    table.answer(row, { state: 'conflict', result: { ver, fields: {}, gone: true, resolved: false } })
    hold(row)
  }

  const settle = (row: OutboxRow, result: MutationResult, at: AnsweredAt): void => {
    if (result.status === 'applied') {
      const met = conflicts.get(row.mut_id)
      const { patch } = table.contentOf(row)
      // It clashed in a history that is no more, and has passed in this one.
      if (met !== null && canonicalJson(pick(patch, Object.keys(met.mine))) === canonicalJson(met.mine))
        conflicts.erase(row.mut_id)
      return acknowledge(row, result, at, false)
    }
    if (SILENT.has(row.type)) return erase(row)
    if (result.status === 'rejected') return refuse(row, 'rejected', result.code ?? 'rejected')
    if (result.status === 'blocked') return refuse(row, 'blocked', result.code ?? 'dependency')

    const clashes = clashesOf(result)
    const ver = result.ver ?? row.base_ver
    const gone = result.code === 'gone'
    if (result.status === 'conflict' && (gone || Object.keys(clashes).length === 0)) {
      if (result.code !== undefined && !gone) return refuse(row, 'rejected', result.code)
      // Nothing was typed into it that could be kept apart from the row.
      if (isOfRequest(row.type)) return refuse(row, 'rejected', 'gone')
      if (isAside(row.type))
        return commandOf(row.type) === 'answer' ? refuse(row, 'rejected', 'gone') : acknowledge(row, result, at, false)
      // Removing what is no longer there has been done.
      return commandOf(row.type) === 'remove' ? acknowledge(row, result, at, false) : raiseGone(row, ver)
    }
    const resolved = table.resultOf(row)?.resolved ?? false
    const fields = Object.keys(clashes).filter((field) => isPersonal(row.kind, field))
    const side = (which: 'mine' | 'theirs'): Doc =>
      Object.fromEntries(fields.map((field) => [field, clashes[field]?.[which] ?? null]))
    const open = fields.length > 0 && !resolved && raise(row, side('mine'), side('theirs'), ver)
    if (result.status === 'merged' || !open) return acknowledge(row, result, at, resolved)
    table.answer(row, { state: 'conflict', result: { ver, fields: clashes, gone: false, resolved: false } })
    hold(row)
  }

  return { settle, laterOf, erase, replaced, release }
}
export type Settling = ReturnType<typeof createSettling>
