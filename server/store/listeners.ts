import type { Commit } from './types.ts'

export type Listeners = {
  readonly add: (listener: (commit: Commit) => void) => () => void
  readonly tell: (commit: Commit) => void
}

export const listeners = (): Listeners => {
  const all = new Set<(commit: Commit) => void>()
  return {
    add: (listener) => {
      // Wrapped, so that one function added twice is heard twice and taken away once.
      const own = (commit: Commit): void => listener(commit)
      all.add(own)
      return () => all.delete(own)
    },
    tell: (commit) => {
      if (commit.scopes.length > 0) for (const listener of all) listener(commit)
    },
  }
}
