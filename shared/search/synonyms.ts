import { ARGENT } from './synonyms/argent.ts'
import { DROITS } from './synonyms/droits.ts'
import { EMPLOI } from './synonyms/emploi.ts'
import { FAMILLE } from './synonyms/famille.ts'
import { LOGEMENT } from './synonyms/logement.ts'
import { MOBILITE } from './synonyms/mobilite.ts'
import { NUMERIQUE } from './synonyms/numerique.ts'
import { PERSONNES } from './synonyms/publics.ts'
import { SANTE } from './synonyms/sante.ts'
import type { BuiltIn } from './synonyms/synonym.ts'

/** The whole table, in no order that matters: the longest expression wins, whatever its place. */
export const SYNONYMS: readonly BuiltIn[] = [
  ...MOBILITE,
  ...LOGEMENT,
  ...ARGENT,
  ...DROITS,
  ...FAMILLE,
  ...SANTE,
  ...NUMERIQUE,
  ...EMPLOI,
  ...PERSONNES,
]

/** The expressions of one line of the table. */
export const expressionsOf = (mots: string): string[] =>
  mots
    .split(',')
    .map((expression) => expression.trim())
    .filter((expression) => expression !== '')
