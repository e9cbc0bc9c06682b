import { expect, test } from 'vitest'
import { summaryOf, type NeedScore } from './quality.ts'

const need = (more: Partial<NeedScore>): NeedScore => ({
  mots: 'permis',
  lieu: 'Lille',
  by: 'gold',
  rare: false,
  ndcg10: 0,
  search10: 0,
  condensed10: 0,
  expected: 1,
  proposed: 10,
  judged: 10,
  read: true,
  ...more,
})

test('what was read and what rules judged are apart, and the share that nobody read is of what was read only', () => {
  const told = summaryOf([
    need({ ndcg10: 0.2, search10: 0.4, judged: 5, condensed10: 0.3 }),
    need({ ndcg10: 0.6, search10: 0.4, condensed10: 0.7, rare: true, read: false }),
    need({ by: 'rules', ndcg10: 1, search10: 1, judged: null, condensed10: 1 }),
  ])
  expect(told.gold).toEqual({ needs: 2, ndcg10: 0.4, search10: 0.4, median: 0.6 })
  expect(told.rules).toEqual({ needs: 1, ndcg10: 1, search10: 1, median: 1 })
  expect(told.rare).toMatchObject({ needs: 1, ndcg10: 0.6 })
  expect(told.condensed10).toBe(0.5)
  expect(told.judgedAt10).toBe(0.75)
  expect(told.read).toBe(2)
})

test('nothing measured has no figure', () => {
  expect(summaryOf([])).toMatchObject({ gold: { needs: 0, ndcg10: null, median: null }, judgedAt10: null, condensed10: null })
})
