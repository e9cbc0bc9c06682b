import type { Liste } from '#shared/contract/listes.ts'
import type { WrittenTable } from '#shared/listing/import/table.ts'
import { frenchDay, parisDay } from '#shared/listing/days.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { addressLine } from '#shared/text/address.ts'
import { displayName } from '#shared/text/names.ts'

type Line = Liste['lignes'][number]

const place = ({ card }: Line): string => (card === null ? '' : (addressLine(card) ?? ''))

const COLUMNS: readonly (readonly [name: string, text: (line: Line) => string])[] = [
  ['Nom', ({ nom }) => displayName(nom)],
  ['Sorte', ({ kind }) => (kind === 'service' ? 'Service' : 'Structure')],
  ['Structure', ({ card }) => (card?.structure == null ? '' : displayName(card.structure.nom))],
  ['Adresse', place],
  ['Frais', ({ card }) => (card?.frais == null ? '' : labelOf('frais', card.frais))],
  ['Étiquettes', ({ etiquettes }) => etiquettes.join(', ')],
  ['Note', ({ note }) => note],
  ['Écrite par', ({ par }) => par],
  ['Le', ({ le }) => (le === '' ? '' : frenchDay(parisDay(Date.parse(le))))],
  ['Au référentiel', ({ disponible }) => (disponible ? 'Oui' : 'Non, la fiche a été retirée')],
]

/** A list as a table, in its order. */
export const listTable = ({ nom, lignes }: Liste): WrittenTable => ({
  feuille: nom.slice(0, 31),
  colonnes: COLUMNS.map(([name]) => name),
  lignes: lignes.map((line) => COLUMNS.map(([, text]) => text(line))),
})
