import { departementOf as codeOfDepartement } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { summaryOf } from '#shared/catalogue/summary.ts'
import { departementOf } from '#shared/geo/divisions.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import { innerService } from '../opendata/standards/inner.ts'
import type { OpenService } from '../opendata/record.ts'
import type { Page } from './page.ts'
import { XML_HEAD, xmlElement, xmlText } from './xml.ts'

/** RSS 2.0 of services new or changed. No contact is in it: readers keep what they have read. */

export type RssItem = {
  readonly service: OpenService
  /** Name of its structure; null when it is not known. */
  readonly structure: string | null
  /** Published for the first time lately, as far as it is known. */
  readonly isNew: boolean
}
export type Feed = {
  /** « Gironde », « Mobilité en Gironde »; null for the whole of France. */
  readonly about: string | null
  /** Path and query of this feed. */
  readonly path: string
  readonly items: readonly RssItem[]
  /** ISO day. */
  readonly today: string
}

/** Minutes between two readings. */
const TTL = 60

/** RFC 822, as RSS wants it; a day is all that is known. */
const dateOf = (day: string): string => new Date(`${day}T00:00:00Z`).toUTCString()

const linesOf = ({ service }: RssItem): string =>
  [
    summaryOf(innerService(service)),
    [
      service.commune === null ? null : displayTown(service.commune),
      ...(service.modes_accueil ?? []).map((mode) => labelOf('modes_accueil', mode)),
      service.frais === null ? null : labelOf('frais', service.frais),
    ]
      .filter((one) => one !== null)
      .join(' · '),
  ]
    .filter((line) => line !== '')
    .join('\n')

const itemOf = (item: RssItem, origin: string): string => {
  const { service, structure, isNew } = item
  const link = origin + publicPath('service', service.id)
  const name = structure === null ? service.nom : `${service.nom} – ${displayName(structure)}`
  return [
    '<item>',
    xmlElement('title', isNew ? `Nouveau\u202f: ${name}` : name),
    xmlElement('link', link),
    `<guid isPermaLink="true">${xmlText(link)}</guid>`,
    xmlElement('pubDate', dateOf(service.date_maj)),
    // A reader shows it as HTML: what is text is escaped twice.
    xmlElement('description', xmlText(linesOf(item)).replaceAll('\n', '<br>')),
    ...(service.thematiques ?? []).map((value) => xmlElement('category', labelOf('thematiques', value))),
    '</item>\n',
  ].join('')
}

/** @param origin address of the server, without a final « / ». */
export const renderFeed = ({ about, path, items, today }: Feed, origin: string): string => {
  const latest = items.reduce((last, { service }) => (service.date_maj > last ? service.date_maj : last), '')
  return [
    XML_HEAD,
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n<channel>\n',
    xmlElement('title', about === null ? 'Nouveautés de DORA' : `Nouveautés de DORA\u202f: ${about}`),
    xmlElement('link', `${origin}/deploiement`),
    xmlElement('description', 'Services d’insertion publiés ou mis à jour ces 60 derniers jours.'),
    xmlElement('language', 'fr'),
    xmlElement('lastBuildDate', dateOf(latest === '' ? today : latest)),
    xmlElement('ttl', String(TTL)),
    `\n<atom:link href="${xmlText(origin + path)}" rel="self" type="application/rss+xml"/>\n`,
    ...items.map((item) => itemOf(item, origin)),
    '</channel>\n</rss>\n',
  ].join('')
}

/** Address of the feed of a département, from the address of the server. */
export const feedPath = (departement: string): string => `/rss/nouveautes.xml?departement=${encodeURIComponent(departement)}`

/** News of where a record is; null when that is not known. */
export const feedOf = (place: Structure | Service): NonNullable<Page['feed']> | null => {
  const departement = departementOf(codeOfDepartement(place.code_insee, place.code_postal) ?? '')
  return departement === undefined
    ? null
    : { path: feedPath(departement.code), title: `Nouveautés de DORA\u202f: ${departement.nom} (${departement.code})` }
}
