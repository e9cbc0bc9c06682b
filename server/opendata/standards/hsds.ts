import { publicPath } from '#shared/listing/public-link.ts'
import { labelOf, type ListName } from '#shared/reference/labels.ts'
import type { OpenService, OpenStructure } from '../record.ts'
import { physicalLocation, serviceAreas, virtualLocation } from './hsds-place.ts'
import { schedulesOf } from './hsds-schedule.ts'
import { createTerms } from './hsds-terms.ts'
import type { TellHours } from './hours.ts'
import { uuidOf } from './ids.ts'
import { asEmail, asUri, known } from './values.ts'

/**
 * A service as HSDS 3.1 tells it (Open Referral; specification of 3.1.3): the whole object of `/services/{id}`, everything that hangs
 * on it inside. What HSDS requires is there; what is not known is left out. No person is named: HSDS `contact` and `metadata`
 * (which wants the name of who changed what) are not made.
 */

export type HsdsService = Readonly<Record<string, unknown>> & { readonly id: string }
export type ToHsds = {
  /** @param structure null when it is not in the release: the service then has no organization. */
  readonly service: (service: OpenService, structure: OpenStructure | null) => HsdsService
  readonly organization: (structure: OpenStructure) => Readonly<Record<string, unknown>> & { readonly id: string }
}

const sentences = (...parts: readonly (string | null | undefined)[]): string =>
  parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join('\n')

const labels = (list: ListName, values: readonly string[] | null): string =>
  (values ?? []).map((value) => labelOf(list, value)).join(', ')

const titled = (title: string, text: string): string | null => (text === '' ? null : `${title}\u202f: ${text}`)

/** A day is all that is known: HSDS wants an instant. */
const instantOf = (day: string): string => `${day}T00:00:00.000Z`

const phone = (number: string | null, link: Readonly<Record<string, string>>, ownerId: string): readonly object[] =>
  number === null ? [] : [{ id: uuidOf('phone', ownerId), ...link, number, type: 'voice' }]

const costs = ({ frais, frais_precisions }: OpenService, serviceId: string): readonly object[] =>
  frais === null
    ? []
    : [
        known({
          id: uuidOf('cost_option', serviceId),
          service_id: serviceId,
          option: labelOf('frais', frais),
          ...(frais === 'gratuit' ? { currency: 'EUR', amount: 0 } : {}),
          amount_description: frais_precisions,
        }),
      ]

/** @param origin address of the server, without a final « / ». */
export const createToHsds = (origin: string, tell: TellHours): ToHsds => {
  const terms = createTerms(origin)

  const organization: ToHsds['organization'] = (structure) => {
    const id = uuidOf('organization', structure.id)
    const owner = { organizationId: id, organizationName: structure.nom }
    const place = physicalLocation(structure, owner, structure.accessibilite_lieu)
    // Hours are those of a place: without one, of a place of which only they are known.
    const location =
      place ??
      (structure.horaires_accueil === null
        ? null
        : { id: uuidOf('location', id), location_type: 'physical', organization_id: id, name: structure.nom })
    const schedules =
      location === null ? [] : schedulesOf(structure.horaires_accueil, structure, { location_id: location.id }, tell)
    return {
      id,
      ...known({
        name: structure.nom,
        // Required: a structure that says nothing of itself says its name.
        description: structure.description ?? structure.nom,
        email: asEmail(structure.courriel),
        website: asUri(structure.site_web),
        uri: origin + publicPath('structure', structure.id),
        organization_identifiers:
          structure.siret === null
            ? []
            : [
                {
                  id: uuidOf('organization_identifier', id),
                  organization_id: id,
                  identifier_type: 'SIRET',
                  identifier: structure.siret,
                },
              ],
        phones: phone(structure.telephone, { organization_id: id }, id),
        locations: location === null ? [] : [known({ ...location, schedules })],
        attributes: [
          ...terms.attributes({ id, entity: 'organization' }, 'reseaux_porteurs', structure.reseaux_porteurs),
          ...terms.attributes({ id, entity: 'organization' }, 'source', [structure.source]),
        ],
      }),
    }
  }

  const placesOf = (service: OpenService, structure: OpenStructure | null, id: string, page: string): readonly object[] => {
    const organizationId = uuidOf('organization', service.structure_id)
    const owner = { organizationId, organizationName: structure?.nom ?? service.nom }
    const modes = service.modes_accueil ?? []
    const here = modes.includes('a-distance') && !modes.includes('en-presentiel') && service.commune === null
    const physical = here ? null : physicalLocation(service, owner, structure?.accessibilite_lieu ?? null)
    const link = asUri(service.lien_mobilisation) ?? page
    return [physical, modes.includes('a-distance') ? virtualLocation(id, owner, link) : null]
      .filter((one) => one !== null)
      .map((location) => ({
        id: uuidOf('service_at_location', id, location.id),
        service_id: id,
        location_id: location.id,
        location,
      }))
  }

  const service: ToHsds['service'] = (one, structure) => {
    const id = uuidOf('service', one.id)
    const page = origin + publicPath('service', one.id)
    const link = asUri(one.lien_mobilisation)
    const entity = { id, entity: 'service' } as const
    return {
      id,
      ...known({
        organization_id: uuidOf('organization', one.structure_id),
        name: one.nom,
        description: one.description,
        url: asUri(one.lien_source) ?? page,
        additional_urls:
          link === null
            ? []
            : [{ id: uuidOf('url', id, 'mobilisation'), service_id: id, label: 'Lien de mobilisation', url: link }],
        email: asEmail(one.courriel),
        status: 'active',
        application_process: sentences(
          titled('Pour mobiliser ce service', labels('modes_mobilisation', one.modes_mobilisation)),
          titled('Mobilisable par', labels('mobilisable_par', one.mobilisable_par)),
          one.mobilisation_precisions,
        ),
        eligibility_description: sentences(
          titled('Publics', labels('publics', one.publics)),
          one.publics_precisions,
          titled('Conditions d’accès', one.conditions_acces ?? ''),
        ),
        fees_description: sentences(one.frais === null ? null : labelOf('frais', one.frais), one.frais_precisions),
        last_modified: instantOf(one.date_maj),
        phones: phone(one.telephone, { service_id: id }, id),
        schedules: schedulesOf(one.horaires_accueil, one, { service_id: id }, tell),
        service_areas: serviceAreas(one, id),
        service_at_locations: placesOf(one, structure, id, page),
        organization: structure === null ? null : organization(structure),
        cost_options: costs(one, id),
        attributes: [
          ...terms.attributes(entity, 'thematiques', one.thematiques),
          ...terms.attributes(entity, 'publics', one.publics),
          ...terms.attributes(entity, 'type', [one.type]),
          ...terms.attributes(entity, 'frais', [one.frais]),
          ...terms.attributes(entity, 'modes_accueil', one.modes_accueil),
          ...terms.attributes(entity, 'modes_mobilisation', one.modes_mobilisation),
          ...terms.attributes(entity, 'mobilisable_par', one.mobilisable_par),
          ...terms.attributes(entity, 'source', [one.source]),
        ],
      }),
    }
  }

  return { service, organization }
}
