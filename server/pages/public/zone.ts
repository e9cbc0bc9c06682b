import type { Service } from '#shared/catalogue/record.ts'
import { type NameOf, zoneNames } from '#shared/geo/zone.ts'

/**
 * Where one must live, in words. The server holds no geography: it names départements, régions and the service's own commune; of
 * any other it tells the code, which says more than nothing.
 */
const nameFor =
  ({ code_insee, commune }: Service): NameOf =>
  (code) => {
    if (commune != null && code === code_insee) return commune
    return /^\d{9}$/.test(code) ? `Intercommunalité ${code}` : `Commune ${code}`
  }

export const zoneParts = (service: Service): readonly string[] => zoneNames(service.zone_eligibilite, nameFor(service))
