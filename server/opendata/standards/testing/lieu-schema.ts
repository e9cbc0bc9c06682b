import { LIEU_FIELDS } from '../mediation.ts'
import type { Schema } from './schema.ts'

/**
 * The Table Schema of the places of digital mediation (LaMednum/standard-mediation-num, `schema.json`) as a JSON Schema: types,
 * required fields, patterns, lengths and closed lists, a list being texts joined by « | ».
 */

const listOf = (...values: readonly string[]): Schema => {
  const one = `(${values.map((value) => value.replace(/[()]/g, String.raw`\$&`)).join('|')})`
  return { type: 'string', pattern: `^${one}(\\|${one})*$` }
}

const DISPOSITIFS = [
  'Aidants Connect',
  'Bibliothèques numérique de référence',
  'Certification PIX',
  'Conseillers numériques',
  'Emmaüs Connect',
  'France Services',
  'Grande école du numérique',
  'La Croix Rouge',
  'Point d’accès numérique CAF',
  'Promeneurs du net',
  'Relais numérique (Emmaüs Connect)',
]
const LABELS = [
  'Formé à « Mon Espace Santé »',
  'Formé à « DUPLEX » (illetrisme)',
  'Arnia/MedNum BFC (Bourgogne-Franche-Comté)',
  'Collectif ressources et acteurs réemploi (Normandie)',
  'Fabriques de Territoire',
  'Les Éclaireurs du numérique (Drôme)',
  'Mes Papiers (Métropole de Lyon)',
  'ORDI 3.0',
  'SUD LABS (PACA)',
]
const SERVICES = [
  'Aide aux démarches administratives',
  'Maîtrise des outils numériques du quotidien',
  'Insertion professionnelle via le numérique',
  'Utilisation sécurisée du numérique',
  'Parentalité et éducation avec le numérique',
  'Loisirs et créations numériques',
  'Compréhension du monde numérique',
  'Accès internet et matériel informatique',
  'Acquisition de matériel informatique à prix solidaire',
]

const FORMS: Readonly<Record<string, Schema>> = {
  code_postal: { type: 'string', pattern: '^\\d{5}$' },
  code_insee: { type: 'string', pattern: '^([013-9]\\d|2[AB1-9])\\d{3}$' },
  latitude: { type: 'number' },
  longitude: { type: 'number' },
  telephone: {
    type: 'string',
    pattern: '^(\\+33|\\+590|\\+594|\\+262|\\+596|\\+269|\\+687|\\+689|\\+508|\\+681)(\\d){6,9}$',
  },
  presentation_resume: { type: 'string', maxLength: 280 },
  itinerance: listOf('Itinérant', 'Fixe'),
  date_maj: { type: 'string', format: 'date' },
  services: listOf(...SERVICES),
  publics_specifiquement_adresses: listOf('Jeunes', 'Étudiants', 'Familles et/ou enfants', 'Seniors', 'Femmes'),
  frais_a_charge: listOf('Gratuit', 'Gratuit sous condition', 'Payant'),
  dispositif_programmes_nationaux: listOf(...DISPOSITIFS),
  formations_labels: listOf(...LABELS),
  modalites_acces: listOf('Se présenter', 'Téléphoner', 'Contacter par mail', 'Prendre un RDV en ligne'),
  modalites_accompagnement: listOf('En autonomie', 'Accompagnement individuel', 'Dans un atelier collectif', 'À distance'),
}

export const lieuSchema: Schema = {
  type: 'object',
  properties: Object.fromEntries(LIEU_FIELDS.map((name) => [name, FORMS[name] ?? { type: 'string', minLength: 1 }])),
  required: ['id', 'pivot', 'nom', 'commune', 'code_postal', 'adresse', 'date_maj', 'services'],
  additionalProperties: false,
}
