import { summaryOf } from '#shared/catalogue/summary.ts'
import { currentAvailability } from '#shared/listing/availability.ts'
import { parisDay } from '#shared/listing/days.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import type { Card, Reason } from '#shared/search/result.ts'
import type { ServiceRow } from './records.ts'

/** A card as the worker makes it: its zone is named by the geography, which lives outside the worker. */
export type CodedCard = Omit<Card, 'zone'> & { readonly zoneCodes: readonly string[] | null }

/** `distanceKm` is null when the service is not on site within the place asked, or without place. */
export const cardOf = (
  { service, structure }: ServiceRow,
  distanceKm: number | null,
  raisons: readonly Reason[] = [],
): CodedCard => ({
  id: service.id,
  nom: service.nom,
  structure: structure === null ? null : { id: structure.id, nom: structure.nom },
  resume: summaryOf(service),
  type: service.type ?? null,
  frais: service.frais ?? null,
  thematiques: service.thematiques ?? [],
  publics: service.publics ?? [],
  modes_accueil: service.modes_accueil ?? [],
  commune: service.commune ?? null,
  code_postal: service.code_postal ?? null,
  adresse: service.adresse ?? null,
  lat: service.latitude ?? null,
  lon: service.longitude ?? null,
  distanceKm,
  date_maj: service.date_maj,
  disponibilite: currentAvailability(service, parisDay(Date.now())),
  source: service.source,
  orientable: orientable(service, structure),
  raisons: [...raisons],
  zoneCodes: service.zone_eligibilite ?? null,
})
