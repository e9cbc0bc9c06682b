import type { Reader } from './reading.ts'

/**
 * A column that an import understands. `champ` is a field of the flat record (flat.ts), or `repere.…`: what tells other rows apart
 * (structure, model, territory, people to invite), which the importer resolves and no record holds.
 */
export type ImportField = {
  readonly champ: string
  readonly libelle: string
  /** Names of columns that mean this field, beside `champ` and `libelle`; neither case nor accents count. */
  readonly synonymes: readonly string[]
  /** Several columns may feed it: their values are put together. */
  readonly plusieurs?: true
  /** Longest text worth reading, in characters. */
  readonly longest?: number
  readonly lire: Reader
}

export type ImportKind = 'service' | 'structure'
