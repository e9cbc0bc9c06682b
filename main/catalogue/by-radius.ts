import { FLAG } from '#shared/catalogue/file.ts'
import { compileFilters } from './filters.ts'
import { NOWHERE, ON_SITE } from './place.ts'
import { FEW } from './rank.ts'
import { acceptedByAll, acceptedByEnough, type PlaceMatch, type Selecting, type SelectionBase } from './select.ts'
import type { TextMatch } from './text-match.ts'

/**
 * How many services answer at each of these radii, increasing: what `select` would count, in one pass for all of them
 * instead of a search each, because finding who is near is what costs most.
 */
export const countByRadius = (
  base: SelectionBase,
  placeMatch: PlaceMatch,
  match: TextMatch | null,
  { filters, place, today }: Omit<Selecting, 'radiusKm'>,
  radii: readonly number[],
): number[] => {
  const widest = radii.at(-1)
  if (widest === undefined) return []
  const { columns } = base
  const { where, distance } = placeMatch(place, widest, today)

  /** First radius at which a service answers: one that is also remote answers from the first. */
  const firstRadius = (r: number): number =>
    where[r] !== ON_SITE || ((columns.flags[r] as number) & FLAG.remote) !== 0
      ? 0
      : radii.findIndex((radius) => (distance[r] as number) <= radius)

  const { active, passed } = compileFilters(filters, { columns, today, open: base.open })
  const all = match === null ? null : acceptedByAll(match)
  const enough = match === null ? null : acceptedByEnough(match)
  const complete = radii.map(() => 0)
  const strict = radii.map(() => 0)
  const loose = radii.map(() => 0)
  for (let r = 1; r < columns.size; r++) {
    if (where[r] === NOWHERE) continue
    const set = match === null ? 0 : (match.covered[r] as number)
    if (enough !== null && enough[set] === 0) continue
    const first = firstRadius(r)
    if (first < 0) continue
    if (match !== null && set === match.all) complete[first] = (complete[first] ?? 0) + 1
    if (active !== 0 && (active & ~passed(r)) !== 0) continue
    loose[first] = (loose[first] ?? 0) + 1
    if (all === null || all[set] === 1) strict[first] = (strict[first] ?? 0) + 1
  }

  const upTo = (counts: readonly number[], radius: number) => counts.slice(0, radius + 1).reduce((sum, n) => sum + n, 0)
  return radii.map((_, i) => upTo(match === null || upTo(complete, i) >= FEW ? strict : loose, i))
}
