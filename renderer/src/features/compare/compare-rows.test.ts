import { expect, test } from 'vitest'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { displayPhone } from '#shared/text/contact.ts'
import { compareRows } from './compare-rows.ts'

const AT = { now: new Date('2026-11-28T10:00:00Z'), today: '2026-11-28' }

const sheetOf = (service: Partial<ServiceSheet['service']>, more: Partial<ServiceSheet> = {}): ServiceSheet => ({
  service: { source: 'dora', id: 's', nom: 'Un service', structure_id: null, date_maj: '2026-11-01', ...service },
  structure: null,
  horaires: null,
  orientable: { ok: true, raison: '' },
  zone: { label: 'Le département', noms: [] },
  score: 0.5,
  autres: [],
  droits: { ecrire: false, voir_contact: false },
  ...more,
})

const row = (rows: ReturnType<typeof compareRows>, key: string) => rows.find((one) => one.key === key)

test('what is the same does not differ, what differs does, and what nobody tells is no line', () => {
  const rows = compareRows([sheetOf({ frais: 'gratuit' }), sheetOf({ frais: 'payant', frais_precisions: '10 € par mois' })], AT)
  expect(row(rows, 'frais')).toMatchObject({ differs: true, cells: [['Gratuit'], ['Payant', '10 € par mois']] })
  expect(row(rows, 'zone')).toMatchObject({ differs: false })
  expect(row(rows, 'duree')).toBeUndefined()
})

test('unknown publics are nothing; none in particular is everyone', () => {
  const rows = compareRows([sheetOf({ publics: null }), sheetOf({ publics: ['tous-publics'] })], AT)
  expect(row(rows, 'publics')?.cells).toEqual([[], ['Tous les publics']])
})

test('a contact kept for professionals is said, never shown', () => {
  const reserved = sheetOf({ telephone: '0100000000', dora: { is_contact_info_public: false, contact_masque: ['telephone'] } })
  const rows = compareRows([reserved, sheetOf({ telephone: '0100000000' })], AT)
  expect(row(rows, 'contact')?.cells[0]).toEqual(['Réservé aux professionnels'])
  expect(row(rows, 'contact')?.cells[1]).toEqual([displayPhone('0100000000')])
})

test('room that no longer holds is not told', () => {
  const room = (jusqu_au: string) =>
    sheetOf({ dora: { disponibilite: { etat: 'places', places: 3, jusqu_au, dit_le: '2026-11-01' } } })
  const rows = compareRows([room('2026-11-27'), room('2026-12-05')], AT)
  expect(row(rows, 'disponibilite')?.cells[0]).toEqual([])
  expect(row(rows, 'disponibilite')?.cells[1]?.[0]).toMatch(/^3\splaces/)
})
