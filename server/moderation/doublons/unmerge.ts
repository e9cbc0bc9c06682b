import type { DoublonKind, Fusion } from '#shared/moderation/doublon.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountContext, type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal, allow } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'
import { recordOf } from '#server/sync/commands/catalogue-rows.ts'
import { targetOfListing } from '#server/sync/commands/rights.ts'
import { separated } from './fused.ts'
import { moveService, putSheet, wholeSheet } from './merge.ts'
import { fusionOf, proposeAgain, putFusion, removeFusion } from './rows.ts'
import { whereWent } from './went.ts'

/** The way back from a merge. */

/** Whoever moderates every one of them. Of a service whose structure is gone, the one that is kept decides. */
const allowSeparation = async ({ writer, actor }: AccountContext, one: Fusion, current: Doc | null): Promise<void> => {
  const { kind, garde, membres } = one
  allow(actor, 'doublon.decider', await targetOfListing(writer, kind, current ?? ((membres[garde] ?? {}) as Doc)))
  for (const [id, doc] of Object.entries(membres)) {
    const target = id === garde ? null : await targetOfListing(writer, kind, doc as Doc)
    if (target !== null) allow(actor, 'doublon.decider', target)
  }
}

/**
 * A service whose structure went into another since is of the one that stays; and is of its own again once these are separated, as
 * those that the structure had then are.
 */
const atHome = async ({ writer, seal }: AccountContext, id: string, doc: Doc): Promise<Doc> => {
  const from = doc['structure_id']
  if (typeof from !== 'string' || recordOf(await writer.entity({ kind: 'structure', id: from })) !== null) return doc
  const to = await whereWent(writer, seal).into('structure', from)
  const one = to === null ? null : await fusionOf(writer, seal, 'structure', to)
  if (to === null || one === null) return doc
  await putFusion(writer, seal, { ...one, services: { [id]: from, ...one.services } })
  return { ...doc, structure_id: to }
}

/**
 * Takes a merge back: every sheet is what its source says of it now. Rejects with Forbidden, AccountRefusal `fusion-inconnue`.
 */
export const unmerge = (parts: AccountParts, user: User, kind: DoublonKind, garde: string): Promise<void> =>
  runAccount(parts, user, async (context) => {
    const { writer, seal, actor } = context
    allow(actor, 'moderation.voir')
    const one = await fusionOf(writer, seal, kind, garde)
    if (one === null) throw new AccountRefusal('fusion-inconnue')
    const current = await wholeSheet(writer, seal, kind, garde)
    await allowSeparation(context, one, current)
    for (const [id, doc] of Object.entries(one.membres)) {
      // One that came in again for itself is not written over: people may keep it by now.
      const isThere = id === garde || recordOf(await writer.entity({ kind, id })) !== null
      if (isThere) continue
      await putSheet(writer, seal, kind, kind === 'service' ? await atHome(context, id, doc as Doc) : (doc as Doc))
    }
    for (const [service, from] of Object.entries(one.services)) {
      const doc = await wholeSheet(writer, seal, 'service', service)
      // Moved elsewhere since: that was somebody's choice.
      if (doc !== null && doc['structure_id'] === garde) await moveService(context, doc, garde, from)
    }
    if (current !== null) await putSheet(writer, seal, kind, separated(current, one))
    await removeFusion(writer, one)
    await proposeAgain(writer, seal, one)
    await context.journal({
      action: 'doublon.separe',
      objet: { kind, id: garde },
      details: { fiches: Object.keys(one.membres).length },
    })
  })
