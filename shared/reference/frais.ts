import type { Entry } from './entry.ts'

/** Cost to the person. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const FRAIS = [
  { value: 'gratuit', label: 'Gratuit', description: 'L’accès au lieu et/ou à ses services est gratuit' },
  { value: 'payant', label: 'Payant', description: 'L’accès au lieu et/ou à ses services est payant' },
] as const satisfies readonly Entry[]
