import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Settings } from '#shared/contract/app.ts'
import type { Nouveautes } from '#shared/memory/search.ts'
import { quietUntil } from '#shared/quiet-hours.ts'
import { writeAtomically } from '../app/write-atomically.ts'

/** What is told of kept searches outside the window: one notice a day at most, of numbers only, for screens are locked. */

const DAY_MS = 24 * 60 * 60_000

/** `cle` changes whenever the news do. */
export type SearchNews = { readonly id: string; readonly cle: string; readonly nouveautes: Nouveautes }

const Memory = z.object({
  /** An account, '' for the desk. */
  owner: z.string(),
  /** What was told of each, as long as it is true. */
  dites: z.record(z.string(), z.string()),
  derniere: z.number().nullable(),
})
export type AlertsMemory = z.infer<typeof Memory>

type Asked = {
  readonly owner: string
  readonly news: readonly SearchNews[]
  readonly memory: AlertsMemory | null
  readonly settings: Pick<Settings, 'notifications' | 'notificationsSuspenduesJusquA' | 'heuresCalmes'>
  /** Milliseconds since 1970. */
  readonly now: number
}
export type AlertsDecision = {
  readonly memory: AlertsMemory
  readonly notice: { readonly titre: string; readonly corps: string } | null
  /** Instant at which to decide again; null when nothing waits. */
  readonly again: number | null
}

const KINDS = [
  ['nouveaux', 'nouveau service', 'nouveaux services'],
  ['modifies', 'service modifié', 'services modifiés'],
  ['disparus', 'service disparu', 'services disparus'],
] as const

const noticeOf = (news: readonly SearchNews[]): NonNullable<AlertsDecision['notice']> => {
  const counted = KINDS.flatMap(([kind, one, many]) => {
    const n = news.reduce((sum, { nouveautes }) => sum + nouveautes[kind], 0)
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]
  })
  const where = news.length === 1 ? 'dans une recherche gardée' : `dans ${news.length} recherches gardées`
  return { titre: 'Recherches gardées', corps: `${counted.join(', ')} ${where}` }
}

const isThere = ({ nouveaux, modifies, disparus }: Nouveautes): boolean => nouveaux + modifies + disparus > 0

/** What is not wanted counts as told; what is suspended, or comes in quiet hours, waits, and is told in one notice if it still holds. */
export const decideAlerts = ({ owner, news, memory, settings, now }: Asked): AlertsDecision => {
  const known = memory?.owner === owner ? memory : { owner, dites: {}, derniere: null }
  const there = news.filter(({ nouveautes }) => isThere(nouveautes))
  const fresh = there.filter(({ id, cle }) => known.dites[id] !== cle)
  const waiting = settings.notifications === 'toutes' ? fresh : []
  const { notificationsSuspenduesJusquA: until, heuresCalmes } = settings
  // A clock set back must not silence the desk for years.
  const last = known.derniere === null || known.derniere > now ? -Infinity : known.derniere
  const free = Math.max(until === null ? 0 : Date.parse(until), last + DAY_MS, quietUntil(heuresCalmes, now))
  const tell = waiting.length > 0 && free <= now
  const pending = new Set(tell ? [] : waiting.map(({ id }) => id))
  const dites = Object.fromEntries(
    there.flatMap(({ id, cle }) => {
      if (!pending.has(id)) return [[id, cle] as const]
      const before = known.dites[id]
      return before === undefined ? [] : [[id, before] as const]
    }),
  )
  return {
    memory: { owner, dites, derniere: tell ? now : known.derniere },
    notice: tell ? noticeOf(waiting) : null,
    again: pending.size > 0 ? free : null,
  }
}

/** In a file of its own: numbers and sums. One that cannot be read tells again what is true. */
export const createAlertsMemory = (file: string, log: (what: string, error: unknown) => void) => {
  let known: AlertsMemory | null | undefined
  const read = (): AlertsMemory | null => {
    try {
      return Memory.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return null
    }
  }
  return {
    get: (): AlertsMemory | null => (known === undefined ? (known = read()) : known),
    keep: (next: AlertsMemory): void => {
      if (JSON.stringify(next) === JSON.stringify(known)) return
      known = next
      try {
        writeAtomically(file, JSON.stringify(next))
      } catch (error) {
        log('alerts.notice', error)
      }
    },
  }
}
