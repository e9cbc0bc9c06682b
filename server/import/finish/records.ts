import { Service, ServiceDora, Structure, StructureDora } from '#shared/catalogue/record.ts'
import { asSiret } from '../fields/codes.ts'
import { asNumber } from '../fields/number.ts'
import { asLine, asText, htmlToMarkdown } from '../fields/text.ts'
import { finishContact, finishUrl } from './contact.ts'
import type { Finishing } from './context.ts'
import { finishDescription, finishIdentity, qualifiedId } from './identity.ts'
import { finishPlace } from './place.ts'
import { finishPublics, finishValue, finishValues, finishZone } from './values.ts'

const markdown = (value: unknown): string | null => {
  const text = asText(value)
  return text === null ? null : htmlToMarkdown(text)
}

/** A structure fit for the catalogue, or null when the notes hold a refusal. Rules: data-inclusion.md §1.1. */
export const finishStructure = (finishing: Finishing): Structure | null => {
  const { fields, notes } = finishing
  const identity = finishIdentity(finishing)
  if (identity === null) return null
  const place = finishPlace(finishing)
  const record = {
    ...identity,
    description: finishDescription(finishing, false),
    lien_source: finishUrl(finishing, 'lien_source'),
    siret: siretOf(finishing),
    ...place,
    ...finishContact(finishing, [identity.nom, place.commune]),
    site_web: finishUrl(finishing, 'site_web'),
    horaires_accueil: asText(fields['horaires_accueil']),
    accessibilite_lieu: finishUrl(finishing, 'accessibilite_lieu'),
    reseaux_porteurs: finishValues(finishing, 'reseaux_porteurs', 'reseaux_porteurs'),
    ...doraOf(StructureDora, finishing),
  }
  return checked(Structure.safeParse(record), notes)
}

/** A service fit for the catalogue, or null when the notes hold a refusal. Rules: data-inclusion.md §1.2. */
export const finishService = (finishing: Finishing): Service | null => {
  const { fields, notes, tolerant } = finishing
  const identity = finishIdentity(finishing)
  const description = finishDescription(finishing, !tolerant)
  if (identity === null || (description === null && !tolerant)) return null
  const structure = asLine(fields['structure_id'])
  const place = finishPlace(finishing)
  const record = {
    ...identity,
    structure_id: structure === null ? null : qualifiedId(identity.source, structure),
    description,
    lien_source: finishUrl(finishing, 'lien_source'),
    type: finishValue(finishing, 'type', 'types'),
    thematiques: finishValues(finishing, 'thematiques', 'thematiques'),
    frais: finishValue(finishing, 'frais', 'frais'),
    frais_precisions: markdown(fields['frais_precisions']),
    publics: finishPublics(finishing),
    publics_precisions: markdown(fields['publics_precisions']),
    conditions_acces: markdown(fields['conditions_acces']),
    ...place,
    ...finishContact(finishing, [identity.nom, place.commune, asLine(fields['structure_nom'])]),
    modes_accueil: finishValues(finishing, 'modes_accueil', 'modes_accueil'),
    zone_eligibilite: finishZone(finishing),
    lien_mobilisation: finishUrl(finishing, 'lien_mobilisation'),
    modes_mobilisation: finishValues(finishing, 'modes_mobilisation', 'modes_mobilisation'),
    mobilisable_par: finishValues(finishing, 'mobilisable_par', 'mobilisable_par'),
    mobilisation_precisions: markdown(fields['mobilisation_precisions']),
    volume_horaire_hebdomadaire: atLeast(finishing, 'volume_horaire_hebdomadaire', 0),
    nombre_semaines: wholeWeeks(finishing),
    horaires_accueil: asText(fields['horaires_accueil']),
    ...scoreOf(finishing),
    ...doraOf(ServiceDora, finishing),
  }
  return checked(Service.safeParse(record), notes)
}

const siretOf = ({ fields, notes }: Finishing): string | null => {
  const raw = asLine(fields['siret'])
  if (raw === null) return null
  const siret = asSiret(raw)
  if (siret === null) notes.warn('siret', 'SIRET faux (longueur ou clé) : champ vidé.', raw)
  return siret
}

const atLeast = ({ fields, notes }: Finishing, field: string, least: number): number | null => {
  if (asText(fields[field]) === null) return null
  const value = asNumber(fields[field])
  if (value !== null && value >= least) return value
  notes.warn(field, 'Nombre illisible ou trop petit : champ vidé.', fields[field])
  return null
}

const wholeWeeks = (finishing: Finishing): number | null => {
  const weeks = atLeast(finishing, 'nombre_semaines', 1)
  return weeks === null ? null : Math.round(weeks)
}

const scoreOf = ({ fields }: Finishing): { readonly score_qualite?: number } => {
  const score = asNumber(fields['score_qualite'])
  return score === null || score < 0 || score > 1 ? {} : { score_qualite: score }
}

/** The block of DORA's own listings, when an export of ours holds one; the name of the contact is left out, as everywhere. */
const doraOf = <T>(
  schema: { readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: T } },
  { fields, notes }: Finishing,
): { readonly dora?: T } => {
  const raw = fields['dora']
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {}
  const { contact_name: _, ...block } = raw as Readonly<Record<string, unknown>>
  const parsed = schema.safeParse(block)
  if (parsed.success && parsed.data !== undefined) return { dora: parsed.data }
  notes.warn('dora', 'Bloc DORA illisible : laissé de côté.')
  return {}
}

/** The schema has the last word: what the rules above let through must still be a record. */
const checked = <T>(
  result:
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } },
  notes: Finishing['notes'],
): T | null => {
  if (result.success) return result.data
  for (const issue of result.error.issues) notes.refuse(String(issue.path[0] ?? 'fiche'), 'Valeur d’un type inattendu.')
  return null
}
