import { readPhone } from '../../import/fields/phone.ts'
import { looksLikeOsm } from '../../import/fields/hours.ts'
import type { OpenService, OpenStructure } from '../record.ts'
import { asText } from '../valid.ts'
import {
  DISPOSITIFS,
  FRAIS,
  LABELS,
  MODALITES_ACCES,
  MODALITES_ACCOMPAGNEMENT,
  PUBLICS,
  servicesOf,
  TYPOLOGIES,
  wordsOf,
} from './mediation-words.ts'

/**
 * A structure with a digital service as a place of the French standard « lieux de médiation numérique » (Table Schema of LaMednum).
 * Lists are texts joined by « | », as the national map joins them. Fields that nothing here tells of (itinerance,
 * structure_parente, prise_en_charge_specifique, autres_formations_labels) are left empty.
 */

/** Columns, in the order of the standard. */
export const LIEU_FIELDS = [
  'id',
  'pivot',
  'nom',
  'commune',
  'code_postal',
  'code_insee',
  'adresse',
  'complement_adresse',
  'latitude',
  'longitude',
  'typologie',
  'telephone',
  'courriels',
  'site_web',
  'horaires',
  'presentation_resume',
  'presentation_detail',
  'source',
  'itinerance',
  'structure_parente',
  'date_maj',
  'services',
  'publics_specifiquement_adresses',
  'prise_en_charge_specifique',
  'frais_a_charge',
  'dispositif_programmes_nationaux',
  'formations_labels',
  'autres_formations_labels',
  'modalites_acces',
  'modalites_accompagnement',
  'fiche_acces_libre',
  'prise_rdv',
] as const
export type LieuField = (typeof LIEU_FIELDS)[number]

/** Absent rather than empty. */
export type Lieu = Readonly<Partial<Record<LieuField, string | number>>>

const RESUME_MAX = 280
const PHONE = /^(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)\d{6,9}$/
const INSEE = /^([013-9]\d|2[AB1-9])\d{3}$/
const HOURS_AS_TEXT = 'Horaires\u202f: '

const phoneOf = (text: string | null): string | null => {
  const read = text === null ? null : readPhone(text)
  return read?.kind === 'number' && PHONE.test(read.value) ? read.value : null
}

const first = <Value>(values: readonly (Value | null)[]): Value | null => values.find((value) => value !== null) ?? null
const joined = (values: readonly string[]): string => values.join('|')
const all = (services: readonly OpenService[], read: (service: OpenService) => readonly (string | null)[] | null): string[] =>
  services.flatMap((service) => (read(service) ?? []).filter((value) => value !== null))

const isFor = (publics: readonly string[]): readonly string[] => (publics.includes('tous-publics') ? [] : publics)

/**
 * Null when it is no such place: nothing digital is offered, or a field that the standard requires (SIRET, street address, commune,
 * postal code) is not known. @param services all those of the structure.
 */
export const toLieu = (structure: OpenStructure, services: readonly OpenService[]): Lieu | null => {
  const digital = services.filter(({ thematiques }) => servicesOf(thematiques ?? []).length > 0)
  const { siret, adresse, commune, code_postal } = structure
  if (digital.length === 0 || siret === null || adresse === null || commune === null || code_postal === null) return null
  const hours = structure.horaires_accueil
  const isOsm = hours !== null && looksLikeOsm(hours)
  const reseaux = structure.reseaux_porteurs ?? []
  const booking = first(digital.map(({ lien_mobilisation }) => lien_mobilisation))
  const modes = all(digital, ({ modes_mobilisation }) => modes_mobilisation)
  const lieu: Readonly<Record<LieuField, string | number | null>> = {
    id: structure.id,
    pivot: siret,
    nom: structure.nom,
    commune,
    code_postal,
    code_insee: structure.code_insee !== null && INSEE.test(structure.code_insee) ? structure.code_insee : null,
    adresse,
    complement_adresse: structure.complement_adresse,
    latitude: structure.latitude,
    longitude: structure.longitude,
    typologie: joined(wordsOf(TYPOLOGIES, reseaux)),
    telephone: phoneOf(structure.telephone) ?? first(digital.map(({ telephone }) => phoneOf(telephone))),
    courriels: structure.courriel ?? first(digital.map(({ courriel }) => courriel)),
    site_web: structure.site_web,
    horaires: isOsm ? hours : null,
    presentation_resume: asText(structure.description, 1, RESUME_MAX),
    presentation_detail: [structure.description, hours !== null && !isOsm ? HOURS_AS_TEXT + hours : null]
      .filter((part) => part !== null)
      .join('\n\n'),
    source: structure.source,
    itinerance: null,
    structure_parente: null,
    date_maj: digital.reduce((latest, { date_maj }) => (date_maj > latest ? date_maj : latest), structure.date_maj),
    services: joined([...new Set(all(digital, ({ thematiques }) => servicesOf(thematiques ?? [])))]),
    // The place is for these people only when every service of it is for some.
    publics_specifiquement_adresses: joined(
      digital.every(({ publics }) => isFor(publics ?? []).length > 0)
        ? wordsOf(
            PUBLICS,
            all(digital, ({ publics }) => publics),
          )
        : [],
    ),
    prise_en_charge_specifique: null,
    frais_a_charge: joined(
      wordsOf(
        FRAIS,
        all(digital, ({ frais }) => [frais]),
      ),
    ),
    dispositif_programmes_nationaux: joined(wordsOf(DISPOSITIFS, reseaux)),
    formations_labels: joined(wordsOf(LABELS, reseaux)),
    autres_formations_labels: null,
    modalites_acces: joined(
      wordsOf(MODALITES_ACCES, booking === null ? modes.filter((mode) => mode !== 'utiliser-lien-mobilisation') : modes),
    ),
    modalites_accompagnement: joined(
      wordsOf(
        MODALITES_ACCOMPAGNEMENT,
        all(digital, ({ type, modes_accueil }) => [type, ...(modes_accueil ?? [])]),
      ),
    ),
    fiche_acces_libre: structure.accessibilite_lieu,
    prise_rdv: booking,
  }
  return Object.fromEntries(Object.entries(lieu).filter(([, value]) => value !== null && value !== '')) as Lieu
}
