import type { Service } from '../catalogue/record.ts'
import type { Offered } from './supply.ts'

/** What the register keeps of a service, whatever the day. */
export type Offering = Omit<Offered, 'complet'> & {
  readonly structureId: string | null
  /** Last days, ISO, that it is offered, and that it is said to be full; null for no end, and for not full. */
  readonly suspension: string | null
  readonly completJusque: string | null
}

/** Null for a service that is shown to nobody (shared/catalogue/facts.ts), or answers no need. */
export const offeringOf = (service: Service): Offering | null => {
  const { dora } = service
  const thematiques = service.thematiques ?? []
  if ((dora?.status ?? 'PUBLISHED') !== 'PUBLISHED' || thematiques.length === 0) return null
  const modes = service.modes_accueil ?? []
  const aDistance = modes.includes('a-distance')
  const point = service.latitude != null && service.longitude != null
  return {
    lat: point ? (service.latitude ?? null) : null,
    lon: point ? (service.longitude ?? null) : null,
    surPlace: !aDistance || modes.includes('en-presentiel'),
    aDistance,
    zone: [...new Set(service.zone_eligibilite ?? [])].sort(),
    thematiques,
    structureId: service.structure_id ?? null,
    suspension: dora?.suspension_date ?? null,
    completJusque: dora?.disponibilite?.etat === 'complet' ? dora.disponibilite.jusqu_au : null,
  }
}

/** As it is on that ISO day; null when it is not offered then. @param obsolete structures that are shown no more */
export const offeredOn = (one: Offering, today: string, obsolete: ReadonlySet<string>): Offered | null => {
  if (one.suspension !== null && one.suspension < today) return null
  if (one.structureId !== null && obsolete.has(one.structureId)) return null
  return { ...one, complet: one.completJusque !== null && one.completJusque >= today }
}
