import type { SearchQuery } from '#shared/search/query.ts'
import type { SearchResult } from '#shared/search/result.ts'
import type { Fait, Geste } from '#shared/usage/event.ts'
import { rechercheOf, searchKey } from '#shared/usage/search.ts'

/** Said once in half an hour: a screen that is drawn again, or come back to, is the same look. */
export const SAME_LOOK_MS = 30 * 60_000

type Parts = {
  /** Answers with the id of what was kept; null when nothing was. Never rejects. */
  readonly record: (fait: Fait) => Promise<string | null>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type Id = Promise<string | null>

/** What happened on the screens, told once, with the search that led there. Nothing here ever fails, nor is waited for. */
export const createUsageTelling = ({ record, now }: Parts) => {
  /** What was told lately, by what it is about. */
  const told = new Map<string, { readonly at: number; readonly id: Id }>()
  /** Searches that led to a sheet, by its id. */
  const led = new Map<string, Id>()

  const once = (key: string, tell: () => Id): Id => {
    const at = now()
    // Also when the clock went back.
    for (const [name, one] of told) if (Math.abs(at - one.at) >= SAME_LOOK_MS) told.delete(name)
    const known = told.get(key)
    if (known !== undefined) return known.id
    const id = tell()
    told.set(key, { at, id })
    // Not kept, for want of consent: once it is given, the next time counts.
    void id.then((kept) => {
      if (kept === null && told.get(key)?.id === id) told.delete(key)
    })
    return id
  }
  const searchOf = (id: string): Id => led.get(id) ?? Promise.resolve(null)

  return {
    /** A search that somebody has looked at: its results lead to the sheets that are opened from now on. */
    search: (query: SearchQuery, result: SearchResult): void => {
      const id = once(`recherche ${searchKey(query)}`, () => record(rechercheOf(query, result)))
      led.clear()
      for (const { id: service, structure } of result.hits) {
        led.set(service, id)
        if (structure !== null) led.set(structure.id, id)
      }
    },
    sheet: (kind: 'service' | 'structure', id: string): void =>
      void once(`${kind} ${id}`, async () => {
        const recherche = await searchOf(id)
        return record(
          kind === 'service'
            ? { type: 'service', service_id: id, recherche }
            : { type: 'structure', structure_id: id, recherche },
        )
      }),
    gesture: (serviceId: string, geste: Geste): void =>
      void once(`${geste} ${serviceId}`, async () =>
        record({ type: 'mobilisation', service_id: serviceId, geste, recherche: await searchOf(serviceId) }),
      ),
  }
}
