import { createHash } from 'node:crypto'
import { splitAddress } from '../fields/address.ts'
import { daysAsText, hoursFromDays, hoursFromText, looksLikeOsm } from '../fields/hours.ts'
import type { Notes } from '../fields/issues.ts'
import { asList } from '../fields/list.ts'
import { asLine, asText } from '../fields/text.ts'
import { fraisFromConditions, thematiquesFromMediation, typeFromModalites } from '../tables/mediation.ts'
import { publicsFromWords } from '../tables/profils-v0.ts'
import { reseauxFromV0 } from '../tables/reseaux-v0.ts'
import { column, type Draft, type RawRow } from './draft.ts'

/** Fixed name of data·inclusion (data-inclusion.md §1.4). */
export const LIEU_SERVICE_NAME = 'Service d’accompagnement au numérique'

/** The columns of the places of digital mediation split on more than codes do: labels hold commas and slashes. */
const texts = (row: RawRow, ...names: readonly string[]): string[] => asList(column(row, ...names), ['|', ';', '\n', ' / ']) ?? []

/** Publics as a CSV cell inside a CSV cell: `Adultes,Seniors,"Jeunesse (11-26 ans)`. */
const publicsOf = (row: RawRow): string[] =>
  texts(row, 'publics', 'publics_specifiquement_adresses', 'publics_accueillis').flatMap((text) =>
    text.split(/,(?=\S)|"|\s\/\s/).map((part) => part.trim()),
  )

const hoursOf = (row: RawRow): { readonly value: string | null; readonly decoded: boolean } => {
  const osm = asLine(column(row, 'horaires_osm', 'horaires', 'horaires_accueil'))
  if (osm !== null) return looksLikeOsm(osm) ? { value: osm, decoded: true } : fromText(osm)
  const days = column(row, 'horaires_jours')
  if (typeof days === 'object' && days !== null && !Array.isArray(days) && Object.keys(days).length > 0) {
    const entries = days as Readonly<Record<string, unknown>>
    const decoded = hoursFromDays(entries)
    return decoded === null ? { value: daysAsText(entries), decoded: false } : { value: decoded, decoded: true }
  }
  const text = asText(column(row, 'horaires_texte'))
  return text === null || /^(true|false)$/i.test(text) ? { value: null, decoded: true } : fromText(text)
}

const fromText = (text: string): { readonly value: string; readonly decoded: boolean } => {
  const decoded = hoursFromText(text)
  return decoded === null ? { value: text, decoded: false } : { value: decoded, decoded: true }
}

/** A place that has no id gets one from what it is: the same place gets the same id at each import. */
const idOf = (row: RawRow): string => {
  const own = asLine(column(row, 'id'))
  if (own !== null && !own.endsWith('--')) return own
  const what = ['nom', 'adresse', 'code_postal', 'commune', 'latitude', 'longitude']
    .map((name) => asLine(column(row, name)) ?? '')
    .join('\n')
  return `sans-id-${createHash('sha256').update(what.toLowerCase()).digest('hex').slice(0, 16)}`
}

/**
 * A place of digital mediation, France services or Aidants Connect: one structure, and one service when services are listed.
 * Sources: data-inclusion.md §1.4; the columns met in real files.
 */
export const draftsFromLieu = (row: RawRow, notes: Notes): readonly Draft[] => {
  const rawAddress = asLine(column(row, 'adresse'))
  const split = rawAddress === null ? null : splitAddress(rawAddress)
  const ownPostal = asLine(column(row, 'code_postal'))
  const useSplit = split !== null && (ownPostal === null || ownPostal.padStart(5, '0') === split.code_postal)
  if (useSplit) notes.warn('adresse', 'Adresse en un seul texte : voie, code postal et commune séparés.')

  const hours = hoursOf(row)
  if (!hours.decoded) notes.warn('horaires_accueil', 'Horaires en texte libre : gardés tels quels.')
  const prise = asText(column(row, 'prise_rdv'))
  const description = asText(column(row, 'description', 'presentation_detail', 'presentation_resume'))
  const place = {
    source: row['source'] ?? 'mediation-numerique',
    id: idOf(row),
    date_maj: row['date_maj'],
    commune: asLine(column(row, 'commune')) ?? (useSplit ? split.commune : null),
    code_postal: ownPostal ?? (useSplit ? split.code_postal : null),
    code_insee: row['code_insee'],
    adresse: useSplit ? split.adresse : rawAddress,
    complement_adresse: row['complement_adresse'],
    latitude: row['latitude'],
    longitude: row['longitude'],
    telephone: row['telephone'],
    courriel: column(row, 'courriel', 'courriels'),
    horaires_accueil: hours.value,
  }
  const structure: Draft = {
    kind: 'structure',
    tolerant: true,
    fields: {
      ...place,
      nom: row['nom'],
      description,
      siret: column(row, 'siret', 'pivot'),
      site_web: row['site_web'],
      accessibilite_lieu: column(row, 'accessibilite', 'fiche_acces_libre'),
      reseaux_porteurs: reseauxFromV0([
        ...texts(row, 'typologie', 'typologies'),
        ...texts(row, 'labels_nationaux', 'dispositif_programmes_nationaux'),
      ]),
    },
  }
  const listed = texts(row, 'services')
  if (listed.length === 0) return [structure]

  const thematiques = thematiquesFromMediation(listed)
  for (const one of thematiques.unknown)
    notes.warn('services', 'Service de médiation non reconnu : gardé dans la description seulement.', one)
  const publics = publicsFromWords(publicsOf(row))
  const frais = fraisFromConditions(texts(row, 'conditions_acces', 'frais_a_charge'))
  const modes = [
    ...(place.telephone == null ? [] : ['telephoner']),
    ...(place.courriel == null ? [] : ['envoyer-un-courriel']),
    ...(prise === null ? [] : ['utiliser-lien-mobilisation']),
  ]
  const service: Draft = {
    kind: 'service',
    tolerant: true,
    fields: {
      ...place,
      structure_id: place.id,
      // data·inclusion reuses the id of the structure; producers whose own services have ids too would then collide.
      id: `${place.id}-mediation-numerique`,
      nom: LIEU_SERVICE_NAME,
      description: [description, `Services proposés : ${listed.join(' ; ')}.`].filter(Boolean).join('\n\n'),
      type: typeFromModalites(texts(row, 'modalites', 'modalites_accompagnement', 'modalites_acces')),
      thematiques: thematiques.values,
      frais: frais.frais,
      frais_precisions: frais.precisions,
      publics: publics.publics,
      publics_precisions: publics.precisions.join(' ; ') || null,
      modes_accueil: ['en-presentiel'],
      lien_mobilisation: prise,
      modes_mobilisation: modes,
      mobilisable_par: ['usagers', 'professionnels'],
    },
  }
  return [structure, service]
}
