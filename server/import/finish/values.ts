import { isKnown, type ListName } from '#shared/reference/labels.ts'
import { asCodes } from '../fields/list.ts'
import { asLine } from '../fields/text.ts'
import type { Finishing } from './context.ts'

/** A value of a newer référentiel still looks like one; anything else is noise (data-inclusion.md, caveat 1). */
const SLUG = /^[a-z0-9]+(-{1,2}[a-z0-9]+)*$/

/** Values of a list field. Unknown ones are kept and said when they look like values of a newer schema, dropped otherwise. */
export const finishValues = ({ fields, notes }: Finishing, field: string, list: ListName): string[] | null => {
  const values = asCodes(fields[field]) ?? []
  const kept = values.filter((value) => {
    if (isKnown(list, value)) return true
    const plausible = SLUG.test(value) && value.length <= 120
    notes.warn(
      field,
      plausible ? 'Valeur inconnue du référentiel : gardée.' : 'Valeur inconnue du référentiel : laissée de côté.',
      value,
    )
    return plausible
  })
  return kept.length > 0 ? kept : null
}

export const finishValue = (finishing: Finishing, field: string, list: ListName): string | null => {
  const values = finishValues(finishing, field, list)
  if (values !== null && values.length > 1)
    finishing.notes.warn(field, 'Plusieurs valeurs pour un champ qui n’en a qu’une : la première est gardée.', values)
  return values?.[0] ?? null
}

/** `tous-publics` stands alone (data-inclusion.md §1.2): beside others, it already includes them. */
export const finishPublics = (finishing: Finishing): string[] | null => {
  const publics = finishValues(finishing, 'publics', 'publics')
  if (publics === null || publics.length < 2 || !publics.includes('tous-publics')) return publics
  finishing.notes.warn('publics', '« tous-publics » avec d’autres publics : gardé seul.', publics)
  return ['tous-publics']
}

/** Commune, département, EPCI, country or « france » (data-inclusion.md §1.2). */
const ZONE = /^(france|99[0-5]\d{2}|\d{9}|2[AB]\d{3}|\d{5}|2[AB]|\d{2}|97\d|98\d)$/

export const finishZone = ({ fields, notes }: Finishing): string[] | null => {
  const codes = (asCodes(fields['zone_eligibilite']) ?? []).map((raw) => {
    const code = asLine(raw) ?? ''
    return code.toLowerCase() === 'france' ? 'france' : /^\d$/.test(code) ? code.padStart(2, '0') : code.toUpperCase()
  })
  const kept = codes.filter((code) => {
    if (ZONE.test(code)) return true
    notes.warn('zone_eligibilite', 'Code de zone inconnu : laissé de côté.', code)
    return false
  })
  return kept.length > 0 ? kept : null
}
