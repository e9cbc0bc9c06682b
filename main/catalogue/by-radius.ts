import { FLAG } from '#shared/catalogue/file.ts'
import { hasBit } from './bits.ts'
import type { Columns } from './columns.ts'
import { FEW } from './rank.ts'
import { acceptedByAll, acceptedByEnough, type Selecting, type SelectionBase } from './select.ts'
import type { TextMatch } from './text-match.ts'

/**
 * How many services answer at each of these radii, increasing: what `select` would count, in one pass for all of them
 * instead of a search each, because finding who is near is what costs most.
 */
export const countByRadius = (
  { flags }: Columns,
  { placeMatch, filtering }: SelectionBase,
  match: TextMatch | null,
  { filters, place, today }: Omit<Selecting, 'radiusKm'>,
  radii: readonly number[],
): number[] => {
  const widest = radii.at(-1)
  if (widest === undefined) return []
  const { rows, onSite, km } = placeMatch(place, widest, today)

  /** First radius at which a service answers: one that is also remote answers from the first. */
  const firstRadius = (i: number): number =>
    onSite[i] === 0 || ((flags[rows[i] as number] as number) & FLAG.remote) !== 0
      ? 0
      : radii.findIndex((radius) => km !== null && (km[i] as number) <= radius)

  const { active, failing } = filtering(filters, today)
  const all = match === null ? null : acceptedByAll(match)
  const enough = match === null ? null : acceptedByEnough(match)
  const complete = radii.map(() => 0)
  const strict = radii.map(() => 0)
  const loose = radii.map(() => 0)
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i] as number
    const set = match === null ? 0 : (match.covered[r] as number)
    if (enough !== null && enough[set] === 0) continue
    const fails = active.length > 0 && hasBit(failing, r)
    // Neither counted nor a service with all the words, which are counted whatever the filters.
    if (fails && (match === null || set !== match.all)) continue
    const first = firstRadius(i)
    if (first < 0) continue
    if (match !== null && set === match.all) complete[first] = (complete[first] ?? 0) + 1
    if (fails) continue
    loose[first] = (loose[first] ?? 0) + 1
    if (all === null || all[set] === 1) strict[first] = (strict[first] ?? 0) + 1
  }

  const upTo = (counts: readonly number[], radius: number) => counts.slice(0, radius + 1).reduce((sum, n) => sum + n, 0)
  return radii.map((_, i) => upTo(match === null || upTo(complete, i) >= FEW ? strict : loose, i))
}
