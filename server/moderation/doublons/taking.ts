import { deep, flat } from '#shared/listing/flat.ts'
import type { Actor, Target } from '#shared/rights.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { forbiddenField } from '#server/sync/commands/rights.ts'

/**
 * Whether this person may put that value in a sheet: a merge grants nothing that an edit would not (SIRET, labels that only their
 * owners give).
 */
export const mayTake = (actor: Actor, target: Target, into: Doc, champ: string, value: Json | undefined): boolean => {
  const before = flat(into)
  return forbiddenField(actor, target, deep(before), deep({ ...before, [champ]: value ?? null })) === null
}
