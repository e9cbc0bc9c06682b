/** HTML that cannot be written unescaped: text goes in as a part of `html`, and only `html` makes HTML. */

/** Not exported: a value that came from outside, whatever its shape, is not HTML. */
const CONTENT = Symbol('html')

export type Html = { readonly [CONTENT]: string }
export type Part = string | number | Html | null | readonly Part[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

const written = (part: Part): string => {
  if (part === null) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return CONTENT in part ? part[CONTENT] : part.map(written).join('')
}

/** Template tag: what stands between the parts is ours, the parts are text. An attribute is always between double quotes. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  [CONTENT]: pieces.map((piece, index) => piece + written(parts[index] ?? null)).join(''),
})

export const textOf = (content: Html): string => content[CONTENT]

/** Escaping does not make an address safe: one that runs something is no better for being well written. */
const FOLLOWED = /^(\/(?!\/)|https:\/\/|http:\/\/127\.0\.0\.1:\d|dora:\/\/)/

/** An address for `href` or `action`. Throws for one that leads elsewhere than a page, this machine or the application. */
export const address = (text: string): string => {
  if (!FOLLOWED.test(text)) throw new Error('This address is not one to follow.')
  return text
}
