import { changedFields, flat } from '#shared/listing/flat.ts'
import { editableFields, type ListingKind } from '#shared/listing/groups.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What a sheet says that it did not say when it was last validated. */

export type Difference = { readonly champ: string; readonly avant: Json; readonly apres: Json }

/** The day on which nobody typed anything, the marks of the server, and the status itself are no news of the sheet. */
const FOLLOWED: Readonly<Record<'structure' | 'service', readonly string[]>> = {
  structure: ['dora.parent', 'dora.code_safir_ft', 'dora.is_obsolete', 'dora.disable_orientation_form'],
  service: ['dora.status', 'structure_id'],
}

/** A text, a list or a flag that says nothing is no value: a form that was opened and closed has changed nothing. */
const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const said = (value: Json | undefined): Json => (isNothing(value) ? null : (value as Json))

/**
 * Fields of editors that differ, in their order, then those that moderation decides of. Documents deep or flat.
 * `avant` and `apres` are null for no value.
 */
export const differences = (kind: Exclude<ListingKind, 'modele'>, before: Doc, after: Doc): readonly Difference[] => {
  const [avant, apres] = [flat(before), flat(after)]
  const changed = new Set(changedFields(avant, apres))
  return [...editableFields(kind), ...FOLLOWED[kind]].flatMap((champ) => {
    if (!changed.has(champ)) return []
    const [was, is] = [said(avant[champ]), said(apres[champ])]
    return was === null && is === null ? [] : [{ champ, avant: was, apres: is }]
  })
}
