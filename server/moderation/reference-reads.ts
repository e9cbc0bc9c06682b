import type { Rattachement } from '#shared/accounts/compte.ts'
import type { StructureFacts } from '#shared/moderation/structure-state.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { type Action, type Actor, may, type Target } from '#shared/rights.ts'
import type { Facts, ServiceFacts } from './facts.ts'

/** Questions that several parts of the panel ask of the facts. */

/** What a right on a sheet is decided by: a service is its structure’s, one without any is nobody’s but the team’s. */
export const targetOf = (facts: Facts, { kind, id }: Cible): Target => {
  const structureId = kind === 'structure' ? id : (facts.services.get(id)?.structureId ?? null)
  const structure = structureId === null ? undefined : facts.structures.get(structureId)
  return structure === undefined ? null : { structureId: structure.id, departement: structure.departement }
}

const MODERATES: Readonly<Record<Cible['kind'], Action>> = { structure: 'structure.moderer', service: 'service.moderer' }
/** The sheet is there, and this person moderates it. */
export const moderates = (facts: Facts, actor: Actor, cible: Cible): boolean =>
  (cible.kind === 'structure' ? facts.structures : facts.services).has(cible.id) &&
  may(actor, MODERATES[cible.kind], targetOf(facts, cible))

export const peopleOf = (facts: Facts, structureId: string): readonly Rattachement[] => facts.people.get(structureId) ?? []

/** Administrators who can answer, and people invited to be one (dora-backend.md §1.3). */
export const administrators = (people: readonly Rattachement[]): readonly Rattachement[] =>
  people.filter(({ etat, admin, actif }) => etat === 'membre' && admin && actif)
export const invitedAdministrators = (people: readonly Rattachement[]): readonly Rattachement[] =>
  people.filter(({ etat, admin, actif }) => etat === 'invitation' && admin && actif)

export const servicesOf = (facts: Facts, structureId: string): readonly ServiceFacts[] =>
  [...(facts.servicesOf.get(structureId) ?? [])].flatMap((id) => facts.services.get(id) ?? [])

/** Where a service is, else its structure. */
export const placeOfService = (
  facts: Facts,
  { departement, structureId }: Pick<ServiceFacts, 'departement' | 'structureId'>,
): string | null => departement ?? (structureId === null ? null : (facts.structures.get(structureId)?.departement ?? null))

/** How many times a sheet was looked at of late. */
export const viewsOf = (facts: Facts, cible: Cible): number => facts.vues.get(cibleKey(cible)) ?? 0

export const isPublished = ({ statut }: ServiceFacts): boolean => statut === 'PUBLISHED'
/** @param today ISO day */
export const isDue = ({ due }: ServiceFacts, today: string): boolean => due !== null && due <= today

/** What the state of a structure is told by (shared/moderation/structure-state.ts), with what it is made of. */
export type Standing = {
  readonly told: StructureFacts
  readonly people: readonly Rattachement[]
  readonly services: readonly ServiceFacts[]
  readonly published: readonly ServiceFacts[]
}

/** Null for a structure that is not there. @param today ISO day */
export const standingOf = (facts: Facts, id: string, today: string): Standing | null => {
  const line = facts.structures.get(id)
  if (line === undefined) return null
  const people = peopleOf(facts, id)
  const services = servicesOf(facts, id)
  const published = services.filter(isPublished)
  const told: StructureFacts = {
    obsolete: line.obsolete,
    deja_invitee: (facts.dossiers.get(cibleKey({ kind: 'structure', id }))?.dossier.invite_le ?? null) !== null,
    personnes: people.length,
    administrateurs: administrators(people).length,
    administrateurs_invites: invitedAdministrators(people).length,
    moderation: line.moderation,
    typologie: line.typologie,
    services_publies: published.length,
    services_a_actualiser: published.filter((one) => isDue(one, today)).length,
  }
  return { told, people, services, published }
}
