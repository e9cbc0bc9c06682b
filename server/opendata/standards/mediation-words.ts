/** Words of the national standard « lieux de médiation numérique » (LaMednum, 2023), by the values of v1. */

const SERVICES = {
  demarches: 'Aide aux démarches administratives',
  quotidien: 'Maîtrise des outils numériques du quotidien',
  emploi: 'Insertion professionnelle via le numérique',
  education: 'Parentalité et éducation avec le numérique',
  loisirs: 'Loisirs et créations numériques',
  acces: 'Accès internet et matériel informatique',
  materiel: 'Acquisition de matériel informatique à prix solidaire',
} as const

type Words = Readonly<Record<string, string>>

const OF_NEED: Words = {
  'numerique--acceder-a-des-services-en-ligne': SERVICES.demarches,
  'numerique--acceder-a-une-connexion-internet': SERVICES.acces,
  'numerique--acquerir-un-equipement': SERVICES.materiel,
  'numerique--maitriser-les-fondamentaux-du-numerique': SERVICES.quotidien,
  // Said of a service that is about digital matters.
  'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi': SERVICES.emploi,
  'remobilisation--activites-sportives-et-culturelles': SERVICES.loisirs,
  'famille--soutien-a-la-parentalite-et-a-leducation': SERVICES.education,
}

export const isDigital = (need: string): boolean => need.startsWith('numerique--')

export const PUBLICS: Words = {
  jeunes: 'Jeunes',
  etudiants: 'Étudiants',
  familles: 'Familles et/ou enfants',
  seniors: 'Seniors',
  femmes: 'Femmes',
}

export const FRAIS: Words = { gratuit: 'Gratuit', payant: 'Payant' }

/** `se-presenter`… as one comes to the place. */
export const MODALITES_ACCES: Words = {
  'se-presenter': 'Se présenter',
  telephoner: 'Téléphoner',
  'envoyer-un-courriel': 'Contacter par mail',
  'utiliser-lien-mobilisation': 'Prendre un RDV en ligne',
}

/** A material help is no « En autonomie »: it is not told. */
export const MODALITES_ACCOMPAGNEMENT: Words = {
  accompagnement: 'Accompagnement individuel',
  atelier: 'Dans un atelier collectif',
  'a-distance': 'À distance',
}

export const DISPOSITIFS: Words = {
  'aidants-connect': 'Aidants Connect',
  'conseillers-numeriques': 'Conseillers numériques',
  'france-service': 'France Services',
  'grandes-ecoles-du-numerique': 'Grande école du numérique',
  'croix-rouge': 'La Croix Rouge',
}

export const LABELS: Words = { 'fabrique-de-territoire': 'Fabriques de Territoire' }

/** Typologies of v0 that name a network of v1 alone. */
export const TYPOLOGIES: Words = {
  aci: 'ACI',
  ai: 'AI',
  caf: 'CAF',
  'ccas-cias': 'CCAS',
  chrs: 'CHRS',
  cidff: 'CIDFF',
  cpam: 'CPAM',
  ei: 'EI',
  'ecoles-de-la-deuxieme-chance': 'E2C',
  'espaces-publics-numeriques': 'EPN',
  'france-service': 'RFS',
  'france-travail': 'FT',
  'la-poste': 'LA_POSTE',
  mdph: 'MDPH',
  'mission-locale': 'ML',
  mjc: 'MJC',
  'mutualite-sociale-agricole': 'MSA',
  'pimms-mediation': 'PIMMS',
  plie: 'PLIE',
  'reseau-information-jeunesse': 'PIJ_BIJ',
  ressourceries: 'RESSOURCERIE',
}

/** Each once, in the order met; what the standard has no word for is left out. */
export const wordsOf = (words: Words, values: readonly string[]): readonly string[] => [
  ...new Set(values.flatMap((value) => words[value] ?? [])),
]

/** Of one service: none unless something of it is digital. */
export const servicesOf = (needs: readonly string[]): readonly string[] => (needs.some(isDigital) ? wordsOf(OF_NEED, needs) : [])
