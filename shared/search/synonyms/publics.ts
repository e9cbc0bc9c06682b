import type { BuiltIn } from './synonym.ts'

/** Who the person is, and how the service is given: these orient the ranking, they never shut a service out. */
export const PERSONNES: readonly BuiltIn[] = [
  {
    mots: 'jeune, jeunes, ado, adolescent, adolescents, mineur, mineurs, 16-25 ans, 18-25 ans, 16-30 ans, moins de 26 ans, jeune majeur, mission locale, neet, mna, mineur non accompagné',
    publics: ['jeunes'],
  },
  { mots: 'étudiant, étudiants, étudiante, crous, université', publics: ['etudiants'] },
  {
    mots: 'senior, seniors, personne âgée, personnes âgées, âgé, vieux, retraité, retraités, plus de 50 ans, plus de 60 ans, 50 ans et plus',
    publics: ['seniors'],
  },
  { mots: 'femme, femmes', publics: ['femmes'] },
  { mots: 'parent, parents, enfant, enfants', publics: ['familles'] },
  {
    mots: 'handicap, handicapé, personne handicapée, personnes handicapées, travailleur handicapé, travailleurs handicapés, th, boeth, cap emploi, situation de handicap, sourd, malentendant, surdité, lsf, langue des signes, aveugle, malvoyant, déficience visuelle, autisme, autiste, dys, fauteuil roulant, pmr',
    publics: ['personnes-en-situation-de-handicap'],
  },
  {
    mots: 'réfugié, réfugiés, réfugiée, exilé, exilés, migrant, migrants, demandeur d’asile, demandeurs d’asile, primo-arrivant, primo-arrivants, bpi, bénéficiaire de la protection internationale, protection internationale, ukrainien, ukrainiens, afghan, personne étrangère, personnes étrangères, immigré, immigrés',
    publics: ['personnes-exilees'],
  },
  {
    mots: 'demandeur d’emploi, demandeurs d’emploi, demandeuse d’emploi, chômeur, chômeurs, au chômage, deld, longue durée, chômeur de longue durée, france travail, pôle emploi',
    publics: ['demandeurs-emploi'],
  },
  { mots: 'salarié, salariés, en poste, travailleur pauvre, actif, actifs', publics: ['actifs'] },
  { mots: 'qpv, quartier prioritaire, quartiers prioritaires, zrr, frr, ruralité', publics: ['residents-qpv-frr'] },
  { mots: 'urgence, situation d’urgence, grande précarité', publics: ['personnes-en-situation-durgence'] },
  {
    mots: 'à distance, distance, visio, visioconférence, par téléphone, en visio, téléconsultation',
    modes_accueil: ['a-distance'],
  },
  { mots: 'en présentiel, présentiel, sur place', modes_accueil: ['en-presentiel'] },
  { mots: 'gratuit, gratuite, gratuitement, sans frais', frais: ['gratuit'] },
]
