import { prefixOfCode, type PublicKind } from './listing/public-link.ts'
import { fromAddress, toAddress } from './search/address.ts'
import type { SearchQuery } from './search/query.ts'

/**
 * Links that lead into DORA. `dora://recherche?q=permis&lieu=33063`, `dora://service/<id>`, `dora://structure/<id>` and
 * `dora://brouillon/<id>` are handed by the system to the application; the public pages of a server say the same to everyone, but for
 * drafts, which are on one desk alone. Anyone may write one: they are read as data, and only ever show something.
 */
export const LINK_SCHEME = 'dora'
export const LONGEST_LINK = 2_083

export type Link =
  | { readonly name: 'recherche'; readonly query: SearchQuery }
  | { readonly name: 'service' | 'structure' | 'brouillon'; readonly id: string }
/** A short link of a public page: its record is found by the beginning of its identifier (listing/public-link.ts). */
export type CodedLink = { readonly name: 'code'; readonly kind: PublicKind; readonly code: string }

const OF_RECORD = ['service', 'structure', 'brouillon'] as const
const LONGEST_ID = 200
const CODED: Readonly<Record<string, PublicKind>> = { s: 'structure', o: 'service' }

/** A commune may be named by its INSEE code alone: whoever writes a link by hand knows nothing of our addresses. */
const searchOf = (params: string): Link => {
  const named = params.replace(/(^\??|&)lieu=(\w{5})(?=&|$)/, '$1lieu=commune:$2')
  return { name: 'recherche', query: fromAddress(named) }
}

const idOf = (part: string): string | null => {
  try {
    const id = decodeURIComponent(part)
    // eslint-disable-next-line no-control-regex
    return id === '' || id.length > LONGEST_ID || /[\u0000-\u001f\u007f]/.test(id) || !id.isWellFormed() ? null : id
  } catch {
    return null
  }
}

type Address = { readonly scheme: string; readonly host: string; readonly path: string; readonly search: string }

/** Nothing of an address that names a user. A port may be that of a server; `dora:` has none. */
const parsed = (text: string): Address | null => {
  if (text.length > LONGEST_LINK) return null
  const [, scheme, host, path = '', search = ''] =
    /^([a-z]+):\/\/([^/?#@:\s]+)(?::\d{1,5}(?=\/))?([^?#\s]*)(\?[^#\s]*)?(?:#\S*)?$/i.exec(text.trim()) ?? []
  return scheme === undefined || host === undefined
    ? null
    : { scheme: scheme.toLowerCase(), host: host.toLowerCase(), path, search }
}

/** Of a `dora:` address; null for what is none of them. Never throws. */
export const readLink = (text: string): Link | null => {
  const address = parsed(text)
  if (address?.scheme !== LINK_SCHEME) return null
  const path = address.path.replace(/^\/|\/$/g, '')
  if (address.host === 'recherche') return path === '' ? searchOf(address.search) : null
  const name = OF_RECORD.find((one) => one === address.host)
  const id = path.includes('/') ? null : idOf(path)
  return name === undefined || id === null ? null : { name, id }
}

/** Of the address of a public page, of whichever server: the record is looked for on this desk alone. Null for any other. */
export const readWebLink = (text: string): Link | CodedLink | null => {
  const address = parsed(text)
  if (address === null || (address.scheme !== 'https' && address.scheme !== 'http')) return null
  const [first = '', second = '', ...rest] = address.path.split('/').slice(1)
  if (rest.length > 0) return null
  if (first === 'recherche') return second === '' ? searchOf(address.search) : null
  const id = idOf(second)
  if (id === null) return null
  if (first === 'service' || first === 'structure') return { name: first, id }
  const kind = CODED[first]
  return kind === undefined || prefixOfCode(id) === null ? null : { name: 'code', kind, code: id }
}

/** The address that `readLink` reads so. A place put by hand loses its label, and is rounded (search/address.ts). */
export const linkTo = (link: Link): string => {
  if (link.name !== 'recherche') return `${LINK_SCHEME}://${link.name}/${encodeURIComponent(link.id.toWellFormed())}`
  const search = toAddress(link.query)
  return `${LINK_SCHEME}://recherche${search === '' ? '' : `?${search}`}`
}
