import { isKnown } from '#shared/reference/labels.ts'

/**
 * Thématiques of the old schema (v0) in terms of the 69 needs of v1. Those that kept their name are not listed; those without
 * an equivalent give nothing. A bare category says less than any need: it is kept, renamed where it was, so that a search by
 * category still finds the record. Source: referentiels.json `v0`, data-inclusion.md §1.4–1.5.
 */
const DEMARCHES = 'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives'
const DROITS = 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits'
const CITOYENNETE = 'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete'
const JUDICIAIRE = 'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire'
const FRANCAIS = 'lecture-ecriture-calcul--maitriser-le-francais'
const FONDAMENTAUX = 'numerique--maitriser-les-fondamentaux-du-numerique'
const EN_LIGNE = 'numerique--acceder-a-des-services-en-ligne'
const EQUIPEMENT = 'numerique--acquerir-un-equipement'
const PARENTALITE = 'famille--soutien-a-la-parentalite-et-a-leducation'
const BUDGET = 'difficultes-financieres--ameliorer-sa-gestion-budgetaire'
const LOGEMENT_INFO = 'logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement'
const MAINTIEN_LOGEMENT = 'logement-hebergement--se-maintenir-dans-le-logement'
const CONFIANCE = 'remobilisation--bien-etre-confiance-en-soi'
const SOINS = 'sante--acces-aux-soins'
const MENTALE = 'sante--sante-mentale'
const PERMIS = 'mobilite--preparer-un-permis'
const VEHICULE = 'mobilite--acceder-a-un-vehicule'
const MAINTIEN_EMPLOI = 'trouver-un-emploi--maintien-dans-lemploi'

const MAP: Readonly<Record<string, readonly string[]>> = {
  'acces-aux-droits-et-citoyennete': ['difficultes-administratives-ou-juridiques'],
  'acces-aux-droits-et-citoyennete--accompagnement-dans-les-demarches-administratives': [DEMARCHES],
  'acces-aux-droits-et-citoyennete--accompagnement-juridique': [JUDICIAIRE],
  'acces-aux-droits-et-citoyennete--aide-aux-victimes': [JUDICIAIRE],
  'acces-aux-droits-et-citoyennete--connaitre-ses-droits': [DROITS],
  'acces-aux-droits-et-citoyennete--demandeurs-dasile-et-naturalisation': [CITOYENNETE],
  'acces-aux-droits-et-citoyennete--developpement-durable': ['remobilisation--benevolat-action-citoyenne'],
  'acces-aux-droits-et-citoyennete--faciliter-laction-citoyenne': ['remobilisation--benevolat-action-citoyenne'],
  'accompagnement-social-et-professionnel-personnalise': [],
  'accompagnement-social-et-professionnel-personnalise--decrochage-scolaire': [PARENTALITE],
  'accompagnement-social-et-professionnel-personnalise--definition-du-projet-professionnel': [
    'choisir-un-metier--confirmer-son-choix-de-metier',
  ],
  'accompagnement-social-et-professionnel-personnalise--parcours-d-insertion-socioprofessionnel': [
    'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi',
  ],
  'apprendre-francais': [FRANCAIS],
  'apprendre-francais--accompagnement-insertion-pro': [FRANCAIS],
  'apprendre-francais--communiquer-vie-tous-les-jours': [FRANCAIS],
  'apprendre-francais--suivre-formation': [FRANCAIS],
  'creation-activite': ['creer-une-entreprise'],
  'creation-activite--definir-son-projet-de-creation-dentreprise': [
    'creer-une-entreprise--definir-son-projet-de-creation-dentreprise',
  ],
  'creation-activite--developper-son-entreprise': ['creer-une-entreprise--developper-son-entreprise'],
  'creation-activite--financer-son-projet': ['creer-une-entreprise--structurer-son-projet-de-creation-dentreprise'],
  'creation-activite--reseautage-pour-createurs-dentreprise': ['creer-une-entreprise--developper-son-entreprise'],
  'creation-activite--structurer-son-projet-de-creation-dentreprise': [
    'creer-une-entreprise--structurer-son-projet-de-creation-dentreprise',
  ],
  'equipement-et-alimentation--acces-a-du-materiel-informatique': [EQUIPEMENT],
  'equipement-et-alimentation--acces-a-un-telephone-et-un-abonnement': [
    EQUIPEMENT,
    'numerique--acceder-a-une-connexion-internet',
  ],
  'famille--accompagnement-femme-enceinte-bebe-jeune-enfant': [PARENTALITE],
  'famille--information-et-accompagnement-des-parents': [PARENTALITE],
  'famille--jeunes-sans-soutien-familial': [PARENTALITE],
  'famille--soutien-a-la-parentalite': [PARENTALITE],
  'famille--soutien-aux-familles': [PARENTALITE],
  'famille--violences-intrafamiliales': ['famille--surmonter-conflits-separation-violence'],
  'gestion-financiere': ['difficultes-financieres'],
  'gestion-financiere--acces-au-micro-credit': ['difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere'],
  'gestion-financiere--accompagnement-aux-personnes-en-difficultes-financieres': [
    'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere',
  ],
  'gestion-financiere--apprendre-a-gerer-son-budget': [BUDGET],
  'gestion-financiere--beneficier-daides-financieres': [
    'difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere',
  ],
  'gestion-financiere--creation-et-utilisation-dun-compte-bancaire': [
    'difficultes-financieres--acquerir-une-autonomie-budgetaire',
  ],
  'gestion-financiere--obtenir-une-aide-alimentaire': ['equipement-et-alimentation--alimentation'],
  'gestion-financiere--prevention-et-gestion-du-surendettement': [
    'difficultes-financieres--situation-dendettement-surendettement',
  ],
  handicap: [],
  'handicap--accompagnement-par-une-structure-specialisee': [
    'difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte',
  ],
  'handicap--adaptation-au-poste-de-travail': [MAINTIEN_EMPLOI],
  'handicap--adapter-son-logement': [MAINTIEN_LOGEMENT],
  'handicap--aide-a-la-personne': ['famille--prise-en-charge-personne-dependante'],
  'handicap--connaissance-des-droits-des-travailleurs': [DROITS],
  'handicap--faire-reconnaitre-un-handicap': ['sante--constituer-un-dossier-mdph-invalidite'],
  'handicap--favoriser-le-retour-et-le-maintien-dans-lemploi': [MAINTIEN_EMPLOI],
  'handicap--gerer-le-depart-a-la-retraite-des-personnes-en-situation-de-handicap': [DEMARCHES],
  'handicap--mobilite-des-personnes-en-situation-de-handicap': ['mobilite--etre-accompagne-dans-son-parcours-mobilite'],
  illettrisme: ['lecture-ecriture-calcul'],
  'illettrisme--accompagner-scolarite': [PARENTALITE],
  'illettrisme--ameliorer-vocabulaire': [FRANCAIS],
  'illettrisme--etre-autonome': [FRANCAIS],
  'illettrisme--info-acquisition-connaissances': [FRANCAIS],
  'illettrisme--permis-conduire': [PERMIS],
  'illettrisme--reperer-situation-illettrisme': [FRANCAIS],
  'illettrisme--surmonter-trouble-apprentissage': [FRANCAIS],
  'illettrisme--trouver-emploi-formation': ['se-former--trouver-sa-formation'],
  'illettrisme--utiliser-numerique': [FONDAMENTAUX],
  'illettrisme--valider-certification-clea': [FRANCAIS, 'lecture-ecriture-calcul--maitriser-le-calcul'],
  'logement-hebergement--aides-financieres-investissement-locatif': [LOGEMENT_INFO],
  'logement-hebergement--besoin-dadapter-mon-logement': [MAINTIEN_LOGEMENT],
  'logement-hebergement--connaissance-de-ses-droits-et-interlocuteurs': [LOGEMENT_INFO],
  'logement-hebergement--demenagement': ['logement-hebergement--changer-de-logement'],
  'logement-hebergement--etre-accompagne-dans-son-projet-accession': ['logement-hebergement--acheter-un-logement'],
  'logement-hebergement--etre-accompagne-en cas-de-difficultes-financieres': [
    'logement-hebergement--reduire-les-impayes-de-loyer',
  ],
  'logement-hebergement--etre-accompagne-en-cas-de-difficultes-financieres': [
    'logement-hebergement--reduire-les-impayes-de-loyer',
  ],
  'logement-hebergement--etre-accompagne-pour-se-loger': ['logement-hebergement--louer-un-logement'],
  'logement-hebergement--financer-son-projet-travaux': [MAINTIEN_LOGEMENT],
  'logement-hebergement--gerer-son-budget': [BUDGET],
  'logement-hebergement--mal-loges-sans-logis': ['logement-hebergement--rechercher-une-solution-dhebergement-temporaire'],
  'logement-hebergement--probleme-avec-son-logement': [MAINTIEN_LOGEMENT],
  'logement-hebergement--reprendre-un-emploi-ou-une-formation': ['logement-hebergement--changer-de-logement'],
  'mobilite--acheter-un-vehicule-motorise': [VEHICULE],
  'mobilite--acheter-un-velo': [VEHICULE],
  'mobilite--aides-a-la-reprise-demploi-ou-a-la-formation': ['mobilite--financer-ma-mobilite'],
  'mobilite--apprendre-a-utiliser-un-deux-roues': ['mobilite--mobilite-douce-partagee-collective'],
  'mobilite--comprendre-et-utiliser-les-transports-en-commun': ['mobilite--etre-accompagne-dans-son-parcours-mobilite'],
  'mobilite--financer-mon-projet-mobilite': ['mobilite--financer-ma-mobilite'],
  'mobilite--louer-un-vehicule': [VEHICULE],
  'mobilite--preparer-son-permis-de-conduire-se-reentrainer-a-la-conduite': [PERMIS],
  'mobilite--preparer-un-permis-de-conduire': [PERMIS],
  'numerique--acceder-a-du-materiel': [EQUIPEMENT],
  'numerique--accompagner-les-demarches-de-sante': [EN_LIGNE, SOINS],
  'numerique--approfondir-ma-culture-numerique': [FONDAMENTAUX],
  'numerique--creer-avec-le-numerique': ['remobilisation--activites-sportives-et-culturelles', FONDAMENTAUX],
  'numerique--creer-et-developper-mon-entreprise': ['creer-une-entreprise--developper-son-entreprise', FONDAMENTAUX],
  'numerique--devenir-autonome-dans-les-demarches-administratives': [EN_LIGNE],
  'numerique--favoriser-mon-insertion-professionnelle': [
    'preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi',
    FONDAMENTAUX,
  ],
  'numerique--prendre-en-main-un-ordinateur': [FONDAMENTAUX],
  'numerique--prendre-en-main-un-smartphone-ou-une-tablette': [FONDAMENTAUX],
  'numerique--promouvoir-la-citoyennete-numerique': [FONDAMENTAUX],
  'numerique--realiser-des-demarches-administratives-avec-un-accompagnement': [DEMARCHES, EN_LIGNE],
  'numerique--s-equiper-en-materiel-informatique': [EQUIPEMENT],
  'numerique--soutenir-la-parentalite-et-l-education-avec-le-numerique': [PARENTALITE, FONDAMENTAUX],
  'numerique--utiliser-le-numerique-au-quotidien': [FONDAMENTAUX, EN_LIGNE],
  'remobilisation--bien-etre': [CONFIANCE],
  'remobilisation--decouvrir-son-potentiel-via-le-sport-et-la-culture': ['remobilisation--activites-sportives-et-culturelles'],
  'remobilisation--discrimination': ['difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination'],
  'remobilisation--identifier-ses-competences-et-aptitudes': [
    'choisir-un-metier--identifier-ses-points-forts-et-ses-competences',
  ],
  'remobilisation--participer-a-des-actions-solidaires-ou-de-benevolat': ['remobilisation--benevolat-action-citoyenne'],
  'remobilisation--pression-sociale': ['remobilisation--lien-social'],
  'remobilisation--restaurer-sa-confiance-son-image-de-soi': [CONFIANCE],
  'sante--accompagnement-de-la-femme-enceinte-du-bebe-et-du-jeune-enfant': [PARENTALITE, SOINS],
  'sante--accompagner-les-traumatismes': [MENTALE],
  'sante--bien-etre-psychologique': [MENTALE],
  'sante--diagnostic-et-accompagnement-a-lemployabilite': [MAINTIEN_EMPLOI],
  'sante--faire-face-a-une-situation-daddiction': ['sante--addictions'],
  'sante--obtenir-la-prise-en-charge-de-frais-medicaux': [SOINS],
  'sante--prevention-et-acces-aux-soins': [SOINS],
  'sante--se-soigner-et-prevenir-la-maladie': [SOINS],
  'sante--vie-relationnelle-et-affective': ['sante--sante-sexuelle'],
  'se-former--utiliser-le-numerique': [FONDAMENTAUX],
}

/** What a v0 category says of the public rather than of the need. */
export const PUBLIC_OF_CATEGORY: Readonly<Record<string, string>> = { handicap: 'personnes-en-situation-de-handicap' }

export type MappedThematiques = {
  readonly values: readonly string[]
  /** Values of no schema, dropped. */
  readonly unknown: readonly string[]
}

/** A bare category is dropped once one of its needs is there. */
export const thematiquesFromV0 = (values: readonly string[]): MappedThematiques => {
  const mapped = new Set<string>()
  const unknown: string[] = []
  for (const value of values) {
    const known = Object.hasOwn(MAP, value) ? MAP[value] : undefined
    if (known !== undefined) for (const one of known) mapped.add(one)
    else if (isKnown('thematiques', value)) mapped.add(value)
    // « --autre » of old exports says nothing more than its category.
    else if (value.endsWith('--autre')) for (const one of MAP[value.slice(0, -7)] ?? [value.slice(0, -7)]) mapped.add(one)
    else unknown.push(value)
  }
  const needs = [...mapped].filter((value) => value.includes('--'))
  const categories = [...mapped].filter((value) => !value.includes('--') && !needs.some((need) => need.startsWith(`${value}--`)))
  return { values: [...needs, ...categories], unknown }
}

/** Every v0 value this table knows under another name: for tests. */
export const V0_THEMATIQUES: readonly (readonly [value: string, needs: readonly string[]])[] = Object.entries(MAP)
