import { plural } from '../lib/format.ts'

/** Windows beside the main one, and what comes back with the application. */
export const windows = {
  detachSheet: 'Ouvrir la fiche dans sa fenêtre',
  detachMap: 'Ouvrir la carte dans sa fenêtre',
  blocked: 'Le navigateur a refusé d’ouvrir une fenêtre. Autorisez les fenêtres de cette adresse, puis recommencez.',
  restore: (count: number) =>
    `${plural(count, 'fenêtre détachée était ouverte', 'fenêtres détachées étaient ouvertes')} la dernière fois.`,
  reopen: 'Rouvrir',
  mapTitle: 'Carte de la recherche',
  mapFollows: 'Cette carte suit la recherche de la fenêtre dont elle vient.',
} as const
