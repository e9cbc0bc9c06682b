import { expect, test } from 'vitest'
import { listingValue } from './listing-value.ts'

test.each([
  ['nom', 'Atelier', 'Atelier'],
  ['frais', 'payant', 'Payant'],
  ['thematiques', ['mobilite--preparer-un-permis'], 'Mobilité\u202f: Préparer un permis'],
  ['publics', ['jeunes', 'seniors'], 'Jeunes, Séniors'],
  ['dora.is_cumulative', false, 'Non'],
  ['dora.suspension_date', '2026-12-31', '31 décembre 2026'],
  ['dora.forms', [{ nom: 'Fiche.pdf', url: 'https://exemple.test/f' }], 'Fiche.pdf'],
  ['latitude', 50.62925, '50,62925'],
  ['description', null, ''],
  ['publics', [], ''],
])('%s %j → %s', (champ, value, said) => {
  expect(listingValue(champ, value)).toBe(said)
})

test('a perimeter is told by names where they are known', () => {
  const nameOf = (code: string) => (code === '59' ? 'Nord (59)' : null)
  expect(listingValue('zone_eligibilite', ['59', '200093201'], nameOf)).toBe('Nord (59), 200093201')
})
