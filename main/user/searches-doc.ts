import { RechercheDoc } from '#shared/memory/search.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** A kept search as the account keeps it: row `recherche`, `<user>/<uuid>`. On the desk, its uuid alone. */

export type KeptSearch = RechercheDoc & { readonly id: string }

export const searchRowId = (userId: string, id: string): string => `${userId}/${id}`
/** Null for a row of somebody else, which never comes here. */
export const searchIdOf = (userId: string, rowId: string): string | null =>
  rowId.startsWith(`${userId}/`) ? rowId.slice(userId.length + 1) : null

/** Null for a row that this version does not understand: it stays as it is. */
export const searchOf = (id: string, doc: Doc): KeptSearch | null => {
  const read = RechercheDoc.safeParse(doc)
  return read.success ? { id, ...read.data } : null
}
