import type { ServiceLine } from '#shared/contract/listing.ts'
import { availabilityLabel } from '#shared/listing/availability.ts'
import { isContactField } from '#shared/listing/contact-fields.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { importFields } from '#shared/listing/import/fields.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { PROJECTED } from '#shared/listing/projection.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { textOf } from '../../user/listing-doc.ts'
import { editable } from '../../user/listing-new.ts'
import { flatStatus } from '../../user/listing-rules.ts'
import { cellText } from './cell-text.ts'

/** The services of a structure as a table: the same columns that an import reads, and some that only tell. */

type Named = { readonly id: string; readonly nom: string }
type Line = Pick<ServiceLine, 'id' | 'doc' | 'a_actualiser' | 'sur_le' | 'disponibilite'>

/** A service as its editor and its table show it: with its status, and its modes in DORA's words. */
export const shownService = (doc: Doc): Doc => ({ ...editable(doc), 'dora.status': flatStatus(doc) })

/** Of the model that a service follows, its name when no other has it: what a person reads, and the import finds again. */
export const modelName = (doc: Doc, modeles: readonly Named[]): string => {
  const id = textOf(doc, 'dora.modele')
  const nom = modeles.find((one) => one.id === id)?.nom ?? ''
  return nom !== '' && modeles.filter((one) => one.nom === nom).length === 1 ? nom : id
}

/** What follows from other columns, what every row would repeat, and what is a way to say another. */
const NOT_WRITTEN: ReadonlySet<string> = new Set([...PROJECTED, 'repere.structure', 'repere.zone'])
const FIRST = ['repere.id', 'nom', 'dora.status'] as const
const COLUMNS = [
  ...FIRST,
  ...importFields('service')
    .map(({ champ }) => champ)
    .filter((champ) => !NOT_WRITTEN.has(champ) && !(FIRST as readonly string[]).includes(champ)),
]
const label = new Map(importFields('service').map(({ champ, libelle }) => [champ, libelle]))

const availability = ({ disponibilite }: Line): string => {
  if (disponibilite === null) return ''
  const places = disponibilite.places === undefined ? '' : ` (${disponibilite.places})`
  return `${availabilityLabel(disponibilite.etat)}${places} jusqu’au ${frenchDay(disponibilite.jusqu_au)}`
}

/** Columns that no import reads: their names mean no field. */
const TOLD: readonly (readonly [name: string, text: (line: Line) => string])[] = [
  ['Dernière modification', ({ doc }) => frenchDay(textOf(doc, 'date_maj'))],
  ['Exactitude confirmée le', ({ sur_le }) => frenchDay(sur_le)],
  ['Fraîcheur', ({ a_actualiser }) => (a_actualiser ? 'À actualiser' : 'À jour')],
  ['Disponibilité annoncée', availability],
]

/** Kept for professionals: not for a file made by someone who may not write there. */
const isKept = (doc: Doc, champ: string): boolean => isContactField(champ) && doc['dora.is_contact_info_public'] === false

export const serviceTable = (ask: {
  readonly lignes: readonly Line[]
  readonly modeles: readonly Named[]
  /** True for someone who may write the services: contacts kept for professionals are theirs. */
  readonly contacts: boolean
}): WrittenTable => ({
  feuille: 'Services',
  colonnes: [...COLUMNS.map((champ) => label.get(champ) ?? champ), ...TOLD.map(([name]) => name)],
  lignes: ask.lignes.map((line) => {
    const doc: Doc = { ...shownService(line.doc), 'repere.id': line.id, 'repere.modele': modelName(line.doc, ask.modeles) }
    return [
      ...COLUMNS.map((champ) => (!ask.contacts && isKept(doc, champ) ? '' : cellText('service', champ, doc))),
      ...TOLD.map(([, text]) => text(line)),
    ]
  }),
})
