import { RECHERCHE } from '#shared/memory/search.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { isListing, isTyped } from './listing-doc.ts'

/**
 * A favourite as the account keeps it: row `favourite`, `<user>/<kind>:<id>`. What is empty is absent, so that two desks that keep
 * the same service have nothing to settle about notes that neither wrote.
 */
export const FAVOURITE = 'favourite'

export type FavouriteKey = { readonly kind: 'service' | 'structure'; readonly id: string }
export type FavouriteWords = {
  readonly nom: string
  readonly note: string
  readonly listes: readonly string[]
  readonly cree_le: string
}

export const rowId = (userId: string, { kind, id }: FavouriteKey): string => `${userId}/${kind}:${id}`

/** What a row is about; null for a row this version does not understand. */
export const targetOf = (userId: string, id: string): FavouriteKey | null => {
  const [, kind, target] = /^(service|structure):(.+)$/s.exec(id.slice(userId.length + 1)) ?? []
  if (!id.startsWith(`${userId}/`) || target === undefined) return null
  return { kind: kind as FavouriteKey['kind'], id: target }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export const wordsOf = (doc: Doc): FavouriteWords => ({
  nom: text(doc['nom']),
  note: text(doc['note']),
  listes: Array.isArray(doc['listes']) ? doc['listes'].filter((each: Json): each is string => typeof each === 'string') : [],
  cree_le: text(doc['cree_le']),
})

/** Null where nothing is said: in a patch, it takes away what was there. */
export const noteValue = (note: string): Json => (note === '' ? null : note)
export const listesValue = (listes: readonly string[]): Json => (listes.length === 0 ? null : [...listes])

export const newDoc = ({ kind, id }: FavouriteKey, { nom, note, listes, cree_le }: FavouriteWords): Doc => ({
  cible: { kind, id },
  nom,
  cree_le,
  ...(note === '' ? {} : { note }),
  ...(listes.length === 0 ? {} : { listes: [...listes] }),
})

/** Fields that a person writes: a clash about any other is the server's to settle. */
export const isPersonal = (kind: string, field: string): boolean =>
  PERSONAL[kind]?.includes(field) ?? (!isListing(kind) || isTyped(field))
const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  [FAVOURITE]: ['note', 'listes'],
  [RECHERCHE]: ['nom', 'frequence'],
}

/** What is empty says nothing, however it is written: the server keeps '' and [] where a desk leaves the field out. */
const said = (value: Json | undefined): Json =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0) ? null : value
export const sameValue = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(said(a)) === canonicalJson(said(b))

/** Fields of `to` that differ from `from`, null for those it no longer has. */
export const difference = (from: Doc, to: Doc): Doc => {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return Object.fromEntries(
    fields.filter((field) => !sameValue(from[field], to[field])).map((field) => [field, to[field] ?? null]),
  )
}

/** `doc` with a patch over it; a null takes the field away. */
export const patched = (doc: Doc, patch: Doc): Doc =>
  Object.fromEntries(Object.entries({ ...doc, ...patch }).filter(([, value]) => value !== null && value !== undefined))

/** Those of these fields that say something. */
export const pickOf = (doc: Doc, fields: readonly string[]): Doc =>
  Object.fromEntries(fields.filter((field) => said(doc[field]) !== null).map((field) => [field, doc[field]]))

/** Without what says nothing. */
export const bare = (doc: Doc): Doc => Object.fromEntries(Object.entries(doc).filter(([, value]) => said(value) !== null))
