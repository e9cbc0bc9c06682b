import type { CommuneRow } from '#shared/geo/types.ts'
import { entriesOf, type ListName } from '#shared/reference/labels.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { drawCommune } from '../query-set.ts'
import { randomFrom } from '../random.ts'

/** Questions as partners ask them: a commune drawn by population, needs or a category, and often who for. No two are the same. */

const values = (list: ListName): readonly string[] => entriesOf(list).map(({ value }) => value)
const LISTS = { publics: values('publics'), types: values('types') }
const needs = NEEDS.map(({ value }) => value)
const categories = CATEGORIES.map(({ value }) => value)

/** Ends when everything was asked, which takes far longer than a bench. */
export const createQuestions = (communes: readonly CommuneRow[], seed: number, size: number): (() => string) => {
  const random = randomFrom(seed)
  const draw = drawCommune(communes)
  const asked = new Set<string>()
  const path = (): string => {
    const commune = draw(random)
    const query = new URLSearchParams({ code_commune: commune.code, size: String(size) })
    for (const one of random.chance(0.25) ? [random.pick(categories)] : random.some(needs, 1 + random.below(3)))
      query.append('thematiques', one)
    if (random.chance(0.5)) for (const one of random.some(LISTS.publics, 1 + random.below(2))) query.append('publics', one)
    if (random.chance(0.15)) query.append('types', random.pick(LISTS.types))
    if (random.chance(0.1)) query.append('frais', 'gratuit')
    if (random.chance(0.1)) query.append('score_qualite_minimum', '0.5')
    if (random.chance(0.1)) query.append('exclure_doublons', 'true')
    if (random.chance(0.3) && commune.lat !== null && commune.lon !== null) {
      query.append('lat', (commune.lat + (random.next() - 0.5) / 20).toFixed(4))
      query.append('lon', (commune.lon + (random.next() - 0.5) / 20).toFixed(4))
    }
    return `/api/v1/search/services?${query.toString()}`
  }
  return () => {
    for (;;) {
      const one = path()
      if (asked.has(one)) continue
      asked.add(one)
      return one
    }
  }
}
