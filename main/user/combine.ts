import type { Doc } from '#shared/sync/merge.ts'
import { difference, isPersonal, patched, sameValue } from './favourite-doc.ts'

/** What a change does to a row. `base` is the whole row it was written over, {} when it makes it. */
export type Content = { readonly type: string; readonly base: Doc; readonly patch: Doc }

export const commandOf = (type: string): string => type.slice(type.indexOf('.') + 1)
const command = (kind: string, name: string) => `${kind}.${name}`
export const isEmpty = (doc: Doc): boolean => Object.keys(doc).length === 0
export const pick = (doc: Doc, fields: readonly string[]): Doc =>
  Object.fromEntries(fields.filter((field) => Object.hasOwn(doc, field)).map((field) => [field, doc[field]]))
export const without = (doc: Doc, fields: readonly string[]): Doc =>
  Object.fromEntries(Object.entries(doc).filter(([field]) => !fields.includes(field)))

/** Commands that make, change and take away a row: the others (« still right », « full ») say something of it, and stay apart. */
const WHOLE: ReadonlySet<string> = new Set(['create', 'update', 'remove'])

/** A change that says something of a row without changing what it is. */
export const isAside = (type: string): boolean => !WHOLE.has(commandOf(type))

/** What is done of a request is a fact of its own, sent as it was done: two messages are two messages. */
export const isOfRequest = (type: string): boolean => /^(?:envoi|reception)\./.test(type)

/** Whether two changes of a row may become one: what the server does of each must be what it does of both. */
export const areOfOneKind = (first: string, second: string): boolean =>
  !isOfRequest(first) && (first === second || (!isAside(first) && !isAside(second)))

/** Two updates as one: each field over the value it was first changed from; one put back as it was is no change. */
const both = (type: string, first: Content, second: Content, below: Doc | null): Content | null => {
  const base = { ...second.base, ...pickAll(first.base, Object.keys(first.patch)) }
  const all = { ...first.patch, ...second.patch }
  const patch = without(
    all,
    Object.keys(all).filter((field) => sameValue(all[field], base[field])),
  )
  if (!isEmpty(patch)) return { type, base, patch }
  // Of a row removed elsewhere, what was typed is all that is left: it is asked about, not forgotten.
  return below === null ? { type, base, patch: all } : null
}
/** Like `pick`, absent fields told as null: they must hide what the other document says. */
const pickAll = (doc: Doc, fields: readonly string[]): Doc =>
  Object.fromEntries(fields.map((field) => [field, doc[field] ?? null]))

/**
 * Two changes of the same row, of which the server knows neither, as one; null when nothing is left of them (sync.md §2.8).
 * @param below the row without either of them; null when there is none.
 */
export const combine = (first: Content, second: Content, below: Doc | null): Content | null => {
  const kind = first.type.slice(0, first.type.indexOf('.'))
  switch (`${commandOf(first.type)}+${commandOf(second.type)}`) {
    case 'create+update':
    case 'create+create':
      // Over a row that is there (a favourite of the desk given to an account that has it), taking away must be said.
      return { ...first, patch: below === null ? patched(first.patch, second.patch) : { ...first.patch, ...second.patch } }
    case 'create+remove':
      return below === null ? null : { type: second.type, base: below, patch: {} }
    case 'update+remove':
      return { type: second.type, base: first.base, patch: {} }
    case 'remove+create': {
      // Removed elsewhere too: it has to be made again.
      if (below === null) return second
      // Put back: what identifies and dates it was never taken away.
      const fields = Object.keys(second.patch).filter((field) => isPersonal(kind, field))
      const patch = difference(pick(first.base, fields), pick(second.patch, fields))
      return isEmpty(patch) ? null : { type: command(kind, 'update'), base: first.base, patch }
    }
    case 'remove+update':
    case 'remove+remove':
      return first
    default:
      // Also a command this file knows nothing of: the later words over the earlier ones.
      return both(first.type, first, second, below)
  }
}
