import { categoryOf, isCategory, needsOf } from '#shared/reference/thematiques.ts'

/**
 * Ticks of the tree of thématiques. A category stands for all its needs (shared/search/query.ts), so the filter never holds
 * a category and one of its needs at once: that would say the same thing twice.
 */
export const toggleCategory = (ticked: readonly string[], category: string): string[] => {
  const others = ticked.filter((value) => value !== category && categoryOf(value) !== category)
  return ticked.includes(category) ? others : [...others, category]
}

export const toggleNeed = (ticked: readonly string[], need: string): string[] => {
  if (ticked.includes(need)) return ticked.filter((value) => value !== need)
  const category = categoryOf(need)
  const needs = needsOf(category).map(({ value }) => value)
  if (ticked.includes(category))
    return [...ticked.filter((value) => value !== category), ...needs.filter((value) => value !== need)]
  const next = [...ticked, need]
  const whole = needs.length > 1 && needs.every((value) => next.includes(value))
  return whole ? [...next.filter((value) => categoryOf(value) !== category), category] : next
}

export const toggleThematique = (ticked: readonly string[], value: string): string[] =>
  isCategory(value) ? toggleCategory(ticked, value) : toggleNeed(ticked, value)

export type Tick = 'oui' | 'non' | 'en-partie'

export const tickOfCategory = (ticked: readonly string[], category: string): Tick => {
  if (ticked.includes(category)) return 'oui'
  return ticked.some((value) => categoryOf(value) === category) ? 'en-partie' : 'non'
}

export const needIsTicked = (ticked: readonly string[], need: string): boolean =>
  ticked.includes(need) || ticked.includes(categoryOf(need))
