import type { Service } from './record.ts'

const NOTHING = new Set(['aucun', 'aucune', 'sans condition', 'néant', 'neant', 'non', 'ras', '-'])

/**
 * Conditions of admission, one a line, without duplicates: DORA's lists, else the free text of v1 cut at its lines
 * (dora-screens.md §3.2). Empty when there is no condition.
 */
export const admissionCriteria = (service: Service): readonly string[] => {
  const { dora } = service
  const listed = [
    ...(dora?.access_conditions ?? []),
    ...(dora?.requirements ?? []),
    ...(dora?.qpv_or_zrr === true ? ['Uniquement QPV ou ZFRR'] : []),
  ]
  const lines =
    listed.length > 0 || dora?.access_conditions !== undefined
      ? listed
      : (service.conditions_acces ?? '').split(/\n+|(?<=[.;])\s+(?=[*•–-]\s)/)
  const seen = new Set<string>()
  return lines
    .map((line) => line.replace(/^\s*[*•–-]\s*/, '').trim())
    .filter((line) => {
      const key = line.toLocaleLowerCase('fr').replace(/[.\s]+$/, '')
      if (key === '' || NOTHING.has(key) || seen.has(key)) return false
      seen.add(key)
      return true
    })
}

const hours = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** « 15 h par semaine pendant 8 semaines, soit 120 h »; null unless both are above zero. */
export const duration = (service: Service): string | null => {
  const weekly = service.volume_horaire_hebdomadaire ?? 0
  const weeks = service.nombre_semaines ?? 0
  if (weekly <= 0 || weeks <= 0) return null
  const total = hours.format(Math.round(weekly * weeks * 10) / 10)
  return weeks === 1
    ? `${hours.format(weekly)}\u00a0h sur une semaine`
    : `${hours.format(weekly)}\u00a0h par semaine pendant ${hours.format(weeks)}\u00a0semaines, soit ${total}\u00a0h`
}
