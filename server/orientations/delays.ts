import type { Service } from '#shared/catalogue/record.ts'
import { median } from '#shared/median.ts'
import { DELAI_REPONSES, type Delai } from '#shared/orientation/clocks.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import type { SyncStore } from '../store/types.ts'
import { putService, recordOf } from '../sync/commands/catalogue-rows.ts'
import { withContact } from '../sync/commands/contact.ts'
import type { Seal } from '../sync/seal.ts'
import { everyRequest } from './rows.ts'

/** How long a service takes to answer, from its real answers of a year, told in its public row: nothing is made up below three. */

const DAY_MS = 24 * 3600_000
export const DELAI_DAYS = 365
const YEAR_MS = DELAI_DAYS * DAY_MS

/** What the delay of a request is counted from. */
type Answered = {
  readonly cree_le: string
  readonly reponse: { readonly le: string } | null
  readonly evenements: readonly { readonly quoi: string; readonly le: string }[]
}

/** From when the structure could know of it. */
const transmittedAt = ({ cree_le, evenements }: Answered): number =>
  Date.parse(evenements.findLast(({ quoi }) => quoi === 'approuvee')?.le ?? cree_le)

/** Days that an answer took; null for a request without one. */
export const answeredIn = (one: Answered): number | null =>
  one.reponse === null ? null : Math.max(0, (Date.parse(one.reponse.le) - transmittedAt(one)) / DAY_MS)

/** By service, those that have answered often enough. Whole days, rounded up: nobody is told sooner than is true. @param now ms since 1970 */
export const delaysOf = async (all: AsyncIterable<Orientation>, now: number): Promise<ReadonlyMap<string, Delai>> => {
  const days = new Map<string, number[]>()
  for await (const one of all) {
    const taken = answeredIn(one)
    if (taken === null || one.reponse === null || now - Date.parse(one.reponse.le) > YEAR_MS) continue
    const known = days.get(one.service.id)
    if (known === undefined) days.set(one.service.id, [taken])
    else known.push(taken)
  }
  return new Map(
    [...days]
      .filter(([, taken]) => taken.length >= DELAI_REPONSES)
      .map(([id, taken]) => [id, { jours: Math.ceil(median(taken.sort((a, b) => a - b))), reponses: taken.length }]),
  )
}

/** Tells the delays that changed. Answers how many services were written. Null when another process is at it. */
export const tellDelays = (
  { store, seal, now }: { readonly store: SyncStore; readonly seal: Seal; readonly now: () => number },
  signal?: AbortSignal,
): Promise<number | null> =>
  store.exclusively('delais', async () => {
    const { delays, said } = await store.read(async (reader) => {
      const told = new Map<string, Delai>()
      for await (const row of reader.scan('service')) {
        if (row.doc?.includes('"delai_reponse"') !== true) continue
        const delai = (JSON.parse(row.doc) as Service).dora?.delai_reponse
        if (delai !== undefined) told.set(row.id, delai)
      }
      return { delays: await delaysOf(everyRequest(reader, seal), now()), said: told }
    })
    let written = 0
    for (const id of new Set([...delays.keys(), ...said.keys()])) {
      if (signal?.aborted === true) break
      const [is, was] = [delays.get(id), said.get(id)]
      if (is?.jours === was?.jours && is?.reponses === was?.reponses) continue
      await store.write(async (writer) => {
        const doc = recordOf(await writer.entity({ kind: 'service', id }))
        if (doc === null) return
        const whole = (await withContact(writer, seal, doc)) as unknown as Service
        const { delai_reponse: _was, ...block } = whole.dora ?? {}
        await putService(writer, seal, { ...whole, dora: is === undefined ? block : { ...block, delai_reponse: is } } as never)
        written += 1
      })
    }
    return written
  })
