import { HttpProblem } from './problem.ts'

/** Deeper than any document of ours; a hundred thousand brackets would exhaust the stack of whatever walks them. */
const MAX_DEPTH = 40

const isShallow = (text: string): boolean => {
  let depth = 0
  let inText = false
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (inText) {
      if (unit === 92) index++
      else if (unit === 34) inText = false
    } else if (unit === 34) inText = true
    else if (unit === 91 || unit === 123) {
      if (++depth > MAX_DEPTH) return false
    } else if (unit === 93 || unit === 125) depth--
  }
  return true
}

/** What may spell `__proto__`, escapes included: the names that walk up from it are dropped, at the price of visiting every value. */
const MAY_BE_PROTO = /__proto__|\\u/

/** JSON of a request. Throws HttpProblem `bad_request`, which quotes nothing of it. */
export const parseBody = (text: string): unknown => {
  if (!isShallow(text)) throw new HttpProblem('bad_request', { detail: 'Le corps est trop imbriqué.' })
  try {
    if (!MAY_BE_PROTO.test(text)) return JSON.parse(text) as unknown
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch {
    throw new HttpProblem('bad_request', { detail: 'Le corps n’est pas du JSON.' })
  }
}

/** Identifiers go to indexes of both engines: PostgreSQL has no NUL, and a lone surrogate would change on its way. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)
