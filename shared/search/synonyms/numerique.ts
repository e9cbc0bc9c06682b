import type { BuiltIn } from './synonym.ts'

/** Digital needs, then French, reading and counting. */
export const NUMERIQUE: readonly BuiltIn[] = [
  {
    mots: 'ordinateur à prix réduit, ordinateur d’occasion, acheter un ordinateur, achat d’ordinateur, ordinateur reconditionné, ordinateur portable, pc portable, tablette, smartphone, téléphone portable, portable, imprimante, imprimer, scanner, photocopie, photocopies, scan, matériel informatique, équipement informatique, équipement numérique, s’équiper en informatique, don d’ordinateur, prêt d’ordinateur, ordinateur gratuit, pc, emmaüs connect, recharge téléphonique, carte sim',
    thematiques: ['numerique--acquerir-un-equipement'],
  },
  {
    mots: 'internet, wifi, wi-fi, connexion, connexion internet, accès internet, forfait internet, forfait téléphone, forfait mobile, box internet, box, pas internet, fibre, réseau internet, cybercentre, cyber-base, cyberbase, espace public numérique, epn, point numérique, libre accès informatique, se connecter',
    thematiques: ['numerique--acceder-a-une-connexion-internet'],
  },
  {
    mots: 'mail, mails, e-mail, email, adresse mail, boîte mail, créer une adresse mail, ordi, ordinateur, initiation informatique, cours d’informatique, informatique, formation informatique, atelier informatique, débutant informatique, apprendre l’ordinateur, apprendre à se servir d’un ordinateur, prise en main ordinateur, bureautique, word, excel, traitement de texte, tableur, souris, clavier, illectronisme, atelier numérique, initiation numérique, médiation numérique, médiateur numérique, conseiller numérique, conseillers numériques, pix, compétences numériques, pass numérique, réseaux sociaux, facebook, whatsapp, sécurité internet, arnaques en ligne, mot de passe, naviguer sur internet, utiliser un smartphone, inclusion numérique, exclusion numérique, fracture numérique, écrans',
    thematiques: ['numerique--maitriser-les-fondamentaux-du-numerique'],
  },
  {
    mots: 'démarches en ligne, démarche en ligne, démarches sur internet, service en ligne, services en ligne, franceconnect, france connect, identité numérique, aidants connect, aidant connect, espace personnel en ligne, s’actualiser en ligne, actualisation, déclarer en ligne, caf en ligne, doctolib, prendre rendez-vous en ligne, ants, ameli en ligne, compte ameli, démarches dématérialisées',
    thematiques: [
      'numerique--acceder-a-des-services-en-ligne',
      'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives',
    ],
  },
  {
    mots: 'numérique, digital, aide numérique, accompagnement numérique, informatique et numérique, fablab',
    thematiques: ['numerique'],
  },
  {
    mots: 'fle, français langue étrangère, français, apprendre le français, cours de français, apprentissage du français, langue française, ne parle pas français, parle pas français, parler français, alphabétisation, alpha, illettrisme, analphabète, analphabétisme, savoir lire, apprendre à lire, lire, écrire, lire et écrire, lecture, écriture, lecture et écriture, sait pas lire, ne sait pas lire, orthographe, asl, ateliers sociolinguistiques, atelier sociolinguistique, conversation, atelier de conversation, niveau a1, niveau a2, niveau b1, niveau b2, a1, a2, b1, b2, delf, dilf, dalf, tcf, français a1, français a2, savoirs de base, compétences clés, compétences de base, remise à niveau, fli, langue, langues, allophone, linguistique, cours de langue, français professionnel, post-alphabétisation, certificat clea, cléa, clea, barrière de la langue',
    thematiques: ['lecture-ecriture-calcul--maitriser-le-francais'],
  },
  {
    mots: 'calcul, calculer, mathématiques, maths, math, apprendre à compter, remise à niveau en maths, savoir compter, quatre opérations',
    thematiques: ['lecture-ecriture-calcul--maitriser-le-calcul'],
  },
  {
    mots: 'lecture écriture calcul, lire écrire compter, remise à niveau scolaire, bases scolaires',
    thematiques: ['lecture-ecriture-calcul'],
  },
]
