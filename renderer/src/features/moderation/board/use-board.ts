import { useCallback, useEffect, useState } from 'react'
import { BOARD_PAGE, type BoardLine, type BoardPage, type BoardQuery } from '#shared/moderation/board.ts'
import { client, readAgain, useCall } from '../../../lib/api.ts'

export type Board = {
  /** Counts, and the first lines; of the filters of a moment ago while `late`. */
  readonly head: BoardPage | undefined
  readonly late: boolean
  readonly error: Error | null
  /** The line at that rank; undefined while its slice is on its way. */
  readonly lineAt: (rank: number) => BoardLine | undefined
  readonly retry: () => void
}

const sliceOf = (rank: number): number => Math.max(0, Math.floor(rank / BOARD_PAGE))

/** The board, by slices: the first one, and those in sight. @param from, to ranks of the rows drawn, `to` excluded */
export const useBoard = (query: BoardQuery, from: number, to: number): Board => {
  const first = useCall('moderation.board', { query, de: 0, fresh: false }, { keepPrevious: true })
  const [a, b] = [sliceOf(from), sliceOf(to - 1)]
  const top = useCall('moderation.board', { query, de: a * BOARD_PAGE, fresh: false }, { enabled: a > 0 })
  const bottom = useCall('moderation.board', { query, de: b * BOARD_PAGE, fresh: false }, { enabled: b > a })

  const lineAt = (rank: number): BoardLine | undefined => {
    const slice = sliceOf(rank)
    const page = slice === 0 ? first.data : slice === a ? top.data : slice === b ? bottom.data : undefined
    return page?.lignes[rank - slice * BOARD_PAGE]
  }
  return {
    head: first.data,
    late: first.isPlaceholderData,
    error: first.error ?? top.error ?? bottom.error,
    lineAt,
    retry: () => void Promise.all([first, top, bottom].map(async (one) => (one.error === null ? undefined : one.refetch()))),
  }
}

/** Asks the server again for the whole board: at once when the screen opens, then when the person asks. */
export const useFreshBoard = (query: BoardQuery) => {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  /** @returns whether it was */
  const refresh = useCallback(async (asked: BoardQuery): Promise<boolean> => {
    setBusy(true)
    try {
      await client.call('moderation.board', { query: asked, de: 0, fresh: true })
      setError(null)
      await Promise.all([readAgain('moderation.board'), readAgain('moderation.boardMap')])
      return true
    } catch (failure) {
      setError(failure as Error)
      return false
    } finally {
      setBusy(false)
    }
  }, [])
  const [opening] = useState(query)
  useEffect(() => void refresh(opening), [refresh, opening])
  return { busy, error, refresh }
}
