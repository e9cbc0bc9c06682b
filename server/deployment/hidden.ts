import { departementOf } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { RegleSource } from '#shared/deployment/rule.ts'

/**
 * What rules hide of a catalogue: services of a source in its départements, by their own place or else that of their structure;
 * and structures of the source that have no service left, when they are there too or one of their services was hidden.
 */

type Ruled = Pick<RegleSource, 'source' | 'departements'>

export type Row = {
  readonly id: string
  /** Canonical JSON. */
  readonly doc: string
  readonly parent: string | null
}

export type Hidden = { readonly service: ReadonlySet<string>; readonly structure: ReadonlySet<string> }

export type Looking = {
  /** To be told of every service, then of every structure. */
  readonly service: (row: Row) => void
  readonly structure: (row: Row) => void
  /** @param kept structures that people keep here: neither they nor their services are ever hidden */
  readonly hidden: (kept?: ReadonlySet<string>) => Hidden
}

type Told = {
  readonly id: string
  readonly source: string
  readonly departement: string | null
  readonly parent: string | null
}

export const lookFor = (rules: readonly Ruled[]): Looking => {
  const ruled = new Map<string, Set<string>>()
  for (const { source, departements } of rules) {
    const known = ruled.get(source) ?? new Set<string>()
    for (const code of departements) known.add(code)
    ruled.set(source, known)
  }
  // Few rows are of a source that a rule names: the others are not parsed.
  const marks = [...ruled.keys()].map((source) => `"source":${JSON.stringify(source)}`)
  const named = (doc: string): boolean => marks.some((mark) => doc.includes(mark))
  const services: Told[] = []
  const structures: Told[] = []
  const offers = new Map<string, number>()
  /** Structures of services without a place of their own. */
  const homes = new Set<string>()
  const places = new Map<string, string | null>()
  const isRuled = (source: string, departement: string | null): boolean =>
    departement !== null && ruled.get(source)?.has(departement) === true

  const read = ({ doc, id, parent }: Row): Told => {
    const { source, code_insee, code_postal } = JSON.parse(doc) as Service | Structure
    return { id, source, parent, departement: departementOf(code_insee, code_postal) }
  }

  return {
    service: (row) => {
      if (row.parent !== null) offers.set(row.parent, (offers.get(row.parent) ?? 0) + 1)
      if (!named(row.doc)) return
      const told = read(row)
      if (!ruled.has(told.source)) return
      services.push(told)
      if (told.departement === null && told.parent !== null) homes.add(told.parent)
    },
    structure: (row) => {
      if (!homes.has(row.id) && !named(row.doc)) return
      const told = read(row)
      if (homes.has(row.id)) places.set(row.id, told.departement)
      if (ruled.has(told.source)) structures.push(told)
    },
    hidden: (kept = new Set()) => {
      const service = new Set<string>()
      const taken = new Map<string, number>()
      for (const { id, source, departement, parent } of services) {
        const place = departement ?? (parent === null ? null : (places.get(parent) ?? null))
        if (!isRuled(source, place) || (parent !== null && kept.has(parent))) continue
        service.add(id)
        if (parent !== null) taken.set(parent, (taken.get(parent) ?? 0) + 1)
      }
      const structure = new Set<string>()
      for (const { id, source, departement } of structures) {
        const gone = taken.get(id) ?? 0
        if (kept.has(id) || (offers.get(id) ?? 0) > gone) continue
        if (gone > 0 || isRuled(source, departement)) structure.add(id)
      }
      return { service, structure }
    },
  }
}
