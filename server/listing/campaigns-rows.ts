import type { Logger } from 'pino'
import { z } from 'zod'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import type { AccountParts } from '../accounts/context.ts'
import { described } from '../http/failures.ts'
import type { Campaign } from './campaigns-rules.ts'
import { STOP_PATH, stopToken, withToken } from './confirm-token.ts'

/** What campaigns remember: sealed rows in no scope, apart from those of accounts (server/accounts/life), which come and go. */

const RAPPEL = 'rappel'
const STOPS = 'rappels-arrets'

export type CampaignParts = AccountParts & {
  readonly log: Logger
  /** Address that browsers reach this server at, without a final « / ». */
  readonly publicUrl: () => string
}

const parentOf = (campaign: Campaign): string => `rappels/${campaign}`
const keyOf = (campaign: Campaign, owner: string) => ({ kind: RAPPEL, id: `${campaign}/${owner}` })

/** Of a campaign that ends (`depuis`, `fait`, `clos`), or that comes back (`dernier`: day or month of the last letter). Days in Paris. */
const Kept = z.object({
  owner: z.string(),
  depuis: z.string(),
  fait: z.int(),
  clos: z.boolean(),
  dernier: z.string().nullable(),
})
export type Kept = z.infer<typeof Kept>

const opened = (seal: Seal, entity: Entity | null): Kept | null => {
  const doc = docOf(seal, entity)
  return doc === null ? null : Kept.parse(doc)
}

export const keptOf = async (reader: Reader, seal: Seal, campaign: Campaign, owner: string): Promise<Kept | null> =>
  opened(seal, await reader.entity(keyOf(campaign, owner)))

export const allKept = async (reader: Reader, seal: Seal, campaign: Campaign): Promise<readonly Kept[]> =>
  (await reader.children(RAPPEL, parentOf(campaign))).map((entity) => opened(seal, entity)).filter((one) => one !== null)

export const keep = async (writer: Writer, seal: Seal, campaign: Campaign, kept: Kept): Promise<void> => {
  const key = keyOf(campaign, kept.owner)
  const current = await writer.entity(key)
  await putSealed(writer, seal, key, { doc: kept as unknown as Doc, scopes: [], parent: parentOf(campaign), current })
}

export const forgetKept = (writer: Writer, campaign: Campaign, owner: string): Promise<boolean> =>
  writer.remove(keyOf(campaign, owner))

/** Whose reminders: of an account, or of a structure's own address. */
export const ownerOfUser = (userId: string): string => `u/${userId}`
export const ownerOfStructure = (structureId: string): string => `s/${structureId}`

const stopKey = (campaign: Campaign, owner: string) => ({ kind: RAPPEL, id: `arret/${campaign}/${owner}` })

/** True once they have said that they want no more of these. */
export const isStopped = async (reader: Reader, campaign: Campaign, owner: string): Promise<boolean> => {
  const entity = await reader.entity(stopKey(campaign, owner))
  return entity !== null && !entity.deleted
}

/** Stages what they want. @param now milliseconds since 1970 */
export const setStopped = async (
  writer: Writer,
  seal: Seal,
  { campaign, owner }: { readonly campaign: Campaign; readonly owner: string },
  stopped: boolean,
  now: number,
): Promise<void> => {
  const key = stopKey(campaign, owner)
  if (!stopped) {
    await writer.remove(key)
    return
  }
  if (await isStopped(writer, campaign, owner)) return
  const doc = { le: new Date(now).toISOString() }
  await putSealed(writer, seal, key, { doc, scopes: [], parent: STOPS, current: null })
}

export const stopLink = ({ publicUrl, seal }: CampaignParts, campaign: Campaign, owner: string): string =>
  publicUrl() + withToken(STOP_PATH, stopToken(seal, campaign, owner))

/** Does what is due for each, until `most` were; one that fails keeps the others from nothing. Answers how many were done. */
export const upTo = async <T>(
  { log }: CampaignParts,
  most: number,
  all: Iterable<T>,
  advance: (one: T) => Promise<boolean>,
): Promise<number> => {
  let acts = 0
  for (const one of all) {
    if (acts >= most) break
    try {
      if (await advance(one)) acts += 1
    } catch (error) {
      log.error({ job: 'campagnes', ...described(error) }, 'reminder not given')
    }
  }
  return acts
}
