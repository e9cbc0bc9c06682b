/**
 * Where the server shows a record to everyone. A listing made in DORA has a short link, which fits a poster and stays the same
 * for as long as the record does; the others have their identifier in the address.
 */
export type PublicKind = 'structure' | 'service'

/** « O » for « offre »: what the word « service » is called on a poster. */
const LETTER: Readonly<Record<PublicKind, string>> = { structure: 's', service: 'o' }

const UUID = /^dora--([0-9a-f]{8})-([0-9a-f]{4})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const CODE = /^([0-9a-f]{8})([0-9a-f]{4})$/

/** First 12 hexadecimal digits of an identifier `dora--<uuid>` in small letters; null for any other. */
export const publicCode = (id: string): string | null => {
  const [, first, second] = UUID.exec(id) ?? []
  return first === undefined || second === undefined ? null : first + second
}

/** What the identifiers of that code begin with; null for what is no code. */
export const prefixOfCode = (code: string): string | null => {
  const [, first, second] = CODE.exec(code) ?? []
  return first === undefined || second === undefined ? null : `dora--${first}-${second}-`
}

/** With the whole identifier: answers for every record, also when two share a code. */
export const longPublicPath = (kind: PublicKind, id: string): string => `/${kind}/${encodeURIComponent(id)}`

/** Path of the public page of a record, from the address of the server. */
export const publicPath = (kind: PublicKind, id: string): string => {
  const code = publicCode(id)
  return code === null ? longPublicPath(kind, id) : `/${LETTER[kind]}/${code}`
}
