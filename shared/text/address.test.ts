import { expect, it } from 'vitest'
import { addressLine } from './address.ts'

it('writes an address on one line', () => {
  expect(addressLine({ adresse: '12 rue des Lilas', complement_adresse: 'Bât. B', code_postal: '59000', commune: 'Lille' })).toBe(
    '12 rue des Lilas, Bât. B, 59000 Lille',
  )
  expect(addressLine({})).toBeNull()
})
