import type { TownName } from './placed.ts'

/**
 * Fifty people as counsellors speak of them, all invented (peers.md §5.1), each in a real town. `besoins`: what is asked for; each is
 * judged there, by reading (gold.json) or, where nobody read, by the rules that build/relevance has for those very words at that place.
 */
export type Vignette = {
  readonly saisie: string
  readonly besoins: readonly string[]
  readonly lieu: TownName
  /** Somebody whose rights few know: the twelve of peers.md §5.1. */
  readonly rare?: true
}

const of = (lieu: TownName, saisie: string, besoins: readonly string[]): Vignette => ({ saisie, besoins, lieu })
const rare = (lieu: TownName, saisie: string, besoins: readonly string[]): Vignette => ({ saisie, besoins, lieu, rare: true })

export const VIGNETTES: readonly Vignette[] = [
  // One need.
  of('Saint-Étienne', 'passer le permis pas cher', ['passer le permis pas cher']),
  of('Limoges', 'elle a besoin d’un logement d’urgence', ['logement d’urgence']),
  of('Lille', 'surendetement', ['surendetement']),
  of('Saint-Denis', 'démarches administratives', ['démarches administratives']),
  of('Le Mans', 'conseiller numérique, sans voiture', ['conseiller numérique']),
  of('Lille', 'utiliser un smartphone', ['utiliser un smartphone']),
  of('Foix', 'rompre l’isolement', ['rompre l’isolement']),
  of('Foix', 'il cherche un chantier d’insertion', ['chantier d’insertion']),
  // Two.
  of('Le Mans', 'permis, garde d’enfant', ['permis', 'garde d’enfant']),
  of('Le Havre', 'CV et mentor', ['CV', 'mentor']),
  of('Quimper', 'dettes, gérer son budget', ['dettes', 'gérer son budget']),
  of('Saint-Étienne', 'garage solidaire et micro crédit', ['garage solidaire', 'micro crédit']),
  of('Quimper', 'aide alimentaire, vêtements, gratuit', ['aide alimentaire', 'vêtements']),
  of('Quimper', 'trouver un logement ; caution pour un appartement ; FSL', [
    'trouver un logement',
    'caution pour un appartement',
    'FSL',
  ]),
  of('Foix', 'papiers, créer une adresse mail', ['papiers', 'créer une adresse mail']),
  of('Le Mans', 'acces internet, conseiller numérique, sans voiture', ['acces internet', 'conseiller numérique']),
  of('Saint-Étienne', 'wifi gratuit, papiers', ['wifi gratuit', 'papiers']),
  of('Quimper', 'psy et confiance en soi', ['psy', 'confiance en soi']),
  of('Saint-Étienne', 'creche, interim d’insertion', ['creche', 'interim d’insertion']),
  of('Saint-Denis', 'bilan de compétences, découvrir un métier stage', ['bilan de compétences', 'découvrir un métier stage']),
  of('Saint-Denis', 'créer son entreprise, mutuelle', ['créer son entreprise', 'mutuelle']),
  of('Le Havre', 'location de voiture, caces', ['location de voiture', 'caces']),
  of('Limoges', 'déménager, meubles pas chers', ['déménager', 'meubles pas chers']),
  // Three.
  of('Limoges', 'permis, garde d’enfant, FLE, sans voiture', ['permis', 'garde d’enfant', 'FLE']),
  of('Limoges', 'ne sait pas lire, apprendre l’ordinateur, CV', ['ne sait pas lire', 'apprendre l’ordinateur', 'CV']),
  of('Limoges', 'loyers impayés, dettes, dépression', ['loyers impayés', 'dettes', 'dépression']),
  of('Saint-Denis', 'hébergement d’urgence, aide alimentaire, domiciliation', [
    'hébergement d’urgence',
    'aide alimentaire',
    'domiciliation',
  ]),
  of('Foix', 'code de la route, micro crédit, covoiturage', ['code de la route', 'micro crédit', 'covoiturage']),
  of('Lille', 'préparer son entretien d’embauche, CV, bilan mobilité', [
    'préparer son entretien d’embauche',
    'CV',
    'bilan mobilité',
  ]),
  of('Limoges', 'nounou, divorce, trouver un logement, sans voiture', ['nounou', 'divorce', 'trouver un logement']),
  of('Le Mans', 'dentiste, bilan de santé gratuit, secours financier d’urgence', [
    'dentiste',
    'bilan de santé gratuit',
    'secours financier d’urgence',
  ]),
  of('Quimper', 'cours informatique débutant ; déclaration d’impôts ; CV', [
    'cours informatique débutant',
    'déclaration d’impôts',
    'CV',
  ]),
  of('Lille', 'illettrisme, remise à niveau maths, validation des acquis', [
    'illettrisme',
    'remise à niveau maths',
    'validation des acquis',
  ]),
  of('Saint-Denis', 'vélos, réparation vélo, parrainage emploi, sans voiture', ['vélos', 'réparation vélo', 'parrainage emploi']),
  // Four.
  of('Le Havre', 'permis, logement d’urgence, dettes, psy', ['permis', 'logement d’urgence', 'dettes', 'psy']),
  of('Lille', 'garde d’enfant, FLE, CV, vêtements', ['garde d’enfant', 'FLE', 'CV', 'vêtements']),
  of('Le Mans', 'réparer ma voiture, caces, bilan de santé gratuit, aide alimentaire', [
    'réparer ma voiture',
    'caces',
    'bilan de santé gratuit',
    'aide alimentaire',
  ]),
  of('Foix', 'validation des acquis, découvrir un métier stage, permis, confiance en soi', [
    'validation des acquis',
    'découvrir un métier stage',
    'permis',
    'confiance en soi',
  ]),
  // Rights that few know.
  rare('Le Havre', 'travailleurs handicapés, sans voiture', ['travailleurs handicapés']),
  rare('Limoges', 'titre de séjour, cours de français pour réfugiés', ['titre de séjour', 'cours de français pour réfugiés']),
  rare('Le Mans', 'sortant de prison, hébergement d’urgence, domiciliation', [
    'sortant de prison',
    'hébergement d’urgence',
    'domiciliation',
  ]),
  rare('Quimper', 'violences conjugales, conseil juridique gratuit', ['violences conjugales', 'conseil juridique gratuit']),
  rare('Le Havre', 'carte mobilité inclusion, transport pour personne handicapée', [
    'carte mobilité inclusion',
    'transport pour personne handicapée',
  ]),
  rare('Le Mans', 'contrat engagement jeune, logement pour jeune travailleur', [
    'contrat engagement jeune',
    'logement pour jeune travailleur',
  ]),
  rare('Lille', 'école de la deuxième chance, voiture sans permis', ['école de la deuxième chance', 'voiture sans permis']),
  rare('Foix', 'toxicomane, bilan de santé gratuit', ['toxicomane', 'bilan de santé gratuit']),
  rare('Foix', 'pass numérique, certificat cléa', ['pass numérique', 'certificat cléa']),
  rare('Quimper', 'ne parle pas français, écrivain public, PMI', ['ne parle pas français', 'écrivain public', 'PMI']),
  rare('Lille', 'aidants connect', ['aidants connect']),
  rare('Saint-Denis', 'transport à la demande, aide à domicile', ['transport à la demande', 'aide à domicile']),
]
