import { setImmediate as giveWay } from 'node:timers/promises'
import type { Doublon } from '#shared/moderation/doublon.ts'
import { candidatePairs } from './blocks.ts'
import { rarityOf } from './names.ts'
import type { Sheet } from './sheet.ts'
import { weigh } from './weigh.ts'

/** From here on, a pair is proposed. Chosen on injected doubles: below it, most pairs are two things. */
export const PROPOSED_FROM = 0.7

export type Pair = Pick<Doublon, 'paire' | 'score' | 'indices' | 'kind'>

/** Weighed before other work is let through. */
const AT_A_TIME = 2_000

const findAmong = async (sheets: readonly Sheet[], from: number): Promise<Pair[]> => {
  const rarity = rarityOf(sheets.map(({ name }) => name))
  const found: Pair[] = []
  let weighed = 0
  for (const [i, j] of candidatePairs(sheets, rarity)) {
    const [a, b] = [sheets[i], sheets[j]]
    if (a === undefined || b === undefined) continue
    const { score, indices } = weigh(a, b, rarity)
    if (score >= from)
      found.push({ kind: a.kind, paire: a.id < b.id ? [a.id, b.id] : [b.id, a.id], score, indices: [...indices] })
    weighed += 1
    if (weighed % AT_A_TIME === 0) await giveWay()
  }
  return found
}

/**
 * Pairs of sheets of one kind that may be one thing, the likeliest first. Looked for by département, what has no place apart: two
 * sheets of one place are in one département, and each is a small piece of work. Gives way to other work as it goes.
 */
export const findDoublons = async (sheets: readonly Sheet[], from: number = PROPOSED_FROM): Promise<Pair[]> => {
  const found: Pair[] = []
  for (const of of Map.groupBy(sheets, ({ departement }) => departement).values()) found.push(...(await findAmong(of, from)))
  return found.toSorted((one, other) => other.score - one.score || (one.paire.join() < other.paire.join() ? -1 : 1))
}
