/** Calendar quarters, by ISO days. */

/** « 2026-11-27 » → « 2026-T4 ». */
export const quarterOf = (jour: string): string => `${jour.slice(0, 4)}-T${Math.ceil(Number(jour.slice(5, 7)) / 3)}`

const LAST_DAY = ['03-31', '06-30', '09-30', '12-31'] as const

export const quarterSpan = (quarter: string): { readonly from: string; readonly to: string } => {
  const [year, n] = [quarter.slice(0, 4), Number(quarter.slice(6))]
  return { from: `${year}-${String(3 * n - 2).padStart(2, '0')}-01`, to: `${year}-${LAST_DAY[n - 1] ?? '12-31'}` }
}

/** The quarter before. */
const before = (quarter: string): string => {
  const [year, n] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))]
  return n === 1 ? `${year - 1}-T4` : `${year}-T${n - 1}`
}

/** That of the day, and those before it, the latest first. */
export const lastQuarters = (jour: string, count: number): readonly string[] => {
  const all = [quarterOf(jour)]
  while (all.length < count) all.push(before(all.at(-1) ?? ''))
  return all
}

const ORDINALS = ['1er', '2e', '3e', '4e'] as const
/** « 4e trimestre 2026 ». */
export const quarterLabel = (quarter: string): string =>
  `${ORDINALS[Number(quarter.slice(6)) - 1] ?? ''} trimestre ${quarter.slice(0, 4)}`
