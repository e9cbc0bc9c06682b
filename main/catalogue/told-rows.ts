import type { z } from 'zod'
import type { CatalogueTold } from './handlers.ts'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Rows of a kind that this version can read: what a later one wrote says nothing to it. Null without a catalogue. */
export const toldRows = async <T>(
  others: CatalogueTold['others'],
  kind: string,
  schema: z.ZodType<T>,
): Promise<{ readonly id: string; readonly doc: T }[] | null> => {
  const rows = await others(kind)
  if (rows === null) return null
  return rows.flatMap(({ id, doc }) => {
    const read = schema.safeParse(parsed(doc))
    return read.success ? [{ id, doc: read.data }] : []
  })
}
