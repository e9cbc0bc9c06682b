import { BENEFICIARY_MODES, COACH_MODES, FUNDING_LABELS, SERVICE_STATUSES, UPDATE_FREQUENCIES } from '../../reference/dora.ts'
import { FRAIS } from '../../reference/frais.ts'
import { MOBILISABLE_PAR } from '../../reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '../../reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '../../reference/modes-mobilisation.ts'
import { PUBLICS } from '../../reference/publics.ts'
import { ACCESS_CONDITIONS, CREDENTIALS, REQUIREMENTS } from '../../reference/suggested-choices.ts'
import { CATEGORIES, NEEDS } from '../../reference/thematiques.ts'
import { TYPES } from '../../reference/types.ts'
import { manyOf, oneOf } from './coded.ts'
import { email, phone, url } from './contact.ts'
import type { ImportField } from './field.ts'
import { PLACE_FIELDS } from './place-fields.ts'
import { forms, line, lines, listOf, markdown } from './texts.ts'
import { day, number, yesNo } from './values.ts'
import { ZONE_ALIASES, ZONE_TYPES, zone } from './zone.ts'

/** Of a short list that people read. */
const CHOICE = 140
const LINK = 200
const OWN_FORM = 'completer-le-formulaire-dadhesion'
const MAIL_ALIASES = {
  mail: 'envoyer-un-mail',
  'e-mail': 'envoyer-un-mail',
  email: 'envoyer-un-mail',
  courriel: 'envoyer-un-mail',
  'envoyer un courriel': 'envoyer-un-mail',
  'envoyer un e-mail': 'envoyer-un-mail',
  téléphone: 'telephoner',
  'par téléphone': 'telephoner',
  formulaire: OWN_FORM,
  'formulaire en ligne': OWN_FORM,
  'via notre propre formulaire en ligne/site internet': OWN_FORM,
  'autre modalité (préciser)': 'autre',
}
/** Cells of several values, and long texts. */
const SEVERAL = { plusieurs: true, longest: 12_000 } as const
const LONG = { longest: 12_000 } as const

const f = (
  champ: string,
  libelle: string,
  lire: ImportField['lire'],
  synonymes: readonly string[] = [],
  more: Pick<ImportField, 'plusieurs' | 'longest'> = {},
): ImportField => ({ champ, libelle, lire, synonymes, ...more })

const PRESENTATION: readonly ImportField[] = [
  f('nom', 'Titre', line(140), [
    'nom du service',
    'nom de l’offre',
    'intitulé',
    'intitulé du service',
    'service',
    'name',
    'libellé',
  ]),
  f('dora.short_desc', 'Résumé', lines(280), ['short_desc', 'présentation résumée', 'presentation_resume', 'accroche']),
  f(
    'description',
    'Description',
    markdown(10_000),
    ['full_desc', 'description du service', 'présentation', 'presentation_detail', 'détail'],
    LONG,
  ),
  f(
    'thematiques',
    'Thématiques et besoins',
    manyOf([...CATEGORIES, ...NEEDS]),
    ['thématique', 'thématiques', 'besoins', 'besoin', 'thèmes', 'categories', 'subcategories', 'sous-thématiques'],
    SEVERAL,
  ),
  f('type', 'Type de service', oneOf(TYPES), ['kind', 'types', 'nature du service']),
  f('dora.is_cumulative', 'Service cumulable', yesNo, ['is_cumulative', 'cumulable', 'solution cumulable']),
  f(
    'dora.funding_labels',
    'Labels de financement',
    manyOf(FUNDING_LABELS),
    ['labels_financement', 'funding_labels', 'financeurs', 'financeur', 'financement'],
    SEVERAL,
  ),
  f('volume_horaire_hebdomadaire', 'Heures par semaine', number(0, 168, 'un nombre d’heures par semaine'), [
    'duration_weekly_hours',
    'volume horaire',
    'heures/semaine',
    'volume horaire hebdomadaire',
  ]),
  f('nombre_semaines', 'Nombre de semaines', number(1, 1_000, 'un nombre de semaines', true), [
    'duration_weeks',
    'durée en semaines',
    'semaines',
  ]),
  f('dora.status', 'Statut', oneOf(SERVICE_STATUSES, { publiée: 'PUBLISHED', 'en ligne': 'PUBLISHED', archivée: 'ARCHIVED' }), [
    'status',
    'statut du service',
    'état',
  ]),
]

const PEOPLE: readonly ImportField[] = [
  f(
    'publics',
    'Publics',
    manyOf(PUBLICS, { tous: 'tous-publics', 'tout public': 'tous-publics', 'tous les publics': 'tous-publics' }),
    ['public', 'public visé', 'publics visés', 'publics concernés', 'profils'],
    SEVERAL,
  ),
  f(
    'publics_precisions',
    'Précisions sur les publics',
    lines(10_000),
    ['précisions publics', 'profils_precisions', 'précision du public'],
    LONG,
  ),
  f(
    'dora.access_conditions',
    'Critères d’admission',
    listOf(CHOICE, ACCESS_CONDITIONS),
    ['access_conditions', 'critères', 'conditions', 'conditions d’admission'],
    SEVERAL,
  ),
  f(
    'dora.requirements',
    'Prérequis ou compétences',
    listOf(CHOICE, REQUIREMENTS),
    ['requirements', 'prérequis', 'pré-requis', 'pre_requis', 'pré-requis ou compétences'],
    SEVERAL,
  ),
  f(
    'conditions_acces',
    'Conditions d’accès (data·inclusion)',
    listOf(CHOICE, ACCESS_CONDITIONS),
    ['conditions d’accès'],
    SEVERAL,
  ),
  f(
    'frais',
    'Frais à charge',
    oneOf(FRAIS, {
      non: 'gratuit',
      aucun: 'gratuit',
      'sans frais': 'gratuit',
      '0': 'gratuit',
      '0 €': 'gratuit',
      oui: 'payant',
      adhesion: 'payant',
      'gratuit sous conditions': 'payant',
      'pass numérique': 'payant',
    }),
    ['fee_condition', 'coût', 'tarif', 'payant', 'gratuité'],
  ),
  f(
    'frais_precisions',
    'Détails des frais',
    lines(10_000),
    ['fee_details', 'précisions frais', 'frais_autres', 'détail des frais', 'montant'],
    LONG,
  ),
]

const modes = (side: 'coach_orientation_modes' | 'beneficiaries_access_modes', who: string): readonly ImportField[] => {
  const entries = side === 'coach_orientation_modes' ? COACH_MODES : BENEFICIARY_MODES
  const usual = side === 'coach_orientation_modes' ? { ...MAIL_ALIASES, dora: 'formulaire-dora' } : MAIL_ALIASES
  return [
    f(`dora.${side}`, `Modalités pour les ${who}`, manyOf(entries, usual), [side, `modalités ${who}`, `modes ${who}`], SEVERAL),
    f(`dora.${side}_external_form_link`, `Lien du formulaire des ${who}`, url(LINK), [`${side}_external_form_link`]),
    f(`dora.${side}_external_form_link_text`, `Texte du lien des ${who}`, line(27), [`${side}_external_form_link_text`]),
    f(`dora.${side}_other`, `Autre modalité des ${who}`, lines(280), [`${side}_other`]),
  ]
}

const MOBILISATION: readonly ImportField[] = [
  ...modes('coach_orientation_modes', 'accompagnateurs'),
  ...modes('beneficiaries_access_modes', 'bénéficiaires'),
  f(
    'modes_mobilisation',
    'Modes de mobilisation (data·inclusion)',
    manyOf(MODES_MOBILISATION, {
      mail: 'envoyer-un-courriel',
      email: 'envoyer-un-courriel',
      'e-mail': 'envoyer-un-courriel',
      courriel: 'envoyer-un-courriel',
      téléphone: 'telephoner',
      lien: 'utiliser-lien-mobilisation',
    }),
    ['modes de mobilisation', 'modes d’orientation'],
    SEVERAL,
  ),
  f(
    'mobilisable_par',
    'Mobilisable par (data·inclusion)',
    manyOf(MOBILISABLE_PAR, {
      professionnel: 'professionnels',
      pro: 'professionnels',
      usager: 'usagers',
      bénéficiaires: 'usagers',
      particuliers: 'usagers',
    }),
    ['mobilisable par'],
    SEVERAL,
  ),
  f('mobilisation_precisions', 'Précisions sur la mobilisation (data·inclusion)', lines(280), ['précisions mobilisation']),
  f('lien_mobilisation', 'Lien de mobilisation (data·inclusion)', url(LINK), [
    'lien de mobilisation',
    'prise_rdv',
    'lien de prise de rendez-vous',
    'appointment_link',
  ]),
  f('dora.forms', 'Documents à compléter', forms, ['forms', 'documents', 'formulaires'], SEVERAL),
  f(
    'dora.credentials',
    'Justificatifs à fournir',
    listOf(CHOICE, CREDENTIALS),
    ['credentials', 'justificatifs', 'pièces à fournir'],
    SEVERAL,
  ),
  f('dora.online_form', 'Lien du formulaire en ligne', url(LINK), ['online_form', 'formulaire en ligne', 'formulaire_en_ligne']),
]

const TIME_AND_PLACE: readonly ImportField[] = [
  f('dora.recurrence', 'Fréquence et horaires', lines(140), [
    'recurrence',
    'fréquence',
    'horaires',
    'périodicité',
    'jours et horaires',
  ]),
  f('horaires_accueil', 'Horaires d’accueil', line(255), ['horaires osm', 'opening_hours']),
  f('dora.suspension_date', 'Date de fin', day, ['suspension_date', 'jusqu’au', 'date de suspension', 'date_suspension', 'fin']),
  f(
    'dora.update_frequency',
    'Périodicité de mise à jour',
    oneOf(UPDATE_FREQUENCIES, {
      mensuelle: 'tous-les-mois',
      trimestrielle: 'tous-les-3-mois',
      semestrielle: 'tous-les-6-mois',
      annuelle: 'tous-les-12-mois',
      '1 mois': 'tous-les-mois',
      '3 mois': 'tous-les-3-mois',
      '6 mois': 'tous-les-6-mois',
      '12 mois': 'tous-les-12-mois',
      '1 an': 'tous-les-12-mois',
      '16 mois': 'tous-les-16-mois',
    }),
    ['update_frequency', 'fréquence de mise à jour', 'fréquence d’actualisation'],
  ),
  f('repere.zone', 'Type de périmètre', oneOf(ZONE_TYPES, ZONE_ALIASES), [
    'diffusion_zone_type',
    'périmètre d’intervention',
    'type de zone',
    'zone_diffusion_type',
  ]),
  f('zone_eligibilite', 'Périmètre', zone, [
    'zone d’éligibilité',
    'territoire',
    'territoires',
    'zone',
    'diffusion_zone_details',
    'zone_diffusion_code',
    'zone d’intervention',
  ]),
  f('dora.qpv_or_zrr', 'Uniquement QPV ou ZFRR', yesNo, ['qpv_or_zrr', 'qpv', 'qpv ou zrr', 'qpv ou zfrr', 'qpv ou frr']),
  f(
    'modes_accueil',
    'Mode d’accueil',
    manyOf(MODES_ACCUEIL, {
      présentiel: 'en-presentiel',
      'sur place': 'en-presentiel',
      physique: 'en-presentiel',
      distanciel: 'a-distance',
      distance: 'a-distance',
      visio: 'a-distance',
      visioconférence: 'a-distance',
      'en ligne': 'a-distance',
    }),
    ['location_kinds', 'modes d’accueil', 'lieu de déroulement', 'modalité d’accueil'],
    SEVERAL,
  ),
  f('dora.remote_url', 'Lien de visioconférence', url(LINK), [
    'remote_url',
    'visioconférence',
    'lien visio',
    'lien visioconférence',
  ]),
  ...PLACE_FIELDS,
]

const CONTACT: readonly ImportField[] = [
  f('dora.contact_name', 'Prénom et nom', line(140), [
    'contact_name',
    'contact',
    'nom du contact',
    'référent',
    'personne à contacter',
    'contact_nom_prenom',
  ]),
  f('telephone', 'Téléphone', phone, [
    'tél',
    'tel.',
    'contact_phone',
    'phone',
    'numéro de téléphone',
    'téléphone du contact',
    'phone du contact',
    'portable',
    'n° de téléphone',
  ]),
  f('courriel', 'Courriel', email, [
    'contact_email',
    'e-mail',
    'email',
    'mail',
    'adresse e-mail',
    'adresse mail',
    'courriel du contact',
    'adresse électronique',
    'mél',
  ]),
  f('dora.is_contact_info_public', 'Contact visible publiquement', yesNo, [
    'is_contact_info_public',
    'contact public',
    'contact_public',
    'coordonnées publiques',
    'rendre publiques',
  ]),
]

const LINKS: readonly ImportField[] = [
  f('repere.structure', 'Structure (SIRET ou identifiant)', line(1_024), [
    'structure_siret_or_slug',
    'structure',
    'siret',
    'siret de la structure',
    'structure_siret',
    'structure_id',
    'nom de la structure',
  ]),
  f('repere.id', 'Identifiant du service', line(1_024), ['id', 'identifiant', 'service_id', 'identifiant service']),
  f('repere.modele', 'Modèle', line(255), ['modele_slug', 'modèle', 'modèle de service', 'nom du modèle']),
]

/** Columns of a table of services (dora-backend.md §1.4 and §7.7, data-inclusion.md §1.2). */
export const SERVICE_FIELDS: readonly ImportField[] = [
  ...PRESENTATION,
  ...PEOPLE,
  ...MOBILISATION,
  ...TIME_AND_PLACE,
  ...CONTACT,
  ...LINKS,
]
