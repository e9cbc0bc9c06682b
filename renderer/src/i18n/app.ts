const NN = '\u202f'

export const app = {
  skipToMain: 'Aller au contenu',
  skipToResults: 'Aller aux résultats',
  nav: 'Navigation principale',
  recherche: 'Recherche',
  favoris: 'Favoris',
  brouillons: 'Brouillons',
  echanges: 'Échanges',
  reglages: 'Réglages',
  aPropos: 'À propos',
  raccourcis: 'Raccourcis clavier',
  aide: 'Aide',
  palette: 'Aller à… ou faire…',
  paletteHint: 'Écran, commune, thématique, action',
  paletteNothing: `Rien ne correspond. Essayez le nom d’une commune, d’un besoin ou d’un écran.`,
  or: ' ou ',
  screen: 'Écran',
  action: 'Action',
  filterBy: 'Filtrer par thématique ou besoin',
  mapAction: 'Afficher ou masquer la carte',
  clearAction: 'Effacer tous les filtres',
  printAction: 'Imprimer cet écran',
  searchFor: (words: string) => `Chercher «${NN}${words}${NN}»`,
  demonstration: 'Démonstration',
  demonstrationText: 'les structures et les services affichés sont inventés.',
  demonstrationHow: 'Installer de vraies données',
  notFound: 'Cette page n’existe pas',
  notFoundText: 'L’adresse est incomplète, ou vient d’une autre version.',
  backToSearch: 'Revenir à la recherche',
  crash: 'Cet écran a rencontré une erreur',
  crashText:
    'Vos favoris et vos brouillons enregistrés sont intacts. Rechargez la fenêtre\u202f; si cela recommence, relancez l’application.',
  reload: 'Recharger',
  paneFilters: 'Largeur des filtres',
  paneList: 'Largeur de la liste',
  paneMap: 'Hauteur de la carte',
  views: 'Vues',
  groupMove: 'Se déplacer',
  groupAct: 'Agir sur le service choisi',
  groupRequests: 'Traiter les demandes',
  groupEverywhere: 'Partout',
  shortcutsOff: `Les raccourcis à une touche sont désactivés dans les réglages. Échap, Entrée, les flèches dans la liste et Ctrl${NN}+${NN}K fonctionnent toujours.`,
  shortcutsOn:
    'Les raccourcis à une touche peuvent être désactivés dans les réglages. Ils ne s’appliquent jamais pendant une saisie.',
} as const

export type ShortcutLine = { readonly keys: readonly string[]; readonly does: string }

export const SHORTCUTS: readonly { readonly title: string; readonly lines: readonly ShortcutLine[] }[] = [
  {
    title: app.groupMove,
    lines: [
      { keys: ['/'], does: 'Chercher un mot ou un besoin' },
      { keys: ['L'], does: 'Choisir le lieu' },
      { keys: ['J', '↓'], does: 'Résultat suivant' },
      { keys: ['K', '↑'], does: 'Résultat précédent' },
      { keys: ['Entrée'], does: 'Aller à la fiche du résultat choisi' },
      { keys: ['Échap'], does: 'Revenir de la fiche à la liste' },
      { keys: ['M'], does: 'Afficher ou masquer la carte' },
    ],
  },
  {
    title: app.groupAct,
    lines: [
      { keys: ['F'], does: 'Ajouter aux favoris, ou retirer' },
      { keys: ['O'], does: 'Préparer une orientation' },
    ],
  },
  {
    title: app.groupRequests,
    lines: [
      { keys: ['J', '↓'], does: 'Demande suivante' },
      { keys: ['K', '↑'], does: 'Demande précédente' },
      { keys: ['Entrée'], does: 'Aller à la demande choisie' },
      { keys: ['E'], does: 'Accepter' },
      { keys: ['R'], does: 'Refuser une demande reçue, relancer une demande envoyée' },
      { keys: ['B'], does: `Dire «${NN}bien reçue${NN}»` },
      { keys: ['P'], does: `Répondre «${NN}pas avant le…${NN}»` },
      { keys: ['M'], does: 'Écrire au prescripteur ou à la personne' },
      { keys: ['/'], does: 'Chercher parmi les demandes' },
      { keys: ['Ctrl Entrée'], does: 'Envoyer la réponse écrite' },
      { keys: ['Échap'], does: 'Revenir de la demande à la liste' },
    ],
  },
  {
    title: app.groupEverywhere,
    lines: [
      { keys: ['Ctrl K'], does: 'Aller à un écran, une commune, un besoin' },
      { keys: ['?'], does: 'Cette aide' },
    ],
  },
]
