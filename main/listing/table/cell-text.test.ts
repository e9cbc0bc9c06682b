import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '#shared/rpc.ts'
import { importField } from '#shared/listing/import/fields.ts'
import { sameValue } from '#shared/listing/model.ts'
import { entriesOf, type ListName } from '#shared/reference/labels.ts'
import { cellText, sameCell } from './cell-text.ts'

const back = (champ: string, value: Json) => {
  const text = cellText('service', champ, { [champ]: value })
  return { text, valeur: importField('service', champ)?.lire(text).valeur }
}
const some = (list: ListName) => fc.uniqueArray(fc.constantFrom(...entriesOf(list).map(({ value }) => value)), { minLength: 1 })
const LISTED: readonly (readonly [string, ListName])[] = [
  ['thematiques', 'thematiques'],
  ['publics', 'publics'],
  ['modes_accueil', 'modes_accueil'],
  ['dora.coach_orientation_modes', 'coach_orientation_modes'],
  ['dora.beneficiaries_access_modes', 'beneficiaries_access_modes'],
  ['dora.funding_labels', 'funding_labels'],
]

test.each(LISTED)('values of %s are written so that their column gives them back', (champ, list) => {
  fc.assert(
    fc.property(some(list), (values) => {
      expect(sameValue(back(champ, values).valeur, values)).toBe(true)
    }),
  )
})

test.each([
  ['dora.status', 'PUBLISHED', 'Publié'],
  ['frais', 'gratuit', 'Gratuit'],
  ['dora.is_cumulative', true, 'Oui'],
  ['dora.suspension_date', '2026-12-31', '31/12/2026'],
  ['volume_horaire_hebdomadaire', 2.5, '2,5'],
  ['latitude', -12.5, '-12,5'],
  ['telephone', '+33199001234', '0199001234'],
  ['telephone', '+262262001234', '0262001234'],
  ['zone_eligibilite', ['59', '62'], 'Nord; Pas-de-Calais'],
  ['zone_eligibilite', ['france'], 'France entière'],
  ['dora.access_conditions', ['Avoir 18 ans', 'Habiter Lille'], 'Avoir 18 ans; Habiter Lille'],
  ['dora.forms', [{ nom: 'Fiche', url: 'https://exemple.test/f.pdf' }], 'Fiche (https://exemple.test/f.pdf)'],
] as const)('%s %j is written « %s »', (champ, value, text) => {
  expect(back(champ, value as Json)).toEqual({ text, valeur: value })
})

test('what a spreadsheet changes of a cell is not a change', () => {
  expect(sameCell('un\r\ndeux ', 'un\ndeux')).toBe(true)
  expect(sameCell('un', 'deux')).toBe(false)
})
