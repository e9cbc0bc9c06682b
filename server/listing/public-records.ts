import type { Service, Structure } from '#shared/catalogue/record.ts'
import { longPublicPath, prefixOfCode, publicCode, type PublicKind, publicPath } from '#shared/listing/public-link.ts'
import { isPublished } from '#shared/sync/scope.ts'
import type { Entity, Reader } from '#server/store/types.ts'
import { sha256 } from '../sync/rows.ts'
import { DEMONSTRATION } from '../sync/settings.ts'

/** What everyone may see of a record, read at one instant by indexes alone. */

export type Named = { readonly id: string; readonly nom: string; readonly path: string }
export type StructureView = {
  readonly kind: 'structure'
  readonly structure: Structure
  readonly parent: Named | null
  readonly antennes: readonly Structure[]
  /** Offered on that day, by name. */
  readonly services: readonly Service[]
}
export type ServiceView = {
  readonly kind: 'service'
  /** Without what is kept for professionals. */
  readonly service: Service
  /** Null when the catalogue does not hold it. */
  readonly structure: Structure | null
}
export type View = StructureView | ServiceView

export type Found = {
  readonly etat: 'publie'
  readonly kind: PublicKind
  readonly id: string
  /** Made only when the page is: a structure may have thousands of services. */
  readonly view: () => View
  /** Where it is: its short link, unless another record shares it. */
  readonly path: string
  /** Changes with any of the rows that the page is made of. */
  readonly version: string
  /** Everything here was made up. */
  readonly invented: boolean
}
export type Outcome =
  | Found
  /** Not there, or not published: nothing tells one from the other. */
  | { readonly etat: 'inconnu' }
  /** Published once, and no more. */
  | { readonly etat: 'retire' }
  | { readonly etat: 'suspendu'; readonly nom: string; readonly depuis: string; readonly structure: Named | null }
  | { readonly etat: 'plusieurs'; readonly choices: readonly Named[] }

const inFrench = new Intl.Collator('fr')

/** Records that one short link is looked for among: two would already be a chance in millions. */
const SAME_CODE = 20

const recordOf = <T extends Service | Structure>(entity: Entity | null): T | null =>
  entity === null || entity.deleted || entity.doc === null ? null : (JSON.parse(entity.doc) as T)

const named = (kind: PublicKind, { id, nom }: { readonly id: string; readonly nom: string }): Named => ({
  id,
  nom,
  path: publicPath(kind, id),
})

const isOpen = (structure: Structure | null): structure is Structure => structure !== null && structure.dora?.is_obsolete !== true

/** Offered until its suspension date, that day included (dora-backend.md §2.8). */
const suspendedSince = ({ dora }: Service, today: string): string | null =>
  dora?.suspension_date !== undefined && dora.suspension_date < today ? dora.suspension_date : null

/** The row of a service never holds a contact kept for professionals; here it could not be shown if it did. */
const withoutHiddenContact = (service: Service): Service => {
  if (service.dora?.is_contact_info_public !== false) return service
  const { telephone: _phone, courriel: _mail, ...rest } = service
  const { contact_name: _name, ...dora } = service.dora
  return { ...rest, dora }
}

type Seen = {
  readonly kind: PublicKind
  readonly id: string
  readonly nom: string
  readonly view: () => View
  readonly rows: readonly Entity[]
}
type Refused = Exclude<Outcome, Found>

const UNKNOWN: Refused = { etat: 'inconnu' }
const GONE: Refused = { etat: 'retire' }

const structureView = async (reader: Reader, entity: Entity, today: string): Promise<Seen | Refused> => {
  const structure = recordOf<Structure>(entity)
  if (!isOpen(structure)) return GONE
  const parentId = structure.dora?.parent
  const parentRow = parentId === undefined ? null : await reader.entity({ kind: 'structure', id: parentId })
  const parent = recordOf<Structure>(parentRow)
  const branchRows = await reader.structuresBy('parent', structure.id)
  const serviceRows = await reader.children('service', structure.id)
  const services = (): Service[] =>
    serviceRows
      .map((row) => recordOf<Service>(row))
      .filter((one) => one !== null && isPublished(one) && suspendedSince(one, today) === null)
      .map((one) => withoutHiddenContact(one as Service))
      .toSorted((a, b) => inFrench.compare(a.nom, b.nom))
  return {
    kind: 'structure',
    id: structure.id,
    nom: structure.nom,
    view: () => ({
      kind: 'structure',
      structure,
      parent: isOpen(parent) ? named('structure', parent) : null,
      antennes: branchRows.map((row) => recordOf<Structure>(row)).filter(isOpen),
      services: services(),
    }),
    rows: [entity, ...(parentRow === null ? [] : [parentRow]), ...branchRows, ...serviceRows],
  }
}

const serviceView = async (reader: Reader, entity: Entity, today: string): Promise<Seen | Refused> => {
  const service = recordOf<Service>(entity)
  if (service === null || service.dora?.status === 'ARCHIVED') return GONE
  if (!isPublished(service)) return UNKNOWN
  const row = service.structure_id === null ? null : await reader.entity({ kind: 'structure', id: service.structure_id })
  const structure = recordOf<Structure>(row)
  if (structure !== null && !isOpen(structure)) return GONE
  const since = suspendedSince(service, today)
  if (since !== null)
    return {
      etat: 'suspendu',
      nom: service.nom,
      depuis: since,
      structure: structure === null ? null : named('structure', structure),
    }
  return {
    kind: 'service',
    id: service.id,
    nom: service.nom,
    view: () => ({ kind: 'service', service: withoutHiddenContact(service), structure }),
    rows: row === null ? [entity] : [entity, row],
  }
}

const viewOf = (reader: Reader, kind: PublicKind, entity: Entity | null, today: string): Promise<Seen | Refused> => {
  if (entity === null) return Promise.resolve(UNKNOWN)
  return kind === 'structure' ? structureView(reader, entity, today) : serviceView(reader, entity, today)
}

const found = async (reader: Reader, { kind, id, view, rows }: Seen, path: string): Promise<Found> => ({
  etat: 'publie',
  kind,
  id,
  view,
  path,
  version: sha256(rows.map((row) => `${row.kind}/${row.id}/${row.ver}/${row.h}`).join(' ')),
  invented: (await reader.setting(DEMONSTRATION)) === '1',
})

const isSeen = (one: Seen | Refused): one is Seen => 'view' in one

/** Why nothing is shown, when several have the code and none is: what can be told without telling what is not published. */
const bestRefusal = (all: readonly (Seen | Refused)[]): Refused => {
  const refused = all.filter((one): one is Refused => !isSeen(one))
  return refused.find(({ etat }) => etat === 'suspendu') ?? refused.find(({ etat }) => etat === 'retire') ?? UNKNOWN
}

const ofCode = async (reader: Reader, kind: PublicKind, code: string, today: string): Promise<readonly (Seen | Refused)[]> => {
  const prefix = prefixOfCode(code)
  const rows = prefix === null ? [] : await reader.byPrefix(kind, prefix, SAME_CODE)
  const views: (Seen | Refused)[] = []
  // Identifiers that are no UUID are no one's short link, whatever they begin with.
  for (const row of rows) if (publicCode(row.id) === code) views.push(await viewOf(reader, kind, row, today))
  return views
}

/** The record of a short link. @param today ISO day in Paris. */
export const byCode = async (reader: Reader, kind: PublicKind, code: string, today: string): Promise<Outcome> => {
  const all = await ofCode(reader, kind, code, today)
  const seen = all.filter(isSeen)
  const [first] = seen
  if (first === undefined) return bestRefusal(all)
  if (seen.length === 1) return found(reader, first, publicPath(kind, first.id))
  return {
    etat: 'plusieurs',
    choices: seen.map(({ id, nom }) => ({ id, nom, path: longPublicPath(kind, id) })),
  }
}

/** The record of an identifier. @param today ISO day in Paris. */
export const byId = async (reader: Reader, kind: PublicKind, id: string, today: string): Promise<Outcome> => {
  const one = await viewOf(reader, kind, await reader.entity({ kind, id }), today)
  if (!isSeen(one)) return one
  const code = publicCode(id)
  const alone = code === null || (await ofCode(reader, kind, code, today)).filter(isSeen).length <= 1
  return found(reader, one, alone ? publicPath(kind, id) : longPublicPath(kind, id))
}
