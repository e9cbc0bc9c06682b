import type { Service, Structure } from '#shared/catalogue/record.ts'
import { summaryOf } from '#shared/catalogue/summary.ts'
import { currentAvailability } from '#shared/listing/availability.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { compareIn, labelOf } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { addressLine } from '#shared/text/address.ts'
import { plainText } from '#shared/text/markdown.ts'
import { displayName, displayTown } from '#shared/text/names.ts'
import type { StructureView } from '../../listing/public-records.ts'
import { address, html, type Html } from '../html.ts'
import { feedOf } from '../rss.ts'
import { fact, lines, section } from './facts.ts'
import { hoursOf, hoursTable } from './hours.ts'
import { plainWeek, structureData } from './json-ld.ts'
import { type PublicPage } from './layout.ts'
import { mailLink, phoneLink, webAddress, webLink } from './links.ts'
import { markdown } from './markdown.ts'
import { share } from './share.ts'
import { availabilityOf, updatedOn, verifiedOn } from './words.ts'

/** A national network may have thousands. */
const MAX_ROWS = 1_000
const OTHER = 'Autres services'

export type Drawn = {
  /** Address of the server, without a final « / ». */
  readonly origin: string
  readonly path: string
  /** ISO day. */
  readonly today: string
  readonly invented: boolean
}

const labelsOf = ({ reseaux_porteurs, dora }: Structure): readonly string[] => [
  ...new Set([
    ...(reseaux_porteurs ?? []).map((value) => labelOf('reseaux_porteurs', value)),
    ...(dora?.national_labels ?? []).map((value) => labelOf('national_labels', value)),
    ...(dora?.other_labels ?? []),
  ]),
]

/** By the first theme of each, in the order that DORA lists them; a service is shown once. */
const byTheme = (services: readonly Service[]): readonly (readonly [label: string, services: readonly Service[]])[] => {
  const order = compareIn('thematiques')
  const themeOf = ({ thematiques }: Service): string => (thematiques ?? []).map(categoryOf).toSorted(order)[0] ?? ''
  return [...Map.groupBy(services, themeOf)]
    .toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : order(a, b)))
    .map(([theme, group]) => [theme === '' ? OTHER : labelOf('thematiques', theme), group])
}

const serviceRow = (service: Service, today: string): Html => {
  const said = currentAvailability(service, today)
  const summary = summaryOf(service)
  const facts = [
    service.commune ? displayTown(service.commune) : null,
    ...(service.modes_accueil ?? []).map((mode) => labelOf('modes_accueil', mode)),
    service.frais ? labelOf('frais', service.frais) : null,
  ].filter((one) => one !== null)
  return html`<li>
    <a href="${address(publicPath('service', service.id))}">${service.nom}</a>
    ${said === null ? null : html`<p><span class="state">${availabilityOf(said)}</span></p>`}
    ${summary === '' ? null : html`<p>${summary}</p>`}
    ${facts.length === 0 ? null : html`<p class="soft">${facts.join(' · ')}</p>`}
  </li>`
}

const servicesSection = (services: readonly Service[], today: string): Html => {
  const shown = services.slice(0, MAX_ROWS)
  return html`<section>
    <h2>${services.length === 0 ? 'Services' : `Services (${services.length})`}</h2>
    ${services.length === 0 ? html`<p>Aucun service publié pour le moment.</p>` : null}
    ${byTheme(shown).map(
      ([theme, group]) =>
        html`<h3>${theme}</h3>
          <ul class="rows">
            ${group.map((service) => serviceRow(service, today))}
          </ul>`,
    )}
    ${shown.length < services.length ? html`<p>${services.length - shown.length} autres services ne sont pas affichés ici.</p>` : null}
  </section>`
}

const branchRow = (antenne: Structure): Html => {
  const where = addressLine(antenne)
  return html`<li>
    <a href="${address(publicPath('structure', antenne.id))}">${displayName(antenne.nom)}</a>
    ${where === null ? null : html`<p class="soft">${where}</p>`}
  </li>`
}

export const structurePage = (view: StructureView, { origin, path, today, invented }: Drawn): PublicPage => {
  const { structure, parent, antennes, services } = view
  const name = displayName(structure.nom)
  const { dora } = structure
  const summary = plainText(dora?.short_desc?.trim() || (structure.description ?? '').slice(0, 1_000))
  const hours = hoursOf(structure.horaires_accueil ?? '', structure, today)
  const labels = labelsOf(structure)
  const verified = verifiedOn('structure', dora?.verifications)
  const access = webAddress(structure.accessibilite_lieu ?? '')
  const practical = [
    fact('Adresse', addressLine(structure)),
    fact('Téléphone', structure.telephone ? phoneLink(structure.telephone) : null),
    fact('Courriel', structure.courriel ? mailLink(structure.courriel) : null),
    fact('Site web', structure.site_web ? webLink(structure.site_web) : null),
    fact('Horaires d’accueil', hours === null ? null : hoursTable(hours)),
    fact('Précisions sur les horaires', lines(dora?.opening_hours_details)),
    fact('Accessibilité du lieu', access === null ? null : webLink(access, 'Voir la fiche d’accessibilité')),
    fact('Type de structure', dora?.typology ? labelOf('typology', dora.typology) : null),
    fact(
      'SIRET',
      structure.siret ? structure.siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4') : null,
    ),
  ]
  return {
    title: name,
    summary,
    canonical: origin + path,
    data: structureData(view, plainWeek(hours), summary, origin),
    invented,
    feed: feedOf(structure),
    body: html`<article>
      ${parent === null ? null : html`<p class="over">Antenne de <a href="${address(parent.path)}">${displayName(parent.nom)}</a></p>`}
      <h1>${name}</h1>
      ${dora?.short_desc ? html`<p class="lead">${dora.short_desc}</p>` : null}
      ${
        labels.length === 0
          ? null
          : html`<ul class="marks" aria-label="Réseaux et labels">
              ${labels.map((label) => html`<li>${label}</li>`)}
            </ul>`
      }
      <div class="sheet">
        <section class="card">
          <h2>Informations pratiques</h2>
          <dl>${practical}</dl>
        </section>
        <div class="body">
          ${section('Présentation', structure.description?.trim() ? markdown(structure.description) : null)}
          ${servicesSection(services, today)}
          ${section(
            'Antennes',
            antennes.length === 0
              ? null
              : html`<ul class="rows">
                  ${antennes.slice(0, MAX_ROWS).map(branchRow)}
                </ul>`,
          )}
          ${share(origin + path)}
        </div>
      </div>
    </article>`,
    foot: html`<p>${updatedOn(structure.date_maj)}.${verified === null ? null : ` ${verified}.`}</p>
      ${structure.source === 'dora' ? null : html`<p>Source : ${labelOf('sources', structure.source)}, via data·inclusion.</p>`}`,
  }
}
