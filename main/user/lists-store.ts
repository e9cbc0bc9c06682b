import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import {
  type Cible,
  LIGNE,
  ligneId,
  LigneRow,
  LISTE,
  type ListeLigne,
  ListeRow,
  rankBetween,
  renumbered,
} from '#shared/memory/list.ts'
import type { Marks } from '#shared/memory/marks.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountView } from './account-view.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import type { Recorder } from './record-change.ts'
import { DESK, type DeskSearches } from './searches-desk.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly view: AccountView
  readonly recorder: Recorder
  /** Where what was seen of a set of services is kept. */
  readonly desk: Pick<DeskSearches, 'marks' | 'look'>
  readonly now: () => string
}

export type KeptList = {
  readonly id: string
  readonly structure_id: string
  readonly nom: string
  readonly description: string
  readonly version: number
  readonly modifie_le: string
  readonly envoi: 'a-jour' | 'attente' | 'refuse'
  readonly lignes: readonly ListeLigne[]
}

/** Of what is starred or in a list: seen under this name, beside kept searches. */
const FOLLOWED = 'suivis'

type Line = LigneRow & { readonly rowId: string }

/**
 * Lists of the structures one is a member of: what the server told, and over it what it does not know yet; each change goes to the
 * outbox. Changes fail with `liste-introuvable`.
 */
export const createListsStore = ({ db, accounts, table, own, view, recorder, desk, now }: Parts) => {
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const me = (): string => {
    const userId = accounts.currentId()
    if (userId === null) throw new DoraError('compte-non-connecte')
    return userId
  }
  const keyOf = (userId: string, kind: string, id: string): RowKey => ({ userId, kind, id })

  const rowIds = (userId: string, kind: string): string[] => {
    const waiting = table.ofUser(userId).filter((row) => row.kind === kind)
    return [...new Set([...own.ids(userId, kind), ...waiting.map(({ id }) => id)])]
  }
  /** One that cannot be read back, or that a later server writes otherwise, hides no other. */
  const read = <T>(schema: { safeParse: (doc: unknown) => { data?: T | undefined } }, key: RowKey): T | null => {
    try {
      const doc = view.of(key)
      return doc === null ? null : (schema.safeParse(doc).data ?? null)
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const linesOf = (userId: string): ReadonlyMap<string, readonly Line[]> => {
    const all = rowIds(userId, LIGNE).flatMap((rowId): Line[] => {
      const line = read(LigneRow, keyOf(userId, LIGNE, rowId))
      return line === null ? [] : [{ ...line, rowId }]
    })
    const sorted = all.sort((a, b) => a.rang - b.rang || (a.rowId < b.rowId ? -1 : 1))
    return Map.groupBy(sorted, ({ liste_id }) => liste_id)
  }
  const sending = (keys: readonly RowKey[]): KeptList['envoi'] => {
    const rows = keys.flatMap((key) => table.ofKey(key)).filter(({ state }) => state !== 'acked')
    if (rows.length === 0) return 'a-jour'
    return rows.some(({ state }) => state === 'rejected' || state === 'conflict') ? 'refuse' : 'attente'
  }
  const lineOf = ({ cible, nom, note, etiquettes, par, le }: Line): ListeLigne => ({
    kind: cible.kind,
    id: cible.id,
    nom,
    note,
    etiquettes: [...etiquettes],
    par,
    le,
  })
  const list = (): KeptList[] => {
    const userId = accounts.currentId()
    if (userId === null) return []
    const lines = linesOf(userId)
    return rowIds(userId, LISTE)
      .flatMap((id): KeptList[] => {
        const key = keyOf(userId, LISTE, id)
        const row = read(ListeRow, key)
        if (row === null) return []
        const mine = lines.get(id) ?? []
        return [
          {
            id,
            structure_id: row.structure_id,
            nom: row.nom,
            description: row.description,
            version: view.version(key),
            modifie_le: mine.reduce((last, { le }) => (le > last ? le : last), row.cree_le),
            envoi: sending([key, ...mine.map(({ rowId }) => keyOf(userId, LIGNE, rowId))]),
            lignes: mine.map(lineOf),
          },
        ]
      })
      .sort((a, b) => a.nom.localeCompare(b.nom, 'fr') || (a.id < b.id ? -1 : 1))
  }

  const docOf = (key: RowKey): Doc => {
    const doc = view.of(key)
    if (doc === null) throw new DoraError('liste-introuvable')
    return doc
  }
  /** A line of a list that has not left waits for it. */
  const waitsFor = (key: RowKey): string[] =>
    table.ofKey(key).flatMap(({ mut_id, type, state }) => (type === `${LISTE}.create` && state !== 'acked' ? [mut_id] : []))
  const ranked = (userId: string, listId: string): readonly Line[] => linesOf(userId).get(listId) ?? []
  const patchLine = (userId: string, rowId: string, patch: Doc): void => {
    const key = keyOf(userId, LIGNE, rowId)
    const base = docOf(key)
    recorder.record({ ...key, type: `${LIGNE}.update`, base, patch, nom: String(base['nom'] ?? '') })
  }

  return {
    list,
    create: ({ structureId, nom }: { readonly structureId: string; readonly nom: string }): { id: string } =>
      inOne(() => {
        const id = randomUUID()
        const patch: Doc = { structure_id: structureId, nom, description: '', cree_le: now() }
        recorder.record({ ...keyOf(me(), LISTE, id), type: `${LISTE}.create`, base: {}, patch, nom })
        return { id }
      }),
    rename: ({ id, nom, description }: { readonly id: string; readonly nom: string; readonly description: string }): void =>
      inOne(() => {
        const key = keyOf(me(), LISTE, id)
        const base = docOf(key)
        const patch: Doc = {
          ...(base['nom'] === nom ? {} : { nom }),
          ...(base['description'] === description ? {} : { description }),
        }
        if (Object.keys(patch).length > 0) recorder.record({ ...key, type: `${LISTE}.update`, base, patch, nom })
      }),
    remove: ({ id }: { readonly id: string }): void =>
      inOne(() => {
        const userId = me()
        const key = keyOf(userId, LISTE, id)
        const base = docOf(key)
        // What waits to be put in it goes nowhere any more; what is there goes with it, on the server.
        for (const { rowId, nom } of ranked(userId, id)) {
          const line = keyOf(userId, LIGNE, rowId)
          recorder.record({ ...line, type: `${LIGNE}.remove`, base: docOf(line), patch: {}, nom })
        }
        recorder.record({ ...key, type: `${LISTE}.remove`, base, patch: {}, nom: String(base['nom'] ?? '') })
      }),
    add: ({ id, ligne }: { readonly id: string; readonly ligne: Cible & { readonly nom: string } }): void =>
      inOne(() => {
        const userId = me()
        const listKey = keyOf(userId, LISTE, id)
        const { structure_id } = docOf(listKey)
        const cible = { kind: ligne.kind, id: ligne.id }
        const key = keyOf(userId, LIGNE, ligneId(id, cible))
        if (view.of(key) !== null) return
        const rang = rankBetween(ranked(userId, id).at(-1)?.rang ?? null, null) ?? 0
        const patch: Doc = {
          liste_id: id,
          structure_id,
          cible,
          nom: ligne.nom.slice(0, 400),
          note: '',
          etiquettes: [],
          rang,
          par: '',
          par_id: '',
          le: '',
        }
        recorder.record({ ...key, type: `${LIGNE}.create`, base: {}, patch, nom: ligne.nom, deps: waitsFor(listKey) })
      }),
    take: ({ id, ligne }: { readonly id: string; readonly ligne: Cible }): void =>
      inOne(() => {
        const key = keyOf(me(), LIGNE, ligneId(id, ligne))
        const base = docOf(key)
        recorder.record({ ...key, type: `${LIGNE}.remove`, base, patch: {}, nom: String(base['nom'] ?? '') })
      }),
    note: (ask: {
      readonly id: string
      readonly ligne: Cible
      readonly note: string
      readonly etiquettes: readonly string[]
    }): void =>
      inOne(() => {
        const userId = me()
        const rowId = ligneId(ask.id, ask.ligne)
        const base = docOf(keyOf(userId, LIGNE, rowId))
        const etiquettes = [...new Set(ask.etiquettes)]
        const patch: Doc = {
          ...(base['note'] === ask.note ? {} : { note: ask.note }),
          ...(JSON.stringify(base['etiquettes']) === JSON.stringify(etiquettes) ? {} : { etiquettes }),
        }
        if (Object.keys(patch).length > 0) patchLine(userId, rowId, patch)
      }),
    /** Puts a line before another; null: at the end. The others keep their rank, unless there is no room between two. */
    move: ({ id, ligne, avant }: { readonly id: string; readonly ligne: Cible; readonly avant: Cible | null }): void =>
      inOne(() => {
        const userId = me()
        const rowId = ligneId(id, ligne)
        const others = ranked(userId, id).filter((line) => line.rowId !== rowId)
        const at = avant === null ? others.length : others.findIndex((line) => line.rowId === ligneId(id, avant))
        if (at < 0) throw new DoraError('liste-introuvable')
        const rang = rankBetween(others[at - 1]?.rang ?? null, others[at]?.rang ?? null)
        if (rang !== null) return patchLine(userId, rowId, { rang })
        const ids = [...others.slice(0, at).map((line) => line.rowId), rowId, ...others.slice(at).map((line) => line.rowId)]
        const ranks = renumbered(ids.length)
        for (const [index, each] of ids.entries()) patchLine(userId, each, { rang: ranks[index] ?? 0 })
      }),
    seen: (): Marks | null => desk.marks(accounts.currentId() ?? DESK, FOLLOWED),
    look: ({ seen }: { readonly seen: Marks }): void => desk.look(accounts.currentId() ?? DESK, FOLLOWED, seen),
  }
}
export type ListsStore = ReturnType<typeof createListsStore>
