import { AU_MOINS } from './event.ts'

/**
 * Which counts may be told. A count concerns people; it is told when nobody of them, or at least `AU_MOINS`, are behind it, and behind
 * all that can be had from it and its neighbours by adding and taking away.
 */

/** Some of the people behind a count: all of them while they are fewer than `AU_MOINS`, which is all that is asked of it. */
export type Gens = Set<string>

export const note = (gens: Gens, who: string): void => {
  if (gens.size < AU_MOINS) gens.add(who)
}
export const mayTell = (gens: ReadonlySet<string>): boolean => gens.size === 0 || gens.size >= AU_MOINS

/** A count, and who is behind it: each set of people must be large enough, or empty, by itself. */
export type Cell = { n: number; readonly gens: readonly Gens[] }

export const emptyCell = (populations = 1): Cell => ({ n: 0, gens: Array.from({ length: populations }, () => new Set<string>()) })
export const isTellable = ({ gens }: Cell): boolean => gens.every(mayTell)
/** One more, of that person of that population. */
export const count = (cell: Cell, who: string, population = 0): void => {
  cell.n += 1
  const gens = cell.gens[population]
  if (gens !== undefined) note(gens, who)
}

const union = (cells: readonly Cell[]): readonly ReadonlySet<string>[] =>
  (cells[0]?.gens ?? []).map((_, at) => new Set(cells.flatMap(({ gens }) => [...(gens[at] ?? [])])))

/** What is told of a count; null for one that is kept back. */
export type Cellule = number | null

/**
 * The parts of a whole that is told, each in one of them: those with too few people are kept back, and with them, smallest first, as
 * many others as it takes for what is left of the whole to concern enough people, or nobody.
 */
export const tellParts = (parts: ReadonlyMap<string, Cell>): Record<string, Cellule> => {
  const kept = new Set([...parts].filter(([, cell]) => !isTellable(cell)).map(([key]) => key))
  const told = [...parts].filter(([key]) => !kept.has(key)).sort(([a, one], [b, other]) => one.n - other.n || (a < b ? -1 : 1))
  const rest = (): readonly Cell[] => [...kept].flatMap((key) => parts.get(key) ?? [])
  while (kept.size > 0 && !union(rest()).every(mayTell)) {
    const next = told.shift()
    if (next === undefined) break
    kept.add(next[0])
  }
  return Object.fromEntries([...parts].map(([key, { n }]) => [key, kept.has(key) ? null : n]))
}

/** Of what has a label, and of what has it not, in the same whole. */
export type Labelled = { readonly avec: Cell; readonly sans: Cell }

/** Labels of a whole that is told, any number of them on each: one is told when neither it nor the rest without it is too few people. */
export const tellLabels = (labels: ReadonlyMap<string, Labelled>): Record<string, Cellule> =>
  Object.fromEntries([...labels].map(([key, { avec, sans }]) => [key, isTellable(avec) && isTellable(sans) ? avec.n : null]))

/** Figures of two entries at once are told by fives: what is left between them and others is never exact. */
export const ROUNDED_TO = 5
export const rounded = (n: Cellule): Cellule => (n === null ? null : Math.round(n / ROUNDED_TO) * ROUNDED_TO)
export const roundedAll = (cells: Readonly<Record<string, Cellule>>): Record<string, Cellule> =>
  Object.fromEntries(Object.entries(cells).map(([key, n]) => [key, rounded(n)]))
