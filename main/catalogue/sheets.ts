import { scoreService, scoreStructure } from '#shared/catalogue/score.ts'
import type { ServiceSheet, StructureSheet } from '#shared/contract/catalogue.ts'
import { DoraError } from '#shared/errors.ts'
import { orientable } from '#shared/orientation/orientable.ts'
import { decodeHours } from '#main/hours/decode.ts'
import { cardOf, type CodedCard } from './cards.ts'
import type { Records } from './records.ts'

/** Sheets as the worker makes them; the zone is named outside, with the geography. */
export type CodedServiceSheet = Omit<ServiceSheet, 'zone' | 'autres'> & { readonly autres: readonly CodedCard[] }
export type CodedStructureSheet = Omit<StructureSheet, 'services'> & { readonly services: readonly CodedCard[] }

/** Enough to see what else the structure offers; its own sheet lists them all. */
const MAX_OTHERS = 30

const isFilled = (text: string | null | undefined): text is string => text != null && text.trim() !== ''

const cardsOf = (records: Records, rowids: readonly number[]): CodedCard[] =>
  rowids.flatMap((rowid) => {
    const row = records.byRowid(rowid)
    const status = row?.service.dora?.status
    return row === null || (status !== undefined && status !== 'PUBLISHED') ? [] : [cardOf(row, null)]
  })

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
    horaires: brut === null ? null : { ...decodeHours(brut, new Date(now)), deStructure: own === null },
    orientable: orientable(service, structure),
    score: scoreService(service, new Date(now)).score,
    autres: cardsOf(records, others.slice(0, MAX_OTHERS)),
  }
}

/** @throws `structure-introuvable`. */
export const readStructureSheet = (records: Records, id: string, now: number): CodedStructureSheet => {
  const structure = records.structure(id)
  if (structure === null) throw new DoraError('structure-introuvable')
  const parent = structure.dora?.parent === undefined ? null : records.structure(structure.dora.parent)
  const rowids = records.servicesOf(id)
  const scores = rowids.flatMap((rowid) => {
    const row = records.byRowid(rowid)
    return row === null ? [] : [scoreService(row.service, new Date(now)).score]
  })
  return {
    structure,
    parent: parent === null ? null : { id: parent.id, nom: parent.nom },
    antennes: records.branchesOf(id).map(({ id: branch, nom, commune }) => ({ id: branch, nom, commune })),
    horaires: isFilled(structure.horaires_accueil) ? decodeHours(structure.horaires_accueil, new Date(now)) : null,
    services: cardsOf(records, rowids),
    score: scoreStructure(scores),
  }
}
