import type { Service, Structure } from '../catalogue/record.ts'
import { BLACKLISTED_SIREN, NON_ORIENTABLE_SOURCES } from './not-orientable.ts'

/**
 * May a counsellor ask for this service through the product's form? Rules: dora-backend.md §3.1.
 * - DORA's own listing: published, and either on France Travail's white list, or with a form not disabled by the
 *   structure, a SIREN not blacklisted, and an e-mail to write to.
 * - Any other source: SIREN not blacklisted, source allowed, an e-mail, structure's form not disabled.
 * A structure without SIRET is not blacklisted.
 */

export type OrientableRules = {
  readonly sources: readonly string[]
  /** Structures of other sources that refuse the form, as `<source>--<structure id>` or the structure's id alone. */
  readonly structures: ReadonlySet<string>
}

const DEFAULT_RULES: OrientableRules = { sources: NON_ORIENTABLE_SOURCES, structures: new Set() }

const no = (raison: string): { readonly ok: false; readonly raison: string } => ({ ok: false, raison })

const blacklisted = (structure: Structure | null): boolean =>
  BLACKLISTED_SIREN.has((structure?.siret ?? '').replaceAll(/\s/g, '').slice(0, 9))

const STATUS: Readonly<Record<string, string>> = {
  SUGGESTION: 'Ce service est une suggestion qui n’a pas encore été publiée.',
  DRAFT: 'Ce service est un brouillon qui n’a pas encore été publié.',
  ARCHIVED: 'Ce service est archivé.',
}

const FORM_REFUSED = 'Cette structure ne reçoit pas de demandes par ce formulaire. Suivez les modalités indiquées sur la fiche.'
const BLACKLIST =
  'Les caisses d’allocations familiales ne reçoivent pas de demandes par ce formulaire. Suivez les modalités indiquées sur la fiche.'
const NO_MAIL =
  'Aucun courriel n’est communiqué pour ce service : la demande ne pourrait pas lui parvenir. Suivez les modalités indiquées sur la fiche.'

const disabled = (service: Service, structure: Structure | null, rules: OrientableRules): boolean => {
  if (structure?.dora?.disable_orientation_form === true) return true
  const id = service.structure_id
  return id !== null && (rules.structures.has(id) || rules.structures.has(`${service.source}--${id}`))
}

/**
 * The answer and its reason, in French, ready to show.
 * `structure`: null when it is not in the catalogue, in which case only the service's own fields can rule it out.
 */
export const orientable = (
  service: Service,
  structure: Structure | null,
  rules: OrientableRules = DEFAULT_RULES,
): { readonly ok: boolean; readonly raison: string } => {
  const own = service.source === 'dora'
  // An export only carries published listings: no status means published.
  const unpublished = STATUS[service.dora?.status ?? 'PUBLISHED']
  if (own && unpublished !== undefined) return no(unpublished)
  if (own && service.dora?.france_travail_orientable === true) {
    return { ok: true, raison: 'Ce service de France Travail reçoit les demandes par ce formulaire.' }
  }
  if (blacklisted(structure)) return no(BLACKLIST)
  if (!own && rules.sources.includes(service.source)) {
    return no(
      'Les services de cette source ne reçoivent pas de demandes par ce formulaire. Suivez les modalités indiquées sur la fiche.',
    )
  }
  if (disabled(service, structure, rules)) return no(FORM_REFUSED)
  // An address kept for professionals is there all the same: the server writes to it.
  const kept = service.dora?.contact_masque?.includes('courriel') === true
  if (!kept && (service.courriel ?? '').trim() === '') return no(NO_MAIL)
  return { ok: true, raison: 'La demande peut être envoyée au courriel du service.' }
}
