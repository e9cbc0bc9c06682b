/** What the buttons of the description do to its text. Pure: a text and a selection in, a replacement out. */

export type Selection = { readonly start: number; readonly end: number }
/** `insert` takes the place of `from`–`to`; the selection is then `select`. */
export type Replacement = { readonly from: number; readonly to: number; readonly insert: string; readonly select: Selection }

/** Puts `mark` around the selection, or takes it away when it is there already. */
export const toggleMark = (text: string, { start, end }: Selection, mark: string, otherwise: string): Replacement => {
  const size = mark.length
  const inner = text.slice(start, end)
  // « **gras** » is not italic between two stars.
  const alone = (before: string, after: string) => !(mark === '*' && (before.endsWith('**') || after.startsWith('**')))
  if (
    text.slice(start - size, start) === mark &&
    text.slice(end, end + size) === mark &&
    alone(text.slice(0, start), text.slice(end)) &&
    start >= size
  )
    return { from: start - size, to: end + size, insert: inner, select: { start: start - size, end: end - size } }
  const [, before = '', kept = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? []
  const words = kept === '' ? otherwise : kept
  const at = start + before.length + size
  return {
    from: start,
    to: end,
    insert: `${before}${mark}${words}${mark}${kept === '' ? '' : after}`,
    select: { start: at, end: at + words.length },
  }
}

/** Gives each line of the selection this beginning, or takes it away when they all have it. */
export const togglePrefix = (text: string, { start, end }: Selection, prefix: string): Replacement => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', Math.max(start, end - 1))
  const to = next === -1 ? text.length : next
  const lines = text.slice(from, to).split('\n')
  const all = lines.every((one) => one.startsWith(prefix) || (one.trim() === '' && lines.length > 1))
  const bare = (one: string) => one.replace(/^(?:#{1,6} |[*-] |\d+\. )/, '')
  const insert = lines
    .map((one) => (one.trim() === '' && lines.length > 1 ? one : all ? bare(one) : prefix + bare(one)))
    .join('\n')
  return { from, to, insert, select: { start: from, end: from + insert.length } }
}

/** `[words](address)`; the address is selected when it is still to be written. */
export const insertLink = (text: string, { start, end }: Selection, words: string): Replacement => {
  const inner = text.slice(start, end).trim()
  const isAddress = /^https?:\/\/\S+$/.test(inner)
  const label = inner === '' || isAddress ? words : inner
  const address = isAddress ? inner : 'https://'
  const insert = `[${label}](${address})`
  const select = isAddress
    ? { start: start + 1, end: start + 1 + label.length }
    : { start: start + label.length + 3, end: start + insert.length - 1 }
  return { from: start, to: end, insert, select }
}
