import { expect, test } from 'vitest'
import { defaultsFor } from './defaults.ts'

test('a new service says what most say; what it says already stays, and the form is not for those who refused it', () => {
  expect(defaultsFor({}, {})).toMatchObject({ frais: 'gratuit', 'dora.coach_orientation_modes': ['formulaire-dora'] })
  expect(defaultsFor({ frais: 'payant', 'dora.is_cumulative': false }, {})).not.toHaveProperty('frais')
  expect(defaultsFor({}, { 'dora.disable_orientation_form': true })).not.toHaveProperty('dora.coach_orientation_modes')
})
