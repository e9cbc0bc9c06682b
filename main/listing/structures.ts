import { departementOf } from '#shared/catalogue/facts.ts'
import { DoraError } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import { type Actor, type StructureCapabilities, structureCapabilities } from '#shared/rights.ts'
import type { Verification } from '#shared/catalogue/record.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { Told } from '../user/listing-doc.ts'
import type { OfStructure } from '../user/listing-read.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { type ServerRows, toldOf } from './server-rows.ts'

export type Key = { readonly kind: ListingKind | 'suggestion'; readonly id: string }
type Context = {
  readonly structureId: string
  readonly actor: Actor
  readonly droits: StructureCapabilities
  readonly told: readonly Told[]
}

type Parts = {
  readonly catalogue: CatalogueTold
  readonly server: Pick<ServerRows, 'of' | 'ownerOf' | 'wanted'>
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly actor: () => Promise<Actor>
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const NOTHING = { vues: null, page: null, complet: false, people: null } as const

/** What a person may do of a structure; `doc` is its record, null for one that this desk does not carry. */
export const capabilitiesOf = (person: Actor, structureId: string, doc: Doc | null): StructureCapabilities => {
  const departement = doc === null ? null : departementOf(text(doc['code_insee']), text(doc['code_postal']))
  return structureCapabilities(person, { structureId, departement })
}

/** What the catalogue and the server tell of a structure, and what the person may do there. */
export const createStructures = ({ catalogue, server, user, actor }: Parts) => {
  /** A member's rows come by the exchanges: the answer to a question may be older. */
  const ofServer = (person: Actor, { est_membre }: StructureCapabilities, structureId: string): Told[] => {
    const kept = person === null || est_membre ? null : server.of(person.id, structureId)
    return kept === null ? [] : toldOf(kept.rows)
  }

  const context = (person: Actor, structureId: string, rows: readonly Told[]): Context => {
    const own = rows.find(({ kind, id }) => kind === 'structure' && id === structureId)
    const droits = capabilitiesOf(person, structureId, own?.doc ?? null)
    if (person !== null && droits.ecrire_services) server.wanted(person.id, structureId, droits.voir_membres)
    return { structureId, actor: person, droits, told: [...rows, ...ofServer(person, droits, structureId)] }
  }

  const whole = async (structureId: string): Promise<Context> => {
    const [person, { rows }] = await Promise.all([actor(), catalogue.structure(structureId)])
    return context(person, structureId, rows)
  }
  /** Those rows alone, with the structure: what an act on many needs. */
  const some = async (structureId: string, keys: readonly Key[]): Promise<Context> => {
    const asked = [{ kind: 'structure', id: structureId }, ...keys.filter((one) => one.kind !== 'structure')]
    const [person, rows] = await Promise.all([actor(), catalogue.rows(asked)])
    return context(person, structureId, rows)
  }

  /** @throws DoraError `fiche-introuvable` */
  const ownerOf = async ({ kind, id }: Key): Promise<string> => {
    if (kind === 'structure') return id
    const [row] = await catalogue.rows([{ kind, id }])
    const said = text(row?.doc['structure_id'])
    if (said !== null) return said
    const known = await (await user())['listing.whose']({ kind, id })
    if (known !== null) return known.structureId
    const person = await actor()
    const owner = person === null ? null : server.ownerOf(person.id, kind, id)
    if (owner === null) throw new DoraError('fiche-introuvable')
    return owner
  }

  /** In whose name the person says that a listing is right. */
  const speaksFor = ({ actor: person, droits }: Context): Verification['par'] =>
    droits.est_membre ? 'structure' : person?.equipe === true ? 'equipe' : 'territoire'

  return {
    whole,
    some,
    ownerOf,
    speaksFor,
    /** All that the screen of the listing is made of. */
    listing: async (structureId: string): Promise<OfStructure> => {
      const [person, { rows, parent, antennes }] = await Promise.all([actor(), catalogue.structure(structureId)])
      const { droits, told } = context(person, structureId, rows)
      const kept = person === null ? null : server.of(person.id, structureId)
      const said =
        kept === null
          ? NOTHING
          : { vues: kept.rows.vues, page: kept.rows.page === '' ? null : kept.rows.page, complet: true, people: kept.people }
      return { structureId, told, parent, antennes: antennes.map((one) => ({ ...one })), droits, ...said }
    },
    /** @throws DoraError `compte-non-connecte`, `compte-droit` */
    check: ({ actor: person, droits }: Context, kind: ListingKind): void => {
      if (person === null) throw new DoraError('compte-non-connecte')
      if (kind === 'structure' ? !droits.modifier : !droits.ecrire_services) throw new DoraError('compte-droit')
    },
  }
}
export type Structures = ReturnType<typeof createStructures>
