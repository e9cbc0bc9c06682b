import { departementOf } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { summaryOf } from '#shared/catalogue/summary.ts'
import { widestZone, type ZoneKind } from '#shared/geo/zone.ts'
import { dueOn } from '#shared/listing/freshness.ts'
import { groupsOf, type ListingKind } from '#shared/listing/groups.ts'
import { statusOf } from '#shared/listing/status.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { ServiceFacts, StructureLine } from './facts.ts'

/** What the panel keeps of a sheet. */

/**
 * Values that thousands of sheets have in common are kept once: `one` for a text, `all` for a list, whose order is kept.
 * What is read of JSON is a new text each time. `due` is `dueOn`, reckoned once for those that were edited the same day.
 */
export type Common = {
  readonly one: <T extends string | null>(text: T) => T
  readonly all: (texts: readonly string[]) => readonly string[]
  readonly due: (service: Service) => string | null
}

export const createCommon = (): Common => {
  const texts = new Map<string, string>()
  const lists = new Map<string, readonly string[]>()
  const dues = new Map<string, string | null>()
  const one = <T extends string | null>(text: T): T => {
    if (text === null) return text
    const known = texts.get(text)
    if (known !== undefined) return known as T
    texts.set(text, text)
    return text
  }
  return {
    one,
    all: (values) => {
      const key = values.join('\n')
      const known = lists.get(key)
      if (known !== undefined) return known
      const kept = values.map((value) => one(value))
      lists.set(key, kept)
      return kept
    },
    due: (service) => {
      const { verifications, status, update_frequency } = service.dora ?? {}
      if (verifications !== undefined) return one(dueOn(service))
      const key = `${service.date_maj} ${status} ${update_frequency}`
      const known = dues.get(key)
      if (known !== undefined) return known
      const due = one(dueOn(service))
      dues.set(key, due)
      return due
    },
  }
}

const filled = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text.trim())

/** How often it is asked about, not what it is about. */
const NO_FACT = 'dora.update_frequency'
/** A contact kept for professionals is there all the same. */
const MASKED = 'dora.contact_masque'

type Field = readonly [block: boolean, name: string]
const fieldsOf = (kind: ListingKind): readonly (readonly [code: string, fields: readonly Field[]])[] =>
  groupsOf(kind).map(({ code, champs }) => {
    const names = champs.map(({ champ }) => champ).filter((champ) => champ !== NO_FACT)
    if (kind === 'service' && code === 'contact') names.push(MASKED)
    return [code, names.map((champ): Field => (champ.startsWith('dora.') ? [true, champ.slice('dora.'.length)] : [false, champ]))]
  })
const FIELDS = { structure: fieldsOf('structure'), service: fieldsOf('service') } as const

/** A box that is ticked or not says too little to be wrong by itself. */
const says = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') || (Array.isArray(value) && value.length > 0)

const groupesOf = (kind: 'structure' | 'service', doc: Doc): readonly string[] => {
  const block = (doc['dora'] ?? {}) as Doc
  return FIELDS[kind].filter(([, fields]) => fields.some(([own, name]) => says((own ? block : doc)[name]))).map(([code]) => code)
}

const verifieOf = ({ dora }: Structure | Service): Readonly<Record<string, string>> | null => {
  const said = Object.entries(dora?.verifications ?? {})
  return said.length === 0 ? null : Object.fromEntries(said.map(([groupe, { le }]) => [groupe, le]))
}

const pointOf = ({ longitude, latitude }: Structure): StructureLine['point'] =>
  longitude == null || latitude == null ? null : [longitude, latitude]

/**
 * People that a zone stands for. The server holds no geography: a commune, an intercommunality and a département count for what they
 * are on average in France (68 million people; some 35,000, 1,250 and 101 of each). A zone that says nothing is a commune's.
 */
const PEOPLE: Readonly<Record<ZoneKind, number>> = {
  inconnue: 2_000,
  commune: 2_000,
  epci: 55_000,
  departement: 675_000,
  france: 68_000_000,
}
export const PORTEE_COMMUNE = PEOPLE.commune
const porteeOf = (zone: readonly string[] | null | undefined): number => {
  const parts = new Set(zone)
  if (parts.size === 0) return PEOPLE.inconnue
  let people = 0
  for (const code of parts) people += PEOPLE[widestZone([code])]
  return Math.min(people, PEOPLE.france)
}

type Row = { readonly id: string; readonly ver: number; readonly doc: Doc }

/** Whoever writes a row checks it whole; what could not be told to anyone is left out all the same. */
const mustBeSheet = ({ nom, source, date_maj }: Doc): void => {
  if (![nom, source, date_maj].every((text) => typeof text === 'string')) throw new Error('not a sheet')
}

/** Of a row of kind `structure`. Throws for what is not one. */
export const structureLine = ({ id, ver, doc }: Row, { one, all }: Common): StructureLine => {
  mustBeSheet(doc)
  const structure = doc as unknown as Structure
  const { dora } = structure
  return {
    id,
    ver,
    nom: structure.nom,
    siret: filled(structure.siret),
    source: one(structure.source),
    typologie: one(filled(dora?.typology)),
    departement: one(departementOf(structure.code_insee, structure.code_postal)),
    commune: one(filled(structure.commune)),
    code_postal: one(filled(structure.code_postal)),
    point: pointOf(structure),
    telephone: filled(structure.telephone),
    courriel: filled(structure.courriel),
    resume: summaryOf(structure),
    moderation: one(dora?.moderation_status ?? null),
    labels: all([...new Set([...(dora?.national_labels ?? []), ...(structure.reseaux_porteurs ?? [])])]),
    date_maj: one(structure.date_maj),
    obsolete: dora?.is_obsolete === true,
    parent: one(dora?.parent ?? null),
    groupes: all(groupesOf('structure', doc)),
    verifie: verifieOf(structure),
  }
}

/** Of a row of kind `service`, which has no contact that is kept for professionals. Throws for what is not one. */
export const serviceLine = ({ id, ver, doc }: Row, { one, all, due }: Common): ServiceFacts => {
  mustBeSheet(doc)
  const service = doc as unknown as Service
  return {
    id,
    ver,
    structureId: one(service.structure_id ?? null),
    nom: service.nom,
    commune: one(filled(service.commune)),
    departement: one(departementOf(service.code_insee, service.code_postal)),
    source: one(service.source),
    statut: one(statusOf(service)),
    moderation: one(service.dora?.moderation_status ?? null),
    thematiques: all(service.thematiques ?? []),
    date_maj: one(service.date_maj),
    due: due(service),
    telephone: one(filled(service.telephone)),
    courriel: one(filled(service.courriel)),
    portee: porteeOf(service.zone_eligibilite),
    groupes: all(groupesOf('service', doc)),
    verifie: verifieOf(service),
  }
}
