const NN = '\u202f'

/** Words of the design system and of what every screen shares. */
export const ui = {
  choose: 'Choisir…',
  clear: 'Effacer',
  clearField: (label: string) => `Effacer${NN}: ${label}`,
  close: 'Fermer',
  undo: 'Annuler',
  retry: 'Réessayer',
  starred: (name: string) => `«${NN}${name}${NN}» ajouté aux favoris.`,
  unstarred: (name: string) => `«${NN}${name}${NN}» retiré des favoris.`,
} as const
