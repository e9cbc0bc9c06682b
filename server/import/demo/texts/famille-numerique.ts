import type { NeedTexts } from './need.ts'

const NUMERIQUE = ['seniors', 'demandeurs-emploi', 'personnes-exilees', 'beneficiaires-des-minimas-sociaux'] as const

/** Family, reading, writing and counting, digital life. */
export const FAMILLE_NUMERIQUE: readonly NeedTexts[] = [
  {
    besoin: 'famille--garde-denfants',
    types: ['accompagnement', 'aide-financiere', 'information'],
    publics: ['familles', 'femmes', 'demandeurs-emploi'],
    payant: 0.55,
    titres: [
      'Garde d’enfant en horaires décalés',
      'Crèche à vocation d’insertion',
      'Halte-garderie itinérante',
      'Trouver une solution de garde pour un entretien',
      'Relais petite enfance',
    ],
    contenus: [
      'Accueil d’urgence d’un enfant de 3 mois à 6 ans pendant un entretien, une formation ou une reprise d’emploi.',
      'Garde au domicile, tôt le matin, tard le soir et le week-end, à un tarif selon le quotient familial.',
      'Recherche d’un mode de garde avec la famille et aide au dossier de la caisse d’allocations familiales.',
    ],
  },
  {
    besoin: 'famille--prise-en-charge-personne-dependante',
    types: ['accompagnement', 'information', 'aide-financiere'],
    publics: ['familles', 'seniors', 'personnes-en-situation-de-handicap'],
    payant: 0.35,
    titres: [
      'Accueil de jour pour personnes âgées',
      'Prendre en charge un parent dépendant',
      'Aide au dossier APA',
      'Relayage à domicile',
    ],
    contenus: [
      'Information et aide au dossier d’allocation personnalisée d’autonomie (APA).',
      'Accueil de jour une à trois fois par semaine, transport compris.',
      'Évaluation gratuite à domicile par une coordinatrice.',
    ],
  },
  {
    besoin: 'famille--soutien-a-la-parentalite-et-a-leducation',
    types: ['accompagnement', 'atelier', 'information'],
    publics: ['familles', 'femmes', 'jeunes'],
    payant: 0.05,
    titres: [
      'Café des parents',
      'Accompagnement à la scolarité',
      'Lieu d’accueil enfants-parents',
      'Soutien à la parentalité',
      'Point écoute parents-adolescents',
    ],
    contenus: [
      'Un lieu pour souffler, échanger entre parents et poser ses questions à une éducatrice.',
      'Aide aux devoirs deux soirs par semaine, du CP à la troisième.',
      'Ateliers sur le sommeil, les écrans, l’adolescence et la relation à l’école.',
    ],
  },
  {
    besoin: 'famille--soutien-aidants',
    types: ['accompagnement', 'information', 'atelier'],
    publics: ['familles', 'seniors', 'actifs'],
    payant: 0.05,
    titres: [
      'Pause des aidants',
      'Groupe de parole pour proches aidants',
      'Concilier emploi et aide à un proche',
      'Plateforme de répit',
    ],
    contenus: [
      'Groupe de parole mensuel animé par une psychologue.',
      'Information sur le congé de proche aidant, l’allocation journalière et les solutions de répit.',
      'Un bénévole peut prendre le relais auprès du proche pendant les rencontres.',
    ],
  },
  {
    besoin: 'famille--surmonter-conflits-separation-violence',
    types: ['accompagnement', 'information'],
    publics: ['femmes', 'familles', 'personnes-en-situation-durgence'],
    payant: 0.04,
    titres: [
      'Accueil des femmes victimes de violences',
      'Médiation familiale',
      'Espace de rencontre parents-enfants',
      'Se séparer : droits et démarches',
    ],
    contenus: [
      'Écoute, mise à l’abri, dépôt de plainte et démarches, dans le respect du rythme de la personne.',
      'Médiation familiale pour renouer le dialogue ; la participation dépend des revenus.',
      'Information juridique sur la séparation, la garde des enfants et la pension alimentaire.',
    ],
  },
  {
    besoin: 'lecture-ecriture-calcul--maitriser-le-calcul',
    types: ['formation', 'atelier'],
    publics: ['demandeurs-emploi', 'actifs', 'jeunes'],
    payant: 0.04,
    titres: [
      'Remise à niveau en calcul',
      'Mathématiques utiles pour l’emploi',
      'Préparer le certificat CléA',
      'Compter, mesurer, gérer',
    ],
    contenus: [
      'Calcul, proportions, lecture de plans et de tableaux, à partir de situations de travail.',
      'Positionnement individuel puis parcours de 30 à 120 heures.',
      'Préparation au certificat CléA, reconnu par toutes les branches.',
    ],
  },
  {
    besoin: 'lecture-ecriture-calcul--maitriser-le-francais',
    types: ['formation', 'atelier', 'accompagnement'],
    publics: ['personnes-exilees', 'demandeurs-emploi', 'jeunes', 'actifs'],
    payant: 0.08,
    titres: [
      'Cours de français langue étrangère (FLE)',
      'Atelier sociolinguistique',
      'Alphabétisation',
      'Lire et écrire au quotidien',
      'Français à visée professionnelle',
    ],
    contenus: [
      'Cours en petits groupes, du niveau débutant au niveau B1, avec préparation du DELF ou du TCF.',
      'Ateliers dans la vie réelle : à l’école, à la poste, chez le médecin, dans les transports.',
      'Accueil des personnes peu ou pas scolarisées ; une garde d’enfant est proposée pendant les cours.',
    ],
  },
  {
    besoin: 'numerique--acceder-a-des-services-en-ligne',
    types: ['accompagnement', 'atelier'],
    publics: NUMERIQUE,
    payant: 0.03,
    titres: [
      'Démarches en ligne avec un conseiller',
      'Point d’accueil numérique',
      'Aidants habilités : démarches en votre nom',
      'Ameli, CAF, impôts : on vous aide',
    ],
    contenus: [
      'Aide à créer et utiliser ses comptes en ligne : assurance maladie, CAF, impôts, France Travail.',
      'Un aidant habilité peut faire la démarche au nom de la personne, avec son mandat écrit.',
      'Prise de rendez-vous médical, attestation, pré-demande de carte d’identité.',
    ],
  },
  {
    besoin: 'numerique--acceder-a-une-connexion-internet',
    types: ['aide-materielle', 'information'],
    publics: NUMERIQUE,
    payant: 0.05,
    titres: [
      'Ordinateurs en libre accès',
      'Wi-Fi et imprimante à disposition',
      'Espace numérique ouvert à tous',
      'Forfait internet solidaire',
    ],
    contenus: [
      'Postes informatiques, numériseur et imprimante en libre accès, sans inscription.',
      'Wi-Fi gratuit pendant les heures d’ouverture.',
      'Information sur les forfaits internet à tarif social.',
    ],
  },
  {
    besoin: 'numerique--acquerir-un-equipement',
    types: ['aide-materielle', 'aide-financiere'],
    publics: [...NUMERIQUE, 'etudiants'],
    payant: 0.65,
    titres: [
      'Ordinateurs reconditionnés',
      'Téléphone à prix solidaire',
      'Prêt d’ordinateur portable',
      'S’équiper pour étudier ou travailler',
    ],
    contenus: [
      'Ordinateurs reconditionnés et garantis, de 60 à 150 euros selon les revenus.',
      'Prêt d’un ordinateur et d’une clé de connexion pour trois mois.',
      'Une prise en main d’une heure est comprise.',
    ],
  },
  {
    besoin: 'numerique--maitriser-les-fondamentaux-du-numerique',
    types: ['atelier', 'formation', 'accompagnement'],
    publics: NUMERIQUE,
    payant: 0.08,
    titres: [
      'Premiers pas sur l’ordinateur',
      'Bien utiliser son smartphone',
      'Ateliers numériques pour débutants',
      'Passeport de compétences numériques',
      'Initiation au traitement de texte',
    ],
    contenus: [
      'Séances de deux heures pour apprendre à utiliser un ordinateur, une tablette ou un smartphone.',
      'Messagerie, mots de passe, achats en ligne, photos : chacun avance à son rythme.',
      'Les supports sont remis en grands caractères.',
    ],
  },
]
