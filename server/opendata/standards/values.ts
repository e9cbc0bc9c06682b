/** Values that JSON Schema checks by their form, and what is made of those of the catalogue. */

const percent = (character: string): string => encodeURIComponent(character)

/**
 * A web address as RFC 3986 writes it (`format: uri`): browsers are more lenient, and so is our own reading. The same page answers.
 * Null when it cannot be made one.
 */
export const asUri = (text: string | null): string | null => {
  if (text === null || !URL.canParse(text)) return null
  const { protocol, host, pathname, search, hash } = new URL(text)
  if ((protocol !== 'https:' && protocol !== 'http:') || !/^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::\d+)?$/.test(host)) return null
  const rest = (pathname + search + hash)
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]/gu, percent)
  const at = rest.indexOf('#')
  return `${protocol}//${host}${at < 0 ? rest : rest.slice(0, at + 1) + rest.slice(at + 1).replaceAll('#', '%23')}`
}

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i

/** `format: email` knows no accent. Null for one that has some. */
export const asEmail = (text: string | null): string | null =>
  text !== null && LOCAL.test(text.split('@')[0] ?? '') ? text : null

type Known<Value> = { readonly [Key in keyof Value]?: Exclude<Value[Key], null | undefined> }

/** Leaves out what is not known: these standards have no null. */
export const known = <const Value extends Readonly<Record<string, unknown>>>(value: Value): Known<Value> =>
  Object.fromEntries(
    Object.entries(value).filter(([, one]) => one != null && one !== '' && !(Array.isArray(one) && one.length === 0)),
  ) as Known<Value>
