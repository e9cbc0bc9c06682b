import type { FlatDoc } from '#shared/contract/listing.ts'
import { flat } from '#shared/listing/flat.ts'
import { editableFields, type ListingKind } from '#shared/listing/groups.ts'
import { MODELE } from '#shared/listing/model.ts'
import { PROJECTED } from '#shared/listing/projection.ts'
import { SUGGESTION } from '#shared/listing/suggestion.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** Rows of the listing of a structure, in the outbox and among the account's own. Their patches are flat (shared/listing/flat.ts). */

/**
 * Rows whose answers may show elsewhere than in the account's rows: by the catalogue, or, for whoever keeps a structure without being
 * a member of it, by what the server tells of it.
 */
export const PUBLIC: readonly string[] = ['service', 'structure', MODELE]
export const isPublic = (kind: string): boolean => PUBLIC.includes(kind)
export const isListing = (kind: string): boolean => isPublic(kind) || kind === SUGGESTION

/** A row as someone told it: the catalogue of this desk, or the server. `doc` may be deep. */
export type Told = { readonly kind: string; readonly id: string; readonly ver: number; readonly doc: Doc }
export type Known = { readonly ver: number; readonly doc: Doc }
export type ListingKey = { readonly kind: ListingKind; readonly id: string }

/** The newest of what is known of a row, flat; null when nobody knows it. */
export const newest = (...all: readonly (Known | null | undefined)[]): Known | null => {
  let best: Known | null = null
  for (const one of all) if (one !== null && one !== undefined && (best === null || one.ver > best.ver)) best = one
  return best === null ? null : { ver: best.ver, doc: flat(best.doc) }
}

/** Finds a row among those told; the newest, when both the catalogue and the server tell it. */
export const newestTold = (told: readonly Told[]): ((kind: string, id: string) => Told | null) => {
  const best = new Map<string, Told>()
  for (const one of told) {
    const name = `${one.kind} ${one.id}`
    if ((best.get(name)?.ver ?? -1) < one.ver) best.set(name, one)
  }
  return (kind, id) => best.get(`${kind} ${id}`) ?? null
}

const OWNED: ReadonlySet<string> = new Set([
  'id',
  'source',
  'structure_id',
  'date_maj',
  'lien_source',
  'score_qualite',
  'dora.creation_date',
  'dora.publication_date',
  'dora.moderation_status',
  'dora.contact_masque',
  'dora.modele',
  'dora.modele_somme',
  ...PROJECTED,
])
const VERIFICATIONS = 'dora.verifications'

/** Fields of a listing that a person types: a clash about any other is the server's to settle. */
export const isTyped = (field: string): boolean => !OWNED.has(field) && field !== VERIFICATIONS
/** Fields that a list of changes names. */
export const isNamed = (field: string): boolean => !OWNED.has(field)

const WRITABLE: Readonly<Record<ListingKind, ReadonlySet<string>>> = {
  service: new Set([...editableFields('service'), 'dora.status', 'dora.modele', 'dora.modele_somme']),
  modele: new Set(editableFields('modele')),
  structure: new Set(editableFields('structure')),
}
/** What an editor may write of a listing, out of all that a document holds. */
export const isWritable = (kind: ListingKind, field: string): boolean => WRITABLE[kind].has(field)

export const textOf = (doc: Doc, field: string): string => {
  const value = doc[field]
  return typeof value === 'string' ? value : ''
}

/** As the contract names it: the same JSON, that nobody promises not to change. */
export const wireDoc = (doc: Doc): FlatDoc => doc as FlatDoc
export const wireValue = (value: Json | undefined): FlatDoc[string] => (value ?? null) as FlatDoc[string]
