import { z } from 'zod'
import type { Disponibilite, Service } from '#shared/catalogue/record.ts'
import { availabilityLabel, currentAvailability, isEnding } from '#shared/listing/availability.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { statusOf } from '#shared/listing/status.ts'
import { runAccount } from '../accounts/context.ts'
import { activeAdmins, membershipsOfStructure } from '../accounts/memberships.ts'
import { structureOf } from '../accounts/structures.ts'
import type { MailOf } from '../mail/template.ts'
import type { Reader, User } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { weekPassed } from './campaigns-rules.ts'
import { sheetOfLetter } from './campaigns-sheet.ts'
import { type CampaignParts, isStopped, keep, keptOf, ownerOfUser, stopLink, upTo } from './campaigns-rows.ts'
import { voiceFor, wholeService } from './confirm-right.ts'
import { CONFIRM_PATH, confirmToken, MOST_CONFIRMED, withToken } from './confirm-token.ts'
import { HISTORIQUE } from './history.ts'

/** What was said of places is about to be unknown: who said it is asked again, once a week at most for a structure (peers.md §5, row 6). */

const CAMPAIGN = 'disponibilite'
const WEEK = 7

const saidOf = (service: Service, today: string): Disponibilite | null =>
  statusOf(service) === 'PUBLISHED' ? currentAvailability(service, today) : null

/** Structures of which something ends within two days. */
const endingStructures = async (reader: Reader, today: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  for await (const { doc } of reader.scan('service')) {
    if (doc?.includes('"disponibilite"') !== true) continue
    const service = JSON.parse(doc) as Service
    const said = saidOf(service, today)
    if (said !== null && service.structure_id !== null && isEnding(said, today)) found.add(service.structure_id)
  }
  return found
}

type Said = { readonly service: Service; readonly said: Disponibilite }

/** All that ends before the next letter may leave, the soonest first; none when nothing is about to. */
const endingOf = async (reader: Reader, seal: Seal, structureId: string, today: string): Promise<readonly Said[]> => {
  const all: Said[] = []
  for (const { id } of await reader.children('service', structureId)) {
    const service = await wholeService(reader, seal, id)
    const said = service === null ? null : saidOf(service, today)
    if (service !== null && said !== null && said.jusqu_au <= addDays(today, WEEK)) all.push({ service, said })
  }
  if (!all.some(({ said }) => isEnding(said, today))) return []
  return all.toSorted((a, b) => (a.said.jusqu_au < b.said.jusqu_au ? -1 : 1)).slice(0, MOST_CONFIRMED)
}

const Act = z.object({ par: z.string().nullable(), acte: z.string(), le: z.string() })

/** Who said something of these places, the latest first, each once. */
const sayersOf = async (reader: Reader, seal: Seal, all: readonly Said[]): Promise<readonly string[]> => {
  const acts: { readonly par: string; readonly le: string }[] = []
  for (const { service } of all) {
    for (const entity of await reader.children(HISTORIQUE, `service/${service.id}`)) {
      const { par, acte, le } = Act.parse(docOf(seal, entity))
      if (acte === 'disponibilite' && par !== null) acts.push({ par, le })
    }
  }
  return [...new Set(acts.toSorted((a, b) => (a.le < b.le ? 1 : -1)).map(({ par }) => par))]
}

const letter = (parts: CampaignParts, user: User, structure: string, all: readonly Said[]): MailOf<'disponibilite-expire'> => {
  const link = (services: readonly string[]): string =>
    parts.publicUrl() + withToken(CONFIRM_PATH, confirmToken(parts.seal, user.id, services, parts.now()))
  return {
    kind: 'disponibilite-expire',
    structure,
    services: all.map(({ service, said }) => ({
      nom: service.nom,
      etat: availabilityLabel(said.etat),
      jusquAu: said.jusqu_au,
      lien: link([service.id]),
    })),
    lien: link(all.map(({ service }) => service.id)),
    arret: stopLink(parts, CAMPAIGN, ownerOfUser(user.id)),
  }
}

/** Accounts are of another transaction: those that may be written to are read before. */
const peopleFor = async (parts: CampaignParts, structureId: string, today: string): Promise<ReadonlyMap<string, User>> => {
  const { store, seal } = parts
  const ids = await store.read(async (reader) => [
    ...(await sayersOf(reader, seal, await endingOf(reader, seal, structureId, today))),
    ...activeAdmins(await membershipsOfStructure(reader, seal, structureId)).map(({ user_id }) => user_id),
  ])
  const users = await Promise.all([...new Set(ids)].map((id) => store.accounts.userById(id)))
  return new Map(users.filter((user) => user !== null).map((user) => [user.id, user]))
}

/** What that person may say something of. */
const theirs = async (reader: Reader, seal: Seal, user: User, all: readonly Said[]): Promise<readonly Said[]> => {
  const mine: Said[] = []
  for (const one of all) if ((await voiceFor(reader, seal, user, one.service)) !== null) mine.push(one)
  return mine
}

/** Writes about one structure; true when a letter leaves. */
const advance = async (parts: CampaignParts, structureId: string): Promise<boolean> => {
  const today = parisDay(parts.now())
  const people = await peopleFor(parts, structureId, today)
  return runAccount(parts, null, async (context) => {
    const { writer, seal } = context
    const known = await keptOf(writer, seal, CAMPAIGN, structureId)
    const structure = await structureOf(writer, structureId)
    if (structure === null || !weekPassed(known?.dernier ?? null, today)) return false
    const all = await endingOf(writer, seal, structureId, today)
    // The last to have said it who still may; else those who answer for the structure.
    for (const id of [...(await sayersOf(writer, seal, all)), ...people.keys()]) {
      const user = people.get(id)
      if (user === undefined) continue
      const mine = await theirs(writer, seal, user, all)
      if (mine.length === 0) continue
      // Asked for no more: nobody is asked in their stead.
      if (await isStopped(writer, CAMPAIGN, ownerOfUser(id))) return false
      const fait = (known?.fait ?? 0) + 1
      const services = mine.map(({ service }) => service)
      await context.mail(user.courriel, letter(parts, user, structure.nom, mine), sheetOfLetter(services, user.courriel))
      await context.journal({
        action: `rappel.${CAMPAIGN}`,
        objet: { kind: 'structure', id: structureId },
        details: { numero: fait },
      })
      const depuis = known?.depuis ?? today
      await keep(writer, seal, CAMPAIGN, { owner: structureId, depuis, fait, clos: false, dernier: today })
      return true
    }
    return false
  })
}

/** Writes about places that are about to be unknown, of at most `most` structures; answers how many. */
export const runAvailability = async (parts: CampaignParts, most: number): Promise<number> => {
  const structures = await parts.store.read((reader) => endingStructures(reader, parisDay(parts.now())))
  return upTo(parts, most, structures, (id) => advance(parts, id))
}
