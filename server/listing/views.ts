import { z } from 'zod'
import type { PublicKind } from '#shared/listing/public-link.ts'
import { addMonths } from '#shared/listing/days.ts'
import type { Reader, SyncStore } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * How many times the sheet of a record was looked at, by day: numbers alone, of nobody. Counted in memory and written once in a
 * while, in rows `<kind>/<id>/<YYYY-MM>` that are in no feed; several replicas add up in the same rows.
 */

const VUES = 'vues'
/** Rows written in one transaction: what a push waits for. */
const PER_WRITE = 200
/** Counted at once; beyond, what comes next is not, until the next flush: memory is not for whoever asks the most. */
const MAX_PENDING = 50_000

export type ViewSource = 'page' | 'bureau'

/** By day of the month, `01` to `31`: all of them, and the part seen on desks. */
const Vues = z.object({
  jours: z.record(z.string(), z.number()),
  bureau: z.record(z.string(), z.number()).optional(),
})
type Vues = z.infer<typeof Vues>

export type DayViews = {
  /** ISO day. */
  readonly jour: string
  readonly vues: number
  /** Of these, seen on desks. */
  readonly bureau: number
}

export type Views = {
  /** So many more, today. What is no listing is not kept. */
  readonly seen: (kind: PublicKind, id: string, source: ViewSource, n?: number) => void
  /** Writes what was counted. What could not be written is counted still, and the failure passed on. */
  readonly flush: () => Promise<void>
}

type Count = { readonly kind: PublicKind; readonly id: string; readonly jour: string; page: number; bureau: number }

const rowId = (kind: PublicKind, id: string, month: string): string => `${kind}/${id}/${month}`
const plus = (days: Readonly<Record<string, number>>, day: string, n: number): Record<string, number> =>
  n === 0 ? { ...days } : { ...days, [day]: (days[day] ?? 0) + n }

const add = (vues: Vues, { jour, page, bureau }: Count): Vues => {
  const day = jour.slice(8)
  const desks = plus(vues.bureau ?? {}, day, bureau)
  return {
    jours: plus(vues.jours, day, page + bureau),
    ...(Object.keys(desks).length === 0 ? {} : { bureau: desks }),
  }
}

const read = async (reader: Reader, seal: Seal, id: string): Promise<Vues> => {
  const doc = docOf(seal, await reader.entity({ kind: VUES, id }))
  return doc === null ? { jours: {} } : Vues.parse(doc)
}

/** @param today ISO day in Paris. */
export const createViews = (parts: { readonly store: SyncStore; readonly seal: Seal; readonly today: () => string }): Views => {
  const { store, seal, today } = parts
  let pending = new Map<string, Count>()
  let flushing: Promise<void> = Promise.resolve()

  const count = ({ kind, id, jour, page, bureau }: Count): void => {
    const key = `${kind}/${id}/${jour}`
    const known = pending.get(key)
    if (known === undefined) {
      if (pending.size < MAX_PENDING) pending.set(key, { kind, id, jour, page, bureau })
      return
    }
    known.page += page
    known.bureau += bureau
  }

  const write = (counts: readonly Count[]): Promise<unknown> =>
    store.write(async (writer) => {
      // Anyone may send any identifier: only those of listings make a row.
      const listings = await writer.entities(counts.map(({ kind, id }) => ({ kind, id })))
      const there = new Set(listings.filter(({ deleted }) => !deleted).map(({ kind, id }) => `${kind}/${id}`))
      const known = counts.filter(({ kind, id }) => there.has(`${kind}/${id}`))
      const byRow = Map.groupBy(known, ({ kind, id, jour }) => rowId(kind, id, jour.slice(0, 7)))
      await writer.entities([...byRow.keys()].map((id) => ({ kind: VUES, id })))
      for (const [id, days] of byRow) {
        const key = { kind: VUES, id }
        const doc = days.reduce(add, await read(writer, seal, id))
        await putSealed(writer, seal, key, { doc, scopes: [], current: await writer.entity(key) })
      }
    })

  const flushNow = async (): Promise<void> => {
    const counts = [...pending.values()]
    pending = new Map()
    for (let from = 0; from < counts.length; from += PER_WRITE) {
      try {
        await write(counts.slice(from, from + PER_WRITE))
      } catch (error) {
        counts.slice(from).forEach(count)
        throw error
      }
    }
  }

  return {
    seen: (kind, id, source, n = 1) =>
      count({ kind, id, jour: today(), page: source === 'page' ? n : 0, bureau: source === 'bureau' ? n : 0 }),
    flush: () => {
      // One at a time: of two that run together, the second has what the first could not write.
      const next = flushing.then(flushNow)
      flushing = next.catch(() => {})
      return next
    },
  }
}

/**
 * Views of a record, as they are written: those of the last minute are not there yet. Days without any are left out.
 * @param from ISO day of the first. @param to ISO day of the last.
 */
export const viewsOf = async (
  reader: Reader,
  seal: Seal,
  { kind, id, from, to }: { readonly kind: PublicKind; readonly id: string; readonly from: string; readonly to: string },
): Promise<readonly DayViews[]> => {
  const days: DayViews[] = []
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = addMonths(first, 1)) {
    const month = first.slice(0, 7)
    const { jours, bureau } = await read(reader, seal, rowId(kind, id, month))
    for (const day of Object.keys(jours).toSorted()) {
      const jour = `${month}-${day}`
      if (jour >= from && jour <= to) days.push({ jour, vues: jours[day] ?? 0, bureau: bureau?.[day] ?? 0 })
    }
  }
  return days
}

/** Programs that visit pages for others than a person, by the name they give themselves; one that gives none is no browser. Cubot is a telephone. */
const BOT =
  /(?<!\bcu)bot\b|crawl|spider|slurp|preview|fetch|scan|monitor|probe|check|archiv|headless|lighthouse|curl|wget|python|java\/|okhttp|axios|go-http|libwww|facebookexternalhit|whatsapp|embedly|feed|\brss\b/i
export const isBot = (userAgent: string | undefined): boolean =>
  userAgent === undefined || !/^mozilla\//i.test(userAgent) || BOT.test(userAgent)
