import type { Rattachement } from '#shared/accounts/compte.ts'
import type { BoardPeople } from '#shared/moderation/board.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { type Actor, may } from '#shared/rights.ts'
import { type AccountParts, runAccount } from '../accounts/context.ts'
import { editorsOf } from '../listing/history.ts'
import type { SyncStore, User } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import type { Facts } from './facts.ts'
import { administrators, invitedAdministrators, isPublished, peopleOf, servicesOf, targetOf } from './reference-reads.ts'
import { createTurns, type Turn } from './reference-turns.ts'

/** What exports of the board say of people (dora-backend.md §6.1): addresses, for who manages these structures. */

type Parts = { readonly store: SyncStore; readonly seal: Seal }

const addresses = (people: readonly Rattachement[]): string[] => people.map(({ courriel }) => courriel).sort()

/** Who last wrote each published service, by account; nobody for what was imported. */
const lastEditors = async (
  { store, seal }: Parts,
  services: readonly string[],
  turn: Turn,
): Promise<ReadonlyMap<string, string>> =>
  store.read(async (reader) => {
    const found = new Map<string, string>()
    for (const id of services) {
      const [last] = await editorsOf(reader, seal, 'service', id)
      if (last !== undefined) found.set(id, last)
      await turn()
    }
    return found
  })

/** Addresses of accounts that are open. */
const addressesOf = async ({ store }: Parts, users: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (const id of users) {
    const user = await store.accounts.userById(id)
    if (user?.actif === true) found.set(id, user.courriel)
  }
  return found
}

/** Those of `ids` that are there and that this person manages; the others are left out. */
export const peopleFor = async (parts: Parts, facts: Facts, actor: Actor, ids: readonly string[]): Promise<BoardPeople[]> => {
  const structures = [...new Set(ids)].filter((id) => {
    const target = targetOf(facts, { kind: 'structure', id })
    return target !== null && may(actor, 'structure.moderer', target) && may(actor, 'membres.voir', target)
  })
  const told = structures.map((id) => {
    const people = peopleOf(facts, id)
    const admins = administrators(people)
    return {
      services: servicesOf(facts, id)
        .filter(isPublished)
        .map((one) => one.id),
      id,
      administrateurs: addresses(admins),
      administrateurs_a_relancer: admins.length > 0 ? [] : addresses(invitedAdministrators(people)),
      administrateurs_a_moderer: facts.structures.get(id)?.moderation === 'VALIDATED' ? [] : addresses(admins),
      invites: people.filter(({ etat }) => etat === 'invitation').length,
      demandes: people.filter(({ etat }) => etat === 'demande').length,
      invitation_envoyee: (facts.dossiers.get(cibleKey({ kind: 'structure', id }))?.dossier.invite_le ?? null) !== null,
    }
  })
  const editors = await lastEditors(
    parts,
    told.flatMap(({ services }) => services),
    createTurns(),
  )
  const known = await addressesOf(parts, new Set(editors.values()))
  return told.map(({ services, ...rest }) => {
    const editeurs = services.flatMap((id) => known.get(editors.get(id) ?? '') ?? [])
    return { ...rest, editeurs: [...new Set(editeurs)].sort() }
  })
}

/** The same for an export: kept in the journal, with how many structures it is about, before anything is told. */
export const exportPeople = async (
  parts: AccountParts,
  facts: Facts,
  { user, actor }: { readonly user: User; readonly actor: Actor },
  ids: readonly string[],
): Promise<BoardPeople[]> => {
  const told = await peopleFor(parts, facts, actor, ids)
  const objet = { kind: 'personne', id: '' } as const
  const details = { structures: told.length }
  if (told.length > 0)
    await runAccount(parts, user, ({ journal }) => journal({ action: 'moderation.exportee', objet, legal: true, details }))
  return told
}
