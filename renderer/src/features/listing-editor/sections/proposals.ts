import type { Edit } from '#shared/contract/listing.ts'
import type { Entry } from '#shared/reference/entry.ts'

/** Choices to propose: those the structure already typed elsewhere first, then the ready-made ones. */
export const proposalsOf = (edit: Edit, champ: keyof Edit['choix'], ready: readonly Entry[]): readonly Entry[] =>
  [...new Set([...edit.choix[champ], ...ready.map(({ value }) => value)])].map((value) => ({ value, label: value }))

const ALL = 'tous-publics'

/** « Tous publics » goes with no other: the last tick wins. */
export const exclusivePublics = (next: readonly string[], before: readonly string[]): readonly string[] => {
  if (!next.includes(ALL) || next.length === 1) return next
  return before.includes(ALL) ? next.filter((value) => value !== ALL) : [ALL]
}

/** Hours in all, when both are known. */
export const totalHours = (weekly: number | null, weeks: number | null): number | null =>
  weekly === null || weeks === null ? null : weekly * weeks
