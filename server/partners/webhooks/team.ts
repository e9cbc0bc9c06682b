import { randomUUID } from 'node:crypto'
import type { EssaiWebhook, WebhookCree, WebhookDemande, Webhooks, WebhookVue } from '#shared/partners/webhook.ts'
import { MAX_WEBHOOKS } from '#shared/partners/webhook.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { type AccountContext, type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import { keeps, tenir } from '#server/administration/right.ts'
import type { Reader, User } from '#server/store/types.ts'
import { AddressRefused, guardedAddress, type GuardOptions } from '../address-guard.ts'
import { type Progress, progressOf } from './log.ts'
import { post } from './post.ts'
import {
  deliveryStateOf,
  everySubscription,
  type Kept,
  newSecret,
  putSubscription,
  removeSubscription,
  type Subscription,
  subscriptionOf,
} from './rows.ts'
import { signedHeaders } from './sign.ts'

/**
 * Subscriptions as the team keeps them. All reject with Forbidden; those of one, with AccountRefusal `webhook-inconnu`. The journal
 * says what was done to which, never an address nor a secret.
 */

/** The secret before signs too for so long: a partner has a weekend to change it. */
export const OVERLAP_MS = 3 * 24 * 3600_000

export type TeamParts = {
  readonly account: AccountParts
  readonly guard: GuardOptions
  readonly restricted: readonly string[]
  /** Something is to be delivered, or may be again. */
  readonly onChange: () => void
}

const iso = (ms: number): string => new Date(ms).toISOString()

const shown = async (reader: Reader, { id, one }: Kept, progress: Progress | null, now: number): Promise<WebhookVue> => {
  const { secrets, cree_le, tour, reprise, ...asked } = one
  const state = await deliveryStateOf(reader, id)
  const isBehind = progress !== null && state.epoch === progress.epoch && state.tour === tour
  // One that was ended is over, even before the courier has seen it.
  const isOver = state.reprise !== reprise
  return {
    ...asked,
    id,
    cree_le,
    ancienne_signature_jusqu: secrets.find(({ jusqu }) => jusqu !== null && Date.parse(jusqu) > now)?.jusqu ?? null,
    suspendu: isOver ? null : state.suspendu,
    attente: isBehind ? Math.max(0, progress.tete - Math.max(state.curseur, progress.plancher)) : 0,
    prochain: isOver || state.echec_depuis === null || state.suspendu !== null ? null : iso(state.prochain),
    echec_depuis: isOver || state.echec_depuis === null ? null : iso(state.echec_depuis),
    envois: state.envois,
  }
}

export const webhooksFor = async ({ account, guard, restricted }: TeamParts, user: User): Promise<Webhooks> => {
  await keeps(account, user)
  const { store, seal, now } = account
  return store.read(async (reader) => {
    const { kept, unreadable } = await everySubscription(reader, seal)
    const { progress } = await progressOf(reader)
    const abonnements: WebhookVue[] = []
    for (const one of kept) abonnements.push(await shown(reader, one, progress, now()))
    return {
      abonnements,
      illisibles: unreadable.length,
      sources_restreintes: [...restricted],
      adresses_privees: guard.allowPrivate,
    }
  })
}

/** A name that does not resolve today may tomorrow; one that leads where it may not is refused. Rejects with AccountRefusal. */
const acceptable = async (address: string, guard: GuardOptions): Promise<void> => {
  try {
    await guardedAddress(address, guard)
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error
    if (error.code !== 'adresse-introuvable') throw new AccountRefusal('webhook-adresse')
  }
}

const entry = (action: string, id: string, { quoi, actif }: Pick<Subscription, 'quoi' | 'actif'>) => ({
  action,
  objet: { kind: 'webhook', id } as const,
  details: {
    actif,
    fiches: quoi.fiches.join(' '),
    departements: quoi.departements.join(' '),
    thematiques: quoi.thematiques.join(' '),
    sources: quoi.sources.join(' '),
  },
})

/** The secret is in the answer, and never told again. Rejects with AccountRefusal `webhook-adresse`, `webhook-trop`. */
export const createWebhook = async (parts: TeamParts, user: User, asked: WebhookDemande): Promise<WebhookCree> => {
  const { account, guard, onChange } = parts
  await keeps(account, user)
  await acceptable(asked.adresse, guard)
  const id = randomUUID()
  const secret = newSecret()
  await runAccount(account, user, async ({ actor, writer, seal, now, journal }) => {
    tenir(actor)
    const { kept, unreadable } = await everySubscription(writer, seal)
    if (kept.length + unreadable.length >= MAX_WEBHOOKS) throw new AccountRefusal('webhook-trop')
    const one = { ...asked, secrets: [{ secret, jusqu: null }], cree_le: iso(now), tour: 1, reprise: 0 }
    await putSubscription(writer, seal, id, one)
    await journal(entry('webhook.cree', id, one))
  })
  onChange()
  return { id, secret }
}

type Act = (one: Subscription, context: AccountContext) => Promise<Subscription | null>

/** Null removes it. */
const actOn = async ({ account, onChange }: TeamParts, user: User, id: string, action: string, act: Act): Promise<void> => {
  await runAccount(account, user, async (context) => {
    tenir(context.actor)
    const { writer, seal, journal } = context
    const before = await subscriptionOf(writer, seal, id)
    if (before === null) throw new AccountRefusal('webhook-inconnu')
    const after = await act(before, context)
    if (after === null) await removeSubscription(writer, id)
    else await putSubscription(writer, seal, id, after)
    await journal(entry(action, id, after ?? before))
  })
  onChange()
}

/** Another address, or another choice of what is told: the receiver reads everything again. Rejects with AccountRefusal `webhook-adresse`. */
export const changeWebhook = async (parts: TeamParts, user: User, id: string, asked: WebhookDemande): Promise<void> => {
  await keeps(parts.account, user)
  await acceptable(asked.adresse, parts.guard)
  await actOn(parts, user, id, 'webhook.modifie', async (one) => {
    const isAnother = one.adresse !== asked.adresse || canonicalJson(one.quoi) !== canonicalJson(asked.quoi)
    return { ...one, ...asked, tour: one.tour + (isAnother ? 1 : 0) }
  })
}

export const removeWebhook = (parts: TeamParts, user: User, id: string): Promise<void> =>
  actOn(parts, user, id, 'webhook.supprime', async () => null)

/** A secret that was replaced a moment ago goes at once: two sign at most. */
export const rotateWebhook = async (parts: TeamParts, user: User, id: string): Promise<WebhookCree> => {
  const secret = newSecret()
  await actOn(parts, user, id, 'webhook.secret', async (one, { now }) => {
    const before = one.secrets.filter(({ jusqu }) => jusqu === null).map((old) => ({ ...old, jusqu: iso(now + OVERLAP_MS) }))
    return { ...one, secrets: [{ secret, jusqu: null }, ...before] }
  })
  return { id, secret }
}

/** Ends a suspension, and tries at once what waits. */
export const resumeWebhook = (parts: TeamParts, user: User, id: string): Promise<void> =>
  actOn(parts, user, id, 'webhook.repris', async (one) => ({ ...one, reprise: one.reprise + 1 }))

/** Sends a delivery that names nothing, now, whatever waits. It counts neither as an arrival nor as a failure. */
export const tryWebhook = async ({ account, guard }: TeamParts, user: User, id: string): Promise<EssaiWebhook> => {
  const { now } = account
  const one = await runAccount(account, user, async ({ actor, writer, seal, journal }) => {
    tenir(actor)
    const found = await subscriptionOf(writer, seal, id)
    if (found === null) throw new AccountRefusal('webhook-inconnu')
    await journal(entry('webhook.essaye', id, found))
    return found
  })
  const began = now()
  const sent = { id: randomUUID(), type: 'essai', le: iso(began) }
  const body = JSON.stringify(sent)
  const headers = signedHeaders(one.secrets, { id: sent.id, at: began, body })
  const attempt = await post(one.adresse, { body, headers }, { guard, signal: new AbortController().signal })
  const { arrive, statut, echec } = attempt
  return { arrive, statut, echec, duree_ms: Math.max(0, now() - began) }
}
