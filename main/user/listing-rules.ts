import type { ErrorCode } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import { fieldProblems, type Problem, publicationProblems } from '#shared/listing/problems.ts'
import { mayBecome, type ServiceStatus } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { difference } from './favourite-doc.ts'
import { isWritable } from './listing-doc.ts'

/** What keeps a change from being recorded: the same rules as the server's, so that it is said before it leaves. */
export type Wrong = { readonly code: ErrorCode & `fiche-${string}`; readonly champs: readonly Problem[] }

const OWN_SOURCE = 'dora'

const isStatus = (value: unknown): value is ServiceStatus =>
  value === 'SUGGESTION' || value === 'DRAFT' || value === 'PUBLISHED' || value === 'ARCHIVED'
/** An export only carries what is published: no status means that. */
export const flatStatus = (doc: Doc): ServiceStatus => {
  const status = doc['dora.status']
  return isStatus(status) ? status : 'PUBLISHED'
}

/** Fields of an editor that differ, null for those that are no more. */
export const written = (kind: ListingKind, from: Doc, to: Doc): Doc =>
  Object.fromEntries(Object.entries(difference(from, to)).filter(([field]) => isWritable(kind, field)))

/**
 * Null when nothing is wrong. What was there before bothers nobody: only fields that change are checked, and a published service
 * may be corrected one field at a time.
 * @param before null for a listing that is being made.
 */
export const wrongChange = (kind: ListingKind, before: Doc | null, after: Doc): Wrong | null => {
  const isService = kind === 'service'
  const from = before === null ? null : flatStatus(before)
  const to = flatStatus(after)
  if (isService && !mayBecome(from, to)) return { code: 'fiche-statut', champs: [] }
  const changed = difference(before ?? {}, after)
  const wrong = fieldProblems(kind, after).filter(({ champ }) => before === null || Object.hasOwn(changed, champ))
  if (wrong.length > 0) return { code: 'fiche-invalide', champs: wrong }
  if (!isService || to !== 'PUBLISHED' || after['source'] !== OWN_SOURCE) return null
  const known = new Set(from === 'PUBLISHED' && before !== null ? publicationProblems(before).map(({ champ }) => champ) : [])
  const missing = publicationProblems(after).filter(({ champ }) => !known.has(champ))
  return missing.length === 0 ? null : { code: 'fiche-incomplete', champs: missing }
}

/** The same in a few words, beside the name of the listing. */
export const reasonOf = ({ code, champs }: Wrong): string =>
  code === 'fiche-statut' ? 'Ce changement de statut n’est pas possible.' : (champs[0]?.message ?? 'Cette fiche est à vérifier.')
