import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { startPostgres } from '../testing/postgres.ts'
import { coverDensity, normalised, type Occurrence, WEIGHTS } from './cover.ts'

vi.setConfig({ testTimeout: 60_000 })

/** `word@position`, of weight 1 unless told. */
const at = (text: string): Occurrence[] =>
  text.split(' ').map((one) => {
    const [word = '', position = '', weight = '1'] = one.split(/[@*]/)
    return { word: word.charCodeAt(0), position: Number(position), weight: Number(weight) }
  })

describe('density of covers', () => {
  test.each([
    ['one word once, in a name', 'a@1', 1, 0.5],
    ['one word twice', 'a@1 a@9', 1, 0.67],
    ['one word in a description', 'a@1*0.2', 1, 0.17],
    ['two words side by side', 'a@1 b@2', 2, 0.5],
    ['two words with one between', 'a@1 b@3', 2, 0.33],
    ['one of the two only', 'a@1 a@2', 2, 0],
    ['nothing', '', 1, 0],
  ])('%s', (_name, text, asked, expected) => {
    expect(normalised(coverDensity(text === '' ? [] : at(text), asked))).toBe(expected)
  })
})

test('is what PostgreSQL’s `ts_rank_cd(…, 32)` says', async () => {
  const words = fc.array(fc.constantFrom('aa', 'bb', 'cc', 'dd', 'ee'), { maxLength: 12 })
  const texts = fc.sample(fc.tuple(words, words, words), { numRuns: 300, seed: 1 })
  const asked = ['aa', 'aa & bb', 'aa & bb & cc']
  const postgres = await startPostgres()
  const client = new pg.Client({ connectionString: await postgres.newDatabase() })
  try {
    await client.connect()
    for (const query of asked) {
      const wanted = query.split(' & ')
      const { rows } = await client.query<{ rank: number }>(
        `SELECT ts_rank_cd(
           setweight(to_tsvector('simple', t->>0), 'A') || setweight(to_tsvector('simple', t->>1), 'B')
             || setweight(to_tsvector('simple', t->>2), 'C'), to_tsquery('simple', $1), 32) AS rank
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS all_of(t, n) ORDER BY n`,
        [query, JSON.stringify(texts.map((parts) => parts.map((part) => part.join(' '))))],
      )
      const mine = texts.map((parts) => {
        const all = parts.flatMap((part, at) => part.map((word) => ({ word, weight: WEIGHTS[at] ?? 0 })))
        const found = all.flatMap(({ word, weight }, position) =>
          wanted.includes(word) ? [{ word: wanted.indexOf(word), position, weight }] : [],
        )
        const rank = coverDensity(found, wanted.length)
        return rank / (rank + 1)
      })
      for (const [at, { rank }] of rows.entries())
        expect(Math.abs((mine[at] ?? NaN) - rank), JSON.stringify(texts[at])).toBeLessThan(1e-6)
    }
  } finally {
    await client.end()
    await postgres.stop()
  }
})
