import { admissionCriteria, duration } from '#shared/catalogue/admission.ts'
import { contactOf, isReserved } from '#shared/catalogue/steps.ts'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { availabilityWords } from '../../lib/availability.ts'
import { currentAvailability } from '#shared/listing/availability.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { addressLine } from '#shared/text/address.ts'
import { displayPhone } from '#shared/text/contact.ts'
import { displayName } from '#shared/text/names.ts'
import { compare as t } from '../../i18n/compare.ts'
import { service as words } from '../../i18n/service.ts'
import { freshnessOf } from '../../lib/format.ts'

/** What is known of one service for one criterion, line by line; empty when nothing is. */
type Cell = readonly string[]

export type CompareRow = {
  readonly key: keyof typeof t.rows
  readonly label: string
  /** One a service, in their order. */
  readonly cells: readonly Cell[]
  readonly differs: boolean
}

type Reader = (sheet: ServiceSheet, at: { readonly now: Date; readonly today: string }) => readonly (string | null | undefined)[]

const publicsOf = (publics: readonly string[] | null | undefined): Cell => {
  if (publics === null || publics === undefined) return []
  const listed = publics.filter((value) => value !== 'tous-publics')
  return listed.length === 0 ? [t.allPublics] : listed.map((value) => labelOf('publics', value))
}

const criteriaOf = ({ service }: ServiceSheet): Cell => {
  const listed = admissionCriteria(service)
  return listed.length === 0 && service.dora !== undefined ? [t.noCondition] : listed
}

/** In the order in which a choice is made: can they, where, when, how much, how soon. */
const READERS: Readonly<Record<keyof typeof t.rows, Reader>> = {
  structure: ({ structure }) => [structure === null ? null : displayName(structure.nom)],
  lieu: ({ service }) => [addressLine(service)],
  modes: ({ service }) => (service.modes_accueil ?? []).map((mode) => labelOf('modes_accueil', mode)),
  publics: ({ service }) => [...publicsOf(service.publics), service.publics_precisions],
  criteres: criteriaOf,
  frais: ({ service }) => [service.frais ? labelOf('frais', service.frais) : null, service.frais_precisions],
  horaires: ({ horaires, service }) => [horaires?.etat, service.dora?.recurrence],
  disponibilite: ({ service }, { today }) => {
    const room = currentAvailability(service, today)
    return [room === null ? null : availabilityWords(room)]
  },
  delai: ({ service }) => {
    const delai = service.dora?.delai_reponse
    return [delai === undefined || delai.reponses === 0 ? null : words.delai(delai.jours, delai.reponses)]
  },
  duree: ({ service }) => [duration(service)],
  orienter: ({ orientable }) => [orientable.ok ? words.orientable : orientable.raison],
  contact: ({ service, structure }) => {
    if (isReserved(service)) return [t.reserved]
    const { telephone, courriel } = contactOf(service, structure)
    return [telephone === null ? null : displayPhone(telephone), courriel]
  },
  documents: ({ service }) => [...(service.dora?.forms ?? []).map(({ nom }) => nom), ...(service.dora?.credentials ?? [])],
  zone: ({ zone }) => [zone.label],
  fraicheur: ({ service }, { now }) => [
    service.date_maj === UNKNOWN_DATE ? t.freshUnknown : freshnessOf(service.date_maj, now).words,
  ],
}

const filled = (lines: readonly (string | null | undefined)[]): Cell =>
  lines.filter((line): line is string => line !== null && line !== undefined && line !== '')

/** Every criterion that at least one of these services tells, cell by cell. `today`: `YYYY-MM-DD`. */
export const compareRows = (sheets: readonly ServiceSheet[], at: { readonly now: Date; readonly today: string }): CompareRow[] =>
  (Object.keys(READERS) as (keyof typeof t.rows)[]).flatMap((key) => {
    const cells = sheets.map((sheet) => filled(READERS[key](sheet, at)))
    if (cells.every((cell) => cell.length === 0)) return []
    const [first, ...others] = cells.map((cell) => JSON.stringify(cell))
    return [{ key, label: t.rows[key], cells, differs: others.some((other) => other !== first) }]
  })
