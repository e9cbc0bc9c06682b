import { plural } from '../lib/format.ts'

/** What is said of a text that becomes another. */
export const wordDiffText = {
  added: (count: number) => plural(count, 'passage ajouté', 'passages ajoutés'),
  removed: (count: number) => plural(count, 'passage retiré', 'passages retirés'),
  show: 'Afficher',
  skipped: (count: number) => plural(count, 'mot', 'mots'),
  unchanged: (count: number) => (count < 2 ? 'inchangé' : 'inchangés'),
} as const
