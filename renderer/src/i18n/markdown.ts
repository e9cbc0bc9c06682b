/** Words of the editor of a description. */
export const markdownText = {
  barre: (label: string) => `Mise en forme\u202f: ${label}`,
  gras: 'Gras',
  italique: 'Italique',
  titre: 'Titre',
  puces: 'Liste à puces',
  lien: 'Lien',
  apercu: 'Aperçu',
  modifier: 'Modifier',
  texte: 'texte',
  texteLien: 'texte du lien',
  colle: 'Collé en texte simple, avec titres, listes et liens.',
  vide: 'Rien à montrer encore.',
} as const
