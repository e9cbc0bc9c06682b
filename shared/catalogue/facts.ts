import { orientable } from '../orientation/orientable.ts'
import { needsInName } from '../search/needs.ts'
import { DEPARTEMENT, FLAG, NAMED_NEED } from './file.ts'
import type { Service, Structure } from './record.ts'

/** What the search compares of a service, without its texts. One row of `service_facts`, its values not interned yet. */
export type ServiceFacts = {
  readonly lat: number | null
  readonly lon: number | null
  /** Days since 1970-01-01 of `date_maj`. */
  readonly jour: number
  /** Last day the service is offered, in the same unit; null when it is not suspended. */
  readonly suspension: number | null
  /** OR of FLAG. */
  readonly flags: number
  /** 0–100: how much of what a counsellor needs to decide is filled in. */
  readonly completude: number
  /** Sorted, without repeats; null when the field is empty, which includes every place. */
  readonly zone: readonly string[] | null
  /** Facet values of the record itself, as [facet, value]. */
  readonly values: readonly (readonly [facet: string, value: string])[]
}

const DAY_MS = 86_400_000

/** Days since 1970-01-01 of an ISO date (`YYYY-MM-DD`). */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS)

/** Département of a place: by its INSEE code, else by its postal code (Corsica: 200–201 is 2A, 202–206 is 2B). */
export const departementOf = (codeInsee: string | null | undefined, codePostal: string | null | undefined): string | null => {
  if (codeInsee != null && codeInsee.length === 5) return /^9[78]/.test(codeInsee) ? codeInsee.slice(0, 3) : codeInsee.slice(0, 2)
  if (codePostal == null || !/^\d{5}$/.test(codePostal)) return null
  if (codePostal.startsWith('20')) return codePostal < '20200' ? '2A' : '2B'
  return /^9[78]/.test(codePostal) ? codePostal.slice(0, 3) : codePostal.slice(0, 2)
}

const filled = (value: string | readonly string[] | null | undefined): boolean => value != null && value.length > 0

const completude = (service: Service): number => {
  const description = service.description?.length ?? 0
  const checks: readonly (readonly [points: number, ok: boolean])[] = [
    [20, description >= 50],
    [10, description >= 200],
    [15, filled(service.thematiques)],
    [5, filled(service.type)],
    [10, filled(service.publics)],
    [5, filled(service.frais)],
    [
      20,
      filled(service.courriel) ||
        filled(service.telephone) ||
        filled(service.lien_mobilisation) ||
        filled(service.dora?.contact_masque?.filter((channel) => channel !== 'nom')),
    ],
    [5, filled(service.conditions_acces)],
    [5, filled(service.modes_mobilisation) && filled(service.mobilisable_par)],
    [5, filled(service.modes_accueil)],
  ]
  return checks.reduce((sum, [points, ok]) => sum + (ok ? points : 0), 0)
}

/** `structure` is null when the catalogue does not hold it. */
export const serviceFacts = (service: Service, structure: Structure | null): ServiceFacts => {
  const modes = service.modes_accueil ?? []
  const point = service.latitude != null && service.longitude != null
  const status = service.dora?.status
  const hidden = structure?.dora?.is_obsolete === true || (status !== undefined && status !== 'PUBLISHED')
  const departement = departementOf(service.code_insee, service.code_postal)
  const zone = service.zone_eligibilite ?? []

  const values = new Map<string, readonly [string, string]>()
  const add = (facet: string, value: string | null | undefined) => {
    if (value != null && value !== '') values.set(`${facet}\n${value}`, [facet, value])
  }
  for (const value of service.thematiques ?? []) add('thematiques', value)
  for (const value of service.publics ?? []) add('publics', value)
  add('types', service.type)
  add('frais', service.frais)
  for (const value of modes) add('modes_accueil', value)
  for (const value of service.modes_mobilisation ?? []) add('modes_mobilisation', value)
  for (const value of service.mobilisable_par ?? []) add('mobilisable_par', value)
  add('sources', service.source)
  add(DEPARTEMENT, departement)
  for (const value of needsInName(service.nom)) add(NAMED_NEED, value)

  return {
    lat: point ? (service.latitude ?? null) : null,
    lon: point ? (service.longitude ?? null) : null,
    jour: dayNumber(service.date_maj),
    suspension: service.dora?.suspension_date === undefined ? null : dayNumber(service.dora.suspension_date),
    flags:
      (modes.includes('en-presentiel') ? FLAG.onSite : 0) |
      (modes.includes('a-distance') ? FLAG.remote : 0) |
      (point ? FLAG.point : 0) |
      (hidden ? FLAG.hidden : 0) |
      (orientable(service, structure).ok ? FLAG.orientable : 0),
    completude: completude(service),
    zone: zone.length === 0 ? null : [...new Set(zone)].sort(),
    values: [...values.values()],
  }
}
