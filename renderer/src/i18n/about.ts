const NN = '\u202f'

export const aboutText = {
  title: 'À propos',
  version: (version: string, host: string) =>
    `Version ${version}, ${host === 'electron' ? 'application de bureau' : 'dans un navigateur'}`,
  what: 'DORA sur le bureau aide les professionnels de l’insertion à trouver le bon service, même sans réseau, et à préparer une orientation. C’est un logiciel libre (licence MIT), indépendant du site dora.inclusion.gouv.fr.',
  firstSteps: 'Revoir les premiers pas',
  and: 'ou',
  conditions: 'lire les conditions d’utilisation',
  catalogue: 'Référentiel installé',
  demonstration: 'Données de démonstration',
  demonstrationText:
    'Tous les services et toutes les structures affichés ont été inventés pour essayer l’application. Ne les communiquez à personne.',
  import:
    'Pour installer de vraies données data·inclusion, ouvrez un terminal dans le dossier de l’application et lancez l’une de ces commandes. L’application peut rester ouverte : elle passe d’elle-même aux nouvelles données, et garde vos favoris et vos brouillons.'.replace(
      ' :',
      `${NN}:`,
    ),
  importOfficial: 'les fichiers officiels de la semaine, si le réseau le permet',
  importFiles: 'vos fichiers (JSON, NDJSON, CSV, GeoJSON, Parquet)',
  none: 'Aucun référentiel n’est installé.',
  services: 'Services',
  structures: 'Structures',
  generated: 'Données du',
  sources: 'Sources',
  source: 'Source',
  credits: 'Crédits et licences',
  creditsData: 'Référentiels de valeurs et format des données : data·inclusion, schéma v1 (Plateforme de l’inclusion).'.replace(
    ' :',
    `${NN}:`,
  ),
  creditsFont: 'Police Atkinson Hyperlegible (Braille Institute), licence SIL Open Font 1.1.',
  creditsSoftware: 'Logiciels libres principaux : React, React Aria, TanStack Query, Leaflet, SQLite, Zod.'.replace(
    ' :',
    `${NN}:`,
  ),
  access: 'Accessibilité',
  accessState: 'État de conformité',
  accessStateText:
    'Cette version n’a pas encore fait l’objet d’un audit RGAA complet : elle est donc non conforme au sens de la loi. Elle est conçue pour être utilisée entièrement au clavier et avec un lecteur d’écran, et contrôlée automatiquement (axe) sur chaque écran, ce qui ne détecte qu’une partie des défauts.'.replace(
      ' :',
      `${NN}:`,
    ),
  accessDone: 'Ce qui est fait',
  accessList: [
    'Tout est utilisable au clavier ; l’aide « ? » liste les raccourcis, qui peuvent être désactivés.'
      .replace(' ;', `${NN};`)
      .replace('« ', `«${NN}`)
      .replace(' »', `${NN}»`),
    'La carte n’est jamais le seul accès : la liste porte les mêmes services.'.replace(' :', `${NN}:`),
    'Thèmes clair, sombre et à contraste élevé ; couleurs forcées du système et réduction des animations respectées.'.replace(
      ' ;',
      `${NN};`,
    ),
    'Agrandissement à 200 % sans perte : les panneaux s’affichent alors l’un après l’autre.'
      .replace(' %', `${NN}%`)
      .replace(' :', `${NN}:`),
  ],
  accessContact: 'Signaler une difficulté',
  accessContactText:
    'Décrivez la difficulté à la personne ou au service qui a installé l’application, en indiquant la version ci-dessus. Une autre manière d’accéder à l’information doit vous être proposée.',
  accessRights: 'Si vous n’obtenez pas de réponse',
  accessRightsText: 'Vous pouvez saisir le Défenseur des droits :'.replace(' :', `${NN}:`),
  accessRightsLink: 'formulaire en ligne',
  accessRightsPhone:
    'ou au 09 69 39 00 00, ou par courrier gratuit : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.'.replace(
      ' :',
      `${NN}:`,
    ),
} as const
