import type { Geography } from '../geography.ts'
import { asCodes, asList } from '../fields/list.ts'
import { asLine, asText } from '../fields/text.ts'
import type { Notes } from '../fields/issues.ts'
import { publicsFromV0 } from '../tables/profils-v0.ts'
import { reseauxFromV0 } from '../tables/reseaux-v0.ts'
import { PUBLIC_OF_CATEGORY, thematiquesFromV0 } from '../tables/thematiques-v0.ts'
import { fraisFromV0, mobilisationFromV0, typeFromV0, zoneFromV0 } from '../tables/v0-service.ts'
import { column, type Draft, type RawRow } from './draft.ts'

const UNKNOWN_VALUE = 'Valeur inconnue de l’ancien schéma : laissée de côté.'

/** Summary and detail as one description; the summary is dropped when the detail begins with it. */
export const descriptionFromV0 = (row: RawRow): string | null => {
  const summary = asText(column(row, 'presentation_resume'))
  const detail = asText(column(row, 'presentation_detail'))
  const own = asText(column(row, 'description'))
  if (summary === null && detail === null) return own
  if (summary === null) return detail
  if (detail === null) return summary
  const start = summary.replace(/…$/, '').trim()
  return detail.startsWith(start) ? detail : `${summary}\n\n${detail}`
}

/** A structure of schema v0, mapped as data-inclusion.md §1.4. */
export const structureFromV0 = (row: RawRow): Draft => ({
  kind: 'structure',
  tolerant: true,
  fields: {
    ...row,
    description: descriptionFromV0(row),
    horaires_accueil: column(row, 'horaires_accueil', 'horaires_ouverture'),
    accessibilite_lieu: column(row, 'accessibilite_lieu', 'accessibilite'),
    reseaux_porteurs: [
      ...(asCodes(column(row, 'reseaux_porteurs')) ?? []),
      ...reseauxFromV0([...(asCodes(column(row, 'typologie')) ?? []), ...(asCodes(column(row, 'labels_nationaux')) ?? [])]),
    ],
  },
})

/** A service of schema v0, mapped as data-inclusion.md §1.4. `recurrence` is deliberately not carried over. */
export const serviceFromV0 = (row: RawRow, geography: Geography, notes: Notes): Draft => {
  const codes = (name: string): string[] => asCodes(column(row, name)) ?? []
  const report = (name: string, values: readonly string[]): void => {
    for (const value of values) notes.warn(name, UNKNOWN_VALUE, value)
  }
  const rawThematiques = codes('thematiques')
  const thematiques = thematiquesFromV0(rawThematiques)
  report('thematiques', thematiques.unknown)
  const publics = publicsFromV0([...codes('profils'), ...codes('publics')])
  report('profils', publics.unknown)
  const fromCategory = rawThematiques.flatMap((value) => PUBLIC_OF_CATEGORY[value.split('--')[0] ?? ''] ?? [])
  const type = typeFromV0([...codes('types'), ...codes('type')])
  report('types', type.unknown)
  const frais = fraisFromV0(codes('frais'), asLine(column(row, 'frais_autres', 'frais_precisions')))
  report('frais', frais.unknown)
  const lien = asText(column(row, 'prise_rdv', 'formulaire_en_ligne', 'lien_mobilisation'))
  const beneficiaire = codes('modes_orientation_beneficiaire')
  const accompagnateur = codes('modes_orientation_accompagnateur')
  const mobilisation = mobilisationFromV0(beneficiaire, accompagnateur, lien)
  const others = ['modes_orientation_beneficiaire_autres', 'modes_orientation_accompagnateur_autres'].map((name) =>
    asText(column(row, name)),
  )
  const conditions = [
    ...publics.conditions,
    ...(asList(column(row, 'pre_requis')) ?? []),
    ...(asList(column(row, 'justificatifs')) ?? []),
    ...[asText(column(row, 'conditions_acces'))].filter((text) => text !== null),
  ]
  const privateContact = /^(false|0|non)$/i.test(asText(column(row, 'contact_public')) ?? '')
  const listed = publics.publics.includes('tous-publics') ? publics.publics : [...new Set([...publics.publics, ...fromCategory])]
  return {
    kind: 'service',
    tolerant: true,
    fields: {
      ...row,
      description: descriptionFromV0(row),
      type: type.type,
      thematiques: thematiques.values,
      frais: frais.frais,
      frais_precisions: frais.precisions,
      publics: listed,
      publics_precisions:
        [...publics.precisions, asText(column(row, 'profils_precisions', 'publics_precisions'))].filter(Boolean).join('. ') ||
        null,
      conditions_acces: conditions.join('\n') || null,
      zone_eligibilite:
        column(row, 'zone_eligibilite') ??
        zoneFromV0(
          asLine(column(row, 'zone_diffusion_type')),
          asLine(column(row, 'zone_diffusion_code')),
          geography.departementsOfRegion,
        ),
      lien_mobilisation: lien,
      modes_mobilisation: mobilisation.modes,
      mobilisable_par: mobilisation.par,
      mobilisation_precisions: others.filter((text) => text !== null).join('\n') || null,
      // Producers may ask that contacts stay between professionals (data-inclusion.md §3.6): they do not enter the catalogue.
      ...(privateContact ? { courriel: null, telephone: null } : {}),
    },
  }
}
