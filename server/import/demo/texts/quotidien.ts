import type { NeedTexts } from './need.ts'

const PRECARITE = [
  'beneficiaires-des-minimas-sociaux',
  'demandeurs-emploi',
  'familles',
  'personnes-en-situation-durgence',
] as const

/** Papers, money, food and equipment, family, reading and writing, digital life. */
export const QUOTIDIEN: readonly NeedTexts[] = [
  {
    besoin: 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
    types: ['accompagnement', 'information', 'atelier'],
    publics: ['seniors', 'personnes-exilees', 'beneficiaires-des-minimas-sociaux', 'demandeurs-emploi'],
    payant: 0,
    titres: [
      'Aide aux démarches administratives',
      'Écrivain public',
      'Permanence papiers et courriers',
      'Point d’accueil administratif',
    ],
    contenus: [
      'Aide à lire, comprendre et remplir les courriers et formulaires : CAF, impôts, retraite, préfecture.',
      'Un écrivain public rédige avec vous vos lettres et vos recours, en toute confidentialité.',
      'Les papiers d’identité perdus ou périmés peuvent être redemandés sur place.',
    ],
  },
  {
    besoin: 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete',
    types: ['accompagnement', 'information', 'formation'],
    publics: ['personnes-exilees'],
    payant: 0.02,
    titres: [
      'Titre de séjour : aide au dossier',
      'Demande de naturalisation',
      'Ateliers citoyenneté',
      'Comprendre ses droits de personne réfugiée',
    ],
    contenus: [
      'Aide à constituer un dossier de titre de séjour, de regroupement familial ou de naturalisation.',
      'Ateliers sur les institutions, l’histoire et les valeurs de la République, pour préparer l’entretien d’assimilation.',
      'Un interprète peut être présent sur demande.',
    ],
  },
  {
    besoin: 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
    types: ['accompagnement', 'information'],
    publics: PRECARITE,
    payant: 0,
    titres: [
      'Permanence d’accès aux droits',
      'Ouvrir ses droits : RSA, prime d’activité, APL',
      'Rendez-vous des droits',
      'Point d’accès au droit',
    ],
    contenus: [
      'Simulation de l’ensemble des aides et ouverture des droits : RSA, prime d’activité, aides au logement, allocation adulte handicapé (AAH).',
      'Une juriste reçoit gratuitement : logement, travail, famille, consommation.',
      'Les recours en cas de refus ou d’indu sont préparés avec la personne.',
    ],
  },
  {
    besoin: 'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte',
    types: ['accompagnement'],
    publics: ['personnes-en-situation-de-handicap', 'seniors', 'beneficiaires-des-minimas-sociaux'],
    payant: 0.03,
    titres: [
      'Mesure d’accompagnement social personnalisé',
      'Information sur la tutelle et la curatelle',
      'Soutien aux tuteurs familiaux',
      'Accompagnement renforcé à domicile',
    ],
    contenus: [
      'Accompagnement dans la gestion des prestations sociales, avec ou sans gestion directe.',
      'Information sur la tutelle, la curatelle et l’habilitation familiale.',
      'Un travailleur social se rend au domicile aussi souvent que nécessaire.',
    ],
  },
  {
    besoin: 'difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination',
    types: ['information', 'accompagnement'],
    publics: ['femmes', 'personnes-en-situation-de-handicap', 'personnes-exilees', 'residents-qpv-frr'],
    payant: 0,
    titres: [
      'Permanence contre les discriminations',
      'Agir face à une discrimination',
      'Écoute et recours : discriminations à l’embauche',
      'Connaître ses droits, se faire entendre',
    ],
    contenus: [
      'Écoute, qualification juridique des faits et aide à la saisine du Défenseur des droits.',
      'Accompagnement des personnes discriminées à l’embauche, au logement ou dans l’accès aux soins.',
      'Entretien confidentiel, sur rendez-vous ou par téléphone.',
    ],
  },
  {
    besoin: 'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire',
    types: ['accompagnement', 'information'],
    publics: ['personnes-en-situation-juridique-specifique', 'jeunes', 'familles'],
    payant: 0.01,
    titres: [
      'Accompagnement à la sortie de détention',
      'Aide aux victimes',
      'Insertion des personnes sous main de justice',
      'Permanence d’avocats',
    ],
    contenus: [
      'Préparation de la sortie : logement, papiers, droits sociaux, emploi, liens familiaux.',
      'Aide aux victimes : information sur la procédure, soutien psychologique, accompagnement à l’audience.',
      'Placement extérieur et travail d’intérêt général organisés avec le service pénitentiaire d’insertion.',
    ],
  },
  {
    besoin: 'difficultes-financieres--acquerir-une-autonomie-budgetaire',
    types: ['atelier', 'accompagnement'],
    publics: PRECARITE,
    payant: 0,
    titres: [
      'Tenir son budget au quotidien',
      'Atelier budget : premiers revenus',
      'Mon compte, mes droits bancaires',
      'Gérer son argent en confiance',
    ],
    contenus: [
      'Ateliers pratiques : lire un relevé, prévoir les dépenses, éviter les frais bancaires.',
      'Aide à l’ouverture d’un compte et à l’exercice du droit au compte.',
      'Un outil simple de suivi du budget, sur papier ou sur téléphone, est remis à chacun.',
    ],
  },
  {
    besoin: 'difficultes-financieres--ameliorer-sa-gestion-budgetaire',
    types: ['accompagnement', 'atelier'],
    publics: PRECARITE,
    payant: 0,
    titres: [
      'Conseil budget',
      'Réduire ses factures d’énergie et de téléphone',
      'Faire le tri dans ses dépenses',
      'Point conseil budget',
    ],
    contenus: [
      'Entretien confidentiel pour faire le point sur les ressources, les charges et les dettes.',
      'Renégociation des contrats d’énergie, de téléphone et d’assurance.',
      'Recherche d’aides ponctuelles pour passer un cap difficile.',
    ],
  },
  {
    besoin: 'difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere',
    types: ['accompagnement', 'information'],
    publics: ['seniors', 'personnes-en-situation-de-handicap', 'beneficiaires-des-minimas-sociaux'],
    payant: 0.02,
    titres: [
      'Protection des personnes fragiles financièrement',
      'Gestion des prestations : comment demander de l’aide',
      'Mesure de protection budgétaire',
      'Accompagnement à la gestion des comptes',
    ],
    contenus: [
      'Information sur les mesures de protection et aide à la demande auprès du juge ou du Département.',
      'Gestion partagée des comptes le temps de retrouver un équilibre.',
      'Rencontres régulières avec la famille et les partenaires sociaux.',
    ],
  },
  {
    besoin: 'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere',
    types: ['aide-financiere', 'accompagnement'],
    publics: PRECARITE,
    payant: 0.02,
    titres: [
      'Secours d’urgence',
      'Microcrédit personnel accompagné',
      'Aide financière ponctuelle',
      'Fonds de solidarité énergie',
    ],
    contenus: [
      'Aide financière ponctuelle pour une facture d’énergie, d’eau ou un achat indispensable.',
      'Microcrédit de 300 à 5 000 euros pour un projet d’emploi, de mobilité ou d’équipement.',
      'La demande passe devant une commission qui se réunit tous les quinze jours.',
    ],
  },
  {
    besoin: 'difficultes-financieres--situation-dendettement-surendettement',
    types: ['accompagnement', 'information'],
    publics: PRECARITE,
    payant: 0,
    titres: [
      'Dettes et surendettement : faire face',
      'Aide au dossier de surendettement',
      'Permanence dettes',
      'Sortir du surendettement',
    ],
    contenus: [
      'Aide au dépôt du dossier de surendettement auprès de la Banque de France et suivi jusqu’à la décision.',
      'Négociation d’échéanciers avec les créanciers et les huissiers.',
      'Soutien moral et conseils pour éviter de nouvelles dettes.',
    ],
  },
  {
    besoin: 'equipement-et-alimentation--aide-menagere',
    types: ['aide-materielle', 'accompagnement'],
    publics: ['seniors', 'familles', 'personnes-en-situation-de-handicap'],
    payant: 0.75,
    titres: [
      'Aide ménagère à domicile',
      'Coup de main à la maison',
      'Aide à domicile après une hospitalisation',
      'Ménage et repassage solidaires',
    ],
    contenus: [
      'Entretien du logement, linge, courses et préparation des repas, quelques heures par semaine.',
      'Le tarif dépend des revenus ; une prise en charge par la caisse de retraite ou le Département est possible.',
      'Les interventions sont assurées par des salariés en parcours d’insertion, formés et encadrés.',
    ],
  },
  {
    besoin: 'equipement-et-alimentation--alimentation',
    types: ['aide-materielle', 'atelier'],
    publics: [...PRECARITE, 'etudiants'],
    payant: 0.3,
    titres: [
      'Épicerie solidaire',
      'Distribution de colis alimentaires',
      'Repas chaud partagé',
      'Atelier cuisine anti-gaspillage',
      'Frigo solidaire',
    ],
    contenus: [
      'Produits frais et d’hygiène à 20 % environ du prix habituel, pour une durée de trois mois renouvelable.',
      'Distribution de colis chaque semaine ; apporter un sac et un justificatif de situation.',
      'Un repas chaud est servi sans inscription ; un coin enfants est aménagé.',
    ],
  },
  {
    besoin: 'equipement-et-alimentation--electromenager',
    types: ['aide-materielle'],
    publics: PRECARITE,
    payant: 0.7,
    titres: [
      'Électroménager à petit prix',
      'Meubles et électroménager reconditionnés',
      'Équiper son premier logement',
      'Atelier de réparation partagé',
    ],
    contenus: [
      'Appareils reconditionnés et garantis six mois, à partir de 40 euros.',
      'Livraison et installation possibles dans un rayon de 30 km.',
      'Réparation d’appareils avec l’aide de bénévoles, participation libre.',
    ],
  },
  {
    besoin: 'equipement-et-alimentation--habillement',
    types: ['aide-materielle'],
    publics: PRECARITE,
    payant: 0.5,
    titres: [
      'Vestiaire solidaire',
      'Boutique de vêtements à un euro',
      'Layette et vêtements d’enfants',
      'Une tenue pour travailler',
    ],
    contenus: [
      'Vêtements et chaussures pour toute la famille, triés par des bénévoles.',
      'Les chaussures de sécurité et tenues de travail sont fournies sur prescription.',
      'Chaque personne choisit elle-même, en boutique, aux jours d’ouverture.',
    ],
  },
]
