/**
 * Words of the field that a person may not know, and what they mean in plain words: told at the foot of the sheet when one of them is on
 * it (« L’information pour tous »: explain difficult words; no abbreviation without its meaning).
 */

type Entry = readonly [mot: string, sens: string]

const ENTRIES: readonly Entry[] = [
  ['AAH', 'une aide en argent pour les adultes qui ont un handicap'],
  ['ACI', 'un chantier où vous travaillez avec de l’aide'],
  ['AI', 'une association qui propose des heures de travail'],
  ['ASE', 'le service qui protège les enfants'],
  ['ASS', 'une aide en argent quand le chômage est fini'],
  ['A1', 'le niveau débutant en langue'],
  ['A2', 'le niveau de langue pour les choses simples'],
  ['B1', 'le niveau de langue pour la vie de tous les jours'],
  ['CAF', 'le bureau qui donne les aides pour la famille et le logement'],
  ['CCAS', 'le service d’aide de la mairie'],
  ['CIAS', 'le service d’aide de plusieurs mairies'],
  ['CDAS', 'le lieu d’aide sociale du département'],
  ['CEJ', 'un contrat d’aide pour les jeunes sans emploi'],
  ['CIDFF', 'un lieu qui informe les femmes et les familles sur leurs droits'],
  ['CNI', 'la carte d’identité'],
  ['CPAM', 'le bureau de l’assurance maladie'],
  ['CSS', 'une aide pour payer les soins'],
  ['CV', 'une page qui présente votre travail et vos études'],
  ['CADA', 'un logement pour les personnes qui demandent l’asile'],
  ['CHRS', 'un logement pour un temps, avec de l’aide'],
  ['DALO', 'le droit de demander un logement à l’État'],
  ['DELF', 'un diplôme de français'],
  ['DILF', 'un premier diplôme de français'],
  ['EI', 'une entreprise qui embauche et qui aide'],
  ['EPIDE', 'une école avec logement pour trouver un travail'],
  ['ESAT', 'un lieu de travail pour les personnes handicapées'],
  ['ETTI', 'une agence d’intérim qui aide'],
  ['FJT', 'un foyer pour les jeunes qui travaillent'],
  ['FLE', 'des cours de français pour les étrangers'],
  ['FLI', 'des cours de français pour vivre en France'],
  ['FSL', 'une aide en argent pour le logement'],
  ['GRETA', 'un lieu de formation pour les adultes'],
  ['MDPH', 'le bureau des droits des personnes handicapées'],
  ['MJC', 'une maison de loisirs et de culture'],
  ['MSA', 'le bureau des aides pour le monde agricole'],
  ['PLIE', 'un service qui aide à trouver un travail'],
  ['PMI', 'un lieu de santé pour les enfants et les mères'],
  ['PMR', 'une personne qui a du mal à se déplacer'],
  ['PMSMP', 'un essai dans une entreprise'],
  ['QPV', 'un quartier qui reçoit plus d’aides'],
  ['QF', 'un calcul de vos revenus'],
  ['RDV', 'un rendez-vous'],
  ['RIB', 'un papier de la banque avec le numéro de votre compte'],
  ['RQTH', 'un papier qui dit que vous êtes un travailleur handicapé'],
  ['RSA', 'une aide en argent quand vous avez peu de revenus'],
  ['SIAE', 'une entreprise qui embauche et qui aide'],
  ['SIAO', 'le service qui cherche une place pour dormir'],
  ['SIAO 115', 'le service qui cherche une place pour dormir'],
  ['SPIP', 'le service qui suit les personnes après une peine'],
  ['UDAF', 'une association qui aide les familles'],
  ['ZRR', 'une zone de campagne qui reçoit plus d’aides'],
  ['FRR', 'une zone de campagne qui reçoit plus d’aides'],
  ['Mission locale', 'un lieu qui aide les jeunes de 16 à 25 ans'],
  ['France Travail', 'le service public de l’emploi'],
  ['Cap emploi', 'un service d’emploi pour les personnes handicapées'],
  ['quotient familial', 'un calcul de vos revenus'],
  ['justificatif de domicile', 'un papier avec votre nom et votre adresse'],
  ['avis d’imposition', 'un papier des impôts'],
  ['attestation', 'un papier officiel'],
  ['bénéficiaire', 'une personne qui reçoit une aide'],
  ['minima sociaux', 'des aides en argent quand vous avez peu de revenus'],
  ['titre de séjour', 'un papier qui permet de vivre en France'],
  ['primo-arrivant', 'une personne qui vit en France depuis peu de temps'],
  ['demandeur d’emploi', 'une personne qui cherche un travail'],
  ['garde à domicile', 'une personne garde l’enfant chez vous'],
  ['microcrédit', 'un petit prêt d’argent'],
  ['illettrisme', 'la difficulté à lire et à écrire'],
  ['visioconférence', 'une réunion sur un écran'],
]

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** Abbreviations as they are written in capitals; words in any case, plurals included. */
const pattern = (mot: string): RegExp => {
  const isAbbreviation = mot === mot.toUpperCase()
  const body = escaped(mot).replaceAll('’', "['’]").replaceAll(' ', '[\\s\\u00a0]+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}${isAbbreviation ? '' : 's?'}(?![\\p{L}\\p{N}])`, isAbbreviation ? 'u' : 'iu')
}
const READY = ENTRIES.map(([mot, sens]) => ({ mot, sens, found: pattern(mot) }))

export type Mot = { readonly mot: string; readonly sens: string }

/** The difficult words of these texts, in the order of the alphabet. */
export const difficultWords = (texts: readonly string[]): readonly Mot[] => {
  const whole = texts.join('\n').normalize('NFC')
  return READY.filter(({ found }) => found.test(whole))
    .map(({ mot, sens }) => ({ mot, sens }))
    .sort((a, b) => a.mot.localeCompare(b.mot, 'fr'))
}

const KNOWN: ReadonlySet<string> = new Set(ENTRIES.map(([mot]) => mot))
export const isExplained = (abbreviation: string): boolean => KNOWN.has(abbreviation)

/** Every explanation, to be checked against the rules of easy reading. */
export const EXPLANATIONS: readonly Mot[] = ENTRIES.map(([mot, sens]) => ({ mot, sens }))
