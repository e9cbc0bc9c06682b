/**
 * Fifty people as counsellors speak of them, all invented (peers.md §5.1). `besoins`: what is asked for, each judged by the rules that
 * build/relevance has for those very words; `lieu`, one of its places, only where what is asked for has a place in the real rows.
 */
export type Vignette = {
  readonly saisie: string
  readonly besoins: readonly string[]
  readonly lieu?: string
  /** Somebody whose rights few know: the twelve of peers.md §5.1. */
  readonly rare?: true
}

const of = (saisie: string, besoins: readonly string[], more: Omit<Vignette, 'saisie' | 'besoins'> = {}): Vignette => ({
  saisie,
  besoins,
  ...more,
})
const rare = { rare: true } as const

export const VIGNETTES: readonly Vignette[] = [
  // One need.
  of('passer le permis pas cher', ['passer le permis pas cher']),
  of('elle a besoin d’un logement d’urgence', ['logement d’urgence']),
  of('surendetement', ['surendetement']),
  of('démarches administratives', ['démarches administratives'], { lieu: 'Saint-Denis' }),
  of('conseiller numérique, sans voiture', ['conseiller numérique'], { lieu: 'Le Mans' }),
  of('utiliser un smartphone', ['utiliser un smartphone'], { lieu: 'Lille' }),
  of('rompre l’isolement', ['rompre l’isolement']),
  of('il cherche un chantier d’insertion', ['chantier d’insertion']),
  // Two.
  of('permis, garde d’enfant', ['permis', 'garde d’enfant']),
  of('CV et mentor', ['CV', 'mentor']),
  of('dettes, gérer son budget', ['dettes', 'gérer son budget']),
  of('garage solidaire et micro crédit', ['garage solidaire', 'micro crédit']),
  of('aide alimentaire, vêtements', ['aide alimentaire', 'vêtements']),
  of('trouver un logement ; FSL', ['trouver un logement', 'FSL']),
  of('papiers, créer une adresse mail', ['papiers', 'créer une adresse mail'], { lieu: 'Foix' }),
  of('acces internet, conseiller numérique, sans voiture', ['acces internet', 'conseiller numérique'], { lieu: 'Le Mans' }),
  of('wifi gratuit, papiers', ['wifi gratuit', 'papiers'], { lieu: 'Saint-Étienne' }),
  of('psy et confiance en soi', ['psy', 'confiance en soi']),
  of('creche, interim d’insertion', ['creche', 'interim d’insertion']),
  of('bilan de compétences, découvrir un métier stage', ['bilan de compétences', 'découvrir un métier stage']),
  of('créer son entreprise, mutuelle', ['créer son entreprise', 'mutuelle']),
  of('location de voiture, caces', ['location de voiture', 'caces']),
  // Three.
  of('permis, garde d’enfant, FLE, sans voiture', ['permis', 'garde d’enfant', 'FLE']),
  of('ne sait pas lire, ordi, CV', ['ne sait pas lire', 'ordi', 'CV']),
  of('loyers impayés, dettes, dépression', ['loyers impayés', 'dettes', 'dépression']),
  of('hébergement d’urgence, colis alimentaire, domiciliation', ['hébergement d’urgence', 'colis alimentaire', 'domiciliation']),
  of('code de la route, micro crédit, covoiturage', ['code de la route', 'micro crédit', 'covoiturage']),
  of('préparer son entretien d’embauche, CV, bilan mobilité', ['préparer son entretien d’embauche', 'CV', 'bilan mobilité']),
  of('nounou, divorce, trouver un logement', ['nounou', 'divorce', 'trouver un logement']),
  of('mutuelle, dentiste, secours financier d’urgence', ['mutuelle', 'dentiste', 'secours financier d’urgence']),
  of('meubles pas chers, caution pour un appartement, déménager', [
    'meubles pas chers',
    'caution pour un appartement',
    'déménager',
  ]),
  of('cours informatique débutant ; démarches en ligne ; CV', ['cours informatique débutant', 'démarches en ligne', 'CV']),
  of('illettrisme, remise à niveau maths, validation des acquis', [
    'illettrisme',
    'remise à niveau maths',
    'validation des acquis',
  ]),
  of('vélos, réparation vélo, parrainage emploi, sans voiture', ['vélos', 'réparation vélo', 'parrainage emploi']),
  // Four.
  of('permis, logement d’urgence, dettes, psy', ['permis', 'logement d’urgence', 'dettes', 'psy']),
  of('garde d’enfant, FLE, CV, vêtements', ['garde d’enfant', 'FLE', 'CV', 'vêtements']),
  of('réparer ma voiture, caces, mutuelle, aide alimentaire', ['réparer ma voiture', 'caces', 'mutuelle', 'aide alimentaire']),
  of('mentor, découvrir un métier stage, permis, confiance en soi', [
    'mentor',
    'découvrir un métier stage',
    'permis',
    'confiance en soi',
  ]),
  // Rights that few know.
  of('travailleurs handicapés', ['travailleurs handicapés'], rare),
  of('titre de séjour, cours de français pour réfugiés', ['titre de séjour', 'cours de français pour réfugiés'], rare),
  of('sortant de prison, hébergement d’urgence, mutuelle', ['sortant de prison', 'hébergement d’urgence', 'mutuelle'], rare),
  of('violences conjugales, conseil juridique gratuit', ['violences conjugales', 'conseil juridique gratuit'], rare),
  of(
    'carte mobilité inclusion, transport pour personne handicapée',
    ['carte mobilité inclusion', 'transport pour personne handicapée'],
    rare,
  ),
  of(
    'contrat engagement jeune, logement pour jeune travailleur',
    ['contrat engagement jeune', 'logement pour jeune travailleur'],
    rare,
  ),
  of('école de la deuxième chance, voiture sans permis', ['école de la deuxième chance', 'voiture sans permis'], rare),
  of('toxicomane, domiciliation, bilan de santé gratuit', ['toxicomane', 'domiciliation', 'bilan de santé gratuit'], rare),
  of('pass numérique, certificat cléa', ['pass numérique', 'certificat cléa'], rare),
  of('ne parle pas français, écrivain public, PMI', ['ne parle pas français', 'écrivain public', 'PMI'], rare),
  of('aidants connect', ['aidants connect'], { lieu: 'Lille', ...rare }),
  of('transport à la demande, aide à domicile', ['transport à la demande', 'aide à domicile'], rare),
]
