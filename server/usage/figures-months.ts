import { z } from 'zod'
import { addDays, addMonths } from '#shared/listing/days.ts'
import { createAnswersOfMonth, ReponsesMois, suiteOf } from '#shared/usage/answers.ts'
import { ChiffresMois, ChiffresStructure, createMonthOfUse, type Joins } from '#shared/usage/figures.ts'
import type { Facts, Reference, RequestFacts } from '../moderation/facts.ts'
import { placeOfService } from '../moderation/reference-reads.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { keptOrMade, type Said } from './figures-kept.ts'

/** Months of use, each read once from its events. */

/** What a month says, and what each structure is told of it. */
const Month = z.object({ mois: ChiffresMois, structures: z.record(z.string(), ChiffresStructure) })
export type Month = z.infer<typeof Month>

export type Months = {
  /** A month that is over and told (shared/usage/told.ts). */
  readonly of: (mois: string) => Promise<Month>
  /** What became of the requests of a month, once that is told. */
  readonly answers: (mois: string) => Promise<ReponsesMois>
}

type Parts = {
  readonly store: Pick<SyncStore, 'read' | 'write' | 'usage'>
  readonly seal: Seal
  readonly reference: Reference
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Nothing was told of it, so far: kept in memory only so long. */
const EMPTY_MS = 10 * 60_000

/** Département of a request: where its service is, else its structure. */
export const departementOf = (facts: Facts, { service, structure }: RequestFacts): string | null =>
  placeOfService(facts, { departement: facts.services.get(service)?.departement ?? null, structureId: structure })

const joinsOf = (facts: Facts): Joins => ({
  service: (id) => {
    const one = facts.services.get(id)
    return one === undefined
      ? null
      : { structure: one.structureId, departement: placeOfService(facts, one), thematiques: one.thematiques }
  },
  structure: (id) => facts.structures.get(id) ?? null,
})

/** Answers made once however many ask at the same time. A failure is not kept, nor, for long, an empty answer. */
const createShelf = <T>(now: () => number) => {
  const shelf = new Map<string, { readonly said: Promise<Said<T>>; until: number }>()
  return async (key: string, make: () => Promise<Said<T>>): Promise<T> => {
    const found = shelf.get(key)
    if (found !== undefined && now() < found.until) return (await found.said).value
    const entry = { said: make(), until: Number.POSITIVE_INFINITY }
    shelf.set(key, entry)
    entry.said.then(
      ({ empty }) => {
        if (empty) entry.until = now() + EMPTY_MS
      },
      () => void shelf.delete(key),
    )
    return (await entry.said).value
  }
}

export const createMonths = ({ store, seal, reference, now }: Parts): Months => {
  const months = createShelf<Month>(now)
  const answered = createShelf<ReponsesMois>(now)
  // One after the other: a first look at two years would read them all at once.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }

  const read = async (mois: string): Promise<Said<Month>> => {
    const facts = await reference.facts()
    const use = createMonthOfUse(mois, joinsOf(facts))
    const turn = createTurns()
    const from = `${mois}-01`
    for await (const event of store.usage.scan({ from, to: addDays(addMonths(from, 1), -1) })) {
      use.add(event)
      await turn()
    }
    for (const one of facts.requetes.values()) {
      if (one.recue && one.jour.startsWith(mois)) use.request({ ...one, departement: departementOf(facts, one) })
    }
    const { mois: told, structures } = use.tell()
    return { value: { mois: told, structures: Object.fromEntries(structures) }, empty: use.isEmpty() }
  }

  const readAnswers = async (mois: string): Promise<Said<ReponsesMois>> => {
    const facts = await reference.facts()
    const month = createAnswersOfMonth(mois)
    for (const one of facts.requetes.values()) {
      const suite = one.recue && one.jour.startsWith(mois) ? suiteOf(one.etat) : null
      if (suite !== null) month.add({ auteur: one.auteur, departement: departementOf(facts, one), suite })
    }
    return { value: month.tell(), empty: month.isEmpty() }
  }

  const parts = { store, seal }
  return {
    of: (mois) =>
      months(mois, () => inTurn(() => keptOrMade(parts, { id: `mois/${mois}`, schema: Month, make: () => read(mois) }))),
    answers: (mois) =>
      answered(mois, () => keptOrMade(parts, { id: `reponses/${mois}`, schema: ReponsesMois, make: () => readAnswers(mois) })),
  }
}
