import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Hours } from '#shared/contract/catalogue.ts'
import { isNational } from '#shared/geo/zone.ts'
import { contactOf } from '#shared/catalogue/steps.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { ServiceView, StructureView } from '../../listing/public-records.ts'
import { asUri } from '../../opendata/standards/values.ts'
import { webAddress } from './links.ts'
import { zoneParts } from './zone.ts'

/** What machines read of a page: schema.org, as JSON-LD. Only what the page says to people. */

type Data = Readonly<Record<string, unknown>>

/** Typologies whose services are those of a public body. */
const PUBLIC_BODIES: ReadonlySet<string> = new Set(
  'ASE CAF CC CCAS CD CDAS CFP CIAS CPAM DEETS DEPT EPCI ETABL_PUB ETAT FT MDA MDPH MDS MUNI PAD'.split(' '),
)

/** Leaves out what is not known. */
const known = (data: Data): Data =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0)),
  )

/** People type what browsers forgive: machines are told the address as RFC 3986 writes it. */
const uriOf = (link: string | null | undefined): string | null => asUri(webAddress(link ?? ''))

const postal = (place: Service | Structure): Data | null => {
  const address = known({
    streetAddress: [place.adresse, place.complement_adresse].filter(Boolean).join(', '),
    postalCode: place.code_postal,
    addressLocality: place.commune,
  })
  return Object.keys(address).length === 0 ? null : { '@type': 'PostalAddress', ...address, addressCountry: 'FR' }
}

const point = ({ latitude, longitude }: Service | Structure): Data | null =>
  latitude == null || longitude == null ? null : { '@type': 'GeoCoordinates', latitude, longitude }

const DAYS: Readonly<Record<string, string>> = {
  lundi: 'Monday',
  mardi: 'Tuesday',
  mercredi: 'Wednesday',
  jeudi: 'Thursday',
  vendredi: 'Friday',
  samedi: 'Saturday',
  dimanche: 'Sunday',
}

/** On that day (« lundi »), in the time of the place (« 09:00 »). */
export type PlainRange = { readonly jour: string; readonly opens: string; readonly closes: string }

/** What the reading itself says of the holidays to come (shared/hours/week.ts): the week stays what it is. */
const OF_HOLIDAYS = /^Fermé le .+, jour férié\.$|^Le .+ est férié\u202f: horaires à vérifier\.$/

/** Null unless every range is plain hours: a condition left out would be a promise. */
export const plainWeek = (hours: Hours | null): readonly PlainRange[] | null => {
  if (hours === null || !hours.decode || hours.commentaires.some((comment) => !OF_HOLIDAYS.test(comment))) return null
  const ranges = hours.semaine.flatMap(({ jour, plages }) => plages.map((plage) => ({ jour, plage })))
  const plain = ranges.flatMap(({ jour, plage }) => {
    const [, opens, closes] = /^(\d{2}:\d{2})–(\d{2}:\d{2})$/.exec(plage) ?? []
    return opens === undefined || closes === undefined ? [] : [{ jour, opens, closes: closes === '24:00' ? '23:59' : closes }]
  })
  return plain.length === ranges.length ? plain : null
}

export const openingHours = (week: readonly PlainRange[] | null): readonly Data[] =>
  [...Map.groupBy(week ?? [], ({ opens, closes }) => `${opens} ${closes}`).values()].map((days) => ({
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map(({ jour }) => `https://schema.org/${DAYS[jour]}`),
    opens: days[0]?.opens,
    closes: days[0]?.closes,
  }))

const organization = (structure: Structure, origin: string): Data =>
  known({
    '@type': 'Organization',
    '@id': origin + publicPath('structure', structure.id),
    name: structure.nom,
    url: origin + publicPath('structure', structure.id),
  })

const availableAt = (service: Service, structure: Structure | null): readonly Data[] => {
  const { telephone, courriel } = contactOf(service, structure)
  const online = [service.lien_mobilisation, service.dora?.online_form].flatMap((link) => uriOf(link) ?? [])
  const address = (service.modes_accueil ?? []).includes('a-distance') && !service.commune ? null : postal(service)
  return [
    ...(telephone === null && courriel === null
      ? []
      : [{ '@type': 'ServiceChannel', servicePhone: known({ '@type': 'ContactPoint', telephone, email: courriel }) }]),
    ...online.map((serviceUrl) => ({ '@type': 'ServiceChannel', serviceUrl })),
    ...(address === null
      ? []
      : [{ '@type': 'ServiceChannel', serviceLocation: known({ '@type': 'Place', address, geo: point(service) }) }]),
  ]
}

const areas = (service: Service): readonly Data[] =>
  (service.zone_eligibilite ?? []).some(isNational)
    ? [{ '@type': 'Country', name: 'France' }]
    : zoneParts(service).map((name) => ({ '@type': 'AdministrativeArea', name }))

/** @param origin address of the server, without a final « / ». */
export const serviceData = (
  { service, structure }: ServiceView,
  week: readonly PlainRange[] | null,
  summary: string,
  origin: string,
): Data =>
  known({
    '@context': 'https://schema.org',
    '@type': PUBLIC_BODIES.has(structure?.dora?.typology ?? '') ? 'GovernmentService' : 'Service',
    '@id': origin + publicPath('service', service.id),
    url: origin + publicPath('service', service.id),
    name: service.nom,
    description: summary,
    serviceType: service.type ? labelOf('types', service.type) : null,
    category: (service.thematiques ?? []).map((value) => labelOf('thematiques', value)),
    audience: (service.publics ?? []).map((value) => ({ '@type': 'Audience', audienceType: labelOf('publics', value) })),
    provider: structure === null ? null : organization(structure, origin),
    areaServed: areas(service),
    availableChannel: availableAt(service, structure),
    hoursAvailable: openingHours(week),
    offers: service.frais === 'gratuit' ? { '@type': 'Offer', price: 0, priceCurrency: 'EUR' } : null,
  })

export const structureData = (
  { structure, parent, antennes, services }: StructureView,
  week: readonly PlainRange[] | null,
  summary: string,
  origin: string,
): Data => {
  const site = uriOf(structure.site_web)
  return known({
    '@context': 'https://schema.org',
    ...organization(structure, origin),
    description: summary,
    identifier: structure.siret ? { '@type': 'PropertyValue', propertyID: 'SIRET', value: structure.siret } : null,
    telephone: structure.telephone,
    email: structure.courriel,
    sameAs: site === null ? [] : [site],
    address: postal(structure),
    location: known({
      '@type': 'Place',
      name: structure.nom,
      address: postal(structure),
      geo: point(structure),
      openingHoursSpecification: openingHours(week),
    }),
    parentOrganization: parent === null ? null : { '@type': 'Organization', name: parent.nom, url: origin + parent.path },
    subOrganization: antennes.map((one) => organization(one, origin)),
    hasOfferCatalog:
      services.length === 0
        ? null
        : {
            '@type': 'OfferCatalog',
            name: 'Services',
            itemListElement: services.map((service) => ({
              '@type': 'Offer',
              itemOffered: { '@type': 'Service', name: service.nom, url: origin + publicPath('service', service.id) },
            })),
          },
  })
}
