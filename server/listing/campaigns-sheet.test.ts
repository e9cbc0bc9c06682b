import { expect, test } from 'vitest'
import type { Service } from '#shared/catalogue/record.ts'
import { sheetOfLetter } from './campaigns-sheet.ts'

const service = (id: string, more: Partial<Service> = {}) => ({ id, structure_id: null, courriel: null, ...more }) as Service

test('a letter that comes back is heard by the sheet that gives this address, else by a structure', () => {
  const services = [service('a'), service('b', { structure_id: 's' }), service('c', { courriel: ' Alix@exemple.test' })]
  expect(sheetOfLetter(services, 'alix@exemple.test')).toEqual({ fiche: { kind: 'service', id: 'c' } })
  expect(sheetOfLetter(services, 'noor@exemple.test')).toEqual({ fiche: { kind: 'structure', id: 's' } })
  expect(sheetOfLetter(services.slice(0, 1), 'noor@exemple.test')).toEqual({})
})
