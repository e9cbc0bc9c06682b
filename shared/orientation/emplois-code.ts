/** What a person carries from Les Emplois to the desk: the address that they were led to, or the code that it shows. */

export type EmploisCode = { readonly serviceId: string; readonly jeton: string }

const JETON = /^[\w-]+\.[\w-]+\.[\w-]+$/
const LONGEST = 4_000

/** Path of the page, from the address of the server (server/pages/emplois.ts); `op` is DORA's own name for the token. */
export const EMPLOIS_PATH = '/orienter'

export const emploisCode = ({ serviceId, jeton }: EmploisCode): string => `${serviceId}#${jeton}`

const isJeton = (text: string): boolean => text.length <= LONGEST && JETON.test(text)
const isId = (text: string): boolean => text !== '' && text.length <= 200 && !/\s/.test(text)

const ADDRESS = /^https?:\/\/[^/\s]+\/orienter\/([^/?#\s]+)\?(?:[^#\s]*&)?op=([\w.-]+)/

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Null for anything else. */
export const readEmploisCode = (pasted: string): EmploisCode | null => {
  const text = pasted.trim()
  const [, id, op] = ADDRESS.exec(text) ?? []
  const at = text.lastIndexOf('#')
  const [serviceId, jeton] =
    id === undefined || op === undefined ? [text.slice(0, Math.max(at, 0)), text.slice(at + 1)] : [decoded(id), op]
  return isId(serviceId) && isJeton(jeton) ? { serviceId, jeton } : null
}
