import type { NeedTexts } from './need.ts'

const LOGEMENT = ['familles', 'jeunes', 'beneficiaires-des-minimas-sociaux', 'actifs'] as const
const MOBILITE = ['demandeurs-emploi', 'beneficiaires-des-minimas-sociaux', 'actifs', 'jeunes', 'residents-qpv-frr'] as const

/** Housing, mobility. */
export const VIE: readonly NeedTexts[] = [
  {
    besoin: 'logement-hebergement--acheter-un-logement',
    types: ['information', 'accompagnement'],
    publics: ['familles', 'actifs'],
    payant: 0.04,
    titres: [
      'Accéder à la propriété',
      'Conseil en accession sociale',
      'Acheter avec un bail réel solidaire',
      'Plan de financement immobilier',
    ],
    contenus: [
      'Étude du projet d’achat, du prêt à taux zéro et des aides locales.',
      'Information sur le bail réel solidaire et la location-accession.',
      'Conseil neutre et gratuit par une juriste du logement.',
    ],
  },
  {
    besoin: 'logement-hebergement--changer-de-logement',
    types: ['accompagnement', 'aide-materielle', 'aide-financiere'],
    publics: LOGEMENT,
    payant: 0.3,
    titres: [
      'Déménagement solidaire',
      'Changer de logement pour un emploi',
      'Logement trop grand, trop petit : échanger',
      'Aide à la mutation dans le parc social',
    ],
    contenus: [
      'Camion, cartons et bras pour déménager à prix réduit.',
      'Aide à la demande de mutation et à la recherche d’un logement plus proche du travail.',
      'Avance des frais de déménagement sous conditions de ressources.',
    ],
  },
  {
    besoin: 'logement-hebergement--louer-un-logement',
    types: ['accompagnement', 'information', 'aide-financiere'],
    publics: LOGEMENT,
    payant: 0.06,
    titres: [
      'Demande de logement social',
      'Trouver une location',
      'Garantie et dépôt de garantie',
      'Atelier recherche de logement',
      'Résidence pour jeunes actifs',
    ],
    contenus: [
      'Aide à la demande de logement social et à son renouvellement.',
      'Information sur la garantie Visale, l’avance du dépôt de garantie et les aides à l’installation.',
      'Visites accompagnées et préparation du dossier pour le bailleur.',
    ],
  },
  {
    besoin: 'logement-hebergement--rechercher-une-solution-dhebergement-temporaire',
    types: ['accompagnement', 'aide-materielle'],
    publics: [
      'personnes-en-situation-durgence',
      'femmes',
      'jeunes',
      'personnes-exilees',
      'personnes-en-situation-juridique-specifique',
    ],
    payant: 0.2,
    titres: [
      'Hébergement d’urgence',
      'Logement d’urgence pour les familles',
      'Accueil de jour et mise à l’abri',
      'Hébergement et réinsertion sociale',
      'Domiciliation postale',
    ],
    contenus: [
      'Mise à l’abri sans condition, dans la limite des places disponibles ; en cas d’urgence, composer le 115.',
      'Chambre individuelle et accompagnement social, pour une durée de six mois renouvelable.',
      'Accueil de jour : douche, laverie, bagagerie, domiciliation et entretien avec un travailleur social.',
    ],
  },
  {
    besoin: 'logement-hebergement--reduire-les-impayes-de-loyer',
    types: ['aide-financiere', 'accompagnement', 'information'],
    publics: LOGEMENT,
    payant: 0,
    titres: [
      'Prévenir l’expulsion',
      'Impayés de loyer : agir tôt',
      'Fonds de solidarité pour le logement',
      'Négocier un échéancier avec son bailleur',
    ],
    contenus: [
      'Aide au dossier du fonds de solidarité pour le logement (FSL).',
      'Rencontre avec le bailleur pour convenir d’un échéancier réaliste.',
      'En cas de commandement de payer ou d’audience, une juriste prépare la défense avec la famille.',
    ],
  },
  {
    besoin: 'logement-hebergement--se-maintenir-dans-le-logement',
    types: ['accompagnement', 'aide-financiere', 'aide-materielle'],
    publics: [...LOGEMENT, 'seniors', 'personnes-en-situation-de-handicap'],
    payant: 0.12,
    titres: [
      'Accompagnement vers et dans le logement',
      'Adapter son logement',
      'Mieux se chauffer, moins dépenser',
      'Auto-réhabilitation accompagnée',
    ],
    contenus: [
      'Visite à domicile, conseils sur le chauffage et petits équipements offerts.',
      'Travaux réalisés avec la famille, encadrés par un animateur technique.',
      'Aide au dossier d’adaptation du logement au handicap ou à l’âge.',
    ],
  },
  {
    besoin: 'logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement',
    types: ['information', 'atelier'],
    publics: LOGEMENT,
    payant: 0,
    titres: [
      'Logement : comprendre ses droits',
      'Information logement pour les jeunes',
      'Bail, état des lieux, charges : l’essentiel',
      'Permanence droit au logement opposable',
    ],
    contenus: [
      'Droits et devoirs du locataire, état des lieux, charges, préavis.',
      'Aide au recours pour le droit au logement opposable (DALO).',
      'Réponses par téléphone et sur rendez-vous.',
    ],
  },
  {
    besoin: 'mobilite--acceder-a-un-vehicule',
    types: ['aide-materielle', 'aide-financiere'],
    publics: MOBILITE,
    payant: 0.85,
    titres: [
      'Location solidaire de voitures',
      'Location de scooter ou de vélo électrique',
      'Garage solidaire : voitures à petit prix',
      'Prêt de véhicule pour reprendre un emploi',
    ],
    contenus: [
      'Location d’une voiture à partir de 7 euros par jour, pour un emploi, une formation ou un entretien.',
      'Location de scooters et de vélos à assistance électrique, au mois, avec casque et antivol.',
      'Vente de véhicules révisés, à prix solidaire, avec possibilité de microcrédit.',
    ],
  },
  {
    besoin: 'mobilite--entretenir-reparer-son-vehicule',
    types: ['aide-materielle', 'atelier', 'aide-financiere'],
    publics: MOBILITE,
    payant: 0.8,
    titres: [
      'Garage solidaire',
      'Réparer sa voiture à moindre coût',
      'Atelier vélo participatif',
      'Diagnostic auto gratuit',
      'Self-garage accompagné',
    ],
    contenus: [
      'Réparation et entretien à tarif réduit, sur prescription d’un travailleur social.',
      'Le diagnostic est gratuit et un devis est remis avant toute intervention.',
      'Atelier où chacun répare lui-même, avec les outils et les conseils d’un mécanicien.',
    ],
  },
  {
    besoin: 'mobilite--etre-accompagne-dans-son-parcours-mobilite',
    types: ['accompagnement', 'atelier', 'information'],
    publics: MOBILITE,
    payant: 0.03,
    titres: ['Diagnostic mobilité', 'Conseil en mobilité', 'Apprendre à prendre les transports', 'Plateforme mobilité'],
    contenus: [
      'Un conseiller en mobilité fait le point sur les déplacements, le budget et les solutions possibles.',
      'Ateliers pour lire un plan, acheter un titre, préparer un trajet avec correspondance.',
      'Suivi de trois à douze mois, avec ou sans voiture.',
    ],
  },
  {
    besoin: 'mobilite--financer-ma-mobilite',
    types: ['aide-financiere'],
    publics: MOBILITE,
    payant: 0.01,
    titres: [
      'Aide au carburant',
      'Bourse au permis de conduire',
      'Aide à l’achat d’un vélo',
      'Microcrédit mobilité',
      'Prise en charge des frais de transport',
    ],
    contenus: [
      'Prise en charge d’une partie des frais de carburant ou de transport pour une reprise d’emploi.',
      'Bourse au permis contre quelques heures d’engagement bénévole.',
      'L’aide est versée directement au garage, à l’auto-école ou au transporteur.',
    ],
  },
  {
    besoin: 'mobilite--mobilite-douce-partagee-collective',
    types: ['aide-materielle', 'information', 'accompagnement'],
    publics: [...MOBILITE, 'seniors'],
    payant: 0.5,
    titres: [
      'Transport solidaire',
      'Covoiturage domicile-travail',
      'Vélo-école pour adultes',
      'Navette à la demande',
      'Autopartage rural',
    ],
    contenus: [
      'Des conducteurs bénévoles emmènent les personnes à un rendez-vous médical, administratif ou d’emploi.',
      'Apprentissage du vélo en huit séances, prêt de vélo compris.',
      'Navette sur réservation la veille, du lundi au samedi.',
    ],
  },
  {
    besoin: 'mobilite--preparer-un-permis',
    types: ['formation', 'aide-financiere', 'accompagnement'],
    publics: MOBILITE,
    payant: 0.6,
    titres: [
      'Auto-école sociale',
      'Code de la route accompagné',
      'Passer son permis B autrement',
      'Remise en confiance au volant',
      'Permis AM et scooter',
    ],
    contenus: [
      'Code et conduite en petits groupes, avec un rythme adapté aux personnes en difficulté avec l’écrit.',
      'Le coût du permis est limité à 250 euros grâce aux financeurs ; le reste est payable en plusieurs fois.',
      'Leçons sur simulateur, puis sur voiture à boîte automatique si besoin.',
    ],
  },
]
