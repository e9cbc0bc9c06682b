import type { Entry } from './entry.ts'

/** How to reach the service. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const MODES_MOBILISATION = [
  {
    value: 'se-presenter',
    label: 'Se présenter',
    description: 'Se présenter directement à l’adresse associée au service ou, à défaut, à la structure.',
  },
  {
    value: 'telephoner',
    label: 'Téléphoner',
    description: 'Téléphoner au numéro associé au service, ou à défaut, à la structure.',
  },
  {
    value: 'envoyer-un-courriel',
    label: 'Envoyer un courriel',
    description: 'Envoyer un courriel à l’adresse électronique associée au service, ou à défaut, à la structure.',
  },
  {
    value: 'utiliser-lien-mobilisation',
    label: 'Utiliser le lien de mobilisation',
    description: 'Utiliser le lien de mobilisation du service.',
  },
] as const satisfies readonly Entry[]
