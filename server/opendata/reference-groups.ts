import { Service, Structure } from '#shared/catalogue/record.ts'
import { addDays } from '#shared/listing/days.ts'
import { isPublished } from '#shared/sync/scope.ts'
import type { Entity } from '../store/types.ts'
import { agelessScore, type ServiceEntry, serviceEntry, type StructureEntry, structureEntry, type Words } from './open-entry.ts'
import { byIdentifier } from './open-index.ts'
import { isServiceExportable, isStructureExportable, type PublishOptions, publishService, publishStructure } from './publish.ts'
import type { Left } from './reference.ts'

/** A structure with its services: what leaves of one depends on the others, so they are made together, and made again together. */

export type Group = {
  /** Null for a structure that stays, or is not there: its services stay too. */
  readonly entry: StructureEntry | null
  /** Published services of the store, those that stay included: whose they were, when one is gone. */
  readonly published: readonly string[]
  readonly left: readonly (readonly [kind: 'structure' | 'service', why: Left])[]
  /** First later day on which something of it may leave or come, nothing having been written; null when none. */
  readonly changesOn: string | null
}

export type Raw<Record> = Record | null
/** Null for a row that is gone, or that cannot be read: one hides no other. */
const rawOf =
  <Record>(schema: { readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: Record } }) =>
  ({ deleted, doc }: Pick<Entity, 'deleted' | 'doc'>): Raw<Record> => {
    if (deleted || doc === null) return null
    try {
      return schema.safeParse(JSON.parse(doc)).data ?? null
    } catch {
      return null
    }
  }
export const structureOf = rawOf(Structure)
export const serviceOf = rawOf(Service)

/** Of a service, as soon as its structure is known: its own text is held no longer. */
export type Fit = {
  readonly entry: ServiceEntry | null
  readonly id: string
  readonly why: Left | null
  readonly changesOn: string | null
}

/** Null for what would stay whatever its text: a draft, one that is suspended. */
export const fitService = (
  service: Service,
  structure: Structure | null,
  { words, ...options }: PublishOptions & { readonly words: Words },
): Fit | null => {
  if (!isPublished(service)) return null
  const { id } = service
  const until = service.dora?.suspension_date
  const changesOn = until !== undefined && until >= options.today ? addDays(until, 1) : null
  if (structure === null) return { entry: null, id, why: 'sans-structure', changesOn: null }
  if (!isServiceExportable(service, structure, options.today)) return { entry: null, id, why: null, changesOn }
  const made = publishService(service, structure, options)
  if ('record' in made) {
    // Of the publics that are told: « everyone » is said there in words. The rest as it is here: a contact kept for professionals is one.
    const score = agelessScore({ ...service, publics: made.record.publics === null ? null : [...made.record.publics] })
    return { entry: serviceEntry(made.record, score, words), id, why: null, changesOn }
  }
  // One that is dated of tomorrow is right tomorrow.
  return {
    entry: null,
    id,
    why: made.unfit,
    changesOn: made.unfit === 'date_maj' ? later(service.date_maj, options.today) : changesOn,
  }
}

const later = (day: string, today: string): string | null => (day > today ? day : null)
const earliest = (days: readonly (string | null)[]): string | null =>
  days.reduce((first, day) => (day === null || (first !== null && first <= day) ? first : day), null)

export const groupOf = (
  structure: Structure | null,
  fits: readonly Fit[],
  { words, members, ...options }: PublishOptions & { readonly words: Words; readonly members: number },
): Group => {
  const published = fits.map(({ id }) => id)
  const made =
    structure !== null && isStructureExportable(structure, { services: published.length, members })
      ? publishStructure(structure, options)
      : null
  const own = fits.flatMap(({ why }) => (why === null ? [] : [['service', why] as const]))
  const changesOn = earliest(fits.map((fit) => fit.changesOn))
  if (made !== null && 'record' in made) {
    const services = fits.flatMap(({ entry }) => entry ?? []).sort(byIdentifier)
    return { entry: structureEntry(made.record, services, words), published, left: own, changesOn }
  }
  const stranded = fits.flatMap(({ entry }) => (entry === null ? [] : [['service', 'sans-structure'] as const]))
  if (made === null) return { entry: null, published, left: [...own, ...stranded], changesOn }
  const comes = made.unfit === 'date_maj' && structure !== null ? later(structure.date_maj, options.today) : null
  return {
    entry: null,
    published,
    left: [['structure', made.unfit], ...own, ...stranded],
    changesOn: earliest([changesOn, comes]),
  }
}
