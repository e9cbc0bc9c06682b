import { createHash } from 'node:crypto'
import type { Structure } from '#shared/catalogue/record.ts'
import type { StructureView } from '#shared/accounts/wire.ts'
import { type Actor, structureCapabilities } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, Writer } from '../store/types.ts'
import { putStructure, recordOf } from '../sync/commands/catalogue-rows.ts'
import type { Went } from '../moderation/doublons/went.ts'
import { stamped } from '../sync/commands/record.ts'
import type { Seal } from '../sync/seal.ts'
import { activeAdmins, departementOfStructure, membershipsOfStructure } from './memberships.ts'
import { AccountRefusal } from './refusal.ts'
import { safeName } from './user.ts'

/** Structures as accounts need them: those that keep their own listing here (source `dora`). */

export const OWN_SOURCE = 'dora'
/** Every France Travail establishment (dora-backend.md §2.2). */
const FRANCE_TRAVAIL_SIREN = '130005481'
const FRANCE_TRAVAIL_DOMAINS = new Set(['francetravail.fr', 'pole-emploi.fr', 'beta.gouv.fr'])

export const isFranceTravail = ({ siret, dora }: Structure): boolean =>
  siret?.startsWith(FRANCE_TRAVAIL_SIREN) === true || dora?.typology === 'FT'

/** The domain, whole: `francetravail.fr.exemple.test` is not theirs. */
export const mayJoinByDomain = (structure: Structure, courriel: string): boolean =>
  !isFranceTravail(structure) || FRANCE_TRAVAIL_DOMAINS.has(courriel.slice(courriel.lastIndexOf('@') + 1).toLowerCase())

export const structureOf = async (reader: Reader, id: string): Promise<Structure | null> =>
  recordOf(await reader.entity({ kind: 'structure', id })) as Structure | null

/** Obsolete ones are no more for anyone (dora-backend.md §5). */
const isAlive = ({ dora }: Structure): boolean => dora?.is_obsolete !== true

const named = async (reader: Reader, field: 'siret' | 'safir', value: string): Promise<readonly Structure[]> =>
  (await reader.structuresBy(field, value)).map((entity) => recordOf(entity) as unknown as Structure)

/** @param went where those that were merged are: one that went is the one that stays */
const stayed = async (reader: Reader, went: Went, field: 'siret' | 'safir', value: string): Promise<readonly Structure[]> => {
  const all = await Promise.all((await went.by(field, value)).map((id) => structureOf(reader, id)))
  return all.filter((one) => one !== null)
}

/** The structure of that SIRET or SAFIR code: one's own listing here first, else any source's, else the one that it was merged into. */
export const structureBy = async (
  reader: Reader,
  went: Went,
  field: 'siret' | 'safir',
  value: string,
): Promise<Structure | null> => {
  const isOwn = ({ source }: Structure): boolean => source === OWN_SOURCE
  const found = (await named(reader, field, value)).filter(isAlive)
  const own = found.find(isOwn)
  if (own !== undefined) return own
  const kept = (await stayed(reader, went, field, value)).filter(isAlive)
  return kept.find(isOwn) ?? found[0] ?? kept[0] ?? null
}

/** Its listing here was said to be obsolete: moderation alone brings it back. */
export const isRetired = async (reader: Reader, siret: string): Promise<boolean> => {
  const own = (await named(reader, 'siret', siret)).filter(({ source }) => source === OWN_SOURCE)
  return own.length > 0 && !own.some(isAlive)
}

/**
 * The identifier follows from the SIRET: two people who join at the same instant make one structure. A UUID, as DORA's are.
 * `rank`: where the identifiers before it went on with a structure whose SIRET was changed since.
 */
const idOfSiret = (siret: string, rank: number): string => {
  const hex = createHash('sha256')
    .update(`dora/structure/${siret}${rank === 0 ? '' : `/${rank}`}`)
    .digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `${OWN_SOURCE}--${parts.join('-')}`
}

export type Facts = Pick<
  Structure,
  'nom' | 'adresse' | 'complement_adresse' | 'code_postal' | 'commune' | 'code_insee' | 'latitude' | 'longitude'
>

/**
 * Stages a structure that joins the reference; of one known by another source, its own listing, from the same facts. `made` is
 * false when another replica has made it since it was looked for. Rejects with AccountRefusal `structure-inconnue` for one that is
 * obsolete.
 */
export const createStructure = async (
  writer: Writer,
  siret: string,
  facts: Facts,
  now: number,
): Promise<{ readonly structure: Structure; readonly made: boolean }> => {
  if (await isRetired(writer, siret)) throw new AccountRefusal('structure-inconnue')
  let rank = 0
  for (;;) {
    const there = await structureOf(writer, idOfSiret(siret, rank))
    if (there === null) break
    if (there.siret === siret) return { structure: there, made: false }
    rank += 1
  }
  const dora = { moderation_status: 'VALIDATED' } as const
  const doc = { ...facts, source: OWN_SOURCE, id: idOfSiret(siret, rank), siret, dora } as unknown as Doc
  const dated = stamped(doc, { now })
  await putStructure(writer, dated)
  return { structure: dated as unknown as Structure, made: true }
}

export const setModeration = async (
  writer: Writer,
  structure: Structure,
  status: NonNullable<NonNullable<Structure['dora']>['moderation_status']>,
): Promise<Structure> => {
  if (structure.dora?.moderation_status === status) return structure
  const next = { ...structure, dora: { ...structure.dora, moderation_status: status } }
  await putStructure(writer, next as unknown as Doc)
  return next
}

/** What a screen about its members shows of a structure, with what that person may do. */
export const structureView = async (reader: Reader, seal: Seal, structure: Structure, actor: Actor): Promise<StructureView> => {
  const departement = departementOfStructure(structure)
  const admins = activeAdmins(await membershipsOfStructure(reader, seal, structure.id))
  const branches = (await reader.structuresBy('parent', structure.id)).map((entity) => recordOf(entity) as unknown as Structure)
  return {
    id: structure.id,
    nom: structure.nom,
    siret: structure.siret ?? null,
    commune: structure.commune ?? null,
    departement,
    parent: structure.dora?.parent ?? null,
    moderation: structure.dora?.moderation_status ?? null,
    a_administrateur: admins.length > 0,
    administrateurs: actor === null ? [] : admins.map(safeName),
    antennes: branches.filter(isAlive).map(({ id, nom }) => ({ id, nom })),
    droits: structureCapabilities(actor, { structureId: structure.id, departement }),
  }
}
