/** A text of so many characters at most, the last one « … » when it was cut; no half of a character is left of it. */
export const short = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`
