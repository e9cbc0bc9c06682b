import { departementOf as codeOfDepartement } from '#shared/catalogue/facts.ts'
import { departementOf, regionOf } from '#shared/geo/divisions.ts'
import { zoneNames } from '#shared/geo/zone.ts'
import type { OpenPlace, OpenService } from '../record.ts'
import { uuidOf } from './ids.ts'
import { asUri, known } from './values.ts'

/** Where a service is given, and to whom by where they live. */

type Owner = { readonly organizationId: string; readonly organizationName: string }

const pointOf = ({ latitude, longitude }: OpenPlace) => ({ latitude, longitude })

/** HSDS wants all of these: a place that lacks one has no address, and its description tells what is known of it. */
const addressOf = (place: OpenPlace, locationId: string): object | null => {
  const departement = departementOf(codeOfDepartement(place.code_insee, place.code_postal) ?? '')
  const { adresse, commune, code_postal } = place
  if (departement === undefined || adresse === null || commune === null || code_postal === null) return null
  return known({
    id: uuidOf('address', locationId),
    location_id: locationId,
    address_1: adresse,
    address_2: place.complement_adresse,
    city: commune,
    region: regionOf(departement.region)?.nom,
    state_province: departement.nom,
    postal_code: code_postal,
    country: 'FR',
    address_type: 'physical',
  })
}

const lineOf = ({ adresse, complement_adresse, code_postal, commune }: OpenPlace): string =>
  [adresse, complement_adresse, [code_postal, commune].filter(Boolean).join(' ')].filter(Boolean).join(', ')

const isSomewhere = (place: OpenPlace): boolean => place.commune !== null || place.adresse !== null || place.latitude !== null

/** The same place of the same structure is one location. Null when nothing tells where it is. */
export const physicalLocation = (
  place: OpenPlace,
  { organizationId, organizationName }: Owner,
  accessibility: string | null,
): { readonly id: string } | null => {
  if (!isSomewhere(place) && accessibility === null) return null
  const line = lineOf(place)
  const id = uuidOf('location', organizationId, line, String(place.latitude), String(place.longitude), place.code_insee ?? '')
  const address = addressOf(place, id)
  const url = asUri(accessibility)
  return {
    id,
    ...known({
      location_type: 'physical',
      organization_id: organizationId,
      name: organizationName,
      description: address === null ? line : null,
      ...pointOf(place),
      external_identifier: place.code_insee,
      external_identifier_type: place.code_insee === null ? null : 'Code INSEE de la commune',
      addresses: address === null ? [] : [address],
      accessibility:
        url === null
          ? []
          : [
              {
                id: uuidOf('accessibility', id),
                location_id: id,
                description: 'Fiche d’accessibilité du lieu',
                url,
              },
            ],
    }),
  }
}

/** Given at a distance: a location too, in the words of HSDS. */
export const virtualLocation = (
  serviceId: string,
  { organizationId }: Pick<Owner, 'organizationId'>,
  url: string,
): { readonly id: string } => ({
  id: uuidOf('location', serviceId, 'virtual'),
  ...known({ location_type: 'virtual', organization_id: organizationId, name: 'À distance', url }),
})

const INSEE = 'http://id.insee.fr/geo'
const uriOf = (code: string): string | null => {
  if (/^\d[\dAB]\d{3}$/.test(code) && !code.startsWith('99')) return `${INSEE}/commune/${code}`
  return departementOf(code) === undefined ? null : `${INSEE}/departement/${code}`
}

/** Each part of the zone by its name, with its code: none is left out, even of a code that nobody knows. */
export const serviceAreas = (service: OpenService, serviceId: string): readonly object[] =>
  (service.zone_eligibilite ?? []).map((code) => {
    const named = zoneNames([code], () => (code === service.code_insee ? service.commune : null))[0]
    return known({
      id: uuidOf('service_area', serviceId, code),
      service_id: serviceId,
      name: named ?? code,
      description: /^\d{9}$/.test(code) ? `Intercommunalité ${code}` : named === undefined ? `Commune ${code}` : `Code ${code}`,
      uri: uriOf(code),
    })
  })
