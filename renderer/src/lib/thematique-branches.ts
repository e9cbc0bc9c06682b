import { fold } from '#shared/geo/fold.ts'
import { CATEGORIES, needsOf } from '#shared/reference/thematiques.ts'

export type Branch = {
  readonly value: string
  readonly label: string
  readonly needs: readonly { readonly value: string; readonly label: string }[]
}

/** The branches whose name, or one of whose needs, holds the words; all of them without words. */
export const branchesFor = (words: string): readonly Branch[] => {
  const wanted = fold(words)
  const holds = (label: string) => fold(label).includes(wanted)
  return CATEGORIES.map(({ value, label }) => {
    const needs = needsOf(value)
    return { value, label, needs: wanted === '' || holds(label) ? needs : needs.filter((need) => holds(need.label)) }
  }).filter(({ label, needs }) => wanted === '' || holds(label) || needs.length > 0)
}
