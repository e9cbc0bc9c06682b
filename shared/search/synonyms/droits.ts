import type { BuiltIn } from './synonym.ts'

/** Papers, rights, justice. */
export const DROITS: readonly BuiltIn[] = [
  {
    mots: 'papiers, papier administratif, paperasse, démarches, démarche administrative, démarches administratives, aide administrative, aide aux démarches, remplir un dossier, remplir des papiers, remplir un formulaire, dossier administratif, courrier administratif, écrire un courrier, lire un courrier, rédiger un courrier, écrivain public, france services, maison france services, msap, pimms, impôts, déclaration d’impôts, déclaration de revenus, carte d’identité, pièce d’identité, cni, passeport, carte grise, acte de naissance, état civil, carte vitale perdue, refaire ses papiers, papiers perdus, préfecture, domiciliation, élection de domicile, adresse postale, domicilier, boîte aux lettres',
    thematiques: [
      'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
      'numerique--acceder-a-des-services-en-ligne',
    ],
  },
  {
    mots: 'titre de séjour, carte de séjour, renouvellement de titre de séjour, régularisation, régulariser, sans papiers, sans-papiers, oqtf, asile, demande d’asile, ofpra, cnda, récépissé, regroupement familial, droit des étrangers, droits des étrangers, étrangers, visa, dublin, anef',
    thematiques: [
      'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
      'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
    ],
    publics: ['personnes-exilees'],
  },
  {
    mots: 'naturalisation, nationalité française, nationalité, devenir français, citoyenneté, droit de vote, voter, inscription sur les listes électorales, carte d’électeur, valeurs de la république, cir, contrat d’intégration républicaine, laïcité, ofii',
    thematiques: ['difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-a-la-citoyennete'],
  },
  {
    mots: 'caf, cpam, msa, carsat, accès aux droits, accès aux droits sociaux, ouverture de droits, ouvrir ses droits, droits sociaux, droits, droit, prestations sociales, allocations, allocation familiale, allocations familiales, aides sociales, aide sociale, assistante sociale, assistant social, travailleur social, service social, ccas, cias, maison des solidarités, mds, conseiller social, simuler ses droits, bilan des droits, non-recours, minimum vieillesse, aspa, retraite, dossier de retraite, préparer sa retraite, pension de retraite, droits au chômage, assurance chômage, rendez-vous des droits',
    thematiques: [
      'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
      'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
    ],
  },
  {
    mots: 'avocat, aide juridictionnelle, juriste, conseil juridique, consultation juridique, permanence juridique, aide juridique, accompagnement juridique, point d’accès au droit, point justice, maison de la justice et du droit, mjd, cdad, notaire, accès au droit, droit du travail, inspection du travail, prud’hommes, prudhommes, licenciement abusif, litige, conciliateur, conciliateur de justice, défenseur des droits, information juridique, juridique',
    thematiques: [
      'difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits',
      'difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire',
    ],
  },
  {
    mots: 'justice, tribunal, problème judiciaire, judiciaire, casier, casier judiciaire, procès, plainte, porter plainte, victime, aide aux victimes, france victimes, amende, amendes, contravention, garde à vue, délinquance, pjj, contrôle judiciaire',
    thematiques: ['difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire'],
  },
  {
    mots: 'prison, sortant de prison, sortie de prison, sortants de détention, sortie de détention, détention, détenu, incarcération, incarcéré, placé sous main de justice, ppsmj, spip, probation, bracelet électronique, aménagement de peine, travail d’intérêt général, tig, semi-liberté, parloir',
    thematiques: ['difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire'],
    publics: ['personnes-en-situation-juridique-specifique'],
  },
  {
    mots: 'discrimination, discriminations, discriminé, racisme, harcèlement, harcèlement au travail, harcèlement moral, sexisme, homophobie, lgbt, transphobie',
    thematiques: ['difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination'],
  },
  {
    mots: 'accompagnement renforcé, suivi renforcé, mesure d’accompagnement, accompagnement social, suivi social, accompagnement global, référent rsa, accompagnement rsa, contrat d’engagement, cer, plie, mesure éducative, mesure asll',
    thematiques: ['difficultes-administratives-ou-juridiques--beneficier-dune-mesure-daccompagnement-adapte'],
  },
  {
    mots: 'rsa, revenu de solidarité active, ass, minima sociaux, minimas sociaux, allocataire du rsa, bénéficiaire du rsa',
    thematiques: ['difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits'],
    publics: ['beneficiaires-des-minimas-sociaux'],
  },
  {
    mots: 'administratif, administration, difficultés administratives',
    thematiques: ['difficultes-administratives-ou-juridiques'],
  },
]
