import type { OrientationLine } from '#shared/contract/orientation.ts'
import { plural } from '../../lib/format.ts'
import { localDaysUntil } from '../../lib/local-day.ts'
import { dayOf } from '../../lib/when.ts'

/** What happens next to a request and when, as one says it. Days are those of this desk. */

const weekday = new Intl.DateTimeFormat('fr-FR', { weekday: 'long' })

/** « aujourd’hui », « avant demain », « avant mardi », « avant le 12 décembre ». */
const before = (iso: string, now: Date): string => {
  const days = localDaysUntil(iso, now)
  if (days <= 0) return 'aujourd’hui'
  if (days === 1) return 'avant demain'
  return days < 7 ? `avant ${weekday.format(new Date(iso))}` : `avant le ${dayOf(iso, now)}`
}

/** « aujourd’hui », « demain », « dans 3 jours ». */
const within = (iso: string, now: Date): string => {
  const days = localDaysUntil(iso, now)
  if (days <= 0) return 'aujourd’hui'
  return days === 1 ? 'demain' : `dans ${plural(days, 'jour', 'jours')}`
}

/** « Réponse attendue avant mardi », « Rappel automatique demain », « Expire dans 3 jours », « Pas avant le 12 décembre »; null: none. */
export const deadlineWords = (echeance: OrientationLine['echeance'], now: Date): string | null => {
  if (echeance === null) return null
  switch (echeance.quoi) {
    case 'reponse-attendue':
      return `Réponse attendue ${before(echeance.le, now)}`
    case 'rappel':
      return `Rappel automatique ${within(echeance.le, now)}`
    case 'expiration':
      return `Expire ${within(echeance.le, now)}`
    case 'pas-avant':
      return `Pas avant le ${dayOf(echeance.le, now)}`
  }
}

const shortDay = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short' })
const shortYear = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'short', year: 'numeric' })

/** For a narrow place: « aujourd’hui », « hier », « 12 nov. », « 12 nov. 2025 ». */
export const shortDate = (iso: string, now: Date): string => {
  const days = localDaysUntil(iso, now)
  if (days === 0) return 'aujourd’hui'
  if (days === -1) return 'hier'
  const instant = new Date(iso)
  return (instant.getFullYear() === now.getFullYear() ? shortDay : shortYear).format(instant)
}
