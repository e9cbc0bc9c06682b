/**
 * Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), gain 2^grade − 1, discount log2(rank + 1).
 * 1 when the first `k` are the best there are, in the best order.
 */
export const ndcg = (grades: readonly number[], everyGrade: readonly number[], k = 10): number => {
  const dcg = (list: readonly number[]): number =>
    list.slice(0, k).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0)
  const ideal = dcg([...everyGrade].sort((a, b) => b - a))
  return ideal === 0 ? 0 : dcg(grades) / ideal
}
