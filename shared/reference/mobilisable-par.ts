import type { Entry } from './entry.ts'

/** Who may ask for the service. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const MOBILISABLE_PAR = [
  { value: 'professionnels', label: 'Professionnels', description: 'Service mobilisable par les professionnels de l’insertion.' },
  { value: 'usagers', label: 'Usagers', description: 'Service mobilisable par les usagers.' },
] as const satisfies readonly Entry[]
