import { DoraError } from '#shared/errors.ts'
import type { Board, BoardLine } from '#shared/moderation/board.ts'
import { type PreparedBoard, preparing } from '#shared/moderation/board-filter.ts'
import { setImmediate } from 'node:timers/promises'
import { readBoard } from './board-text.ts'

/** What is known of the board: `lu_le`, milliseconds since 1970, of the last answer of the server. */
export type KnownBoard = { readonly version: string; readonly board: PreparedBoard; readonly lu_le: number }

type Parts = {
  /** The text of the board of the server; null when it is still that version. @throws DoraError of main/account/failures.ts */
  readonly ask: (known: string | null) => Promise<Buffer | null>
  readonly now: () => number
  /** It was read again beside what was answered, and has changed. */
  readonly onChange: () => void
  readonly log: (what: string, error: unknown) => void
}

export type BoardMemory = {
  /**
   * The board, asked of the server when it is not known, when `fresh`, and when something was done of it since. One that is known a
   * while is answered at once, and looked at beside. @throws DoraError of main/account/failures.ts
   */
  readonly read: (fresh: boolean) => Promise<KnownBoard>
  /** Something was done that it tells: the next reading waits for it. */
  readonly stale: () => void
  /** Something has changed that it may tell: it is looked at beside the next reading. */
  readonly old: () => void
  /** It is, or may be, somebody else’s. */
  readonly forget: () => void
}

const OLD_MS = 5 * 60_000
const prepared = async (lines: readonly BoardLine[]): Promise<PreparedBoard> => {
  const steps = preparing(lines)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}

type Version = Pick<KnownBoard, 'version' | 'board'>

/** The same when nothing has changed. @throws DoraError `sync-reponse-illisible` */
const following = async (before: Version | null, answer: Buffer | null): Promise<Version> => {
  if (before !== null && answer === null) return before
  if (answer === null) throw new DoraError('sync-reponse-illisible')
  const { version, lignes }: Board = await readBoard(answer)
  return before?.version === version ? before : { version, board: await prepared(lignes) }
}

/** The whole board in memory: what is filtered asks nothing of the server, and what has not changed is not read again. */
export const createBoardMemory = ({ ask, now, onChange, log }: Parts): BoardMemory => {
  let known: KnownBoard | null = null
  let reading: Promise<KnownBoard> | null = null
  let due = false
  let old = false
  /** Of whom it is: an answer that was asked for somebody else is nobody’s. */
  let whose = 0

  const load = async (): Promise<KnownBoard> => {
    const mine = whose
    const before = known
    due = false
    old = false
    try {
      const next = await following(before, await ask(before?.version ?? null))
      if (mine !== whose) return await read(false)
      known = { ...next, lu_le: now() }
      return known
    } catch (error) {
      if (mine !== whose) return read(false)
      // They moderate no more: what they could read then is not theirs to keep.
      if (error instanceof DoraError && error.code === 'compte-droit') known = null
      due ||= known !== null
      throw error
    }
  }

  const again = (): Promise<KnownBoard> => {
    if (reading !== null) return reading
    const asked = load().finally(() => {
      if (reading === asked) reading = null
    })
    reading = asked
    return asked
  }

  const lookBeside = (before: KnownBoard): void => {
    again()
      .then((after) => {
        if (after.version !== before.version) onChange()
      })
      .catch((error: unknown) => {
        if (known === null) onChange()
        if (!(error instanceof DoraError)) log('moderation: board', error)
      })
  }

  const read = async (fresh: boolean): Promise<KnownBoard> => {
    const before = known
    if (before === null || fresh) return again()
    if (due) {
      // What was known is better than nothing, and says when it was read.
      return again().catch((error: unknown) => {
        if (known !== before || !(error instanceof DoraError)) throw error
        return before
      })
    }
    if (old || now() - before.lu_le > OLD_MS) lookBeside(before)
    return before
  }

  return {
    read,
    stale: () => {
      due = true
    },
    old: () => {
      old = true
    },
    forget: () => {
      whose++
      known = null
      reading = null
      due = false
      old = false
    },
  }
}
