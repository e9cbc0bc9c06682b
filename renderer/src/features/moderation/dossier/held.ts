import type { Held } from '#shared/orientation/wire.ts'

export type HeldAuthor = {
  readonly prescripteur: string
  readonly courriel: string
  readonly demandes: number
  readonly services: readonly { readonly nom: string; readonly demandes: number }[]
  /** Signs that something is odd, and in how many of the requests. */
  readonly signaux: readonly { readonly texte: string; readonly demandes: number }[]
}

const counted = (words: readonly string[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length])

/** Requests held, by who asks, in the order they came: one who sends ten is looked at once. */
export const heldByAuthor = (orientations: Held['orientations']): readonly HeldAuthor[] =>
  [...Map.groupBy(orientations, ({ courriel }) => courriel)].map(([courriel, all]) => ({
    prescripteur: all[0]?.prescripteur ?? '',
    courriel,
    demandes: all.length,
    services: counted(all.map(({ service }) => service)).map(([nom, demandes]) => ({ nom, demandes })),
    signaux: counted(all.flatMap(({ signaux }) => signaux)).map(([texte, demandes]) => ({ texte, demandes })),
  }))
