/** A row of a source file, as read: nothing is known of its values yet. */
export type RawRow = { readonly [column: string]: unknown }

/**
 * A row on its way to a record: v1 names, values still raw. `tolerant` rows come from older standards, whose rules were laxer:
 * a missing date or description does not keep them out.
 */
export type Draft = {
  readonly kind: 'structure' | 'service'
  readonly tolerant: boolean
  readonly fields: RawRow
}

export const column = (row: RawRow, ...names: readonly string[]): unknown => {
  for (const name of names) {
    const value = row[name]
    if (value !== undefined && value !== null && value !== '') return value
  }
  return undefined
}
