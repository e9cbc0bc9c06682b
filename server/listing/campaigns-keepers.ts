import { setImmediate as giveWay } from 'node:timers/promises'
import type { Service } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import { isExpiredDraft, sureOn, updateNeeded } from '#shared/listing/freshness.ts'
import { isDay } from '#shared/orientation/formats.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { runAccount } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { OWN_SOURCE, structureOf } from '../accounts/structures.ts'
import { emailKey } from '../accounts/user.ts'
import type { MailOf } from '../mail/template.ts'
import type { Reader, User } from '../store/types.ts'
import { targetOfService } from '../sync/commands/rights.ts'
import type { Seal } from '../sync/seal.ts'
import { MOST_IN_LETTER, monthDue } from './campaigns-rules.ts'
import { sheetOfLetter } from './campaigns-sheet.ts'
import {
  allKept,
  type CampaignParts,
  forgetKept,
  isStopped,
  keep,
  keptOf,
  ownerOfUser,
  stopLink,
  upTo,
} from './campaigns-rows.ts'
import { voiceOfActor, wholeService } from './confirm-right.ts'
import { CONFIRM_PATH, confirmToken, withToken } from './confirm-token.ts'
import { editorsOf } from './history.ts'

/** Monthly, to who keeps them: services that nobody confirmed for too long, drafts that nobody finished (dora-backend.md §7.4). */

const CAMPAIGN = 'offre-a-jour'
/** Of one person's: beyond, there is work enough in the letter. */
const MOST_JUDGED = 500

/** Offered no more: nobody is asked about it. */
const isSuspended = ({ dora }: Service, today: string): boolean =>
  dora?.suspension_date !== undefined && dora.suspension_date < today

type Need = 'brouillon' | 'service'
const needOf = (service: Service, today: string): Need | null => {
  const { creation_date: made } = service.dora ?? {}
  // An import lets days through that no calendar has.
  if (!isDay(service.date_maj) || (made !== undefined && !isDay(made))) return null
  if (service.source !== OWN_SOURCE || isSuspended(service, today)) return null
  if (isExpiredDraft(service, today)) return 'brouillon'
  return updateNeeded(service, today) ? 'service' : null
}

const inNeed = async (reader: Reader, today: string): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const { id, doc } of reader.scan('service'))
    if (doc?.includes(`"source":"${OWN_SOURCE}"`) === true && needOf(JSON.parse(doc) as Service, today) !== null) found.push(id)
  return found
}

/** A draft is written to by those who may write it alone; a service too by those who may say that it is right. */
const mayAct = async (reader: Reader, user: User, actor: Actor, service: Service, need: Need): Promise<boolean> => {
  if (need === 'service') return (await voiceOfActor(reader, user, actor, service)) !== null
  return user.actif && may(actor, 'service.ecrire', await targetOfService(reader, service as unknown as Doc))
}

type People = { readonly byId: ReadonlyMap<string, User>; readonly byEmail: ReadonlyMap<string, User> }
const peopleOf = (users: readonly User[]): People => {
  const reached = users.filter(({ actif, valide, motDePasse }) => actif && (valide || motDePasse !== null))
  return {
    byId: new Map(reached.map((user) => [user.id, user])),
    byEmail: new Map(reached.map((user) => [emailKey(user.courriel), user])),
  }
}

/** Accounts that are its contact, or changed it once. */
const keepersOf = async (reader: Reader, seal: Seal, service: Service, { byId, byEmail }: People): Promise<ReadonlySet<User>> => {
  const contact = service.courriel == null ? undefined : byEmail.get(emailKey(service.courriel))
  const editors = (await editorsOf(reader, seal, 'service', service.id)).map((id) => byId.get(id))
  return new Set([contact, ...editors].filter((user) => user !== undefined))
}

/** SQLite answers without ever waiting: the others have their turn after so many. */
const TURN = 20

const push = (all: Map<string, string[]>, key: string, one: string): void => {
  const known = all.get(key)
  if (known === undefined) all.set(key, [one])
  else known.push(one)
}

/** Services in need, by who keeps them. */
const queues = async (parts: CampaignParts, today: string): Promise<ReadonlyMap<string, readonly string[]>> => {
  const people = peopleOf(await parts.store.accounts.users())
  return parts.store.read(async (reader) => {
    const found = new Map<string, string[]>()
    for (const [at, id] of (await inNeed(reader, today)).entries()) {
      if (at % TURN === 0) await giveWay()
      const service = await wholeService(reader, parts.seal, id)
      if (service === null) continue
      for (const { id: userId } of await keepersOf(reader, parts.seal, service, people)) push(found, userId, id)
    }
    return found
  })
}

type Wanted = { readonly service: Service; readonly need: Need }

const letterTo = async (
  parts: CampaignParts,
  reader: Reader,
  user: User,
  wanted: readonly Wanted[],
): Promise<MailOf<'offre-a-jour'>> => {
  const names = new Map<string, string>()
  const nameOf = async ({ structure_id: id }: Service): Promise<string> => {
    if (id === null) return ''
    if (!names.has(id)) names.set(id, (await structureOf(reader, id))?.nom ?? '')
    return names.get(id) as string
  }
  const link = (services: readonly string[]): string =>
    parts.publicUrl() + withToken(CONFIRM_PATH, confirmToken(parts.seal, user.id, services, parts.now()))
  const oldest = (need: Need, dayOf: (service: Service) => string): readonly Service[] =>
    wanted
      .filter((one) => one.need === need)
      .map(({ service }) => service)
      .toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))
      .slice(0, MOST_IN_LETTER)
  const drafts = oldest('brouillon', ({ dora }) => dora?.creation_date ?? '')
  const services = oldest('service', (service) => sureOn('service', service))
  return {
    kind: 'offre-a-jour',
    brouillons: await Promise.all(
      drafts.map(async (one) => ({ nom: one.nom, structure: await nameOf(one), creeLe: one.dora?.creation_date ?? null })),
    ),
    services: await Promise.all(
      services.map(async (one) => ({
        nom: one.nom,
        structure: await nameOf(one),
        surLe: sureOn('service', one),
        lien: link([one.id]),
      })),
    ),
    autres: wanted.length - drafts.length - services.length,
    tout: services.length === 0 ? null : link(services.map(({ id }) => id)),
    bureau: parts.linkTo('accueil'),
    arret: stopLink(parts, CAMPAIGN, ownerOfUser(user.id)),
  }
}

/** Writes to one person, once a month; true when a letter leaves. */
const advance = async (parts: CampaignParts, userId: string, services: readonly string[], month: string): Promise<boolean> => {
  const user = await parts.store.accounts.userById(userId)
  if (user === null) return false
  return runAccount(parts, null, async (context) => {
    const { writer, seal, now } = context
    const today = parisDay(now)
    const known = await keptOf(writer, seal, CAMPAIGN, userId)
    if (known?.dernier === month || (await isStopped(writer, CAMPAIGN, ownerOfUser(userId)))) return false
    const actor = await actorOf(writer, seal, user)
    const wanted: Wanted[] = []
    for (const id of services.slice(0, MOST_JUDGED)) {
      // As it is now: it may have been seen to since it was listed.
      const service = await wholeService(writer, seal, id)
      const need = service === null ? null : needOf(service, today)
      if (service !== null && need !== null && (await mayAct(writer, user, actor, service, need))) wanted.push({ service, need })
    }
    if (wanted.length === 0) return false
    const fait = (known?.fait ?? 0) + 1
    const letter = await letterTo(parts, writer, user, wanted)
    await context.mail(
      user.courriel,
      letter,
      sheetOfLetter(
        wanted.map(({ service }) => service),
        user.courriel,
      ),
    )
    await context.journal({ action: `rappel.${CAMPAIGN}`, objet: { kind: 'compte', id: userId }, details: { numero: fait } })
    await keep(writer, seal, CAMPAIGN, { owner: userId, depuis: known?.depuis ?? today, fait, clos: false, dernier: month })
    return true
  })
}

/** What is remembered of accounts that are no more. */
const forgetGone = async (parts: CampaignParts): Promise<void> => {
  const users = new Set((await parts.store.accounts.users()).map(({ id }) => id))
  const gone = (await parts.store.read((reader) => allKept(reader, parts.seal, CAMPAIGN))).filter(
    ({ owner }) => !users.has(owner),
  )
  if (gone.length === 0) return
  await parts.store.write(async (writer) => {
    for (const { owner } of gone) await forgetKept(writer, CAMPAIGN, owner)
  })
}

/** Writes to keepers when the day of the month has come, at most `most` of them; answers how many. */
export const runKeepers = async (parts: CampaignParts, most: number): Promise<number> => {
  const today = parisDay(parts.now())
  const month = monthDue(today)
  if (month === null) return 0
  await forgetGone(parts)
  return upTo(parts, most, await queues(parts, today), ([userId, services]) => advance(parts, userId, services, month))
}
