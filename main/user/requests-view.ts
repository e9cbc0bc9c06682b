import { RATTACHEMENT, Rattachement, rattachementId, COMPTE, Compte, fullName } from '#shared/accounts/compte.ts'
import type { Sens } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { ENVOI, Envoi, NouvelleDemande, RECEPTION, Reception } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { z } from 'zod'
import type { WritableDb } from '#main/db/open.ts'
import { isReflected } from './account-view.ts'
import type { AccountsStore, Position } from './accounts-store.ts'
import { commandOf } from './combine.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'
import { pieceOf, refusal } from './refusals.ts'
import type { KeptRequests } from './requests-kept.ts'
import { type Colleague, created, type Done, envoiAfter, receptionAfter } from './requests-overlay.ts'
import { pieceName, typedIn } from './requests-patch.ts'
import type { RequestPieces } from './requests-pieces.ts'
import type { Refusal, SeenRequest } from './requests-types.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly kept: KeptRequests
  readonly pieces: RequestPieces
}

const NOWHERE: Position = { epoch: null, cursor: 0, durable: 0 }
export const makes = ({ type }: OutboxRow): boolean => commandOf(type) === 'create'
/** A change that a person must see to. */
export const isRefused = ({ state }: OutboxRow): boolean => state === 'rejected' || state === 'blocked'

/** What could not be read back, or is written otherwise by a newer server: said to be there, and nothing more. */
class Unreadable extends Error {}

export type RequestsView = ReturnType<typeof createRequestsView>

/** Requests as the person sees them: what the server last told, with what was done here and is not told yet over it. */
export const createRequestsView = ({ db, accounts, table, own, kept, pieces }: Parts) => {
  const muted = db.prepare<[string], string>(`SELECT sens || ' ' || id FROM muted_requests WHERE user_id = ?`).pluck()

  /** What was opened and looked into, by what it said then: a list of a thousand is asked for at each change of one. */
  const opened = new Map<string, { readonly h: number; readonly doc: unknown }>()
  let openedFor = ''
  const toldOf = <T>(schema: z.ZodType<T>, userId: string, kind: string, id: string, h: number): T => {
    if (openedFor !== userId) opened.clear()
    openedFor = userId
    const name = `${kind} ${id}`
    const known = opened.get(name)
    if (known?.h === h) return known.doc as T
    const read = schema.safeParse(own.get({ userId, kind, id })?.doc)
    if (!read.success) throw new Unreadable()
    opened.set(name, { h, doc: read.data })
    return read.data
  }

  /** One that cannot be read back is nobody's. */
  const lookUp = <T>(schema: z.ZodType<T>, userId: string, kind: string, id: string): T | null => {
    try {
      return schema.safeParse(own.get({ userId, kind, id })?.doc).data ?? null
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const colleagueIn =
    (userId: string) =>
    (other: string, structureId: string): Colleague | null => {
      const found = lookUp(Rattachement, userId, RATTACHEMENT, rattachementId(other, structureId))
      return found === null ? null : { nom: fullName(found), courriel: found.courriel }
    }
  /** Name that the server will put on what this person does. */
  const nameOf = (userId: string): string => {
    const compte = lookUp(Compte, userId, COMPTE, userId)
    return compte === null ? (accounts.profile().compte?.nom ?? '') : fullName(compte)
  }

  const doneBy = (userId: string, row: OutboxRow, par: string): Done => ({
    type: row.type,
    patch: table.contentOf(row).patch,
    le: row.cree_le,
    par,
    colleague: colleagueIn(userId),
  })
  /** Of what is refused nothing is shown as done. */
  const isOver = (row: OutboxRow, position: Position): boolean =>
    isRefused(row) || (row.state === 'acked' && isReflected(row, position))

  const newEnvoi = (userId: string, row: OutboxRow): Envoi => {
    const shown = kept.shown(userId, row.id)
    const request = NouvelleDemande.safeParse(table.contentOf(row).patch)
    if (shown === null || !request.success) throw new Unreadable()
    return created(row.id, request.data, shown)
  }

  const envoiOf = (userId: string, told: Envoi | null, rows: readonly OutboxRow[], position: Position, par: string) => {
    let doc = told
    for (const row of rows) {
      // One that the server refused to make is shown all the same: it is what the person has to see to.
      if (makes(row)) doc ??= row.state === 'acked' && isReflected(row, position) ? null : newEnvoi(userId, row)
      else if (doc !== null && !isOver(row, position)) doc = envoiAfter(doc, doneBy(userId, row, par))
    }
    return doc
  }
  const receptionOf = (userId: string, told: Reception | null, rows: readonly OutboxRow[], position: Position, par: string) => {
    let doc = told
    for (const row of rows) if (doc !== null && !isOver(row, position)) doc = receptionAfter(doc, doneBy(userId, row, par))
    return doc
  }

  const stateOf = (rows: readonly OutboxRow[]): SeenRequest<never>['envoi'] => {
    if (rows.some(isRefused)) return 'refuse'
    const waiting = rows.filter(({ state }) => state === 'pending')
    if (waiting.length === 0) return 'a-jour'
    return waiting.some((row) => !pieces.areThere(row)) ? 'pieces' : 'attente'
  }
  const codeOf = ({ failure }: OutboxRow): string => failure ?? 'rejected'
  const sentenceOf = (row: OutboxRow, patch: Doc): string => {
    const code = codeOf(row)
    return refusal(code, row.kind, { made: makes(row), piece: pieceName(patch, pieceOf(code)) }).message
  }
  /** What waits for something refused says less than what was refused. */
  const refusalIn = (rows: readonly OutboxRow[]): Refusal | null => {
    const row = rows.findLast(({ state }) => state === 'rejected') ?? rows.findLast(({ state }) => state === 'blocked')
    if (row === undefined) return null
    const patch = codeOf(row) === 'illisible' ? {} : table.contentOf(row).patch
    return { mut_id: row.mut_id, message: sentenceOf(row, patch), type: row.type, texte: typedIn(patch) }
  }

  const seen = <T>(
    doc: T,
    sens: Sens,
    id: string,
    rows: readonly OutboxRow[],
    silent: ReadonlySet<string>,
    isTold: boolean,
  ): SeenRequest<T> => ({
    doc,
    ici: !isTold && rows.some((row) => makes(row) && row.state !== 'acked'),
    envoi: stateOf(rows),
    refus: refusalIn(rows),
    muette: silent.has(`${sens} ${id}`),
  })

  /** Null when there is none, or it could not be read. */
  const readable = <T>(read: () => T, onUnreadable: () => void): T | null => {
    try {
      return read()
    } catch (cause) {
      if (!(cause instanceof Unreadable) && (!(cause instanceof DoraError) || cause.code === 'cle-absente')) throw cause
      onUnreadable()
      return null
    }
  }

  const positionOf = (userId: string): Position => accounts.get(userId) ?? NOWHERE

  /** Of one side, each request with what waits for it. */
  const side = <T extends { readonly cree_le: string }>(
    userId: string,
    sens: Sens,
    schema: z.ZodType<T>,
    over: (userId: string, told: T | null, rows: readonly OutboxRow[], position: Position, par: string) => T | null,
    only: string | null,
    onUnreadable: () => void,
  ): SeenRequest<T>[] => {
    const position = positionOf(userId)
    const par = nameOf(userId)
    const silent = new Set(muted.all(userId))
    const heads = new Map(own.heads(userId, sens).map(({ id, h }) => [id, h]))
    const waiting = Map.groupBy(
      only === null ? table.ofKinds(userId, [sens]) : table.ofKey({ userId, kind: sens, id: only }),
      ({ id }) => id,
    )
    const ids = only === null ? new Set([...heads.keys(), ...waiting.keys()]) : [only]
    const found: SeenRequest<T>[] = []
    for (const id of ids) {
      const one = readable(() => {
        const h = heads.get(id)
        const rows = waiting.get(id) ?? []
        const doc = over(userId, h === undefined ? null : toldOf(schema, userId, sens, id, h), rows, position, par)
        return doc === null ? null : seen(doc, sens, id, rows, silent, h !== undefined)
      }, onUnreadable)
      if (one !== null) found.push(one)
    }
    return found.sort((a, b) => (a.doc.cree_le < b.doc.cree_le ? 1 : a.doc.cree_le > b.doc.cree_le ? -1 : 0))
  }

  const ignore = (): void => {}
  const sent = (userId: string, only: string | null, onUnreadable = ignore) =>
    side(userId, ENVOI, Envoi, envoiOf, only, onUnreadable)
  const received = (userId: string, only: string | null, onUnreadable = ignore) =>
    side(userId, RECEPTION, Reception, receptionOf, only, onUnreadable)

  return {
    /** Why that change was refused, in French; '' when it was not. */
    reasonOf: (row: OutboxRow): string =>
      isRefused(row) ? sentenceOf(row, readable(() => table.contentOf(row).patch, ignore) ?? {}) : '',
    all: () => {
      const userId = accounts.currentId()
      let illisibles = 0
      const count = () => {
        illisibles += 1
      }
      const envois = userId === null ? [] : sent(userId, null, count)
      const receptions = userId === null ? [] : received(userId, null, count)
      return { envois, receptions, illisibles }
    },
    /** Null when there is none, it cannot be read, or nobody is signed in. */
    envoi: (id: string): SeenRequest<Envoi> | null => {
      const userId = accounts.currentId()
      return userId === null ? null : (sent(userId, id)[0] ?? null)
    },
    reception: (id: string): SeenRequest<Reception> | null => {
      const userId = accounts.currentId()
      return userId === null ? null : (received(userId, id)[0] ?? null)
    },
  }
}
