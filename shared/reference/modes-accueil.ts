import type { Entry } from './entry.ts'

/** Where the service takes place. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const MODES_ACCUEIL = [
  {
    value: 'en-presentiel',
    label: 'En présentiel',
    description: 'Le service est proposé en présentiel, à l’adresse associée à ce service.',
  },
  { value: 'a-distance', label: 'À distance', description: 'Le service est proposé à distance, par téléphone ou internet.' },
] as const satisfies readonly Entry[]
