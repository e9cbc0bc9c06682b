import { REPORT_JOURS } from '#shared/orientation/clocks.ts'
import { postpone as t } from '../../../i18n/orientation-answers.ts'
import { formatDate } from '../../../lib/format.ts'
import { localDayIn, localToday } from '../../../lib/local-day.ts'

/** Days of « Pas avant le … », `YYYY-MM-DD`, those of this desk. */

const PROPOSED_JOURS = 14

/** Why that day cannot be given, in French; null when it can. */
export const dayProblem = (day: string, now = new Date()): string | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return t.dateNeeded
  if (day <= localToday(now)) return t.datePast
  const last = localDayIn(REPORT_JOURS, now)
  return day > last ? t.dateFar(formatDate(last)) : null
}

/** The day proposed first: the one that the structure gave before, as long as it can still be given. */
export const firstDay = (given: string | null, now = new Date()): string =>
  given !== null && dayProblem(given, now) === null ? given : localDayIn(PROPOSED_JOURS, now)
