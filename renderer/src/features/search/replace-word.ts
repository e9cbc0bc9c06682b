import { fold } from '#shared/search/text.ts'

/**
 * Writes a correction in the text as it was typed. `folded` is the word as the search read it, without capitals nor accents;
 * the first that reads so is replaced. A text that holds none is left as it is.
 */
export const replaceWord = (text: string, folded: string, by: string): string => {
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    if (fold(word) === folded) return text.slice(0, index) + by + text.slice(index + word.length)
  return text
}
