import type { Schema } from './schema.ts'

/**
 * What is checked of JSON-LD in schema.org: its context, that every object says a type we know of and holds no other property than
 * those that schema.org gives to that type (as used here), addresses that are addresses. schema.org publishes no JSON Schema.
 */

const uri = { type: 'string', format: 'uri' }
const text = { type: 'string', minLength: 1 }
const ref = (name: string) => ({ $ref: `#/$defs/${name}` })
const list = (name: string) => ({ type: 'array', items: ref(name) })
const object = (type: string | readonly string[], properties: Schema, required: readonly string[] = []): Schema => ({
  type: 'object',
  properties: { '@type': { enum: typeof type === 'string' ? [type] : type }, ...properties },
  required: ['@type', ...required],
  additionalProperties: false,
})

const ORGANIZATION = { '@id': uri, name: text, url: uri } as const

export const linkedSchema: Schema = {
  $defs: {
    postal: object('PostalAddress', {
      streetAddress: text,
      postalCode: text,
      addressLocality: text,
      addressCountry: { const: 'FR' },
    }),
    geo: object('GeoCoordinates', { latitude: { type: 'number' }, longitude: { type: 'number' } }, ['latitude', 'longitude']),
    hours: object(
      'OpeningHoursSpecification',
      {
        dayOfWeek: {
          type: 'array',
          items: { enum: ['Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur', 'Sun'].map((day) => `https://schema.org/${day}day`) },
        },
        opens: { type: 'string', pattern: '^\\d{2}:\\d{2}$' },
        closes: { type: 'string', pattern: '^\\d{2}:\\d{2}$' },
      },
      ['dayOfWeek', 'opens', 'closes'],
    ),
    place: object('Place', { name: text, address: ref('postal'), geo: ref('geo'), openingHoursSpecification: list('hours') }),
    contact: object('ContactPoint', { telephone: text, email: text }),
    channel: object('ServiceChannel', { servicePhone: ref('contact'), serviceUrl: uri, serviceLocation: ref('place') }),
    audience: object('Audience', { audienceType: text }, ['audienceType']),
    area: object(['AdministrativeArea', 'Country'], { name: text }, ['name']),
    offer: object('Offer', { price: { type: 'number' }, priceCurrency: { const: 'EUR' }, itemOffered: ref('itemOffered') }),
    itemOffered: object('Service', { name: text, url: uri }, ['name', 'url']),
    catalog: object('OfferCatalog', { name: text, itemListElement: list('offer') }),
    sirets: object('PropertyValue', { propertyID: { const: 'SIRET' }, value: text }, ['propertyID', 'value']),
    someOrganization: object('Organization', ORGANIZATION, ['name', 'url']),
    organization: object(
      'Organization',
      {
        '@context': { const: 'https://schema.org' },
        ...ORGANIZATION,
        description: text,
        identifier: ref('sirets'),
        telephone: text,
        email: text,
        sameAs: { type: 'array', items: uri },
        address: ref('postal'),
        location: ref('place'),
        parentOrganization: ref('someOrganization'),
        subOrganization: list('someOrganization'),
        hasOfferCatalog: ref('catalog'),
      },
      ['@context', '@id', 'name', 'url'],
    ),
    service: object(
      ['Service', 'GovernmentService'],
      {
        '@context': { const: 'https://schema.org' },
        '@id': uri,
        url: uri,
        name: text,
        description: text,
        serviceType: text,
        category: { type: 'array', items: text },
        audience: list('audience'),
        provider: ref('someOrganization'),
        areaServed: list('area'),
        availableChannel: list('channel'),
        hoursAvailable: list('hours'),
        offers: ref('offer'),
      },
      ['@context', '@id', 'url', 'name', 'provider'],
    ),
  },
  oneOf: [ref('organization'), ref('service')],
}
