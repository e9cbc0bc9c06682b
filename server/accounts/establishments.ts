import type { Structure } from '#shared/catalogue/record.ts'
import type { Establishments, Etablissement, EstablishmentQuery } from '#shared/accounts/wire.ts'
import { type Went, whereWent } from '../moderation/doublons/went.ts'
import type { Reader } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { type Sirene, type SireneEtablissement, SireneUnreachable } from '../sirene/sirene.ts'
import type { AccountParts } from './context.ts'
import { activeAdmins, membershipsOfStructure } from './memberships.ts'
import { isRetired, structureBy } from './structures.ts'

/** Establishments that a person may join: the register's, with what the reference knows of each (dora-backend.md §2.11). */

const linked = async (reader: Reader, seal: Seal, structure: Structure | null): Promise<Etablissement['structure']> => {
  if (structure === null) return null
  const admins = activeAdmins(await membershipsOfStructure(reader, seal, structure.id))
  return { id: structure.id, a_administrateur: admins.length > 0 }
}

const fromSirene = async (reader: Reader, seal: Seal, went: Went, one: SireneEtablissement): Promise<Etablissement> => ({
  siret: one.siret,
  nom: one.nom,
  adresse: one.adresse,
  code_postal: one.code_postal,
  commune: one.commune,
  code_insee: one.code_insee,
  siege: one.siege,
  structure: await linked(reader, seal, await structureBy(reader, went, 'siret', one.siret)),
})

const fromReference = async (reader: Reader, seal: Seal, structure: Structure): Promise<Etablissement> => ({
  siret: structure.siret ?? null,
  nom: structure.nom,
  adresse: structure.adresse ?? '',
  code_postal: structure.code_postal ?? '',
  commune: structure.commune ?? '',
  code_insee: structure.code_insee ?? '',
  siege: false,
  structure: await linked(reader, seal, structure),
})

/** What the register says, or null when it does not answer. */
const ask = async (
  sirene: Sirene,
  { siret, q, code_insee }: EstablishmentQuery,
): Promise<readonly SireneEtablissement[] | null> => {
  try {
    if (siret !== undefined) {
      const one = await sirene.bySiret(siret)
      return one === null ? [] : [one]
    }
    if (q === undefined) return []
    return await sirene.search({ q, ...(code_insee === undefined ? {} : { codeInsee: code_insee }) })
  } catch (error) {
    if (error instanceof SireneUnreachable) return null
    throw error
  }
}

/** Words are looked for in the register alone: the desk looks for them in its own copy of the reference, without any network. */
export const findEstablishments = async (
  { store, seal, sirene }: AccountParts & { readonly sirene: Sirene },
  query: EstablishmentQuery,
): Promise<Establishments> => {
  const told = await ask(sirene, query)
  return store.read(async (reader) => {
    const etablissements: Etablissement[] = []
    const went = whereWent(reader, seal)
    for (const one of told ?? [])
      if (!(await isRetired(reader, one.siret))) etablissements.push(await fromSirene(reader, seal, went, one))
    const [field, value] = query.safir === undefined ? (['siret', query.siret] as const) : (['safir', query.safir] as const)
    const known = value === undefined ? null : await structureBy(reader, went, field, value)
    if (known !== null && !etablissements.some(({ structure }) => structure?.id === known.id))
      etablissements.push(await fromReference(reader, seal, known))
    return { sirene: told !== null, etablissements }
  })
}
