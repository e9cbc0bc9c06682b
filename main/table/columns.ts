/** 0 → « A », 25 → « Z », 26 → « AA »: a column as spreadsheets name it. */
export const columnName = (index: number): string => {
  const before = Math.floor(index / 26)
  return (before > 0 ? columnName(before - 1) : '') + String.fromCodePoint(65 + (index % 26))
}

/** « AB12 » → 27; -1 for what is no reference. */
export const columnIndex = (reference: string): number => {
  const letters = /^([A-Z]{1,3})\d*$/i.exec(reference)?.[1]
  if (letters === undefined) return -1
  return [...letters.toUpperCase()].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
