import type { Doc } from '../sync/merge.ts'

/**
 * A record with the fields of its `dora` block beside the others, as `dora.<field>`: what editors, merges and histories speak of,
 * so that two people may each change one field of the block without a clash.
 */

const BLOCK = 'dora'
const IN_BLOCK = `${BLOCK}.`

const isObject = (value: unknown): value is Doc => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A document that is flat already stays as it is. */
export const flat = (doc: Doc): Doc => {
  const { [BLOCK]: block, ...rest } = doc
  if (!isObject(block)) return block === undefined || block === null ? rest : doc
  return { ...rest, ...Object.fromEntries(Object.entries(block).map(([field, value]) => [IN_BLOCK + field, value])) }
}

const sameText = (a: Doc[string], b: Doc[string]): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
/** Fields of two flat records that differ; absent and null are the same. */
export const changedFields = (before: Doc, after: Doc): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((champ) => !sameText(before[champ], after[champ]))

export const deep = (doc: Doc): Doc => {
  const own: Record<string, Doc[string]> = {}
  const block: Record<string, Doc[string]> = {}
  for (const [field, value] of Object.entries(doc)) {
    // The optional fields of the block are absent, never null.
    if (!field.startsWith(IN_BLOCK)) own[field] = value
    else if (value !== null && value !== undefined) block[field.slice(IN_BLOCK.length)] = value
  }
  return Object.keys(block).length === 0 ? own : { ...own, [BLOCK]: block as never }
}
