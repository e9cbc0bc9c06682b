import { monthInWords, shortMonth } from '#shared/text/month.ts'
import type { Cellule } from '#shared/usage/cells.ts'
import type { Somme } from '#shared/usage/told.ts'
import { figuresText as t } from '../i18n/figures.ts'
import type { ChartPoint } from '../ui/Chart.tsx'
import { formatCount } from './format.ts'

/** Figures in words: what is kept back is never a zero. */

export const pointsOf = (mois: readonly string[], values: readonly Cellule[]): readonly ChartPoint[] =>
  mois.map((one, at) => ({
    label: monthInWords(one),
    short: shortMonth(one),
    value: values[at] ?? null,
  }))

export const isKept = ({ mois_tus }: Somme, months: number): boolean => months > 0 && mois_tus === months
export const sumInWords = (sum: Somme, months: number): string => (isKept(sum, months) ? t.kept : formatCount(sum.n))

/** How a figure stands beside that of the period before; null where there is nothing to say. */
export const changeInWords = (now: Somme, before: Somme, months: number): string | null => {
  if (isKept(now, months)) return null
  // Sums of fewer months are smaller for that alone.
  if (now.mois_tus > 0) return null
  if (before.mois_tus > 0) return isKept(before, months) ? t.nothingBefore : t.notComparable
  if (before.n === 0) return now.n === 0 ? null : t.nothingBefore
  const percent = Math.round(((now.n - before.n) / before.n) * 100)
  return percent === 0 ? t.stable : t.change(percent)
}

/** « 2 mois sur 12 ne sont pas comptés »; null when all are. */
export const missingInWords = ({ mois_tus }: Somme, months: number): string | null =>
  mois_tus === 0 || mois_tus === months ? null : t.missing(mois_tus, months)
