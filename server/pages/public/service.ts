import type { Service, Structure } from '#shared/catalogue/record.ts'
import { admissionCriteria, duration } from '#shared/catalogue/admission.ts'
import { contactOf, isReserved, personSteps, professionalSteps, sameSteps, type Step } from '#shared/catalogue/steps.ts'
import { summaryOf } from '#shared/catalogue/summary.ts'
import { currentAvailability } from '#shared/listing/availability.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { addressLine } from '#shared/text/address.ts'
import { displayName } from '#shared/text/names.ts'
import type { ServiceView } from '../../listing/public-records.ts'
import { address, html, type Html, type Part } from '../html.ts'
import { feedOf } from '../rss.ts'
import { fact, lines, list, section } from './facts.ts'
import { hoursOf, hoursTable } from './hours.ts'
import { plainWeek, serviceData } from './json-ld.ts'
import { type PublicPage } from './layout.ts'
import { mailLink, phoneLink, webLink } from './links.ts'
import { markdown } from './markdown.ts'
import { share } from './share.ts'
import type { Drawn } from './structure.ts'
import { availabilityOf, dayOf, updatedOn, verifiedOn } from './words.ts'
import { zoneParts } from './zone.ts'

/** Fields of dora-screens.md §3.2, in its order. */

const RESERVED = 'Coordonnées réservées aux professionnels\u202f: ils les voient dans DORA.'
const NO_CRITERION = 'Aucun critère d’admission spécifique'
const NO_DETAIL = 'Aucun détail n’a été renseigné par la structure'
const UNKNOWN = 'Non renseigné'

const publics = ({ publics, publics_precisions }: Service): Part => {
  const listed = (publics ?? []).filter((value) => value !== 'tous-publics').map((value) => labelOf('publics', value))
  const known = publics === null || publics === undefined ? null : html`<p>${listed.join(' · ') || 'Tous publics'}</p>`
  return [known, lines(publics_precisions)]
}

const place = (service: Service): Part => {
  const modes = service.modes_accueil ?? []
  const where = addressLine(service)
  const remote = modes.includes('a-distance')
  const onSite = modes.includes('en-presentiel') || (where !== null && !remote)
  const { remote_url } = service.dora ?? {}
  return [
    onSite ? html`<p>En présentiel : ${where ?? 'lieu non renseigné'}</p>` : null,
    remote && remote_url === undefined ? html`<p>À distance</p>` : null,
    remote && remote_url !== undefined ? html`<p>À distance : ${webLink(remote_url)}</p>` : null,
  ]
}

const fees = ({ frais, frais_precisions }: Service): Part => [
  frais ? html`<p>${labelOf('frais', frais)}</p>` : null,
  lines(frais_precisions),
]

const keyFacts = (service: Service, hours: Html | null): readonly (Html | null)[] => {
  const { dora } = service
  const criteria = admissionCriteria(service)
  const zone = zoneParts(service)
  const funders = (dora?.funding_labels ?? []).map((value) => labelOf('funding_labels', value))
  return [
    fact('Type de service', service.type ? labelOf('types', service.type) : null),
    fact('Public concerné', publics(service)),
    fact('Critères d’admission', criteria.length > 0 ? list(criteria) : service.dora === undefined ? NO_DETAIL : NO_CRITERION),
    fact('Lieu d’accueil', place(service)),
    fact('Fréquence et horaires', [lines(dora?.recurrence), hours]),
    fact('Périmètre géographique', zone.length === 0 ? null : zone.join(', ')),
    fact('Durée de la prestation', duration(service)),
    fact('Frais à charge', fees(service)),
    fact('Cumul', dora?.is_cumulative === false ? 'Ce service n’est pas cumulable avec d’autres dispositifs.' : null),
    fact('Financé par', funders.length === 0 ? null : funders.join(', ')),
    fact('Proposé jusqu’au', dora?.suspension_date === undefined ? null : dayOf(dora.suspension_date)),
  ]
}

const stepLine = ({ label, url, telephone, courriel, texte }: Step): Html =>
  html`${url === undefined ? label : webLink(url, label)}${telephone === undefined ? null : html` ${phoneLink(telephone)}`}${
    courriel === undefined ? null : html` ${mailLink(courriel)}`
  }${texte === undefined ? null : lines(texte)}`

const steps = (title: string, all: readonly Step[], none: string): Html =>
  html`<h3>${title}</h3>
    ${all.length === 0 ? html`<p>${none}</p>` : list(all.map(stepLine))}`

const toDo = (service: Service, structure: Structure | null): Html => {
  const professionals = professionalSteps(service, structure)
  const persons = personSteps(service, structure)
  const closed = service.mobilisable_par?.includes('usagers') === false && service.dora?.beneficiaries_access_modes === undefined
  return html`${
    professionals.length > 0 && sameSteps(professionals, persons)
      ? steps('Pour les professionnels et les particuliers', persons, UNKNOWN)
      : [
          steps('Pour les particuliers', persons, closed ? 'Mobilisable par un professionnel seulement' : UNKNOWN),
          steps('Pour les professionnels', professionals, UNKNOWN),
        ]
  }${lines(service.mobilisation_precisions)}`
}

const contacts = (service: Service, structure: Structure | null): readonly (Html | null)[] => {
  const { telephone, courriel } = contactOf(service, structure)
  const reserved = isReserved(service)
  const ofStructure = reserved ? ' de la structure' : ''
  return [
    fact('Contact du service', reserved ? RESERVED : (service.dora?.contact_name ?? null)),
    fact(`Téléphone${ofStructure}`, telephone === null ? null : phoneLink(telephone)),
    fact(`Courriel${ofStructure}`, courriel === null ? null : mailLink(courriel)),
  ]
}

const documents = ({ dora }: Service): Part => {
  const { forms = [], online_form, credentials = [] } = dora ?? {}
  const toFill = [
    ...forms.map(({ nom, url }) => (url === undefined ? nom : webLink(url, nom))),
    ...(online_form === undefined ? [] : [webLink(online_form, 'Formulaire en ligne')]),
  ]
  return [
    toFill.length === 0
      ? null
      : html`<h3>À compléter</h3>
          ${list(toFill)}`,
    credentials.length === 0
      ? null
      : html`<h3>Justificatifs</h3>
          ${list(credentials)}`,
  ]
}

const themes = ({ thematiques }: Service): Html | null =>
  list(
    [...Map.groupBy(thematiques ?? [], categoryOf)].map(([category, needs]) => {
      const named = needs.filter((need) => need !== category).map((need) => labelOf('thematiques', need))
      return `${labelOf('thematiques', category)}${named.length === 0 ? '' : `\u202f: ${named.join(', ')}`}`
    }),
  )

const filled = (text: string | null | undefined): text is string => text != null && text.trim() !== ''

export const servicePage = (view: ServiceView, { origin, path, today, invented }: Drawn): PublicPage => {
  const { service, structure } = view
  const said = currentAvailability(service, today)
  const summary = summaryOf(service)
  // Without hours of its own, a service has those of its structure (data-inclusion.md §3.3).
  const own = filled(service.horaires_accueil)
  const hours = hoursOf(
    (own ? service.horaires_accueil : structure?.horaires_accueil) ?? '',
    own ? service : (structure ?? service),
    today,
  )
  const table =
    hours === null ? null : html`${own ? null : html`<p class="soft">Horaires de la structure :</p>`}${hoursTable(hours)}`
  const verified = verifiedOn('service', service.dora?.verifications)
  return {
    title: service.nom,
    summary,
    canonical: origin + path,
    data: serviceData(view, plainWeek(hours), summary, origin),
    invented,
    feed: feedOf(service),
    body: html`<article>
      ${
        structure === null
          ? null
          : html`<p class="over">
              <a href="${address(publicPath('structure', structure.id))}">${displayName(structure.nom)}</a>
            </p>`
      }
      <h1>${service.nom}</h1>
      ${service.dora?.short_desc ? html`<p class="lead">${service.dora.short_desc}</p>` : null}
      ${
        said === null
          ? null
          : html`<p>
              <strong class="state">${availabilityOf(said)}</strong
              >${said.precision === undefined ? null : html`<br />${said.precision}`}<br /><span class="soft"
                >Indiqué le ${dayOf(said.dit_le)}</span
              >
            </p>`
      }
      <div class="sheet">
        <section class="card">
          <h2>Comment venir ou demander</h2>
          <dl>${contacts(service, structure)}</dl>
          ${toDo(service, structure)}
        </section>
        <div class="body">
          <section>
            <h2>Informations clés</h2>
            <dl>${keyFacts(service, table)}</dl>
          </section>
          ${section('Description', filled(service.description) ? markdown(service.description) : null)}
          ${section('Documents à fournir', documents(service))} ${section('Thématiques', themes(service))} ${share(origin + path)}
        </div>
      </div>
    </article>`,
    foot: html`<p>${updatedOn(service.date_maj)}.${verified === null ? null : ` ${verified}.`}</p>
      ${service.source === 'dora' ? null : html`<p>Source : ${labelOf('sources', service.source)}, via data·inclusion.</p>`}`,
  }
}
