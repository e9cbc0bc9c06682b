import type { Logger } from 'pino'
import { described } from '../http/failures.ts'
import type { SyncStore } from '../store/types.ts'

const EVERY_MS = 1_000

/**
 * PostgreSQL's commits survive by its own means (write-ahead log, replication, its backups): desks are told so, once a second at
 * most. Answers what stops it.
 */
export const keepDurable = (store: SyncStore, log: Logger): (() => void) => {
  let seq = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const say = async (): Promise<void> => {
    timer = undefined
    try {
      await store.setDurable(seq)
    } catch (error) {
      if (!closed) log.warn(described(error), 'durable horizon not moved')
    }
  }
  const hear = (head: number): void => {
    seq = Math.max(seq, head)
    if (!closed) timer ??= setTimeout(() => void say(), EVERY_MS)
  }
  // Also what was committed before this process began.
  store
    .read((reader) => reader.head())
    .then(
      (head) => hear(head.seq),
      () => {},
    )
  const stop = store.onCommit(({ head }) => hear(head.seq))
  return () => {
    closed = true
    stop()
    clearTimeout(timer)
  }
}
