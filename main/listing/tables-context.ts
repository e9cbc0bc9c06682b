import type { Listing } from '#shared/contract/listing.ts'
import { DoraError } from '#shared/errors.ts'
import { flat } from '#shared/listing/flat.ts'
import { known, type KnownModel, type KnownService, type KnownStructure } from '#shared/listing/import/context.ts'
import type { Mapping } from '#shared/listing/import/mapping.ts'
import { checkSiret } from '#shared/reference/siret.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import { textOf, type Told } from '../user/listing-doc.ts'
import type { ListingDesk } from './handlers.ts'
import { capabilitiesOf } from './structures.ts'
import type { OfferedModel, ServicesAsk } from './table/understand-services.ts'
import type { KeptStructure, StructuresAsk } from './table/understand-structures.ts'
import { cellOf, type Lines } from './table/understand.ts'

type Parts = {
  readonly desk: ListingDesk
  readonly catalogue: CatalogueTold
  readonly actor: () => Promise<Actor>
}
type Asked = { readonly table: Lines; readonly mapping: Mapping; readonly structureId: string | null }

/** Of rows of a table: beyond, it is no table of one desk. */
const MOST_NAMED = 5_000

const said = ({ table, mapping }: Asked, champ: string): readonly string[] =>
  [...new Set(table.lignes.map((row) => cellOf(row, mapping, champ)).filter((text) => text !== ''))].slice(0, MOST_NAMED)
const siretsOf = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => checkSiret(text).siret).filter((one) => /^\d{14}$/.test(one))
const orNull = (text: string): string | null => (text === '' ? null : text)

const knownStructure = (doc: Doc): KnownStructure => ({
  id: textOf(doc, 'id'),
  nom: textOf(doc, 'nom'),
  siret: orNull(textOf(doc, 'siret')),
  parent: orNull(textOf(doc, 'dora.parent')),
})
const knownService = (id: string, doc: Doc): KnownService => ({
  id,
  structure_id: orNull(textOf(doc, 'structure_id')),
  nom: textOf(doc, 'nom'),
  modele: orNull(textOf(doc, 'dora.modele')),
  courriel: orNull(textOf(doc, 'courriel')),
  adresse: orNull(textOf(doc, 'adresse')),
  code_postal: orNull(textOf(doc, 'code_postal')),
  archive: doc['dora.status'] === 'ARCHIVED',
})

export type ServicesContext = Omit<ServicesAsk, 'table' | 'mapping' | 'publier' | 'today'> & {
  /** Rows of the listings concerned: over what changes are recorded. */
  readonly told: readonly Told[]
}
export type StructuresContext = Omit<StructuresAsk, 'table' | 'mapping'> & {
  readonly told: readonly Told[]
  readonly modeles: Readonly<Record<string, Doc>>
}

/** What a table is read against: what this desk sees of the structures that it names, and that the person may write. */
export const createTableContext = ({ desk, catalogue, actor }: Parts) => {
  const person = async (): Promise<NonNullable<Actor>> => {
    const found = await actor()
    if (found === null) throw new DoraError('compte-non-connecte')
    return found
  }
  const capabilities = (me: Actor, doc: Doc) => capabilitiesOf(me, textOf(doc, 'id'), doc)
  const structuresOf = async (ids: readonly string[], sirets: readonly string[]): Promise<Map<string, Doc>> => {
    const [byId, bySiret] = await Promise.all([
      catalogue.rows([...new Set(ids)].map((id) => ({ kind: 'structure', id }))),
      catalogue.bySiret(sirets),
    ])
    return new Map([...byId, ...bySiret].map(({ id, doc }) => [id, flat(doc)]))
  }
  const branchesOf = async (ids: readonly string[]): Promise<string[]> =>
    (await Promise.all(ids.map((id) => catalogue.structure(id)))).flatMap(({ antennes }) => antennes.map(({ id }) => id))
  const readOf = async (structureId: string): Promise<{ readonly listing: Listing; readonly told: readonly Told[] }> => {
    const known = await desk.structures.listing(structureId)
    return { listing: await (await desk.user())['listing.read'](known), told: known.told }
  }
  const listingOf = async (structureId: string): Promise<Listing> => (await readOf(structureId)).listing
  /** One after the other: a table may name many. */
  const listingsOf = async (ids: Iterable<string>) => {
    const read: { readonly structureId: string; readonly listing: Listing; readonly told: readonly Told[] }[] = []
    for (const structureId of ids) read.push({ structureId, ...(await readOf(structureId)) })
    return read
  }

  return {
    /** @throws DoraError `compte-non-connecte`, `compte-droit`, `structure-introuvable` */
    services: async (asked: Asked): Promise<ServicesContext> => {
      const me = await person()
      const { structureId } = asked
      if (structureId !== null) desk.structures.check(await desk.structures.some(structureId, []), 'service')
      const names = said(asked, 'repere.structure')
      const ids = said(asked, 'repere.id')
      const own = structureId === null ? [] : [structureId]
      const mine = [...own, ...me.structures.map(({ id }) => id), ...(await branchesOf(own))]
      const candidates = await structuresOf([...mine, ...names], siretsOf(names))
      const writable = [...candidates.values()].filter((doc) => capabilities(me, doc).ecrire_services)
      const structures = writable.map(knownStructure)
      const find = known({ structures, modeles: [], services: [] }).structure
      const concerned = new Set(own)
      for (const name of names) {
        const found = find(name)
        if (found !== null && found !== 'plusieurs') concerned.add(found.id)
      }
      for (const { doc } of await catalogue.rows(ids.map((id) => ({ kind: 'service', id })))) {
        const owner = textOf(flat(doc), 'structure_id')
        if (structures.some(({ id }) => id === owner)) concerned.add(owner)
      }
      const read = await listingsOf(concerned)
      const modeles: Record<string, OfferedModel> = {}
      for (const { structureId: id, listing } of read)
        for (const one of listing.modeles) {
          const before = Object.hasOwn(modeles, one.id) ? modeles[one.id] : undefined
          modeles[one.id] = { doc: one.doc as Doc, structures: [...(before?.structures ?? []), id] }
        }
      const services = read.flatMap(({ listing }) => listing.services)
      return {
        context: {
          structures,
          structure_id: structureId,
          modeles: Object.entries(modeles).map(([id, { doc }]): KnownModel => ({ id, nom: textOf(doc, 'nom') })),
          services: services.map(({ id, doc }) => knownService(id, doc as Doc)),
        },
        services: Object.fromEntries(services.map(({ id, doc }) => [id, doc as Doc])),
        modeles,
        told: read.flatMap(({ told }) => told),
      }
    },

    /** @throws DoraError `compte-non-connecte`, `compte-droit`, `structure-introuvable` */
    structures: async (asked: Asked): Promise<StructuresContext> => {
      const me = await person()
      const { structureId } = asked
      if (structureId !== null) desk.structures.check(await desk.structures.some(structureId, []), 'structure')
      const own = structureId === null ? [] : [structureId]
      const named = siretsOf([...said(asked, 'siret'), ...said(asked, 'repere.siret_parent')])
      const parents = siretsOf(said(asked, 'repere.siret_parent'))
      const found = await structuresOf([...own, ...said(asked, 'repere.id')], named)
      const above = [...found.values()].filter((doc) => own.includes(textOf(doc, 'id')) || parents.includes(textOf(doc, 'siret')))
      const branches = await structuresOf(await branchesOf(above.map((doc) => textOf(doc, 'id'))), [])
      const docs = [...new Map([...found, ...branches]).values()]
      const structures: Record<string, KeptStructure> = {}
      for (const doc of docs) {
        const { modifier, gerer_membres } = capabilities(me, doc)
        structures[textOf(doc, 'id')] = { doc, modifier, gerer_membres }
      }
      const offering =
        said(asked, 'repere.modeles').length === 0 ? [] : above.filter((doc) => capabilities(me, doc).ecrire_services)
      const listings = await listingsOf(offering.map((doc) => textOf(doc, 'id')))
      const modeles = Object.fromEntries(
        listings.flatMap(({ listing }) => listing.modeles.map((one) => [one.id, one.doc as Doc])),
      )
      return {
        context: {
          structures: docs.map(knownStructure),
          structure_id: structureId,
          modeles: Object.entries(modeles).map(([id, doc]): KnownModel => ({ id, nom: textOf(doc, 'nom') })),
          services: [],
        },
        structures,
        parentId: structureId,
        certifier: may(me, 'structure.certifier'),
        premierAdministrateur: may(me, 'moderation.voir'),
        modeles,
        told: docs.map((doc): Told => ({ kind: 'structure', id: textOf(doc, 'id'), ver: 0, doc })),
      }
    },
    /** Models that services of the structure follow already, sent or not. */
    followed: async (structureId: string): Promise<ReadonlySet<string>> =>
      new Set((await listingOf(structureId)).services.flatMap(({ modele }) => (modele === null ? [] : [modele.id]))),
    listingOf,
  }
}
export type TableContext = ReturnType<typeof createTableContext>
