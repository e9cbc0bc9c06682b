import { departementOf } from '#shared/catalogue/facts.ts'
import type { Structure } from '#shared/catalogue/record.ts'
import { COMPTE, RATTACHEMENT, Rattachement, rattachementId } from '#shared/accounts/compte.ts'
import type { Actor } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { userScope } from '#shared/sync/scope.ts'
import type { Entity, Reader, User, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * Memberships are rows: of kind `rattachement`, hung on the structure, in the person's own scope, so that each desk knows its
 * person's without asking, and a change is told in the second.
 */

const keyOf = (userId: string, structureId: string) => ({ kind: RATTACHEMENT, id: rattachementId(userId, structureId) })

const opened = (seal: Seal, entity: Entity | null): Rattachement | null => {
  const doc = docOf(seal, entity)
  return doc === null ? null : Rattachement.parse(doc)
}

export const membershipOf = async (
  reader: Reader,
  seal: Seal,
  userId: string,
  structureId: string,
): Promise<Rattachement | null> => opened(seal, await reader.entity(keyOf(userId, structureId)))

const all = (seal: Seal, entities: readonly Entity[]): Rattachement[] =>
  entities.map((entity) => opened(seal, entity)).filter((one) => one !== null)

export const membershipsOfUser = async (reader: Reader, seal: Seal, userId: string): Promise<Rattachement[]> =>
  all(seal, await reader.inScope(RATTACHEMENT, userScope(userId)))

export const membershipsOfStructure = async (reader: Reader, seal: Seal, structureId: string): Promise<Rattachement[]> =>
  all(seal, await reader.children(RATTACHEMENT, structureId))

/** Every membership, invitation and request, in the order of their identifiers. */
export async function* everyMembership(reader: Reader, seal: Seal): AsyncGenerator<Rattachement> {
  for await (const entity of reader.scan(RATTACHEMENT)) {
    const one = opened(seal, entity)
    if (one !== null) yield one
  }
}

export const putMembership = async (writer: Writer, seal: Seal, one: Rattachement): Promise<void> => {
  const key = keyOf(one.user_id, one.structure_id)
  await putSealed(writer, seal, key, {
    doc: one as unknown as Doc,
    scopes: [userScope(one.user_id)],
    parent: one.structure_id,
    current: await writer.entity(key),
  })
}

export const removeMembership = (writer: Writer, { user_id, structure_id }: Rattachement): Promise<boolean> =>
  writer.remove(keyOf(user_id, structure_id))

/** Administrators who can answer: what keeps a structure from being taken over by the next who joins (dora-backend.md §1.3). */
export const activeAdmins = (memberships: readonly Rattachement[]): readonly Rattachement[] =>
  memberships.filter(({ etat, admin, actif }) => etat === 'membre' && admin && actif)

/** Names and département as they are now: what a row repeats of others. */
export const membershipRow = (
  user: User,
  structure: Structure,
  rest: Pick<Rattachement, 'etat' | 'admin' | 'cree_le'>,
): Rattachement => ({
  user_id: user.id,
  structure_id: structure.id,
  courriel: user.courriel,
  prenom: user.prenom,
  nom: user.nom,
  actif: user.actif,
  structure_nom: structure.nom,
  departement: departementOfStructure(structure),
  ...rest,
})

export const departementOfStructure = (structure: Pick<Structure, 'code_insee' | 'code_postal'>): string | null =>
  departementOf(structure.code_insee, structure.code_postal)

/** The account was deleted, or is about to be: a request of its person that was under way comes to nothing. */
export const isRemoved = async (reader: Reader, userId: string): Promise<boolean> =>
  (await reader.entity({ kind: COMPTE, id: userId }))?.deleted === true

/** What rights are decided by, as things stand in `reader`. Null for nobody. */
export const actorOf = async (reader: Reader, seal: Seal, user: User | null): Promise<Actor> => {
  if (user === null || (await isRemoved(reader, user.id))) return null
  const memberships = await membershipsOfUser(reader, seal, user.id)
  const structures = await reader.entities(memberships.map(({ structure_id: id }) => ({ kind: 'structure', id })))
  const there = new Set(structures.filter(({ deleted }) => !deleted).map(({ id }) => id))
  return {
    id: user.id,
    equipe: user.role === 'administrateur',
    departements: user.gestionnaire ? user.departements : [],
    // To have belonged to a structure that is no more, an invented one for instance, opens nothing.
    structures: memberships
      .filter(({ etat, structure_id }) => etat === 'membre' && there.has(structure_id))
      .map(({ structure_id: id, admin }) => ({ id, admin })),
    attentes: memberships.filter(({ etat }) => etat !== 'membre').map(({ structure_id }) => structure_id),
  }
}

/** Where rows that only the members of a structure read are told. */
export const memberScopes = async (reader: Reader, seal: Seal, structureId: string): Promise<string[]> =>
  (await membershipsOfStructure(reader, seal, structureId))
    .filter(({ etat }) => etat === 'membre')
    .map(({ user_id }) => userScope(user_id))
    .sort()
