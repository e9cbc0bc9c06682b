import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { EchecWebhook, EnvoiWebhook, Relecture, SuspensionWebhook, TypeEnvoi, WebhookDemande } from '#shared/partners/webhook.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, Reader, Writer } from '#server/store/types.ts'
import { docOf, putSealed } from '#server/sync/rows.ts'
import type { Seal } from '#server/sync/seal.ts'

/**
 * A subscription is a sealed row, which the team writes. What its deliveries came to is a setting, which the courier alone writes:
 * a delivery is no change of the catalogue, and moves no version of it.
 */

export const WEBHOOK = 'webhook'
/** All hang on this, so that they are found by an index. */
const ALL = 'abonnements'

const Subscription = WebhookDemande.extend({
  /** The first signs first. `jusqu`: ISO instant until which it signs; null for the present one. */
  secrets: z.array(z.object({ secret: z.string(), jusqu: z.string().nullable() })).min(1),
  cree_le: z.string(),
  /** Grows each time that the receiver, or what is told to it, becomes another: it has to read everything again. */
  tour: z.int().min(1),
  /** Grows each time that the team has it go on. */
  reprise: z.int().min(0),
})
export type Subscription = z.infer<typeof Subscription>
export type Kept = { readonly id: string; readonly one: Subscription }

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const subscriptionOf = async (reader: Reader, seal: Seal, id: string): Promise<Subscription | null> => {
  const doc = docOf(seal, await reader.entity({ kind: WEBHOOK, id }))
  return doc === null ? null : Subscription.parse(doc)
}

/** In the order of their creation. One that does not open, another key’s or a later version’s, is told by `unreadable`. */
export const everySubscription = async (
  reader: Reader,
  seal: Seal,
): Promise<{ readonly kept: readonly Kept[]; readonly unreadable: readonly string[] }> => {
  const kept: Kept[] = []
  const unreadable: string[] = []
  for (const entity of await reader.children(WEBHOOK, ALL)) {
    try {
      kept.push({ id: entity.id, one: Subscription.parse(docOf(seal, entity)) })
    } catch {
      unreadable.push(entity.id)
    }
  }
  return { kept: kept.sort((a, b) => (a.one.cree_le < b.one.cree_le ? -1 : 1)), unreadable }
}

export const hasSubscriptions = async (reader: Reader): Promise<boolean> => (await reader.children(WEBHOOK, ALL)).length > 0

export const putSubscription = async (writer: Writer, seal: Seal, id: string, one: Subscription): Promise<void> => {
  const current: Entity | null = await writer.entity({ kind: WEBHOOK, id })
  await putSealed(writer, seal, { kind: WEBHOOK, id }, { doc: one as unknown as Doc, scopes: [], parent: ALL, current })
}

export const removeSubscription = async (writer: Writer, id: string): Promise<void> => {
  await writer.remove({ kind: WEBHOOK, id })
  await writer.setSetting(stateKey(id), '')
}

const stateKey = (id: string): string => `webhooks/etat/${id}`

/** Positions `de` (included) and `a` (excluded) of the log of changes that a delivery covers. */
const UnderWay = z.object({
  id: z.uuid(),
  type: TypeEnvoi,
  motif: Relecture.nullable(),
  /** ISO instant at which it was made up. */
  le: z.string(),
  de: z.int().min(0),
  a: z.int().min(0),
  /** What it was made up for. */
  epoch: z.string(),
  tour: z.int(),
  essais: z.int().min(0),
})
export type UnderWay = z.infer<typeof UnderWay>

/** Milliseconds since 1970 unless said. */
const DeliveryState = z.object({
  /** Position of the log that everything before has been told. */
  curseur: z.int().min(0),
  /** History that `curseur` is of; null before the first delivery. */
  epoch: z.string().nullable(),
  tour: z.int(),
  reprise: z.int(),
  /** Kept before it leaves: after a fall, the same leaves again under the same identifier. */
  en_cours: UnderWay.nullable(),
  prochain: z.number(),
  echec_depuis: z.number().nullable(),
  dernier_echec: EchecWebhook.nullable(),
  suspendu: SuspensionWebhook.nullable(),
  /** The newest first. */
  envois: z.array(EnvoiWebhook),
})
export type DeliveryState = z.infer<typeof DeliveryState>

export const FRESH: DeliveryState = {
  curseur: 0,
  epoch: null,
  tour: 0,
  reprise: 0,
  en_cours: null,
  prochain: 0,
  echec_depuis: null,
  dernier_echec: null,
  suspendu: null,
  envois: [],
}

export const deliveryStateOf = async (reader: Reader, id: string): Promise<DeliveryState> => {
  const text = await reader.setting(stateKey(id))
  return text === null || text === '' ? FRESH : DeliveryState.parse(JSON.parse(text))
}

export const putDeliveryState = (writer: Writer, id: string, state: DeliveryState): Promise<void> =>
  writer.setSetting(stateKey(id), JSON.stringify(state))
