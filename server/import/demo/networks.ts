/** A family of structures: how they are called, which networks carry them, which needs they usually meet. */
export type Network = {
  readonly prefixes: readonly string[]
  readonly reseaux: readonly string[]
  /** Typology of DORA's own listings (dora-backend.md A.1). */
  readonly typology: string
  /** Categories of needs, the most usual first. */
  readonly categories: readonly string[]
  /** Relative frequency. */
  readonly weight: number
}

const EMPLOI = ['trouver-un-emploi', 'preparer-sa-candidature', 'choisir-un-metier', 'se-former'] as const
const SOCIAL = [
  'difficultes-administratives-ou-juridiques',
  'difficultes-financieres',
  'logement-hebergement',
  'equipement-et-alimentation',
] as const

export const NETWORKS: readonly Network[] = [
  {
    prefixes: ['Mission locale'],
    reseaux: ['mission-locale'],
    typology: 'ML',
    weight: 8,
    categories: [...EMPLOI, 'mobilite', 'logement-hebergement', 'sante', 'souvrir-a-linternational'],
  },
  {
    prefixes: ['Agence pour l’emploi'],
    reseaux: ['france-travail'],
    typology: 'FT',
    weight: 6,
    categories: [...EMPLOI, 'mobilite', 'creer-une-entreprise', 'souvrir-a-linternational'],
  },
  {
    prefixes: ['Centre communal d’action sociale', 'CCAS'],
    reseaux: ['ccas-cias', 'communes'],
    typology: 'CCAS',
    weight: 10,
    categories: [...SOCIAL, 'famille', 'numerique', 'sante'],
  },
  {
    prefixes: ['Espace France Services', 'Maison France Services'],
    reseaux: ['france-service'],
    typology: 'RFS',
    weight: 9,
    categories: ['numerique', 'difficultes-administratives-ou-juridiques', 'preparer-sa-candidature'],
  },
  {
    prefixes: ['Maison des solidarités'],
    reseaux: ['maisons-des-solidarites', 'departements'],
    typology: 'MDS',
    weight: 6,
    categories: [...SOCIAL, 'famille', 'sante', 'remobilisation'],
  },
  {
    prefixes: ['Centre social', 'Centre socioculturel'],
    reseaux: ['fcsf'],
    typology: 'CS',
    weight: 8,
    categories: ['famille', 'remobilisation', 'numerique', 'lecture-ecriture-calcul', 'equipement-et-alimentation'],
  },
  {
    prefixes: ['Plateforme mobilité', 'Garage solidaire', 'Auto-école sociale'],
    reseaux: ['mobin'],
    typology: 'ASSO',
    weight: 7,
    categories: ['mobilite'],
  },
  { prefixes: ['Conseil en mobilité'], reseaux: ['wimoov'], typology: 'ASSO', weight: 2, categories: ['mobilite'] },
  {
    prefixes: ['Chantier d’insertion', 'Atelier d’insertion'],
    reseaux: ['aci', 'chantier-ecole'],
    typology: 'ACI',
    weight: 6,
    categories: ['trouver-un-emploi', 'se-former', 'remobilisation', 'equipement-et-alimentation'],
  },
  {
    prefixes: ['Association intermédiaire'],
    reseaux: ['ai', 'coorace'],
    typology: 'AI',
    weight: 3,
    categories: ['trouver-un-emploi', 'equipement-et-alimentation', 'mobilite'],
  },
  {
    prefixes: ['Entreprise d’insertion'],
    reseaux: ['ei'],
    typology: 'EI',
    weight: 2,
    categories: ['trouver-un-emploi', 'se-former'],
  },
  {
    prefixes: ['Espace public numérique', 'Tiers-lieu'],
    reseaux: ['espaces-publics-numeriques', 'conseillers-numeriques'],
    typology: 'EPN',
    weight: 7,
    categories: ['numerique', 'creer-une-entreprise'],
  },
  {
    prefixes: ['Médiathèque'],
    reseaux: ['conseillers-numeriques', 'communes'],
    typology: 'BIB',
    weight: 4,
    categories: ['numerique', 'lecture-ecriture-calcul', 'remobilisation'],
  },
  {
    prefixes: ['Organisme de formation', 'Institut de formation'],
    reseaux: ['reseau-app'],
    typology: 'OF',
    weight: 6,
    categories: ['se-former', 'lecture-ecriture-calcul', 'choisir-un-metier', 'numerique'],
  },
  {
    prefixes: ['Centre d’hébergement'],
    reseaux: ['chrs', 'federation-des-acteurs-de-la-solidarite'],
    typology: 'CHRS',
    weight: 3,
    categories: ['logement-hebergement', 'remobilisation'],
  },
  {
    prefixes: ['Résidence jeunes actifs'],
    reseaux: ['residences-fjt'],
    typology: 'RS_FJT',
    weight: 2,
    categories: ['logement-hebergement'],
  },
  {
    prefixes: ['Épicerie solidaire', 'Aide alimentaire'],
    reseaux: ['banques-alimentaires'],
    typology: 'ES',
    weight: 4,
    categories: ['equipement-et-alimentation', 'difficultes-financieres', 'remobilisation'],
  },
  {
    prefixes: ['Centre d’information sur les droits des femmes et des familles'],
    reseaux: ['cidff'],
    typology: 'CIDFF',
    weight: 3,
    categories: ['famille', 'difficultes-administratives-ou-juridiques'],
  },
  {
    prefixes: ['Point conseil budget'],
    reseaux: ['points-conseil-budget', 'unaf'],
    typology: 'UDAF',
    weight: 3,
    categories: ['difficultes-financieres', 'famille'],
  },
  {
    prefixes: ['Point justice'],
    reseaux: ['points-justice'],
    typology: 'PAD',
    weight: 2,
    categories: ['difficultes-administratives-ou-juridiques'],
  },
  {
    prefixes: ['Cap vers l’emploi'],
    reseaux: ['cap-emploi-reseau-cheops'],
    typology: 'CAP_EMPLOI',
    weight: 3,
    categories: ['trouver-un-emploi', 'sante', 'choisir-un-metier'],
  },
  {
    prefixes: ['Maison du handicap'],
    reseaux: ['mdph', 'maison-departementale-de-lautonomie'],
    typology: 'MDPH',
    weight: 2,
    categories: ['sante', 'famille', 'trouver-un-emploi'],
  },
  { prefixes: ['Centre de soins en addictologie'], reseaux: ['csapa'], typology: 'CSAPA', weight: 2, categories: ['sante'] },
  { prefixes: ['Centre médico-psychologique'], reseaux: ['cmp'], typology: 'CMP', weight: 2, categories: ['sante'] },
  {
    prefixes: ['Couveuse d’activités', 'Boutique de gestion'],
    reseaux: ['reseau-bge'],
    typology: 'ASSO',
    weight: 3,
    categories: ['creer-une-entreprise'],
  },
  {
    prefixes: ['Microcrédit et conseil'],
    reseaux: ['adie'],
    typology: 'ASSO',
    weight: 2,
    categories: ['creer-une-entreprise', 'mobilite', 'difficultes-financieres'],
  },
  {
    prefixes: ['Point information jeunesse', 'Bureau information jeunesse'],
    reseaux: ['reseau-information-jeunesse'],
    typology: 'PIJ_BIJ',
    weight: 3,
    categories: ['souvrir-a-linternational', 'choisir-un-metier', 'sante', 'logement-hebergement'],
  },
  {
    prefixes: ['Crèche à vocation d’insertion', 'Maison de la petite enfance'],
    reseaux: ['creches-avip'],
    typology: 'AVIP',
    weight: 3,
    categories: ['famille'],
  },
  {
    prefixes: ['École de la nouvelle chance'],
    reseaux: ['ecoles-de-la-deuxieme-chance'],
    typology: 'E2C',
    weight: 2,
    categories: ['se-former', 'choisir-un-metier', 'lecture-ecriture-calcul'],
  },
  {
    prefixes: ['Plan local pour l’insertion et l’emploi'],
    reseaux: ['plie'],
    typology: 'PLIE',
    weight: 3,
    categories: [...EMPLOI, 'remobilisation'],
  },
  {
    prefixes: ['Accueil des demandeurs d’asile'],
    reseaux: ['cada', 'huda'],
    typology: 'CADA',
    weight: 2,
    categories: ['logement-hebergement', 'lecture-ecriture-calcul', 'difficultes-administratives-ou-juridiques'],
  },
  {
    prefixes: ['Ressourcerie'],
    reseaux: ['ressourceries'],
    typology: 'RESSOURCERIE',
    weight: 3,
    categories: ['equipement-et-alimentation', 'numerique', 'remobilisation'],
  },
  {
    prefixes: ['Association', 'Collectif', 'Entraide', 'Relais solidaire'],
    reseaux: [],
    typology: 'ASSO',
    weight: 22,
    categories: [
      'remobilisation',
      'lecture-ecriture-calcul',
      'famille',
      'mobilite',
      'equipement-et-alimentation',
      'numerique',
      'sante',
      'difficultes-administratives-ou-juridiques',
    ],
  },
]

/** Invented proper names: none of them is a place or a known organisation. */
const FIRST = [
  'L’Escale',
  'Le Tremplin',
  'La Passerelle',
  'L’Horizon',
  'La Boussole',
  'Le Trait d’Union',
  'L’Élan',
  'Le Fil d’Ariane',
  'La Clairière',
  'Le Marchepied',
  'L’Embellie',
  'La Courte Échelle',
  'Le Gué',
  'L’Éclaircie',
  'La Ruche',
  'Le Rebond',
  'L’Ancrage',
  'La Voie',
  'Le Pas',
  'La Traverse',
  'L’Atelier',
  'Le Phare',
  'La Source',
  'Le Pont',
] as const
const SECOND = [
  'des Possibles',
  'du Grand-Large',
  'des Quatre-Vents',
  'des Collines',
  'de la Plaine',
  'des Bruyères',
  'du Vallon',
  'de l’Avenir',
  'des Deux-Rives',
  'des Coquelicots',
  'du Levant',
  'de la Garenne',
  'des Lucioles',
  'du Cap-Vert',
  'des Marronniers',
  'de l’Écluse',
  'des Hirondelles',
  'du Vieux-Chêne',
  'des Cerisiers',
  'de la Source',
  'du Renouveau',
  'des Ateliers',
  'de la Colline',
  'du Clair-Matin',
] as const

export const inventedName = (index: number): string => {
  const first = FIRST[index % FIRST.length] ?? FIRST[0]
  const second = SECOND[Math.floor(index / FIRST.length) % SECOND.length] ?? SECOND[0]
  const round = Math.floor(index / (FIRST.length * SECOND.length))
  return round === 0 ? `${first} ${second}` : `${first} ${second} ${round + 1}`
}
