import type { Judged } from '../../relevance/judgement.ts'
import { HOME } from '../../relevance/queries/home.ts'
import { LATER } from '../../relevance/queries/later.ts'
import { MOBILITY } from '../../relevance/queries/mobility.ts'
import { PLACES } from '../../relevance/queries/places.ts'
import { WORK } from '../../relevance/queries/work.ts'

const JUDGED: readonly Judged[] = [...MOBILITY, ...HOME, ...WORK, ...LATER, ...PLACES]

/** The rules that build/relevance judges these words by, at that place. Throws where there are none. */
export const judgedOf = (mots: string, lieu: string | undefined): Judged => {
  const found = JUDGED.find((one) => one.mots === mots && one.lieu?.nom === lieu)
  if (found === undefined) throw new Error(`rien ne juge « ${mots} »${lieu === undefined ? '' : ` à ${lieu}`}`)
  return found
}
