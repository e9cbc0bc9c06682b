/** RFC 4180, read by other code than the one that writes it; an empty cell is not there. */
export const readCsv = (text: string): readonly Readonly<Record<string, string>>[] => {
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '') break
    lines.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') lines.push([])
  }
  const [head = [], ...rows] = lines.filter((cells) => cells.length > 0)
  return rows.map((cells) => Object.fromEntries(head.flatMap((name, at) => (cells[at] ? [[name, cells[at]]] : []))))
}
