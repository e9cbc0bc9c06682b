import type { Geography } from '../geography.ts'
import type { Notes } from '../fields/issues.ts'
import type { RawRow } from '../shapes/draft.ts'

/** What finishing a record needs beside its fields. */
export type Finishing = {
  readonly fields: RawRow
  readonly tolerant: boolean
  readonly geography: Geography
  readonly notes: Notes
  /** Last day a `date_maj` may bear, `YYYY-MM-DD`. */
  readonly today: string
}
