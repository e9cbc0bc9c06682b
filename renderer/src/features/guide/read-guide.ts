import { fold, indexTerms } from '#shared/search/text.ts'

/** A page of the guide: one of its parts, under its own heading. */
export type GuidePage = { readonly id: string; readonly title: string; readonly body: string }

const slug = (title: string): string =>
  fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Rows of a table as a list; what only holds pictures, or draws the lines of the table, is left out: the screens are at hand. */
const row = (line: string): string => {
  if (!line.startsWith('|')) return line
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
  if (cells.every((cell) => cell === '' || /^:?-+:?$/.test(cell) || cell.startsWith('!['))) return ''
  const [first = '', ...others] = cells
  return first === 'touche' ? '' : `* **${first.replaceAll('`', '')}** ${others.join(' ')}`
}

/** A command to type is a line of its own; what it says of itself follows it. */
const commands = (body: string): string =>
  body.replace(/^```\w*\n([\s\S]*?)^```$/gm, (_, lines: string) =>
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const [command = '', ...said] = line.split(/\s+#\s/)
        return `* **${command.trim()}** ${said.join(' ')}`.trim()
      })
      .join('\n'),
  )

const plain = (body: string): string =>
  commands(body)
    .split('\n')
    .map(row)
    .join('\n')
    // What is a key or a word of the machine is said in bold: the small Markdown of the screens has no code.
    .replace(/`([^`\n]+)`/g, '**$1**')
    .replaceAll('****', '')
    .trim()

/** The guide cut at its second-level headings, in order. What comes before the first is for those who read the file. */
export const readGuide = (markdown: string): readonly GuidePage[] =>
  markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...body] = part.split('\n')
      return { id: slug(title), title: title.trim(), body: plain(body.join('\n')) }
    })

/** Pages that hold every word, those whose title does first. Nothing typed: all of them. */
export const searchGuide = (pages: readonly GuidePage[], typed: string): readonly GuidePage[] => {
  const terms = indexTerms(typed)
  if (terms.length === 0) return pages
  const holds = (text: string): boolean => {
    const own = new Set(indexTerms(text))
    return terms.every((term) => own.has(term) || [...own].some((one) => term.length >= 3 && one.startsWith(term)))
  }
  const found = pages.filter(({ title, body }) => holds(`${title} ${body}`))
  return [...found.filter(({ title }) => holds(title)), ...found.filter(({ title }) => !holds(title))]
}
