import { addDays, parisDay } from '#shared/listing/days.ts'
import { DELAI_REPONSES, type Delai } from '#shared/orientation/clocks.ts'
import type { ReponsesMois } from '#shared/usage/answers.ts'
import type { ChiffresMois } from '#shared/usage/figures.ts'
import { territoryOfMonths } from '#shared/usage/territory.ts'
import {
  answersToldOn,
  type ChiffresTerritoire,
  FRANCE,
  fraicheurOf,
  nextTold,
  type Offre,
  toldMonths,
} from '#shared/usage/told.ts'
import { median } from '#shared/median.ts'
import { FRAICHEURS } from '#shared/search/query.ts'
import type { Facts, Reference, RequestFacts, ServiceFacts, StructureLine } from '../moderation/facts.ts'
import { isDue, isPublished, placeOfService, viewsOf } from '../moderation/reference-reads.ts'
import { DELAI_DAYS } from '../orientations/delays.ts'
import type { SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { createMonths, departementOf, type Months } from './figures-months.ts'

/** Figures of a place: of its use, month by month; of its offer and of how long answers take, as they are now. */

export type Figures = {
  readonly months: Months
  readonly facts: Reference['facts']
  readonly today: () => string
  /** @param departement a code, or `FRANCE` @param n months */
  readonly territory: (departement: string, n: number) => Promise<ChiffresTerritoire>
  readonly monthsOf: (
    n: number,
  ) => Promise<{ readonly mois: readonly ChiffresMois[]; readonly reponses: readonly ReponsesMois[] }>
}

/** What is as it is now is worked out again after so long. */
const NOW_MS = 10 * 60_000

type Parts = {
  readonly store: Pick<SyncStore, 'read' | 'write' | 'usage'>
  readonly seal: Seal
  readonly reference: Reference
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Median of the answers of a year; nothing is made up below three. @param today ISO day */
export const delayOf = (requests: Iterable<RequestFacts>, today: string): Delai | null => {
  const first = addDays(today, -DELAI_DAYS)
  const days: number[] = []
  for (const { recue, reponse } of requests) if (recue && reponse !== null && reponse.jour >= first) days.push(reponse.en)
  if (days.length < DELAI_REPONSES) return null
  return { jours: Math.ceil(median(days.sort((a, b) => a - b))), reponses: days.length }
}

/** A code, or `FRANCE`. */
type Place = string

export const isIn = (place: Place, departement: string | null): boolean => place === FRANCE || departement === place
const requestsIn = function* (facts: Facts, place: Place): Generator<RequestFacts> {
  for (const one of facts.requetes.values()) if (isIn(place, departementOf(facts, one))) yield one
}
export const delayIn = (facts: Facts, place: Place, today: string): Delai | null => delayOf(requestsIn(facts, place), today)

/** Published services of a place, and structures that are not obsolete. */
export const offerIn = (
  facts: Facts,
  place: Place,
): { services: readonly ServiceFacts[]; structures: readonly StructureLine[] } => ({
  services: [...facts.services.values()].filter((one) => isPublished(one) && isIn(place, placeOfService(facts, one))),
  structures: [...facts.structures.values()].filter((one) => !one.obsolete && isIn(place, one.departement)),
})

/** Services by how long ago they were last changed. @param today ISO day */
export const freshnessOf = (services: readonly ServiceFacts[], today: string): Offre['fraicheur'] => {
  const counts = Object.fromEntries(FRAICHEURS.map((one) => [one, 0])) as Offre['fraicheur']
  for (const { date_maj } of services) counts[fraicheurOf(date_maj, today)] += 1
  return counts
}

/** @param today ISO day */
const offre = (facts: Facts, place: Place, today: string): Offre => {
  const { services, structures } = offerIn(facts, place)
  return {
    structures: structures.length,
    services: services.length,
    fraicheur: freshnessOf(services, today),
    a_actualiser: services.filter((one) => isDue(one, today)).length,
    vues:
      services.reduce((sum, { id }) => sum + viewsOf(facts, { kind: 'service', id }), 0) +
      structures.reduce((sum, { id }) => sum + viewsOf(facts, { kind: 'structure', id }), 0),
  }
}

export const createFigures = ({ store, seal, reference, now }: Parts): Figures => {
  const months = createMonths({ store, seal, reference, now })
  const today = (): string => parisDay(now())
  const places = new Map<
    string,
    { readonly at: number; readonly jour: string; readonly of: Pick<ChiffresTerritoire, 'delai' | 'offre'> }
  >()
  const asNow = async (place: string): Promise<Pick<ChiffresTerritoire, 'delai' | 'offre'>> => {
    const jour = today()
    const known = places.get(place)
    if (known !== undefined && known.jour === jour && now() - known.at < NOW_MS) return known.of
    const facts = await reference.facts()
    const of = { delai: delayIn(facts, place, jour), offre: offre(facts, place, jour) }
    places.set(place, { at: now(), jour, of })
    return of
  }

  const monthsOf: Figures['monthsOf'] = async (n) => {
    const day = today()
    const names = toldMonths(day, n)
    const mois = await Promise.all(names.map(async (one) => (await months.of(one)).mois))
    const reponses = await Promise.all(names.filter((one) => answersToldOn(one) <= day).map(months.answers))
    return { mois, reponses }
  }

  return {
    months,
    facts: reference.facts,
    today,
    monthsOf,
    territory: async (departement, n) => {
      const { mois, reponses } = await monthsOf(2 * n)
      const kept = new Set(mois.slice(n).map((one) => one.mois))
      return {
        ...territoryOfMonths({
          mois: mois.slice(n),
          avant: mois.slice(0, n),
          reponses: reponses.filter((one) => kept.has(one.mois)),
          departement,
        }),
        prochain: nextTold(today()),
        ...(await asNow(departement)),
      }
    },
  }
}
