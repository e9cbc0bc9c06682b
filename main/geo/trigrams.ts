/** Names close to a misspelt one, by the letters three at a time they share. Built only when a typing needs it. */

const ALPHABET = ' abcdefghijklmnopqrstuvwxyz0123456789'
const SIZE = ALPHABET.length
const RANKS = new Map([...ALPHABET].map((letter, rank) => [letter, rank]))

/** The distinct trigrams of a folded name, its ends marked by spaces, as integers. */
const trigramsOf = (name: string): ReadonlySet<number> => {
  const ranks = [...`  ${name} `].map((letter) => RANKS.get(letter) ?? 0)
  const set = new Set<number>()
  for (let i = 2; i < ranks.length; i++) set.add(((ranks[i - 2] ?? 0) * SIZE + (ranks[i - 1] ?? 0)) * SIZE + (ranks[i] ?? 0))
  return set
}

/** Position of a name in the list, and Dice's coefficient (0 to 1) with the typed one. */
export type Similar = { readonly index: number; readonly likeness: number }

export const indexTrigrams = (names: readonly string[]): ((typed: string, least: number) => readonly Similar[]) => {
  const sets = names.map(trigramsOf)
  const postings = new Map<number, number[]>()
  sets.forEach((set, index) => {
    for (const trigram of set) {
      const list = postings.get(trigram)
      if (list === undefined) postings.set(trigram, [index])
      else list.push(index)
    }
  })
  return (typed, least) => {
    const wanted = trigramsOf(typed)
    const shared = new Map<number, number>()
    for (const trigram of wanted) for (const index of postings.get(trigram) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)
    return [...shared]
      .map(([index, count]) => ({ index, likeness: (2 * count) / (wanted.size + (sets[index]?.size ?? 0)) }))
      .filter(({ likeness }) => likeness >= least)
  }
}
