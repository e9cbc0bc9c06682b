/** What was proposed for one need of a vignette, and what it is worth. */
export type NeedScore = {
  readonly mots: string
  readonly lieu: string
  readonly by: 'gold' | 'rules'
  readonly rare: boolean
  readonly ndcg10: number
  /** What the search alone, of those words at that place, is worth. */
  readonly search10: number
  /** As ndcg10, what nobody read taken out of the answers instead of worth nothing (a condensed list); the same by rules. */
  readonly condensed10: number
  /** Services worth something there. */
  readonly expected: number
  /** Of the first ten of the plan, and how many of them somebody read; null by rules, which judge all. */
  readonly proposed: number
  readonly judged: number | null
  /** Read as it was meant, with no other need. */
  readonly read: boolean
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length

const middle = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null

/** What was judged by reading and what was judged by rules, never in one figure. */
export const summaryOf = (needs: readonly NeedScore[]) => {
  const group = (some: readonly NeedScore[]) => ({
    needs: some.length,
    ndcg10: mean(some.map(({ ndcg10 }) => ndcg10)),
    search10: mean(some.map(({ search10 }) => search10)),
    median: middle(some.map(({ ndcg10 }) => ndcg10)),
  })
  const gold = needs.filter(({ by }) => by === 'gold')
  const proposed = gold.reduce((sum, one) => sum + one.proposed, 0)
  return {
    gold: group(gold),
    rules: group(needs.filter(({ by }) => by === 'rules')),
    rare: group(gold.filter(({ rare }) => rare)),
    condensed10: mean(gold.map(({ condensed10 }) => condensed10)),
    judgedAt10: proposed === 0 ? null : gold.reduce((sum, one) => sum + (one.judged ?? 0), 0) / proposed,
    read: needs.filter(({ read }) => read).length,
  }
}
