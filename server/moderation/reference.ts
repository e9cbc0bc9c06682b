import { parisDay } from '#shared/listing/days.ts'
import { shareReadings } from '../store/readings.ts'
import type { Reader, SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { Facts, Reference } from './facts.ts'
import { createIndex, type Index, SCANNED } from './reference-index.ts'
import { applyAll, applyChanged } from './reference-follow.ts'
import { createTurns } from './reference-turns.ts'

type Parts = {
  readonly store: Pick<SyncStore, 'read'>
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * What the panel knows, as it is at the moment of asking or later: the whole is read the first time, and again when the history may
 * have gone back (another epoch); then only what has changed.
 */
export const createReference = ({ store, seal, now }: Parts): Reference => {
  let index: Index | null = null
  /** Of the store, when it was last read. */
  let cursor = 0

  const readWhole = async (reader: Reader, head: { readonly epoch: string; readonly seq: number }): Promise<Index> => {
    const fresh = createIndex(seal, { epoch: head.epoch, seq: head.seq, today: parisDay(now()) })
    const turn = createTurns()
    await applyAll(reader, SCANNED, fresh.apply, turn)
    await fresh.settle(reader, now(), turn)
    return fresh
  }

  const follow = async (reader: Reader, known: Index): Promise<void> => {
    known.setToday(parisDay(now()))
    const turn = createTurns()
    cursor = await applyChanged(reader, cursor, known.apply, turn)
    await known.settle(reader, now(), turn)
  }

  const read = (): Promise<Facts> =>
    store.read(async (reader) => {
      const head = await reader.head()
      if (index?.facts.epoch === head.epoch) await follow(reader, index)
      else {
        index = await readWhole(reader, head)
        cursor = head.seq
      }
      return index.facts
    })

  return { facts: shareReadings(read) }
}
