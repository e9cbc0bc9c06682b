import type { NeedTexts } from './need.ts'

const TOUS = ['beneficiaires-des-minimas-sociaux', 'demandeurs-emploi', 'jeunes', 'seniors', 'residents-qpv-frr'] as const

/** Health, getting going again. */
export const SANTE_LIEN: readonly NeedTexts[] = [
  {
    besoin: 'remobilisation--activites-sportives-et-culturelles',
    types: ['atelier', 'accompagnement'],
    publics: TOUS,
    payant: 0.3,
    titres: [
      'Sport pour rebondir',
      'Ateliers théâtre et expression',
      'Sorties culturelles accompagnées',
      'Chantier artistique participatif',
      'Chorale des quartiers',
    ],
    contenus: [
      'Activités physiques douces, en groupe, suivies d’un temps d’échange avec un conseiller.',
      'Théâtre, écriture, photo : reprendre confiance en créant ensemble.',
      'Sorties à tarif symbolique, transport compris.',
    ],
  },
  {
    besoin: 'remobilisation--benevolat-action-citoyenne',
    types: ['information', 'accompagnement'],
    publics: [...TOUS, 'etudiants'],
    payant: 0.01,
    titres: ['Devenir bénévole près de chez soi', 'Service civique', 'Engagement solidaire de quelques heures', 'Jardin partagé'],
    contenus: [
      'Mise en relation avec des associations locales, de deux heures à deux jours par semaine.',
      'Information sur le service civique : missions de 6 à 12 mois, indemnisées.',
      'Une attestation d’engagement est remise, utile pour un CV.',
    ],
  },
  {
    besoin: 'remobilisation--bien-etre-confiance-en-soi',
    types: ['atelier', 'accompagnement'],
    publics: [...TOUS, 'femmes'],
    payant: 0.06,
    titres: [
      'Reprendre confiance',
      'Atelier estime de soi',
      'Sophrologie et respiration',
      'Image de soi et conseil beauté',
      'Groupe « Un pas après l’autre »',
    ],
    contenus: [
      'Huit rencontres pour retrouver de l’énergie, mieux se connaître et oser.',
      'Séances de relaxation, socio-esthétique et conseil en image.',
      'Le groupe reste petit : huit personnes au plus, avec un temps individuel chaque semaine.',
    ],
  },
  {
    besoin: 'remobilisation--lien-social',
    types: ['atelier', 'accompagnement', 'information'],
    publics: [...TOUS, 'familles'],
    payant: 0.08,
    titres: [
      'Café solidaire',
      'Rompre l’isolement',
      'Table d’hôtes du quartier',
      'Accueil libre et jeux',
      'Visites de convivialité',
    ],
    contenus: [
      'Un lieu ouvert où l’on vient comme on est, pour un café, un jeu, une conversation.',
      'Des bénévoles rendent visite aux personnes isolées ou les appellent chaque semaine.',
      'Repas partagés, cuisine collective et fêtes de quartier.',
    ],
  },
  {
    besoin: 'sante--acces-aux-soins',
    types: ['accompagnement', 'information', 'aide-materielle'],
    publics: [...TOUS, 'personnes-exilees', 'personnes-en-situation-durgence'],
    payant: 0.02,
    titres: [
      'Permanence d’accès aux soins',
      'Bilan de santé gratuit',
      'Complémentaire santé solidaire : aide au dossier',
      'Médiation en santé',
      'Consultation sans avance de frais',
    ],
    contenus: [
      'Consultation de médecine générale et soins infirmiers, avec ou sans couverture sociale.',
      'Aide au dossier de complémentaire santé solidaire ou d’aide médicale de l’État.',
      'Une médiatrice accompagne aux rendez-vous et aide à comprendre les ordonnances.',
    ],
  },
  {
    besoin: 'sante--addictions',
    types: ['accompagnement', 'information'],
    publics: ['jeunes', 'demandeurs-emploi', 'personnes-en-situation-juridique-specifique', 'familles'],
    payant: 0,
    titres: [
      'Consultation addictions',
      'Alcool, tabac, cannabis : faire le point',
      'Consultation jeunes consommateurs',
      'Réduction des risques',
      'Soutien à l’entourage',
    ],
    contenus: [
      'Accueil anonyme et gratuit, sans jugement, avec ou sans projet d’arrêt.',
      'Équipe de médecins, infirmiers, psychologues et travailleurs sociaux.',
      'L’entourage est reçu aussi, seul ou avec la personne concernée.',
    ],
  },
  {
    besoin: 'sante--constituer-un-dossier-mdph-invalidite',
    types: ['accompagnement', 'information'],
    publics: ['personnes-en-situation-de-handicap', 'familles'],
    payant: 0,
    titres: ['Aide au dossier MDPH', 'RQTH : pourquoi et comment', 'Demander l’AAH', 'Invalidité et reclassement : s’informer'],
    contenus: [
      'Aide à remplir le dossier MDPH : RQTH, AAH, carte mobilité inclusion, prestation de compensation.',
      'Rédaction du projet de vie et liste des pièces médicales à réunir.',
      'Information sur la pension d’invalidité et le reclassement professionnel.',
    ],
  },
  {
    besoin: 'sante--sante-mentale',
    types: ['accompagnement', 'atelier', 'information'],
    publics: [...TOUS, 'etudiants', 'personnes-en-situation-de-handicap'],
    payant: 0.03,
    titres: [
      'Écoute psychologique',
      'Point écoute jeunes',
      'Groupe d’entraide mutuelle',
      'Souffrance au travail : consultation',
      'Premier rendez-vous psy',
    ],
    contenus: [
      'Entretiens gratuits avec une psychologue, de une à six séances, puis orientation si nécessaire.',
      'Groupe d’entraide entre personnes concernées par un trouble psychique.',
      'En cas de détresse immédiate, l’équipe oriente vers les urgences ou le numéro national 3114.',
    ],
  },
  {
    besoin: 'sante--sante-sexuelle',
    types: ['information', 'accompagnement'],
    publics: ['jeunes', 'femmes', 'etudiants'],
    payant: 0,
    titres: [
      'Centre de santé sexuelle',
      'Dépistage anonyme et gratuit',
      'Contraception : s’informer, choisir',
      'Écoute vie affective',
    ],
    contenus: [
      'Consultations gratuites et confidentielles, y compris pour les personnes mineures.',
      'Dépistage du VIH et des infections sexuellement transmissibles, résultats sur place.',
      'Entretien avec une conseillère conjugale et familiale.',
    ],
  },
]
