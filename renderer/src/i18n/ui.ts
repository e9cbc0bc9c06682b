const NN = '\u202f'

/** Words of the design system and of what every screen shares. */
export const ui = {
  choose: 'Choisir…',
  clear: 'Effacer',
  clearField: (label: string) => `Effacer${NN}: ${label}`,
  close: 'Fermer',
  undo: 'Annuler',
  cancel: 'Annuler',
  sendKey: 'Ctrl + Entrée pour envoyer.',
  retry: 'Réessayer',
  asTable: 'Voir le tableau',
  asDrawing: 'Voir le graphique',
  addTyped: (text: string) => `Ajouter «${NN}${text}${NN}»`,
  added: (name: string) => `${name} ajouté.`,
  removed: (name: string) => `${name} retiré.`,
  remove: (name: string) => `Retirer ${name}`,
  chosen: (label: string) => `${label}, choix faits`,
  starred: (name: string) => `«${NN}${name}${NN}» ajouté aux favoris.`,
  unstarred: (name: string) => `«${NN}${name}${NN}» retiré des favoris.`,
} as const
