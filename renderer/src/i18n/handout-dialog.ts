import type { FORMATS } from '#shared/handout/handout.ts'

export const handoutDialog = {
  open: 'Feuille pour la personne',
  title: 'Feuille pour la personne',
  cancel: 'Fermer',
  pdf: 'Enregistrer en PDF',
  saved: 'Feuille enregistrée.',
  print: 'Imprimer',
  undrawn: 'Elle n’a pas pu être dessinée pour l’imprimante\u202f: enregistrez-la en PDF, et imprimez le fichier.',
  email: 'Courriel',
  sms: 'Copier le SMS',
  smsCopied: (signes: number) => `SMS copié\u202f: ${signes} signes.`,
  emailCopied:
    'La feuille est trop longue pour un courriel préparé\u202f: elle est copiée. Collez-la dans le courriel qui s’est ouvert.',
  copyFailed: 'Rien n’a été copié\u202f: le presse-papiers n’est pas accessible.',
  emailPaste: 'Collez ici la feuille.',
  format: 'Format',
  formats: { a4: 'A4', a5: 'A5', 'grands-caracteres': 'Grands caractères (A4)' } satisfies Readonly<
    Record<(typeof FORMATS)[number], string>
  >,
  language: 'À côté du français',
  french: 'Français seul',
  proofread:
    'Les textes traduits n’ont pas été relus par des personnes dont c’est la langue. Les noms et les adresses restent en français.',
  firstName: 'Prénom de la personne',
  firstNameHelp: 'Un papier se perd\u202f: le prénom n’y est que si vous le demandez.',
  map: 'Carte des lieux',
  qr: 'Code QR',
  qrHelp: 'Il contient la feuille elle-même\u202f: aucun réseau, aucun serveur.',
  contact: 'Vos coordonnées',
  noPhone: 'Votre téléphone n’y est pas\u202f: ce poste ne le connaît pas.',
  writePhone: 'L’écrire dans les réglages',
  preview: 'Aperçu',
  qrLabel: 'Code QR de la feuille',
  readability: 'Facile à lire\u202f?',
  readable: 'Rien à signaler\u202f: les règles vérifiées sont respectées.',
  remarks: (n: number) => (n === 1 ? '1 remarque sur les textes des services' : `${n} remarques sur les textes des services`),
  absents: (noms: string) => `N’est plus dans le référentiel, et donc absent de la feuille\u202f: ${noms}.`,
  failed: 'La feuille n’a pas pu être préparée',
} as const

export const handoutTemplate = {
  title: 'Modèle de feuille',
  help: 'En tête et au pied des feuilles que vous remettez. Gardé sur ce poste.',
  name: 'Nom de la structure ou du territoire',
  logo: 'Logo',
  logoHelp: 'Image PNG ou JPEG de 200\u00a0ko au plus.',
  logoChoose: 'Choisir une image',
  logoRemove: 'Retirer le logo',
  logoAlt: 'Logo de la feuille',
  welcome: 'Phrase d’accueil',
  phone: 'Votre téléphone professionnel',
  phoneHelp: 'Sur la feuille, avec votre nom et votre courriel si vous êtes connecté. Gardé sur ce poste.',
  foot: 'Phrase au pied de la page',
  save: 'Enregistrer le modèle',
  saved: 'Modèle de feuille enregistré.',
  languages:
    'Les textes fixes existent en français et en 12 langues. Ils n’ont pas été relus par des personnes dont c’est la langue\u202f: signalez-nous toute erreur.',
} as const
