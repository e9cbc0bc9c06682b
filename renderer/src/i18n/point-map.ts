import { fr } from './fr.ts'

/** Words of the small map on which a point is put by hand. */
export const pointMap = {
  carte: 'Carte du lieu',
  aide: fr('Cliquez sur la carte, faites glisser le repère, ou déplacez-le avec les flèches du clavier (Maj : plus vite).'),
  repere: 'Point du lieu. Flèches pour le déplacer, Maj et flèches pour aller plus vite.',
  ici: 'Le lieu',
  zoomer: 'Agrandir la carte',
  dezoomer: 'Réduire la carte',
} as const
