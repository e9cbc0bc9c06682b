/** What one version of a text adds to another, and what it takes away, word by word. */
export type Part = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

export const countOf = (parts: readonly Part[], kind: Part['kind']): number => parts.filter((part) => part.kind === kind).length

/** A word with the spaces that follow it: a change of spaces alone is no change. */
const tokensOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/g) ?? []
const sameWord = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim()

/** Beyond it, what is between the common beginning and end is told as a whole: a text of 5,000 signs is far below. */
const MAX_CELLS = 4_000_000

/** Lengths of the longest common subsequences of all the endings of `a` and `b`. */
const commonLengths = (a: readonly string[], b: readonly string[]): Uint16Array => {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = sameWord(a[i], b[j])
        ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
    }
  }
  return lengths
}

const middle = (a: readonly string[], b: readonly string[]): readonly Part[] => {
  const parts: Part[] = []
  let [i, j] = [0, 0]
  if (a.length * b.length <= MAX_CELLS) {
    const width = b.length + 1
    const lengths = commonLengths(a, b)
    while (i < a.length && j < b.length) {
      if (sameWord(a[i], b[j])) {
        parts.push({ kind: 'same', text: b[j++] ?? '' })
        i++
      } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
        parts.push({ kind: 'removed', text: a[i++] ?? '' })
      } else parts.push({ kind: 'added', text: b[j++] ?? '' })
    }
  }
  for (; i < a.length; i++) parts.push({ kind: 'removed', text: a[i] ?? '' })
  for (; j < b.length; j++) parts.push({ kind: 'added', text: b[j] ?? '' })
  return parts
}

/** Neighbours of the same kind are one passage. */
const joined = (parts: readonly Part[]): readonly Part[] => {
  const out: Part[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (last?.kind === part.kind) out[out.length - 1] = { kind: part.kind, text: last.text + part.text }
    else out.push(part)
  }
  return out
}

/** The passages that lead from `from` to `to`, in order. Without what is removed, they are `to`, sign for sign. */
export const wordDiff = (from: string, to: string): readonly Part[] => {
  const [a, b] = [tokensOf(from), tokensOf(to)]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && sameWord(a[start], b[start])) start++
  let end = 0
  while (end < shorter - start && sameWord(a.at(-1 - end), b.at(-1 - end))) end++
  const same = (tokens: readonly string[]): readonly Part[] => tokens.map((text) => ({ kind: 'same' as const, text }))
  return joined([
    ...same(b.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(b.slice(b.length - end)),
  ])
}

/** A passage of a difference as it is shown: a long one that is the same on both sides is `skipped`, but for the words around changes. */
export type Shown = Part | { readonly kind: 'skipped'; readonly text: string; readonly words: number }

/** Words kept on each side of a change. */
const AROUND = 6
/** Fewer are told rather than counted: the count itself is to be read. */
const LEAST_SKIPPED = 8

/** Long passages that both texts share, but for `AROUND` words beside what changed. The texts of all passages are still the whole. */
export const condensed = (parts: readonly Part[]): readonly Shown[] =>
  parts.flatMap((part, at): readonly Shown[] => {
    if (part.kind !== 'same' || parts.length === 1) return [part]
    const words = tokensOf(part.text)
    const start = at === 0 ? 0 : AROUND
    const end = at === parts.length - 1 ? words.length : words.length - AROUND
    if (end - start < LEAST_SKIPPED) return [part]
    const text = (from: number, to: number): string => words.slice(from, to).join('')
    const shown: readonly Shown[] = [
      { kind: 'same', text: text(0, start) },
      { kind: 'skipped', text: text(start, end), words: end - start },
      { kind: 'same', text: text(end, words.length) },
    ]
    return shown.filter((one) => one.text !== '')
  })
