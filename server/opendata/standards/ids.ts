import { hash } from 'node:crypto'

/** Made once for these files; changing it changes every identifier that they ever told. */
const NAMESPACE = Buffer.from('9d4c1f3ee0a1497f8f4b6a5d5a0b7c21', 'hex')

/** What an identifier names: HSDS wants one on every object, each of another kind than its neighbour’s. */
export type IdKind =
  | 'accessibility'
  | 'address'
  | 'attribute'
  | 'contact'
  | 'cost_option'
  | 'location'
  | 'organization'
  | 'organization_identifier'
  | 'phone'
  | 'schedule'
  | 'service'
  | 'service_area'
  | 'service_at_location'
  | 'taxonomy'
  | 'taxonomy_term'
  | 'url'

/** The same name has the same identifier in every release: RFC 9562 §5.5 (version 5, SHA-1). */
export const uuidOf = (kind: IdKind, ...name: readonly string[]): string => {
  const hex = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from([kind, ...name].join('\u001f'))]), 'hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
