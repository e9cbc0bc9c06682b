import { parisDay } from '#shared/listing/days.ts'
import { BOARD_PAGE, type BoardLine, type BoardPeople, type BoardQuery, People } from '#shared/moderation/board.ts'
import { type BoardSelection, type PreparedBoard, selectBoard } from '#shared/moderation/board-filter.ts'
import type { AccountApi } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import type { BoardMemory } from './board.ts'
import { boardFileName, boardTable } from './export-table.ts'

export type BoardHandlers = Pick<DoraHandlers, 'moderation.board' | 'moderation.boardMap' | 'moderation.boardExport'>

type Parts = {
  readonly ask: AccountApi['ask']
  readonly memory: Pick<BoardMemory, 'read'>
  /** Of the server of the moment; null without one. */
  readonly address: () => string | null
  readonly now: () => number
}

/** At a time (shared/moderation/board.ts, `PeopleAsked`). */
const PEOPLE = 2_000

/** A local server’s pages are nobody else’s to open. */
const publicAddress = (address: string | null): string | null => (address?.startsWith('https:') === true ? address : null)

export const createBoardHandlers = ({ ask, memory, address, now }: Parts): BoardHandlers => {
  /** Pages of one question follow each other. Gone with the board. */
  const last = new WeakMap<PreparedBoard, { readonly key: string; readonly selection: BoardSelection }>()
  const select = (board: PreparedBoard, query: BoardQuery): BoardSelection => {
    const key = JSON.stringify(query)
    const before = last.get(board)
    if (before?.key === key) return before.selection
    const selection = selectBoard(board, query)
    last.set(board, { key, selection })
    return selection
  }

  const linesAt = ({ lines }: PreparedBoard, rows: Uint32Array): readonly BoardLine[] =>
    Array.from(rows).flatMap((n) => lines[n] ?? [])

  const peopleOf = async (lines: readonly BoardLine[]): Promise<ReadonlyMap<string, BoardPeople>> => {
    const found = new Map<string, BoardPeople>()
    for (let from = 0; from < lines.length; from += PEOPLE) {
      const ids = lines.slice(from, from + PEOPLE).map(({ id }) => id)
      const { personnes } = await ask('POST', ['moderation', 'v1', 'people'], { answer: People, body: { ids } })
      for (const one of personnes) found.set(one.id, one)
    }
    return found
  }

  return {
    'moderation.board': async ({ query, de, fresh }) => {
      const { board, lu_le } = await memory.read(fresh)
      const { rows, par_etat, facettes } = select(board, query)
      return {
        total: rows.length,
        de,
        lignes: [...linesAt(board, rows.subarray(de, de + BOARD_PAGE))],
        par_etat,
        facettes,
        connu_le: new Date(lu_le).toISOString(),
      }
    },
    'moderation.boardMap': async ({ query }) => {
      const { board } = await memory.read(false)
      const lines = linesAt(board, select(board, query).rows)
      const points = lines.flatMap(({ id, nom, etat, point }, rang) => (point === null ? [] : [{ id, nom, etat, rang, point }]))
      return { points, sans_lieu: lines.length - points.length }
    },
    'moderation.boardExport': async ({ query, format }) => {
      const { board } = await memory.read(false)
      const lines = linesAt(board, select(board, query).rows)
      const people = await peopleOf(lines)
      const table = boardTable({ lines, people, address: publicAddress(address()) })
      const departements = [...new Set(lines.map(({ departement }) => departement ?? ''))]
      const nom = boardFileName(query, departements, parisDay(now()), format)
      return { nom, type: TABLE_TYPES[format], base64: await writeInThread(table, format) }
    },
  }
}
