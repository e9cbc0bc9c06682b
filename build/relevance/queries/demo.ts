import type { Judged, Where } from '../judgement.ts'

/**
 * The same words over the demonstration catalogue, for machines without the real rows. Its texts are invented, so only the
 * thématique a service declares is trusted: the need asked is worth 3, another need of the same family 1.
 */

const need = (mots: string, value: string, also?: string): Judged => ({
  mots,
  notes: [
    { note: 3, besoin: new RegExp(`(^| )${value}( |$)`) },
    ...(also === undefined ? [] : [{ note: 2, besoin: new RegExp(`(^| )${also}( |$)`) } as const]),
    { note: 1, besoin: new RegExp(`(^| )${(value.split('--')[0] ?? value).replace('(?:', '')}--`) },
  ],
})

const needAt = (mots: string, lieu: Where, value: string): Judged => {
  const besoin = new RegExp(`(^| )${value}( |$)`)
  return {
    mots,
    lieu,
    notes: [
      { note: 3, besoin, km: 20 },
      { note: 2, besoin, km: 50 },
      { note: 1, besoin },
    ],
  }
}

const LILLE = { commune: '59350', nom: 'Lille', lat: 50.6333, lon: 3.0667 }
const LYON = { commune: '69123', nom: 'Lyon', lat: 45.758, lon: 4.8351 }
const TOULOUSE = { commune: '31555', nom: 'Toulouse', lat: 43.6007, lon: 1.4329 }
const NANTES = { commune: '44109', nom: 'Nantes', lat: 47.2382, lon: -1.5603 }
const CRETEIL = { commune: '94028', nom: 'Créteil', lat: 48.7837, lon: 2.4547 }

const ABRI = 'logement-hebergement--rechercher-une-solution-dhebergement-temporaire'
const LOUER = 'logement-hebergement--louer-un-logement'
const LOYER = 'logement-hebergement--reduire-les-impayes-de-loyer'
const RESTER = 'logement-hebergement--se-maintenir-dans-le-logement'
const PERMIS = 'mobilite--preparer-un-permis'
const VEHICULE = 'mobilite--acceder-a-un-vehicule'
const REPARER = 'mobilite--entretenir-reparer-son-vehicule'
const PARTAGE = 'mobilite--mobilite-douce-partagee-collective'
const PAYER = 'mobilite--financer-ma-mobilite'
const GARDE = 'famille--garde-denfants'
const CONFLIT = 'famille--surmonter-conflits-separation-violence'
const DETTES = 'difficultes-financieres--situation-dendettement-surendettement'
const BUDGET = 'difficultes-financieres--ameliorer-sa-gestion-budgetaire'
const BUDGET_SEUL = 'difficultes-financieres--acquerir-une-autonomie-budgetaire'
const DEMARCHES = 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives'
const DROITS = 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits'
const MESURE = 'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte'
const JUSTICE = 'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire'
const MANGER = 'equipement-et-alimentation--alimentation'
const FRANCAIS = 'lecture-ecriture-calcul--maitriser-le-francais'
const BASES = 'numerique--maitriser-les-fondamentaux-du-numerique'
const EN_LIGNE = 'numerique--acceder-a-des-services-en-ligne'
const MATERIEL = 'numerique--acquerir-un-equipement'
const CV = 'preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation'
const ENTRETIEN = 'trouver-un-emploi--convaincre-un-recruteur-en-entretien'
const OFFRES = 'trouver-un-emploi--repondre-a-des-offres-demploi'
const FORMATION = 'se-former--trouver-sa-formation'
const DOSSIER = 'se-former--monter-son-dossier-de-formation'
const CREER = 'creer-une-entreprise--structurer-son-projet-de-creation-dentreprise'
const IDEE = 'creer-une-entreprise--definir-son-projet-de-creation-dentreprise'
const SOINS = 'sante--acces-aux-soins'
const PSY = 'sante--sante-mentale'
const ADDICTIONS = 'sante--addictions'
const MDPH = 'sante--constituer-un-dossier-mdph-invalidite'

export const DEMO: readonly Judged[] = [
  need('permis', PERMIS),
  need('permi', PERMIS),
  need('code de la route', PERMIS),
  need('auto école', PERMIS),
  need('financer le permis', PERMIS, PAYER),
  need('location de voiture', VEHICULE),
  need('scooter', VEHICULE),
  need('réparer ma voiture', REPARER),
  need('garage solidaire', REPARER),
  need('covoiturage', PARTAGE),
  need('transports en commun', PARTAGE),
  need('bon d’essence', PAYER),
  need('bilan mobilité', 'mobilite--etre-accompagne-dans-son-parcours-mobilite'),
  need('logement d’urgence', ABRI),
  need('115', ABRI),
  need('hebergement', ABRI),
  need('SDF', ABRI),
  need('trouver un appartement', LOUER, 'logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement'),
  need('logement social', LOUER),
  need('loyers impayés', LOYER, RESTER),
  need('expulsion', RESTER, LOYER),
  need('déménager', 'logement-hebergement--changer-de-logement'),
  need('dettes', DETTES),
  need('surendetement', DETTES),
  need('gérer son budget', BUDGET, BUDGET_SEUL),
  need('microcrédit', BUDGET_SEUL, 'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere'),
  need('curatelle', `(?:difficultes-financieres--mettre-en-place-une-mesure-de-protection-financiere|${MESURE})`),
  need('colis alimentaire', MANGER),
  need('resto du coeur', MANGER),
  need('vêtements', 'equipement-et-alimentation--habillement'),
  need('machine à laver', 'equipement-et-alimentation--electromenager'),
  need('femme de ménage', 'equipement-et-alimentation--aide-menagere'),
  need('garde d’enfant', GARDE),
  need('creche', GARDE),
  need('nounou', GARDE),
  need('aide aux devoirs', 'famille--soutien-a-la-parentalite-et-a-leducation'),
  need('violences conjugales', CONFLIT),
  need('divorce', CONFLIT),
  need('aidant familial', 'famille--soutien-aidants'),
  need('papiers', DEMARCHES, DROITS),
  need('titre de séjour', DEMARCHES, DROITS),
  need('accès aux droits', DROITS, DEMARCHES),
  need('sortant de prison', JUSTICE),
  need('discrimination', 'difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination'),
  need('FLE', FRANCAIS),
  need('cours de francais A1', FRANCAIS),
  need('illettrisme', FRANCAIS),
  need('maths', 'lecture-ecriture-calcul--maitriser-le-calcul'),
  need('cours d’informatique', BASES),
  need('démarches en ligne', EN_LIGNE, DEMARCHES),
  need('ordinateur pas cher', MATERIEL, BASES),
  need('wifi', 'numerique--acceder-a-une-connexion-internet'),
  need('CV', CV),
  need('lettre de motivation', CV),
  need('entretien d’embauche', ENTRETIEN),
  need('interim', OFFRES),
  need('formation', FORMATION, DOSSIER),
  need('CPF', DOSSIER, FORMATION),
  need('créer son entreprise', CREER, IDEE),
  need('micro-entreprise', CREER, IDEE),
  need('psy', PSY),
  need('dépression', PSY),
  need('alcool', ADDICTIONS),
  need('mutuelle', SOINS),
  need('RQTH', MDPH),
  need('contraception', 'sante--sante-sexuelle'),
  need('confiance en soi', 'remobilisation--bien-etre-confiance-en-soi'),
  need('bénévolat', 'remobilisation--benevolat-action-citoyenne'),
  need('sport', 'remobilisation--activites-sportives-et-culturelles'),
  need('isolement', 'remobilisation--lien-social'),
  needAt('permis', LILLE, PERMIS),
  needAt('garde d’enfant', LYON, GARDE),
  needAt('psy', TOULOUSE, PSY),
  needAt('cours de français', CRETEIL, FRANCAIS),
  needAt('logement d’urgence', NANTES, ABRI),
  needAt('colis alimentaire', LYON, MANGER),
]
