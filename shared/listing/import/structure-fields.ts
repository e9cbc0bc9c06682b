import { LABELS_NATIONAUX } from '../../reference/labels-nationaux.ts'
import { RESEAUX_PORTEURS } from '../../reference/reseaux-porteurs.ts'
import { TYPOLOGIES } from '../../reference/typologies.ts'
import { manyOf, oneOf } from './coded.ts'
import { email, emails, phone, siret, url } from './contact.ts'
import type { ImportField } from './field.ts'
import { PLACE_FIELDS } from './place-fields.ts'
import { digits, line, lines, listOf, markdown } from './texts.ts'

const CHOICE = 140
const LINK = 200

/** Columns of a table of structures (dora-backend.md §1.3 and §7.7, data-inclusion.md §1.1). */
export const STRUCTURE_FIELDS: readonly ImportField[] = [
  {
    champ: 'nom',
    libelle: 'Nom',
    synonymes: ['nom de la structure', 'raison sociale', 'structure', 'dénomination', 'name'],
    lire: line(255),
  },
  {
    champ: 'repere.id',
    libelle: 'Identifiant de la structure',
    synonymes: ['id', 'identifiant', 'structure_id', 'identifiant structure'],
    lire: line(1_024),
  },
  { champ: 'siret', libelle: 'SIRET', synonymes: ['n° siret', 'numéro siret', 'siret de la structure'], lire: siret },
  {
    champ: 'repere.siret_parent',
    libelle: 'SIRET de la structure mère',
    synonymes: ['siret_parent', 'siret parent', 'structure mère', 'siret du siège'],
    lire: siret,
  },
  { champ: 'dora.typology', libelle: 'Typologie', synonymes: ['typology', 'type de structure', 'type'], lire: oneOf(TYPOLOGIES) },
  {
    champ: 'dora.code_safir_ft',
    libelle: 'Code SAFIR',
    synonymes: ['safir', 'code_safir_ft', 'code safir'],
    lire: digits(5, 'un code SAFIR de 5 chiffres'),
  },
  {
    champ: 'dora.national_labels',
    libelle: 'Labels nationaux',
    synonymes: ['labels', 'label', 'national_labels', 'labels_nationaux', 'label national'],
    plusieurs: true,
    longest: 12_000,
    lire: manyOf(LABELS_NATIONAUX),
  },
  {
    champ: 'dora.other_labels',
    libelle: 'Autres labels',
    synonymes: ['other_labels', 'labels_autres', 'autre label'],
    plusieurs: true,
    lire: listOf(CHOICE),
  },
  {
    champ: 'reseaux_porteurs',
    libelle: 'Réseaux porteurs',
    synonymes: ['réseaux', 'réseau', 'réseau porteur'],
    plusieurs: true,
    longest: 12_000,
    lire: manyOf(RESEAUX_PORTEURS),
  },
  { champ: 'dora.short_desc', libelle: 'Résumé', synonymes: ['short_desc', 'presentation_resume', 'accroche'], lire: lines(280) },
  {
    champ: 'description',
    libelle: 'Présentation',
    synonymes: ['full_desc', 'presentation_detail', 'description de la structure', 'présentation de la structure'],
    longest: 12_000,
    lire: markdown(10_000),
  },
  ...PLACE_FIELDS,
  {
    champ: 'accessibilite_lieu',
    libelle: 'Fiche Acceslibre',
    synonymes: ['accesslibre_url', 'acceslibre', 'accessibilité', 'accessibilite'],
    lire: url(LINK, /^https:\/\/acceslibre\.beta\.gouv\.fr\//i),
  },
  {
    champ: 'telephone',
    libelle: 'Téléphone',
    synonymes: ['tél', 'tel.', 'phone', 'numéro de téléphone', 'téléphone de la structure', 'n° de téléphone'],
    lire: phone,
  },
  {
    champ: 'courriel',
    libelle: 'Courriel',
    synonymes: [
      'courriel_structure',
      'courriel de la structure',
      'e-mail',
      'email',
      'mail',
      'adresse e-mail',
      'adresse mail',
      'mél',
    ],
    lire: email,
  },
  { champ: 'site_web', libelle: 'Site web', synonymes: ['site', 'url', 'site internet', 'adresse du site'], lire: url(LINK) },
  {
    champ: 'horaires_accueil',
    libelle: 'Horaires',
    synonymes: ['horaires d’accueil', 'opening_hours', 'horaires_ouverture', 'horaires d’ouverture'],
    lire: line(255),
  },
  {
    champ: 'dora.opening_hours_details',
    libelle: 'Détail des horaires',
    synonymes: ['opening_hours_details', 'précisions horaires'],
    lire: lines(255),
  },
  {
    champ: 'repere.administrateurs',
    libelle: 'Courriels des administrateurs à inviter',
    synonymes: ['courriels_administrateurs', 'administrateurs', 'courriels administrateurs', 'admins'],
    plusieurs: true,
    lire: emails,
  },
  {
    champ: 'repere.modeles',
    libelle: 'Modèles à proposer',
    synonymes: ['modeles', 'modèle'],
    plusieurs: true,
    lire: listOf(255),
  },
]
