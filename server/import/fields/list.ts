import { asText } from './text.ts'

/**
 * A list, however it was written: an array, JSON (`["a"]`), a Python repr (`['a', "l'autre"]`), or texts separated by one of
 * `separators`. Items are trimmed, empty ones and repeats dropped. Null when nothing is left.
 * `separators` are tried in order, the first one present splits; none by default but « | », « ; » and a line break.
 */
export const asList = (value: unknown, separators: readonly string[] = ['|', ';', '\n']): string[] | null => {
  const items = Array.isArray(value)
    ? value.flatMap((item) => (Array.isArray(item) ? item : [item]))
    : splitText(asText(value), separators)
  const cleaned = new Set<string>()
  for (const item of items) {
    const text = asText(item)
    if (text !== null) cleaned.add(text)
  }
  return cleaned.size > 0 ? [...cleaned] : null
}

/** As `asList`, for lists of codes, where a comma can only separate. */
export const asCodes = (value: unknown): string[] | null => asList(value, ['|', ';', '\n', ','])

const splitText = (text: string | null, separators: readonly string[]): unknown[] => {
  if (text === null) return []
  if (/^[[({]/.test(text) && /[\])}]$/.test(text)) {
    const parsed = parseJsonList(text) ?? parsePythonList(text)
    if (parsed !== null) return parsed
  }
  const separator = separators.find((one) => text.includes(one))
  return separator === undefined ? [text] : text.split(separator)
}

const parseJsonList = (text: string): unknown[] | null => {
  if (!text.startsWith('[')) return null
  try {
    const parsed: unknown = JSON.parse(text)
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** `['a', "b'c", None, 'l\'eau']`, tuples and sets too, and the array literals of PostgreSQL (`{a,"b c"}`); null when it is none. */
export const parsePythonList = (text: string): string[] | null => {
  const inner = text.slice(1, -1)
  const items: string[] = []
  let at = 0
  while (at < inner.length) {
    const char = inner[at] ?? ''
    if (/[\s,]/.test(char)) {
      at++
      continue
    }
    if (char === "'" || char === '"') {
      let item = ''
      let end = at + 1
      while (end < inner.length && inner[end] !== char) {
        if (inner[end] === '\\' && end + 1 < inner.length) {
          const escaped = inner[end + 1] ?? ''
          const hex = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(inner.slice(end + 1))
          if (hex === null) {
            item += escaped === 'n' ? '\n' : escaped === 't' ? '\t' : escaped
            end += 2
          } else {
            item += String.fromCharCode(Number.parseInt(hex[1] ?? hex[2] ?? '20', 16))
            end += 1 + hex[0].length
          }
        } else {
          item += inner[end]
          end++
        }
      }
      if (end >= inner.length) return null
      items.push(item)
      at = end + 1
    } else {
      const end = inner.indexOf(',', at)
      const bare = inner.slice(at, end < 0 ? undefined : end).trim()
      if (/['"]/.test(bare)) return null
      if (!/^(none|null|nan)$/i.test(bare)) items.push(bare)
      at = end < 0 ? inner.length : end + 1
    }
  }
  return items
}
