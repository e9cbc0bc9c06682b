/** Expressions by their index terms: what both needs and equivalents look up. */
export type Trie<T> = {
  /** Sets the value of an expression; `merge` is told the value already there, if any. */
  readonly set: (terms: readonly string[], merge: (known: T | null) => T) => void
  /** The longest expression that begins at `start`. */
  readonly longest: (terms: readonly string[], start: number) => { readonly end: number; readonly value: T } | null
  /** Every expression that begins at `start`, shortest first. */
  readonly each: (terms: readonly string[], start: number, found: (value: T, end: number) => void) => void
}

type Node<T> = { readonly next: Map<string, Node<T>>; value: T | null }

export const createTrie = <T>(): Trie<T> => {
  const root: Node<T> = { next: new Map(), value: null }
  const each: Trie<T>['each'] = (terms, start, found) => {
    let node: Node<T> | undefined = root
    for (let i = start; i < terms.length; i++) {
      node = node.next.get(terms[i] ?? '')
      if (node === undefined) return
      if (node.value !== null) found(node.value, i + 1)
    }
  }
  return {
    set: (terms, merge) => {
      let node = root
      for (const term of terms) {
        let child = node.next.get(term)
        if (child === undefined) node.next.set(term, (child = { next: new Map(), value: null }))
        node = child
      }
      node.value = merge(node.value)
    },
    longest: (terms, start) => {
      let best: { end: number; value: T } | null = null
      each(terms, start, (value, end) => {
        best = { end, value }
      })
      return best
    },
    each,
  }
}
