import { fr } from './fr.ts'

/** The guide inside the application. */
export const guide = {
  title: 'Aide',
  pages: 'Pages du guide',
  search: 'Chercher dans le guide',
  nothing: 'Aucune page ne contient ces mots. Essayez-en moins, ou un autre.',
  unknown: 'Cette page du guide n’existe pas.',
  intro: fr(
    'Choisissez une page, ou cherchez un mot. Ce guide est dans l’application : il s’ouvre sans réseau. Depuis un écran, « Aide » mène à la page qui en parle.',
  ),
  keys: 'Raccourcis clavier',
  about: 'À propos de cette version',
  elsewhere: 'Ailleurs, en ligne',
  links: [
    { label: 'Documentation de DORA', url: 'https://aide.dora.inclusion.gouv.fr/fr/' },
    { label: 'Webinaires et lettre d’information', url: 'https://dora.inclusion.gouv.fr/' },
    { label: 'data·inclusion', url: 'https://data.inclusion.gouv.fr/' },
  ],
} as const
