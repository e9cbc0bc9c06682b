/**
 * Single keys as one likes them: each key of the product may be answered by another. A key means the same thing on every screen, so
 * that it is moved once for all. What is kept: default key → one's own.
 */
export type Keymap = Readonly<Record<string, string>>

/** Letters, figures and « / »: what is one key on every keyboard. « ? » stays: it is how the others are found. */
const OWN = /^[a-z0-9/]$/

/** The default key that this press stands for; null for one that stands for nothing, its own having moved. */
export const meantBy = (pressed: string, map: Keymap): string | null => {
  const moved = Object.entries(map).find(([, own]) => own === pressed)
  if (moved !== undefined) return moved[0]
  return Object.hasOwn(map, pressed) ? null : pressed
}

/** The key to press for a default one. */
export const shownFor = (key: string, map: Keymap): string => {
  const own = map[key.toLowerCase()]
  return own === undefined ? key : own.toUpperCase()
}

export type Moved = { readonly map: Keymap } | { readonly refused: 'touche' | 'prise'; readonly by?: string }

/** @param defaults every default key that may move. Two keys may be exchanged one after the other, never share a key. */
export const moveKey = (map: Keymap, key: string, wanted: string, defaults: readonly string[]): Moved => {
  const own = wanted.toLowerCase()
  if (!OWN.test(own)) return { refused: 'touche' }
  const others = Object.fromEntries(Object.entries(map).filter(([from]) => from !== key))
  const taken = defaults.find((other) => other !== key && (others[other] ?? other) === own)
  if (taken !== undefined) return { refused: 'prise', by: taken }
  return { map: own === key ? others : { ...others, [key]: own } }
}
