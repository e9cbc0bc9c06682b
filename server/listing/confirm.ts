import { z } from 'zod'
import { Disponibilite, type Service, type Verification } from '#shared/catalogue/record.ts'
import { AVAILABILITY_DAYS, currentAvailability } from '#shared/listing/availability.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { verifiedOn } from '#shared/listing/freshness.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { statusOf } from '#shared/listing/status.ts'
import { actorOf } from '../accounts/memberships.ts'
import { type AccountParts, runAccount } from '../accounts/context.ts'
import type { Reader, User } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { voiceOfActor, wholeService } from './confirm-right.ts'
import { readConfirmToken } from './confirm-token.ts'
import { renewAvailability, sayAvailability, type SayContext, verifyListing } from './verify.ts'

/**
 * « Toujours exact » by the link of a reminder, without signing in: the address alone says who does it and of what. What it opens is
 * judged each time, and what it does twice is done once.
 */

const id = z.string().min(1).max(200)
export const ConfirmAct = z.discriminatedUnion('quoi', [
  z.object({ quoi: z.literal('exact'), service: id }),
  z.object({ quoi: z.literal('tout') }),
  z.object({ quoi: z.literal('renouveler'), service: id }),
  z.object({
    quoi: z.literal('disponibilite'),
    service: id,
    etat: Disponibilite.shape.etat,
    jours: z.coerce.number().refine((days) => (AVAILABILITY_DAYS as readonly number[]).includes(days)),
  }),
])
export type ConfirmAct = z.infer<typeof ConfirmAct>

export type Confirmable = { readonly service: Service; readonly fait: boolean }
/** `par`: in whose name that person says it. */
type Spoken = Confirmable & { readonly par: Verification['par'] }
/** `over`: not of this server, or too old. `revoked`: that person has nothing left to say of it. */
export type Opened = { readonly services: readonly Spoken[] } | 'over' | 'revoked'

/** All of it was said to be right on that day. */
const isConfirmed = (service: Service, today: string): boolean =>
  groupsOf('service').every(({ code }) => verifiedOn(service, code)?.le === today)

/** Those of the services that this person may say something of, as they are now. */
const openFor = async (
  reader: Reader,
  seal: Seal,
  { user, services, today }: { readonly user: User; readonly services: readonly string[]; readonly today: string },
): Promise<Opened> => {
  const actor = await actorOf(reader, seal, user)
  const found: Spoken[] = []
  for (const one of services) {
    const service = await wholeService(reader, seal, one)
    if (service === null || statusOf(service) !== 'PUBLISHED') continue
    const par = await voiceOfActor(reader, user, actor, service)
    if (par !== null) found.push({ service, par, fait: isConfirmed(service, today) })
  }
  return found.length === 0 ? 'revoked' : { services: found }
}

/** What the link of a reminder shows. Changes nothing: whoever scans e-mails opens it first. */
export const openConfirmation = async ({ store, seal, now }: AccountParts, token: string): Promise<Opened> => {
  const read = readConfirmToken(seal, token, now())
  if (read === null) return 'over'
  const user = await store.accounts.userById(read.userId)
  if (user === null) return 'revoked'
  const today = parisDay(now())
  return store.read((reader) => openFor(reader, seal, { user, services: read.services, today }))
}

const MOYEN = 'lien'

/** Does it for one service; false when there was nothing to do. */
const actOn = async (context: SayContext, { service, par }: Spoken, act: ConfirmAct): Promise<boolean> => {
  const today = parisDay(context.now)
  const said = service.dora?.disponibilite
  if (act.quoi === 'exact' || act.quoi === 'tout') {
    if (isConfirmed(service, today)) return true
    const ask = { kind: 'service', id: service.id, groupes: null, moyen: MOYEN, par } as const
    return (await verifyListing(context, ask)) !== null
  }
  if (act.quoi === 'renouveler') {
    if (said?.dit_le === today && currentAvailability(service, today) !== null) return true
    return (await renewAvailability(context, { id: service.id, moyen: MOYEN })) !== null
  }
  const jusqu_au = addDays(today, act.jours)
  if (said?.dit_le === today && said.etat === act.etat && said.jusqu_au === jusqu_au) return true
  const saved = await sayAvailability(context, { id: service.id, disponibilite: { etat: act.etat, jusqu_au }, moyen: MOYEN })
  return saved !== null && 'ver' in saved
}

/** Does what a button of that page asks; `faits`: services that it now holds for. */
export const actByLink = async (
  parts: AccountParts,
  token: string,
  act: ConfirmAct,
): Promise<{ readonly opened: Opened; readonly faits: number }> => {
  const nothing = (opened: Opened) => ({ opened, faits: 0 })
  const read = readConfirmToken(parts.seal, token, parts.now())
  if (read === null) return nothing('over')
  const user = await parts.store.accounts.userById(read.userId)
  if (user === null) return nothing('revoked')
  return runAccount(parts, user, async ({ writer, seal, now }) => {
    const asked = { user, services: read.services, today: parisDay(now) }
    const opened = await openFor(writer, seal, asked)
    if (typeof opened === 'string') return nothing(opened)
    let faits = 0
    for (const one of opened.services)
      if ((act.quoi === 'tout' || act.service === one.service.id) && (await actOn({ writer, seal, user, now }, one, act)))
        faits += 1
    return { opened: await openFor(writer, seal, asked), faits }
  })
}
