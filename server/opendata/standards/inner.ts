import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { OpenService, OpenStructure } from '../record.ts'

/** What is open, in the shape that the pages and the import read. */

const copied = (list: readonly string[] | null): string[] | null => (list === null ? null : [...list])

export const innerStructure = (structure: OpenStructure): Structure => ({
  ...structure,
  reseaux_porteurs: copied(structure.reseaux_porteurs),
})

export const innerService = (service: OpenService): Service => ({
  ...service,
  thematiques: copied(service.thematiques),
  publics: copied(service.publics),
  modes_accueil: copied(service.modes_accueil),
  zone_eligibilite: copied(service.zone_eligibilite),
  modes_mobilisation: copied(service.modes_mobilisation),
  mobilisable_par: copied(service.mobilisable_par),
})
