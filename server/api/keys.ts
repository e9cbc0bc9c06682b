import type { PorteeCle } from '#shared/partners/key.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { everyKey, hashOfGiven } from './keys-rows.ts'
import { type DayCount, readUsage, writeUsage } from './keys-usage.ts'

/**
 * Keys in memory, as the store has them: a request costs a hash and a look-up. Whether anything changed is asked of the store once a
 * second at most, and only while keys are used, so that one revoked on any replica is refused by all of them within a second.
 */

const FRESH_MS = 1_000
/** A store out of reach for longer, and what was known of the keys is worth nothing any more. */
const STALE_MS = 60_000

export type KeyHolder = {
  readonly id: string
  readonly name: string
  readonly scopes: ReadonlySet<PorteeCle>
  /** Restricted sources that it may read. */
  readonly sources: readonly string[]
  readonly perMinute: number
  readonly perDay: number
}

export type ApiKeys = {
  /** Null for a key that is not good. Rejects with the store’s errors when nothing is known of it for a minute. */
  readonly find: (given: string) => Promise<KeyHolder | null>
  /** How many were answered today to that key, by every replica, as known here. */
  readonly today: (id: string) => number
  readonly count: (id: string, answered: boolean) => void
  /** Writes what was counted. What could not be written is counted still, and the failure passed on. */
  readonly flush: () => Promise<void>
}

type Parts = {
  readonly store: Pick<SyncStore, 'read' | 'write'>
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type Day = { demandes: number; refusees: number }
type Counted = {
  /** Of `day`, as the store had it. */
  known: number
  day: string
  readonly pending: Map<string, Day>
}

const NOTHING: DayCount = { demandes: 0, refusees: 0 }

export const createApiKeys = ({ store, seal, now }: Parts): ApiKeys => {
  let byHash: ReadonlyMap<string, KeyHolder> = new Map()
  let head: string | null = null
  let asOf = -Infinity
  let asking: Promise<void> | null = null
  const counts = new Map<string, Counted>()
  let dayAt = -Infinity
  let day = ''

  /** Asked for at every request: worked out once a second. */
  const today = (): string => {
    const at = now()
    if (Math.abs(at - dayAt) >= FRESH_MS) {
      dayAt = at
      day = parisDay(at)
    }
    return day
  }

  const countedOf = (id: string): Counted => {
    const found = counts.get(id)
    if (found !== undefined) {
      if (found.day !== today()) {
        found.day = today()
        found.known = 0
      }
      return found
    }
    const fresh: Counted = { known: 0, day: today(), pending: new Map() }
    counts.set(id, fresh)
    return fresh
  }

  const read = (): Promise<void> =>
    store.read(async (reader) => {
      const { epoch, seq } = await reader.head()
      const now = `${epoch}.${seq}`
      if (now === head) return
      const fresh = new Map<string, KeyHolder>()
      for (const { id, key } of await everyKey(reader, seal)) {
        if (key.revoquee_le !== null) continue
        fresh.set(key.empreinte, {
          id,
          name: key.nom,
          scopes: new Set(key.portees),
          sources: key.sources,
          perMinute: key.quota.minute,
          perDay: key.quota.jour,
        })
        if (!counts.has(id)) countedOf(id).known = ((await readUsage(reader, seal, id))[today()] ?? NOTHING).demandes
      }
      byHash = fresh
      head = now
    })

  const refresh = async (): Promise<void> => {
    const at = now()
    if (Math.abs(at - asOf) < FRESH_MS) return
    asking ??= read()
      .then(() => {
        asOf = at
      })
      .finally(() => {
        asking = null
      })
    await asking.catch((error: unknown) => {
      if (Math.abs(at - asOf) >= STALE_MS) throw error
    })
  }

  const flush = async (): Promise<void> => {
    const taken = [...counts].flatMap(([id, counted]) => {
      if (counted.pending.size === 0) return []
      const added = Object.fromEntries(counted.pending)
      counted.pending.clear()
      return [{ id, counted, added }]
    })
    if (taken.length === 0) return
    try {
      const kept = await writeUsage({ store, seal }, today(), taken)
      for (const { id, counted } of taken) counted.known = (kept.get(id)?.[counted.day] ?? NOTHING).demandes
    } catch (error) {
      for (const { counted, added } of taken)
        for (const [jour, { demandes, refusees }] of Object.entries(added)) {
          const since = counted.pending.get(jour) ?? NOTHING
          counted.pending.set(jour, { demandes: since.demandes + demandes, refusees: since.refusees + refusees })
        }
      throw error
    }
  }

  return {
    find: async (given) => {
      const hash = hashOfGiven(given)
      if (hash === null) return null
      if (Math.abs(now() - asOf) >= FRESH_MS) await refresh()
      return byHash.get(hash) ?? null
    },
    today: (id) => {
      const counted = countedOf(id)
      return counted.known + (counted.pending.get(counted.day)?.demandes ?? 0)
    },
    count: (id, answered) => {
      const counted = countedOf(id)
      const one = counted.pending.get(counted.day)
      if (one === undefined) counted.pending.set(counted.day, { demandes: answered ? 1 : 0, refusees: answered ? 0 : 1 })
      else if (answered) one.demandes += 1
      else one.refusees += 1
    },
    flush,
  }
}
