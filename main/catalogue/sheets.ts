import { departementOf as codeOfDepartement } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { scoreService, scoreStructure } from '#shared/catalogue/score.ts'
import type { ServiceSheet, StructureSheet } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import { departementOf, regionOf } from '#shared/geo/divisions.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import { decodeHours } from '#main/hours/decode.ts'
import { cardOf, type CodedCard } from './cards.ts'
import type { Records, ServiceRow } from './records.ts'

/** Sheets as the worker makes them; the zone is named outside, with the geography. */
export type CodedServiceSheet = Omit<ServiceSheet, 'zone' | 'autres' | 'droits'> & { readonly autres: readonly CodedCard[] }
export type CodedStructureSheet = Omit<StructureSheet, 'services' | 'droits'> & { readonly services: readonly CodedCard[] }

/** Enough to see what else the structure offers; its own sheet lists them all. */
const MAX_OTHERS = 30

const isFilled = (text: string | null | undefined): text is string => text != null && text.trim() !== ''

/** Those of these services that are published, at most `limit`: a national network may have thousands. */
const published = (records: Records, rowids: readonly number[], limit = Infinity): ServiceRow[] => {
  const found: ServiceRow[] = []
  for (const rowid of rowids) {
    if (found.length >= limit) break
    const row = records.byRowid(rowid)
    const status = row?.service.dora?.status
    if (row !== null && (status === undefined || status === 'PUBLISHED')) found.push(row)
  }
  return found
}

/** Public holidays are not the same everywhere (Alsace-Moselle, overseas): name of the région of a record, when it is known. */
const regionOfPlace = (...places: readonly (Service | Structure | null)[]): string | undefined => {
  for (const place of places) {
    const departement = departementOf(codeOfDepartement(place?.code_insee, place?.code_postal) ?? '')
    if (departement !== undefined) return regionOf(departement.region)?.nom
  }
  return undefined
}

/** @throws `service-introuvable`. A hidden or suspended service still has its sheet: a favourite or a link may lead there. */
export const readServiceSheet = (records: Records, id: string, now: number): CodedServiceSheet => {
  const row = records.byId(id)
  if (row === null) throw new DoraError('service-introuvable')
  const { service, structure } = row
  const own = isFilled(service.horaires_accueil) ? service.horaires_accueil : null
  const inherited = isFilled(structure?.horaires_accueil) ? structure.horaires_accueil : null
  const brut = own ?? inherited
  const others = structure === null ? [] : records.servicesOf(structure.id).filter((rowid) => rowid !== row.rowid)
  return {
    service,
    structure,
    // data-inclusion.md §3.3: without hours of its own, a service has those of its structure.
    horaires:
      brut === null
        ? null
        : { ...decodeHours(brut, new Date(now), regionOfPlace(service, structure)), deStructure: own === null },
    orientable: orientable(service, structure),
    score: scoreService(service, new Date(now)).score,
    autres: published(records, others, MAX_OTHERS).map((other) => cardOf(other, null)),
  }
}

/** @throws `structure-introuvable`. */
export const readStructureSheet = (records: Records, id: string, now: number): CodedStructureSheet => {
  const structure = records.structure(id)
  if (structure === null) throw new DoraError('structure-introuvable')
  const parent = structure.dora?.parent === undefined ? null : records.structure(structure.dora.parent)
  const services = published(records, records.servicesOf(id))
  return {
    structure,
    parent: parent === null ? null : { id: parent.id, nom: parent.nom },
    antennes: records.branchesOf(id).map(({ id: branch, nom, commune }) => ({ id: branch, nom, commune })),
    horaires: isFilled(structure.horaires_accueil)
      ? decodeHours(structure.horaires_accueil, new Date(now), regionOfPlace(structure))
      : null,
    services: services.map((row) => cardOf(row, null)),
    score: scoreStructure(services.map(({ service }) => scoreService(service, new Date(now)).score)),
  }
}
